"""The one write: right, rule, version check, save, history and log, whole or not at all."""

from __future__ import annotations

import json
import uuid
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from riskreg import access
from riskreg.access import Actor
from riskreg.integrity import ledger
from riskreg.models import RoleAssignment
from riskreg.models.base import HistoryEntry, Tracked
from riskreg.services import _basis, _once
from riskreg.vocabulary.choices import Right
from riskreg.vocabulary.errors import Refused, RuleBroken, Stale
from riskreg.vocabulary.periods import day_of

LONGEST_REASON = 4000


@dataclass
class Outermost:
    """One transaction: all acts inside it share the request; `written` keeps each record with its new version."""

    request_id: str
    written: list[tuple[Any, HistoryEntry]] = field(default_factory=list)
    # What the log is told of them at the end.
    versions: list[ledger.Version] = field(default_factory=list)


_open: ContextVar[Outermost | None] = ContextVar("riskreg_write", default=None)


@dataclass
class Writing:
    """One act under way; `add` and `change` are the only ways in which a record is saved."""

    act: str
    by: Actor
    at: datetime
    reason: str
    applies_to: date | None
    outermost: Outermost

    @property
    def on(self) -> date:
        """The register's day of the act."""
        return day_of(self.at)

    def add(self, record: Any) -> Any:
        """Save a new record with its first history row. Raises RuleBroken naming record and field."""
        record.rev = 1
        return self._save(record, new=True)

    def append(self, kind: type[Any], parent: Any, letter: str, /, **values: Any) -> Any:
        """A new line of the parent's append-only list; its code is the parent's with a letter and a number."""
        relation = next(f.name for f in kind._meta.fields if f.related_model is type(parent) and f.name != "corrects")
        number = kind._base_manager.filter(**{f"{relation}_id": parent.pk}).count() + 1
        code = f"{_name(parent)}-{letter}{number:02d}"
        try:
            return self.add(kind(code=code, **{relation: parent}, **values))
        except RuleBroken as refused:
            if refused.code != "taken":
                raise
            # Somebody added a line to the same record at the same moment.
            raise Stale(
                _("%(record)s changed since you read it") % {"record": _name(parent)}, current=None
            ) from refused

    def change(self, record: Any, /, **values: Any) -> bool:
        """Save a new version when a value differs; False, and nothing written, when none does."""
        changed = {name: value for name, value in values.items() if getattr(record, name) != value}
        if not changed:
            return False
        if self.by.provenance is None and getattr(record, "basis_by_field", None):
            changed = {"basis_by_field": _basis.after(record, changed), **changed}
        before = {name: getattr(record, name) for name in changed}
        for name, value in changed.items():
            setattr(record, name, value)
        record.rev += 1
        try:
            self._save(record, new=False, changed={name.removesuffix("_id") for name in changed})
        except Exception:
            record.rev -= 1
            for name, value in before.items():
                setattr(record, name, value)
            raise
        return True

    def _save(self, record: Any, *, new: bool, changed: Collection[str] = ("owner", "keeper")) -> Any:
        _validate(record)
        provenance = self.by.provenance
        if provenance is None:
            _check_owner(record, self.on, changed)
        entry = HistoryEntry(
            history_id=_once.next_version_id(),
            history_date=self.at,
            recorded_at=provenance.recorded_at if provenance else self.at,
            actor=self.by.id,
            actor_name=self.by.name,
            actor_role=self.by.acting_as,
            act=self.act,
            reason=_with_waived(self.reason, provenance.waived) if provenance else self.reason,
            request_id=self.outermost.request_id,
            applies_to=self.applies_to,
        )
        record._entry = entry
        record.head_id = entry.history_id
        try:
            record.save(force_insert=new, force_update=not new)
        except IntegrityError as error:
            raise _refusal(record, error) from error
        self.outermost.written.append((record, entry))
        self.outermost.versions.append(ledger.version(record, entry))
        return record


def _with_waived(reason: str, waived: str) -> str:
    """The reason, and after it the sentence on what a load waives."""
    said = reason.rstrip()
    if not waived or not said:
        return waived or reason
    return f"{said}{'' if said.endswith(tuple('.!?…')) else '.'} {waived}"


def _validate(record: Any) -> None:
    """Field by field, without a query; the database holds the rest."""
    relations = {f.name for f in record._meta.fields if isinstance(f, models.ForeignKey)}
    try:
        empty = {f.name for f in record._meta.fields if f.null and getattr(record, f.attname) is None}
        record.clean_fields(exclude={*relations, *empty, "password", "last_login"})
        for relation in record._meta.fields:
            if (
                relation.name in relations - {"head"}
                and not relation.null
                and getattr(record, relation.attname) is None
            ):
                raise ValidationError({relation.name: [_("This field is required.")]})
        _refuse_nul(record)
    except ValidationError as error:
        name, messages = next(iter(error.message_dict.items()))
        raise RuleBroken(
            _("%(record)s: %(field)s: %(message)s")
            % {"record": _name(record), "field": record._meta.get_field(name).verbose_name, "message": messages[0]},
            code=name,
        ) from error


def _refuse_nul(record: Any) -> None:
    for column in record._meta.fields:
        value = record.__dict__.get(column.attname)
        if isinstance(value, dict):
            value = json.dumps(value, ensure_ascii=False).replace("\\\\", "").replace("\\u0000", "\x00")
        if isinstance(value, str) and _cannot_be_kept(value):
            raise ValidationError({column.name: [_("Text holds a character that cannot be kept.")]})


def _cannot_be_kept(text: str) -> bool:
    """A NUL or half a surrogate pair: one of the two databases refuses it."""
    return "\x00" in text or any("\ud800" <= sign <= "\udfff" for sign in text)


def _check_owner(record: Any, on: date, changed: Collection[str]) -> None:
    """Raises RuleBroken when the record comes to be owned by a role that an auditor fills; one query then, else none.

    Outside roles are left alone: an outside auditor's own re-check is not ours (a load has no accounts to ask).
    """
    name = next((name for name in ("owner", "keeper") if name in changed and hasattr(record, f"{name}_id")), "")
    owner = getattr(record, f"{name}_id", None)
    if not name or owner is None:
        return
    filled = RoleAssignment.objects.standing().filter(Q(ends__isnull=True) | Q(ends__gte=on))
    users = filled.filter(role_id=owner, role__party__isnull=True).order_by().values("user_id")
    held = list(filled.filter(user_id__in=users).values_list("user_id", "right", "role_id", "starts", "ends"))
    auditors = [one for one in held if one[1] == Right.AUDITOR]
    fills = [one for one in held if one[2] == owner]
    if any(one[0] == other[0] and _overlap(one[3:], other[3:]) for one in auditors for other in fills):
        raise RuleBroken(
            _("%(record)s: an auditor fills this role, which can therefore own nothing here")
            % {"record": _name(record)},
            code=name,
        )


def _overlap(one: tuple[date, date | None], other: tuple[date, date | None]) -> bool:
    """Whether two spans share a day; an open one has no last day."""
    return (one[1] is None or other[0] <= one[1]) and (other[1] is None or one[0] <= other[1])


def _check_reason(reason: str) -> None:
    if _cannot_be_kept(reason):
        raise RuleBroken(_("The reason holds a character that cannot be kept"), code="reason")
    if len(reason) > LONGEST_REASON:
        raise RuleBroken(
            _("The reason has %(length)d characters; at most %(longest)d are kept")
            % {"length": len(reason), "longest": LONGEST_REASON},
            code="reason",
        )


def _name(record: Any) -> str:
    return getattr(record, "code", "") or getattr(record, "username", "") or str(record._meta.verbose_name)


def _refusal(record: Any, error: IntegrityError) -> RuleBroken | Stale:
    """The database's refusal in words: the constraint's record, and what it keeps."""
    text = str(error)
    for constraint in record._meta.constraints:
        if constraint.name in text:
            return RuleBroken(
                _("%(record)s: the rule “%(rule)s” refuses this")
                % {"record": _name(record), "rule": constraint.name.replace("_", " ")},
                code=constraint.name,
            )
    if "check constraint" in text.lower():
        return RuleBroken(_("%(record)s: a value is not one that is kept") % {"record": _name(record)}, code="value")
    if record.rev == 1:
        return RuleBroken(
            _("%(code)s cannot be added: the code or the link is already there") % {"code": _name(record)}, code="taken"
        )
    if "must equal the record" in text:
        return RuleBroken(
            _("%(record)s has a later version already; history does not go back in time") % {"record": _name(record)},
            code="at",
        )
    return Stale(_("%(record)s changed since you read it") % {"record": _name(record)}, current=None)


def _stands(record: Any) -> None:
    if getattr(record, "withdrawn", False):
        raise _gone(record)


def _gone(record: Any) -> RuleBroken:
    return RuleBroken(_("%(record)s is withdrawn; nothing can be done to it") % {"record": _name(record)}, code="gone")


def check_version(record: Tracked, rev: int | None) -> None:
    """Raises Stale with the record as it stands when it is not at the version that was seen."""
    if rev is not None and rev != record.rev:
        raise Stale(_("%(record)s changed since you read it") % {"record": _name(record)}, current=record)


def _check_as_it_stands(record: Any, rev: int | None, outermost: Outermost) -> None:
    """What was judged on the record as it was read, on what stands now that nobody else can write.

    One query for an act that only adds lines; a new version of the record itself was judged by its guard.
    """
    if any(written is record for written, _entry in outermost.written):
        return
    columns = ["rev", *(["withdrawn"] if hasattr(record, "withdrawn") else [])]
    now = type(record)._base_manager.filter(pk=record.pk).values(*columns).first()
    if now is None:
        return
    if rev is not None and rev != now["rev"]:
        raise Stale(_("%(record)s changed since you read it") % {"record": _name(record)}, current=None)
    if now.get("withdrawn"):
        raise _gone(record)


@contextmanager
def writing(
    act: str,
    *,
    by: Actor,
    at: datetime,
    record: Any = None,
    reason: str = "",
    rev: int | None = None,
    applies_to: date | None = None,
) -> Iterator[Writing]:
    """Run one act. An act inside an act joins its transaction; the outermost commits all or nothing.

    Raises NotAllowed without the right, Stale when `rev` is not the record's version, RuleBroken for a rule,
    SentBefore when it is the same form once more (services._once).
    """
    access.require(by, act, record)
    _check_reason(reason)
    if record is not None:
        check_version(record, rev)
        _stands(record)
    outer = _open.get()
    if outer is not None:
        yield Writing(act, by, at, reason, applies_to, outer)
        return
    outermost, is_first = Outermost(request_id=by.request_id or uuid.uuid4().hex), _once.is_first()
    token = _open.set(outermost)
    try:
        with transaction.atomic():
            # So that a rule is judged on what stands when it is written: without it two people could each pass a rule
            # that the other's write breaks (one open proposal, the next free code), and acts on the same records in
            # another order would deadlock.
            ledger.hold_lock()
            yield Writing(act, by, at, reason, applies_to, outermost)
            if record is not None and by.provenance is None:
                _check_as_it_stands(record, rev, outermost)
            ledger.append(outermost.versions)
    except IntegrityError as error:
        _once.refuse_twice(error, is_first)
        # What only COMMIT finds out: a head without its history row.
        raise RuleBroken(_("The change has no history and was refused"), code="unrecorded") from error
    except Refused as refused:
        _once.refuse_twice(refused, is_first)
        if isinstance(refused, Stale) and refused.current is None and record is not None:
            refused.current = type(record)._base_manager.filter(pk=record.pk).first()
        raise
    finally:
        _open.reset(token)


@contextmanager
def rehearsing() -> Iterator[Outermost]:
    """Run the acts inside and take all of it back: what a check page shows is what the verb itself would write.

    Raises what the acts raise. Holds the write lock while it runs.
    """
    outermost = Outermost(request_id=uuid.uuid4().hex)
    token = _open.set(outermost)
    try:
        with transaction.atomic():
            ledger.hold_lock()
            yield outermost
            transaction.set_rollback(True)
    finally:
        _open.reset(token)
