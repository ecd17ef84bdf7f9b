"""How the cockpit shows a month: rows with their addresses, and the acts that the reader may do to them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy

from riskreg import access
from riskreg.insight.due import Due, Said
from riskreg.insight.month_state import Acceptance, MonthState, OwnerRow, Wordless
from riskreg.insight.watermelon import Contradiction, Severity
from riskreg.models import Role
from riskreg.vocabulary.choices import PeriodState
from riskreg.web.forms.months import FROM_COCKPIT

# what was said -> shape and words
SAID: dict[str, tuple[str, Any]] = {
    Said.CHANGED: ("done", gettext_lazy("changed")),
    Said.CONFIRMED: ("on_track", gettext_lazy("confirmed unchanged")),
    Said.SILENT: ("not_started", gettext_lazy("silent")),
    Said.IN_QUESTION: ("at_risk", gettext_lazy("in question")),
}
HARD: dict[Severity, tuple[str, Any]] = {
    Severity.CANNOT_BE: ("red", gettext_lazy("Cannot both be")),
    Severity.UNLIKELY: ("amber", gettext_lazy("Unlikely")),
    Severity.LOOK: ("info", gettext_lazy("Look at it")),
}
NEEDS: dict[str, Any] = {
    "forecast": gettext_lazy("a later forecast without words"),
    "confidence": gettext_lazy("a lower confidence without words"),
    "plan": gettext_lazy("no words of this month yet"),
    "expired": gettext_lazy("accepted until"),
    "expiring": gettext_lazy("accepted until"),
    "stale": gettext_lazy("accepted at another score, until"),
}


@dataclass(frozen=True)
class Acts:
    """Which acts the reader may do here and now; none on a past day."""

    chases: bool
    asks: bool
    explains: bool
    notes: bool
    reports: bool

    @classmethod
    def of(cls, request: HttpRequest, period: Any) -> Acts:
        takes_words = period is not None and period.state in (PeriodState.OPEN, PeriodState.IN_REVIEW)
        here = takes_words and not request.day.is_past

        def may(act: str) -> bool:
            return here and access.may(request.actor, act)

        is_open = period is not None and period.state == PeriodState.OPEN
        return cls(
            chases=may("period.review") and is_open,
            asks=may("update.return"),
            explains=may("update.explain"),
            notes=may("period.note"),
            reports=may("commitment.report"),
        )


class Shown:
    """One month as its cockpit shows it; every address stays on the day looked at."""

    def __init__(self, request: HttpRequest, state: MonthState) -> None:
        self.request, self.state, self.day = request, state, request.day
        self.acts = Acts.of(request, state.period)
        self.roles = state.rows.facts.directory[Role]

    # --- addresses
    def page(self, noun: str, code: str) -> str:
        return str(self.day.link(reverse(noun, args=[code])))

    def form(self, noun: str, slug: str, code: str, **more: str) -> str:
        """The address of an act's form, filled in beforehand, that leads back here."""
        given = urlencode({"month": str(self.state.month), "back": FROM_COCKPIT, **more})
        return f"{reverse(f'{noun}-{slug}', args=[code])}?{given}"

    def elsewhere(self, name: str, **more: str) -> str:
        """A page of the month that stands elsewhere; blank where it is not there, or not on a past day."""
        if self.day.is_past:
            return ""
        try:
            address = str(reverse(name, args=[str(self.state.month)]))
        except NoReverseMatch:
            return ""
        return f"{address}?{urlencode(more)}" if more else address

    def item(self, noun: str, record: Any) -> dict[str, Any]:
        return {"code": record.code, "title": record.title, "url": self.page(noun, record.code)}

    # --- parts
    def owners(self) -> list[dict[str, Any]]:
        return [self._owner(row) for row in self.state.owners]

    def _owner(self, row: OwnerRow) -> dict[str, Any]:
        role = self.roles.get(row.role_id) if row.role_id is not None else None
        is_filled = row.role_id in self.state.filled
        waits = bool(row.silent + row.in_question)
        return {
            "row": row,
            "role": role,
            "url": self.page("role", role.code) if role else "",
            "is_filled": is_filled,
            "reads": row.role_id in self.state.read_only,
            "chase": role.code if role and waits and is_filled and self.acts.chases else "",
            "sheet": self.elsewhere("sheet", role=role.code) if role and self.acts.chases else "",
            "items": [self._said(one) for one in row.items],
        }

    def _said(self, one: Due) -> dict[str, Any]:
        shape, words = SAID[one.said]
        ask = self.acts.asks and one.said != Said.IN_QUESTION
        url = self.form(one.noun, "question", one.record.code) if ask else ""
        return {**self.item(one.noun, one.record), "shape": shape, "words": str(words), "ask": url}

    def contradictions(self) -> list[dict[str, Any]]:
        return [self._contradiction(one) for one in self.state.contradictions]

    def _contradiction(self, one: Contradiction) -> dict[str, Any]:
        shape, hard = HARD[one.rule.severity]
        role = self.roles.get(one.record.owner_id)
        noun, code = one.noun, one.record.code
        in_question = code in self.state.rows.open_questions
        return {
            **self.item(noun, one.record),
            "shape": shape,
            "hard": str(hard),
            "words": one.words,
            "owner": role.name if role else "",
            "explanation": one.explanation,
            "in_question": in_question,
            "explain": self.form(noun, "explain", code, rule=one.rule.key) if self.acts.explains else "",
            "ask": self.form(noun, "question", code) if self.acts.asks and not in_question else "",
        }

    def questions(self) -> list[dict[str, Any]]:
        """Each with the record that it is about; what it was asked of is named by its code when it is owed no more."""
        nouns = {one.record.code: (one.noun, one.record) for one in self.state.rows.due}
        listed = []
        for one in self.state.questions:
            noun, record = nouns.get(one.about, ("", None))
            shown = self.item(noun, record) if record is not None else {"code": one.about, "title": "", "url": ""}
            listed.append({**shown, "question": one.question, "answer": one.answer})
        return listed

    def slips(self) -> list[dict[str, Any]]:
        return [
            {**self.item("milestone", one.milestone), "old": one.old, "new": one.new, "days": one.days,
             "words": one.words, "owner": self._role_name(one.milestone.owner_id)}
            for one in self.state.slips
        ]  # fmt: skip

    def wordless(self) -> list[dict[str, Any]]:
        return [self._wordless(one) for one in self.state.wordless]

    def _wordless(self, one: Wordless) -> dict[str, Any]:
        is_plan = one.kind == "plan"
        write = self.form("plan", "words", one.record.code) if is_plan and self.acts.notes else ""
        ask = self.form(one.noun, "question", one.record.code) if not is_plan and self.acts.asks else ""
        return {**self.item(one.noun, one.record), "words": str(NEEDS[one.kind]), "write": write, "ask": ask}

    def decisions(self) -> list[dict[str, Any]]:
        return [
            {**self.item("decision", one), "about": one.about, "needed_by": one.needed_by, "asked_on": one.asked_on,
             "is_late": bool(one.needed_by and one.needed_by < self.state.rows.on)}
            for one in self.state.decisions
        ]  # fmt: skip

    def acceptances(self) -> list[dict[str, Any]]:
        return [self._acceptance(one) for one in self.state.acceptances]

    def _acceptance(self, one: Acceptance) -> dict[str, Any]:
        words = str(NEEDS[one.kind])
        return {**self.item("risk", one.risk), "kind": one.kind, "words": words, "until": one.line.until}

    def to_report(self) -> list[dict[str, Any]]:
        told = self.state.reported
        return [
            {
                **self.item("commitment", one.commitment),
                "due": one.commitment.due,
                "due_precision": one.commitment.due_precision,
                "reach": one.reach,
                "precision": one.precision,
                "days": one.days,
                "reported": told.get(one.commitment.id),
                "report": reverse("commitment-report", args=[one.commitment.code])
                if self.acts.reports and one.commitment.id not in told
                else "",
            }
            for one in self.state.to_report
        ]

    def _role_name(self, key: int | None) -> str:
        role = self.roles.get(key) if key is not None else None
        return role.name if role else ""
