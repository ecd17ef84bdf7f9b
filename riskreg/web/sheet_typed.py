"""What somebody typed in a sheet: drafts, versions that are gone, and the one act of submitting."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import nullcontext
from dataclasses import replace
from datetime import datetime
from functools import cached_property
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from riskreg.insight import due
from riskreg.models import Confirmation, Indicator, Measure, Milestone, ProgressUpdate, Risk
from riskreg.services import drafts, updates
from riskreg.services._once import is_first, key_of, sending, was_sent
from riskreg.web import sheet_windows
from riskreg.web.forms.sheet import FORMS, THEIRS, RowForm
from riskreg.web.forms.sheet_sent import SheetForm
from riskreg.web.sheet import Entry, Group
from riskreg.web.sheet_visit import MOST_SHOWN, Visit, lines_of

# Sent with the sheet, and no row's.
UNKEPT = ("csrfmiddlewaretoken", "once", "step", "role", "by", "seen")
KINDS = {"milestone": Milestone, "risk": Risk, "measure": Measure, "indicator": Indicator}
# A sheet has no more items that were handed over meanwhile; codes beyond that are none of ours.
MOST_ASKED = 500
FIELDS = {name for form in FORMS.values() for name in form.base_fields}


class Typing:
    """What stands in the fields of one visit's sheet; until it is judged nothing is said of it."""

    def __init__(self, visit: Visit, data: Mapping[str, str]) -> None:
        self.visit = visit
        self.raw = {name: value for name, value in data.items() if name != "csrfmiddlewaretoken"}
        self.is_judged = False
        # The rows of the draft that the page had when it was last kept.
        self.shown = sheet_windows.read(self.raw.get("seen", ""))
        self.joined = sheet_windows.Joined()
        self.forms = {entry.code: self._form(entry, self.raw) for entry in visit.entries}
        self._mend()

    @classmethod
    def of_draft(cls, visit: Visit) -> Typing:
        made = cls(visit, visit.draft.typed if visit.draft is not None else {})
        rows = sheet_windows.rows_of(made.raw)
        made.shown = {code: sheet_windows.print_of(made._rendered(code, row)) for code, row in rows.items()}
        return made

    def _rendered(self, code: str, row: Mapping[str, str]) -> Mapping[str, str]:
        """The fields that the page will send of a row of the draft; as they are kept for a row that is not here."""
        if code not in self.forms:
            return row
        form = self.forms[code]
        names = [form.add_prefix(name) for name in form.fields]
        return {name: form.data[name] for name in names if name in form.data}

    @cached_property
    def codes(self) -> list[str]:
        """The codes for which a field was sent, each once, in the order in which they came."""
        named = (name.rpartition("-") for name in self.raw)
        return list(dict.fromkeys(code for code, _dash, field in named if code and field in FIELDS))

    def _form(self, entry: Entry, data: Mapping[str, str], is_judged: bool = False) -> RowForm:
        is_sent = entry.code in self.codes
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
    def is_all_told(self) -> bool:
        """Whether everything was submitted, and nothing stands in a field beside it."""
        return all(form.entry.is_told and not (form.is_touched or form.is_open) for form in self.forms.values())

    @property
    def bar(self) -> str:
        return _("%(filled)d of %(total)d filled in") % {"filled": self.filled, "total": len(self.forms)}

    @property
    def own(self) -> SheetForm:
        return SheetForm.of(self.visit.role_code, self.visit.request.actor.key, self.seen)

    @property
    def seen(self) -> str:
        """What the page carries of the draft that it shows."""
        return sheet_windows.written(self.shown)

    @property
    def is_anothers(self) -> bool:
        """Whether another account filled this in, before it was signed out."""
        return self.raw.get("by", "") not in ("", self.visit.request.actor.key)

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
    def wrong(self) -> set[str]:
        """The codes of the items with a problem."""
        return {code for code, _anchor, _text in self.problems}

    @property
    def disputed(self) -> list[RowForm]:
        return [form for form in self.forms.values() if form.disputes]

    @cached_property
    def _absent(self) -> dict[str, RowForm | None]:
        """The rows that came and are not on this sheet; None for a record that the reader does not know."""
        absent = [code for code in self.codes if code not in self.forms]
        known = self._known(absent) if absent else {}
        return {code: self._form_of(*known[code]) if code in known else None for code in absent}

    @property
    def strays(self) -> list[str]:
        """Codes that something was typed for and that are not here; a row handed over untouched says nothing."""
        return [code[:60] for code, form in self._absent.items() if form is None or form.is_touched]

    def _known(self, codes: list[str]) -> dict[str, tuple[str, Any]]:
        """Noun and record of those that the reader may see. Four queries at most, however many there are."""
        wanted, register = set(codes), self.visit.request.register
        found = {one.code: ("milestone", one) for one in self.visit.rows.milestones.values() if one.code in wanted}
        for noun, kind in KINDS.items():
            asked = [code for code in codes if code not in found][:MOST_ASKED]
            if asked:
                found |= {one.code: (noun, one) for one in register.of(kind).filter(code__in=asked)}
        return found

    def _form_of(self, noun: str, record: Any) -> RowForm:
        return self._form(Entry(noun, record, None, None, None, None, due.Said.SILENT, None), self.raw)

    # --- drafts
    @cached_property
    def _mine(self) -> dict[str, sheet_windows.Row]:
        """The fields of every row in which something was typed, and of rows that are not here, as they came."""
        codes = [form.record.code for form in self.forms.values() if form.is_touched or form.is_open]
        rows = sheet_windows.rows_of({name: value for name, value in self.raw.items() if name not in UNKEPT})
        return {code: rows[code] for code in (*codes, *self.strays) if code in rows}

    def keep(self, *, at: datetime, again: str = "") -> None:
        """Beside what other windows keep; `again` is a row to say anew. Raises RuleBroken for a draft of no end."""

        def joined(kept: Mapping[str, str]) -> Mapping[str, str]:
            self.joined = sheet_windows.join(kept, self._mine, self.shown, self.forms)
            return self.joined.typed | self._opened(again)

        drafts.keep(self.visit.month, self.visit.role_code, joined, by=self.visit.request.actor, at=at)
        self.shown = {code: sheet_windows.print_of(row) for code, row in self._mine.items()}

    def _opened(self, again: str) -> dict[str, str]:
        """A row that was said already, filled with what stands."""
        if again not in self.forms:
            return {}
        form = self.forms[again]
        blank = FORMS[form.noun](None, entry=form.entry)
        kept = {f"{again}-{name}": blank._typed(name, blank.initial[name]) for name in form.values}
        return kept | {f"{again}-rev": str(form.record.rev), f"{again}-again": "1"}

    def let_go(self, *, at: datetime) -> None:
        """After it was submitted; what another window holds stays."""
        if self.visit.draft is None:
            return
        drafts.keep(
            self.visit.month,
            self.visit.role_code,
            lambda kept: sheet_windows.without(kept, self._mine, self.shown),
            by=self.visit.request.actor,
            at=at,
        )

    def lines(self) -> list[tuple[str, str]]:
        """Item and field, with what was typed in it, to copy; then the words for items that are not here."""
        return [line for form in self.touched for line in _typed_in(form)] + self.leftover

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
        fields = sorted((name, value) for name, value in self.raw.items() if name not in ("step", "seen"))
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

    def submit(self, *, at: datetime) -> bool:
        """Whether it wrote anything: the same said once more writes nothing. Raises what updates.submit raises."""
        actor = replace(self.visit.request.actor, request_id=self.act)
        rows = [form.row() for form in self.touched]
        with sending(self.key) if self.key else nullcontext():
            updates.submit(self.visit.month, rows, by=actor, at=at)
            return not is_first()

    @property
    def receipt_before(self) -> str:
        """The address of the reader's last receipt of these items this month; blank when there is none."""
        codes, month, found = [form.record.code for form in self.touched], self.visit.month, []
        for kind, letter in ((ProgressUpdate, ""), (Confirmation, "-C")):
            versions = kind.versions().filter(code__in=[f"{code}-{month}{letter}" for code in codes])
            versions = versions.filter(history_user_id=self.visit.request.actor.id).order_by("history_date")
            found += list(versions.values_list("history_date", "request_id"))
        return reverse("receipt", args=[str(month), max(found)[1]]) if found else ""

    @property
    def leftover(self) -> list[tuple[str, str]]:
        """What was typed for items that are not on this sheet, to copy."""
        told: list[tuple[str, str]] = []
        for code, form in self._absent.items():
            own = {name: value for name, value in self.raw.items() if name.startswith(f"{code}-")}
            told += lines_of(own) if form is None else _typed_in(form)
        return told

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


def _typed_in(form: RowForm) -> Iterator[tuple[str, str]]:
    """Words stand under their item alone; any other value under its field."""
    for name in form.said:
        if name in ("note", "answer"):
            yield form.record.code, str(form[name].value())[:MOST_SHOWN]
        else:
            words = _("yes") if name == "unchanged" else form._in_words(name, form[name].value())
            yield f"{form.record.code}, {form[name].label}", words[:MOST_SHOWN]
