"""Who is at which sheet, and what they typed in it: drafts, versions that are gone, and the one act of submitting."""

from __future__ import annotations

import re
from collections.abc import Mapping
from contextlib import nullcontext
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from typing import Any

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from riskreg import access
from riskreg.insight import due
from riskreg.insight.month_rows import MonthRows
from riskreg.models import Indicator, Measure, Risk, Role, SheetDraft
from riskreg.services import drafts, updates
from riskreg.services._once import key_of, sending, was_sent
from riskreg.vocabulary import dates
from riskreg.vocabulary.choices import PeriodState, Right
from riskreg.vocabulary.errors import NotAllowed
from riskreg.vocabulary.periods import Month, day_of
from riskreg.web import sheet as sheets
from riskreg.web.forms.sheet import FORMS, THEIRS, RowForm, SheetForm
from riskreg.web.sheet import Entry, Group

ACT = "update.submit"
# Sent with the sheet, and no row's.
UNKEPT = ("csrfmiddlewaretoken", "once", "step", "role")
# Who reads every role's sheet.
READ_ALL = {Right.OFFICER, Right.AUDITOR, Right.MANAGEMENT}
KINDS = {"risk": Risk, "measure": Measure, "indicator": Indicator}
MOST_SHOWN = 4_000


class NotKept(Exception):
    """There is no sheet of this month; the sentence says why."""


@dataclass(frozen=True)
class Visit:
    """One reader at the sheet of one month, of one role or of their own."""

    request: HttpRequest
    rows: MonthRows
    role: Any
    asks_for_role: bool

    @classmethod
    def of(cls, request: HttpRequest, month: Month) -> Visit:
        """Raises NotKept for a month without a sheet, Http404 for an unknown role, NotAllowed for another's."""
        rows, actor = MonthRows(request.register, month), request.actor
        if rows.period is None:
            has_begun = month.first <= request.day.on
            raise NotKept(
                _("%(month)s is not opened yet; the risk officer opens it") % {"month": month}
                if has_begun
                else _("%(month)s has not begun; its sheet opens on the first") % {"month": month}
            )
        given = request.POST if request.method == "POST" else request.GET
        code, reads_all = given.get("role", ""), bool(READ_ALL & set(actor.rights))
        if not code:
            asks = reads_all and ("role" in request.GET or not actor.role_ids) and request.method != "POST"
            return cls(request, rows, None, asks)
        role = next((one for one in request.register.directory[Role].values() if one.code == code), None)
        if role is None:
            raise Http404(_("On this day the register holds no %(code)s") % {"code": code[:60]})
        if not reads_all and role.id not in actor.role_ids:
            raise NotAllowed(_("%(who)s may not fill in this sheet") % {"who": actor.name}, code=ACT)
        return cls(request, rows, role, False)

    def renewed(self) -> Visit:
        """The same with everything read anew."""
        return replace(self, rows=MonthRows(self.request.register, self.month))

    @property
    def month(self) -> Month:
        return self.rows.month

    @property
    def period(self) -> Any:
        return self.rows.period

    @property
    def role_code(self) -> str:
        return self.role.code if self.role is not None else ""

    @property
    def is_own(self) -> bool:
        return self.role is None

    @property
    def reads_all(self) -> bool:
        return bool(READ_ALL & set(self.request.actor.rights))

    @property
    def is_open(self) -> bool:
        return bool(self.period.state == PeriodState.OPEN)

    @cached_property
    def may_fill(self) -> bool:
        """Whether the reader fills this sheet in: their own, or as officer for any role; never on a past day."""
        actor, reaches = self.request.actor, access.reach(self.request.actor, ACT)
        owns = self.role is None or self.role.id in actor.role_ids
        return not self.request.day.is_past and (access.YES in reaches or (access.OWN in reaches and owns))

    @property
    def fills_for(self) -> str:
        """The role that an officer fills in for; blank for one's own."""
        actor = self.request.actor
        is_other = self.role is not None and self.role.id not in actor.role_ids
        return str(self.role.name) if self.may_fill and is_other else ""

    @property
    def why_closed(self) -> str:
        """Why this month takes no updates any more; blank while it does."""
        told = {"month": date_format(self.month.first, "F Y")}
        if self.period.state == PeriodState.IN_REVIEW:
            told["day"] = dates.show(day_of(self.period.cut_off))
            return _("%(month)s is in review since %(day)s: what you say now counts for the next month.") % told
        if self.period.state == PeriodState.SEALED:
            return _("%(month)s is sealed: its report is made and nothing changes it.") % told
        if self.period.state == PeriodState.RECONSTRUCTED:
            return _("%(month)s was rebuilt from documents: nobody was asked for updates.") % told
        return ""

    @property
    def address(self) -> str:
        return self.request.day.link(reverse("sheet", args=[str(self.month)]), **self.role_query)

    @property
    def role_query(self) -> dict[str, str]:
        return {"role": self.role_code} if self.role is not None else {}

    @cached_property
    def entries(self) -> list[Entry]:
        roles = self.request.actor.role_ids if self.role is None else {self.role.id}
        return sheets.entries(self.rows, due.of_roles(self.rows.due, roles))

    def groups(self) -> list[Group]:
        return sheets.groups(self.rows, self.entries)

    @property
    def confidential(self) -> list[str]:
        """Codes of the confidential risks on the sheet."""
        return [one.code for one in self.entries if getattr(one.record, "confidential", False)]

    @cached_property
    def draft(self) -> SheetDraft | None:
        return drafts.read(self.month, self.role_code, by=self.request.actor) if self.may_fill else None

    def leftover(self) -> list[tuple[str, str]]:
        """What was typed and never submitted, for a month that takes it no more."""
        return lines_of(self.draft.typed) if self.draft is not None else []


def lines_of(typed: Mapping[str, str]) -> list[tuple[str, str]]:
    """Field and words of what people type in sentences, to copy."""
    return [
        (name.removesuffix("-note").removesuffix("-answer"), value[:MOST_SHOWN])
        for name, value in typed.items()
        if name.endswith(("-note", "-answer")) and value.strip()
    ]


class Typing:
    """What stands in the fields of one visit's sheet; until it is judged nothing is said of it."""

    def __init__(self, visit: Visit, data: Mapping[str, str]) -> None:
        self.visit = visit
        self.raw = {name: value for name, value in data.items() if name != "csrfmiddlewaretoken"}
        self.is_judged = False
        self.forms = {entry.code: self._form(entry, self.raw) for entry in visit.entries}
        self._mend()

    @classmethod
    def of_draft(cls, visit: Visit) -> Typing:
        return cls(visit, visit.draft.typed if visit.draft is not None else {})

    def _form(self, entry: Entry, data: Mapping[str, str], is_judged: bool = False) -> RowForm:
        is_sent = f"{entry.code}-rev" in data
        return FORMS[entry.noun](data if is_sent else None, entry=entry, is_judged=is_judged)

    def _mend(self) -> None:
        """Bring rows that were filled in on a version that is gone up to the one that stands."""
        for code in self.forms:
            if self.forms[code].is_bound and self.forms[code]["pick"].value() == THEIRS:
                self._again(self.forms[code], self.forms[code].take_theirs())
            if self.forms[code].is_bound and self._seen(self.forms[code]) != self.forms[code].record.rev:
                self._on_what_stands(self.forms[code])

    def _again(self, form: RowForm, data: Mapping[str, str], is_judged: bool = False) -> RowForm:
        made = self._form(form.entry, data, is_judged)
        made.disputes, made.since = form.disputes, form.since
        self.forms[form.record.code] = made
        return made

    @staticmethod
    def _seen(form: RowForm) -> int:
        given = str(form["rev"].value() or "")
        return int(given) if re.fullmatch(r"[0-9]{1,9}", given) else 0

    def _on_what_stands(self, form: RowForm) -> None:
        record = form.record
        kind = getattr(type(record), "instance_type", type(record))
        versions = {
            row.rev: row for row in kind.versions().filter(id=record.id, rev__in=[self._seen(form), record.rev])
        }
        before = versions.get(self._seen(form))
        if before is None:
            # Judged later: a form that does not say which version it was opened on.
            return
        data = form.settle(before)
        form.since = versions.get(record.rev)
        self._again(form, data)

    # --- what the page shows
    @property
    def touched(self) -> list[RowForm]:
        return [form for form in self.forms.values() if form.is_touched]

    @property
    def filled(self) -> int:
        """Items of which something was said this month, or stands in a field."""
        return sum(1 for form in self.forms.values() if form.is_touched or form.entry.is_told)

    @property
    def bar(self) -> str:
        return _("%(filled)d of %(total)d filled in") % {"filled": self.filled, "total": len(self.forms)}

    @property
    def own(self) -> SheetForm:
        return SheetForm.of(self.visit.role_code)

    @property
    def saved_at(self) -> datetime | None:
        return self.visit.draft.saved_at if self.visit.draft is not None else None

    def groups(self) -> list[Group]:
        """The form of every item that is asked; what was said already stands apart, unless it is opened again."""
        found = self.visit.groups()
        for group in found:
            again = [one for one in group.told if self.forms[one.code].is_open or self.forms[one.code].is_touched]
            group.told = [one for one in group.told if one not in again]
            listed = sorted([*group.open, *again], key=lambda one: one.code)
            group.open = [self.forms[one.code] for one in listed]
        return found

    @property
    def problems(self) -> list[tuple[str, str, str]]:
        """Code, address of the field, sentence; those of the sheet's order."""
        found = [(code, anchor, text) for code, form in self.forms.items() for anchor, text in form.problems]
        told = _("it is not on this sheet: it is another's, or not due this month. Nothing of it was written")
        return found + [(code, "", told) for code in (self.strays if self.is_judged else ())]

    @property
    def disputed(self) -> list[RowForm]:
        return [form for form in self.forms.values() if form.disputes]

    @cached_property
    def strays(self) -> list[str]:
        """Codes that something was typed for and that are not on this sheet."""
        codes = [name.removesuffix("-rev") for name in self.raw if name.endswith("-rev")]
        return [code[:60] for code in codes if code not in self.forms and self._is_typed(code)]

    def _is_typed(self, code: str) -> bool:
        """Whether a row that is no longer here says anything; one that was handed over untouched does not."""
        register, entry = self.visit.request.register, None
        for noun, kind in (("milestone", None), *KINDS.items()):
            record = (
                next((one for one in self.visit.rows.milestones.values() if one.code == code), None)
                if kind is None
                else register.get(kind, code)
            )
            if record is not None:
                entry = Entry(noun, record, None, None, None, None, due.Said.SILENT, None)
        return entry is None or self._form(entry, self.raw).is_touched

    # --- drafts
    def _kept(self, again: str = "") -> dict[str, str]:
        """The fields of every row in which something was typed; and of rows that are not here, as they came."""
        codes = [form.record.code for form in self.forms.values() if form.is_touched or form.is_open]
        names = tuple(f"{code}-" for code in (*codes, *self.strays))
        kept = {name: value for name, value in self.raw.items() if name.startswith(names)} if names else {}
        if again in self.forms:
            form = self.forms[again]
            blank = FORMS[form.noun](None, entry=form.entry)
            kept |= {f"{again}-{name}": blank._typed(name, blank.initial[name]) for name in form.values}
            kept |= {f"{again}-rev": str(form.record.rev), f"{again}-again": "1"}
        return kept

    def keep(self, *, at: datetime, again: str = "", longest: int = 0) -> None:
        """Raises RuleBroken for a draft of no end; with `longest`, longer fields are left out of it instead."""
        kept = self._kept(again)
        if longest:
            kept = {name: value for name, value in kept.items() if len(value) <= longest}
        drafts.keep(self.visit.month, self.visit.role_code, kept, by=self.visit.request.actor, at=at)

    def keep_all(self, *, at: datetime) -> None:
        """As it came, whatever the month takes."""
        typed = {name: value for name, value in self.raw.items() if name not in UNKEPT}
        drafts.keep(self.visit.month, self.visit.role_code, typed, by=self.visit.request.actor, at=at)

    def lines(self) -> list[tuple[str, str]]:
        return lines_of(self.raw)

    # --- the one act
    def judge(self) -> None:
        """Say what is wrong with the rows in which something was typed."""
        self.is_judged = True
        for form in self.touched:
            judged = self._again(form, form.data, is_judged=True)
            if self._seen(judged) != judged.record.rev:
                judged.add_error(
                    None, _("This row does not say which version it was opened on; open the sheet again")
                )  # fmt: skip

    @property
    def status(self) -> int:
        """Of the answer: 200 when it can be submitted, 409 when somebody changed a row, 422 for what is wrong."""
        if self.disputed:
            return 409
        return 422 if self.problems else 200

    @cached_property
    def key(self) -> str:
        """Who sent what; blank for a form that does not say which one it is."""
        once = self.raw.get("once", "")
        if not once:
            return ""
        fields = sorted((name, value) for name, value in self.raw.items() if name != "step")
        return key_of(self.visit.request.actor.id, str(self.visit.month), repr(fields))

    @property
    def was_sent(self) -> bool:
        return bool(self.key) and was_sent(self.key)

    @property
    def act(self) -> str:
        """The request under which it stands in the history."""
        return self.key[:32] or str(self.visit.request.actor.request_id)

    @property
    def receipt(self) -> str:
        return reverse("receipt", args=[str(self.visit.month), self.act])

    def submit(self, *, at: datetime) -> tuple[str, ...]:
        """Raises what services.updates.submit raises."""
        actor = replace(self.visit.request.actor, request_id=self.act)
        rows = [form.row() for form in self.touched]
        with sending(self.key) if self.key else nullcontext():
            return updates.submit(self.visit.month, rows, by=actor, at=at)

    def rehearse(self, *, at: datetime) -> None:
        """Say of the rows that read well what no rule would take, beside what is wrong with the others."""
        rows = [form.row() for form in self.touched if not form.problems and not form.disputes]
        if not rows:
            return
        try:
            updates.rehearse(self.visit.month, rows, by=self.visit.request.actor, at=at)
        except updates.SheetRefused as refused:
            self.take_over(refused)

    def take_over(self, refused: updates.SheetRefused) -> bool:
        """Put what the service said at its fields; whether a row changed at this very moment."""
        for one in refused.problems:
            form = self.forms[one.code]
            form.add_error(one.field if one.field in form.fields else None, one.message)
        return any(one.is_stale for one in refused.problems)
