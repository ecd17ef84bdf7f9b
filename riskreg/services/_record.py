"""The one write: right, rule, version check, save and history, whole or not at all."""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.utils.translation import gettext as _

from riskreg import access
from riskreg.access import Actor
from riskreg.models.base import HistoryEntry, Tracked
from riskreg.vocabulary.errors import RuleBroken, Stale
from riskreg.vocabulary.periods import day_of

LONGEST_REASON = 4000


@dataclass
class _Outermost:
    """One transaction: all acts inside it share the request and the moment of recording."""

    request_id: str
    versions: list[HistoryEntry] = field(default_factory=list)


_open: ContextVar[_Outermost | None] = ContextVar("riskreg_write", default=None)


@dataclass
class Writing:
    """One act under way; `add` and `change` are the only ways in which a record is saved."""

    act: str
    by: Actor
    at: datetime
    reason: str
    applies_to: date | None
    outermost: _Outermost

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
        return self.add(kind(code=code, **{relation: parent}, **values))

    def change(self, record: Any, /, **values: Any) -> bool:
        """Save a new version when a value differs; False, and nothing written, when none does."""
        changed = {name: value for name, value in values.items() if getattr(record, name) != value}
        if not changed:
            return False
        before = {name: getattr(record, name) for name in changed}
        for name, value in changed.items():
            setattr(record, name, value)
        record.rev += 1
        try:
            self._save(record, new=False)
        except Exception:
            record.rev -= 1
            for name, value in before.items():
                setattr(record, name, value)
            raise
        return True

    def _save(self, record: Any, *, new: bool) -> Any:
        _validate(record)
        provenance = self.by.provenance
        entry = HistoryEntry(
            history_id=uuid.uuid4(),
            history_date=self.at,
            recorded_at=provenance.recorded_at if provenance else self.at,
            actor=self.by.id,
            actor_name=self.by.name,
            actor_role=self.by.acting_as,
            act=self.act,
            reason=self.reason,
            request_id=self.outermost.request_id,
            applies_to=self.applies_to,
        )
        record._entry = entry
        record.head_id = entry.history_id
        try:
            record.save(force_insert=new, force_update=not new)
        except IntegrityError as error:
            raise _refusal(record, error) from error
        self.outermost.versions.append(entry)
        return record


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


def check_version(record: Tracked, rev: int | None) -> None:
    """Raises Stale with the record as it stands when it is not at the version that was seen."""
    if rev is not None and rev != record.rev:
        raise Stale(_("%(record)s changed since you read it") % {"record": _name(record)}, current=record)


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

    Raises NotAllowed without the right, Stale when `rev` is not the record's version, RuleBroken for a rule.
    """
    access.require(by, act, record)
    _check_reason(reason)
    if record is not None:
        check_version(record, rev)
    outer = _open.get()
    if outer is not None:
        yield Writing(act, by, at, reason, applies_to, outer)
        return
    outermost = _Outermost(request_id=by.request_id or uuid.uuid4().hex)
    token = _open.set(outermost)
    try:
        with transaction.atomic():
            yield Writing(act, by, at, reason, applies_to, outermost)
            # The ledger's entries for outermost.versions are appended here, once, under one lock.
    except IntegrityError as error:
        # What only COMMIT finds out: a head without its history row.
        raise RuleBroken(_("The change has no history and was refused"), code="unrecorded") from error
    finally:
        _open.reset(token)
