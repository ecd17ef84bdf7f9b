"""The watermelon rules: green outside, red inside. They judge what was claimed in a month, and never change a claim."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from riskreg.insight import slip
from riskreg.insight.claims import Claim, claims, is_red
from riskreg.insight.explained import standing_explanations
from riskreg.insight.month_rows import MonthRows
from riskreg.vocabulary import dates, scoring
from riskreg.vocabulary.choices import (
    Confidence,
    ConfirmationKind,
    LadderResult,
    MilestoneStatus,
    UpdateKind,
)
from riskreg.vocabulary.periods import Month

# A third move to a later day is no accident any more; almost done for three months is not almost done.
MANY_SLIPS, MANY_MONTHS, ALMOST = 3, 3, 90

# What fills the words when the rule fires; None when nothing contradicts.
Told = Mapping[str, Any] | None


class Severity(IntEnum):
    """How hard the two halves clash: what was said cannot be, is unlikely, or deserves a look."""

    CANNOT_BE = 1
    UNLIKELY = 2
    LOOK = 3


@dataclass(frozen=True)
class Rule:
    """`words` name what contradicts what; `judge` looks at one claim of the noun, "" for every noun."""

    key: str
    noun: str
    severity: Severity
    words: Any
    judge: Callable[[Claim], Told]


@dataclass(frozen=True)
class Contradiction:
    """A rule that fired on a record; `explanation` is why it stands as it is, None while nobody said so."""

    rule: Rule
    noun: str
    record: Any
    told: Mapping[str, Any]
    explanation: Any = None

    @property
    def words(self) -> str:
        """In the language of whoever reads it."""
        return str(self.rule.words) % {name: _shown(value) for name, value in self.told.items()}

    @property
    def is_explained(self) -> bool:
        return self.explanation is not None


def _shown(value: Any) -> Any:
    if isinstance(value, Month):
        return date_format(value.first, "F Y")
    return dates.show(value) if isinstance(value, date) else value


# --- milestones: the month's update is the claim
def _green_but_late(claim: Claim) -> Told:
    is_it = _is_green(claim) and slip.is_late(claim.record, claim.on)
    return {"day": claim.record.baseline} if is_it else None


def _green_after_slips(claim: Claim) -> Told:
    is_it = _is_green(claim) and _is_open(claim) and claim.slips >= MANY_SLIPS
    return {"count": claim.slips} if is_it else None


def _green_past_promise(claim: Claim) -> Told:
    if not (_is_green(claim) and _is_open(claim) and claim.said.forecast):
        return None
    passed = [one for one in claim.promises if one.due and claim.said.forecast > one.due]
    first = min(passed, key=lambda one: (one.due, one.code), default=None)
    return {"forecast": claim.said.forecast, "code": first.code, "day": first.due} if first else None


def _green_and_passed(claim: Claim) -> Told:
    is_it = _is_green(claim) and _is_passed(claim) and claim.said.kind != UpdateKind.UNCHANGED
    return {"day": claim.said.forecast} if is_it else None


def _unchanged_and_passed(claim: Claim) -> Told:
    is_it = claim.said is not None and claim.said.kind == UpdateKind.UNCHANGED and _is_passed(claim)
    return {"day": claim.said.forecast} if is_it else None


def _after_target(claim: Claim) -> Told:
    if not (_is_open(claim) and claim.said.forecast and claim.said.confidence != Confidence.RED):
        return None
    passed = [one for one in claim.findings if one.target and claim.said.forecast > one.target]
    first = min(passed, key=lambda one: (one.target, one.code), default=None)
    return {"forecast": claim.said.forecast, "code": first.code, "day": first.target} if first else None


def _done_unproved(claim: Claim) -> Told:
    is_done = claim.said is not None and claim.said.status == MilestoneStatus.COMPLETED
    return {} if is_done and not claim.has_evidence else None


def _stuck(claim: Claim) -> Told:
    told = _running(claim)
    is_it = len(told) == MANY_MONTHS and len({one.percent for one in told}) == 1
    return {"count": MANY_MONTHS, "percent": claim.said.percent} if is_it else None


def _almost_done(claim: Claim) -> Told:
    told = _running(claim)
    is_it = len(told) == MANY_MONTHS and all(one.percent >= ALMOST for one in told)
    return {"count": MANY_MONTHS, "percent": ALMOST} if is_it else None


def _up_while_blocked(claim: Claim) -> Told:
    is_it = (
        claim.said is not None
        and claim.said.status == MilestoneStatus.BLOCKED
        and claim.before is not None
        and claim.before.status == MilestoneStatus.BLOCKED
        and claim.said.percent > claim.before.percent
    )
    return {"old": claim.before.percent, "new": claim.said.percent} if is_it else None


def _green_not_started(claim: Claim) -> Told:
    is_it = (
        _is_green(claim)
        and claim.said.status == MilestoneStatus.NOT_STARTED
        and claim.record.start is not None
        and claim.record.start < claim.on
    )
    return {"day": claim.record.start} if is_it else None


def _before_what_it_awaits(claim: Claim) -> Told:
    if not (_is_open(claim) and claim.said.forecast):
        return None
    later = [one for one in claim.awaits if one.forecast and one.forecast > claim.said.forecast]
    last = max(later, key=lambda one: (one.forecast, one.code), default=None)
    return {"forecast": claim.said.forecast, "code": last.code, "day": last.forecast} if last else None


def _is_open(claim: Claim) -> bool:
    """Something was said, and not that it is done."""
    return claim.said is not None and claim.said.status != MilestoneStatus.COMPLETED


def _is_green(claim: Claim) -> bool:
    return claim.said is not None and claim.said.confidence == Confidence.GREEN


def _is_passed(claim: Claim) -> bool:
    return _is_open(claim) and claim.said.forecast is not None and claim.said.forecast < claim.on


def _running(claim: Claim) -> list[Any]:
    """The updates of this month and the kept ones before it, while it was in progress in all of them."""
    told = [claim.said, *claim.earlier] if claim.said is not None else []
    return told if all(one.status == MilestoneStatus.IN_PROGRESS for one in told) else []


# --- risks, measures, indicators: the month's confirmation is the claim
def _unchanged_but_red(claim: Claim) -> Told:
    if claim.said is None or claim.said.kind != ConfirmationKind.UNCHANGED:
        return None
    red = next((one for one in claim.indicators if is_red(one)), None)
    return {"code": red.code, "title": red.title} if red else None


def _at_target_off_track(claim: Claim) -> Told:
    now = scoring.score(claim.record.likelihood, claim.record.impact)
    target = scoring.score(claim.record.target_likelihood, claim.record.target_impact)
    if claim.said is None or now is None or target is None or now > target or not claim.plans:
        return None
    return {"score": now, "target": target, "code": claim.plans[0].code}


def _lower_untested(claim: Claim) -> Told:
    now = scoring.score(claim.record.likelihood, claim.record.impact)
    was = _score_before(claim.before)
    if claim.said is None or now is None or was is None or now >= was:
        return None
    works = any(one.operation in (LadderResult.EFFECTIVE, LadderResult.PARTLY) for one in claim.measures)
    return None if works else {"old": was, "new": now}


def _works_but_rose(claim: Claim) -> Told:
    if claim.said is None or claim.record.operation != LadderResult.EFFECTIVE:
        return None
    for risk, before in claim.risks:
        now, was = scoring.score(risk.likelihood, risk.impact), _score_before(before)
        if now is not None and was is not None and now > was:
            return {"code": risk.code, "old": was, "new": now}
    return None


def _red_without_words(claim: Claim) -> Told:
    is_it = claim.said is not None and is_red(claim.record) and not claim.said.note.strip()
    return {} if is_it else None


def _score_before(before: Any) -> int | None:
    return scoring.score(before.likelihood, before.impact) if before is not None else None


# --- silence
def _silent_twice(claim: Claim) -> Told:
    return {"first": claim.silent[-1], "second": claim.silent[0]} if claim.silent else None


_CANNOT, _UNLIKELY, _LOOK = Severity
RULES: tuple[Rule, ...] = (
    Rule("green-but-late", "milestone", _CANNOT,
         _("Said to be green, while its promised day %(day)s has passed"), _green_but_late),
    Rule("green-past-promise", "milestone", _CANNOT,
         _("Said to be green, while its forecast %(forecast)s lies after %(day)s, the day promised in %(code)s"),
         _green_past_promise),
    Rule("green-and-passed", "milestone", _CANNOT,
         _("Said to be green, while its own forecast %(day)s has passed"), _green_and_passed),
    Rule("unchanged-and-passed", "milestone", _CANNOT,
         _("Confirmed unchanged, while its forecast %(day)s has passed"), _unchanged_and_passed),
    Rule("done-unproved", "milestone", _CANNOT,
         _("Said to be completed, without any evidence"), _done_unproved),
    Rule("up-while-blocked", "milestone", _CANNOT,
         _("Went from %(old)s %% to %(new)s %%, while it is blocked"), _up_while_blocked),
    Rule("before-what-it-awaits", "milestone", _CANNOT,
         _("Expected on %(forecast)s, while it waits for %(code)s, which is expected on %(day)s"),
         _before_what_it_awaits),
    Rule("green-not-started", "milestone", _UNLIKELY,
         _("Said to be green, while it is not started and its start was planned for %(day)s"), _green_not_started),
    Rule("green-after-slips", "milestone", _UNLIKELY,
         _("Said to be green, after its forecast moved to a later day %(count)s times"), _green_after_slips),
    Rule("after-target", "milestone", _UNLIKELY,
         _("Expected on %(forecast)s, while the target of %(code)s is %(day)s, and not said to be red"),
         _after_target),
    Rule("stuck", "milestone", _UNLIKELY,
         _("In progress, while it has stood at %(percent)s %% for %(count)s months"), _stuck),
    Rule("almost-done", "milestone", _LOOK,
         _("%(percent)s %% or more for %(count)s months, and not completed"), _almost_done),
    Rule("unchanged-but-red", "risk", _CANNOT,
         _("Confirmed unchanged, while its indicator %(code)s went red this month"), _unchanged_but_red),
    Rule("at-target-off-track", "risk", _UNLIKELY,
         _("Scored %(score)s, which is its target of %(target)s or better, while its plan %(code)s is off track"),
         _at_target_off_track),
    Rule("lower-untested", "risk", _UNLIKELY,
         _("Went down from %(old)s to %(new)s, while none of its measures was shown to work"), _lower_untested),
    Rule("works-but-rose", "measure", _UNLIKELY,
         _("Said to work, while %(code)s, which it is for, rose from %(old)s to %(new)s"), _works_but_rose),
    Rule("red-without-words", "indicator", _LOOK,
         _("Its value is in the red, and nothing was said about it"), _red_without_words),
    Rule("silent-twice", "", _LOOK,
         _("Due in %(first)s and in %(second)s, and nothing was said"), _silent_twice),
)  # fmt: skip
BY_KEY = {rule.key: rule for rule in RULES}


def judged(claim: Claim) -> list[tuple[Rule, Mapping[str, Any]]]:
    """The rules that fire on one claim, with what fills their words."""
    found = ((rule, rule.judge(claim)) for rule in RULES if rule.noun in ("", claim.noun))
    return [(rule, told) for rule, told in found if told is not None]


def contradictions(rows: MonthRows) -> list[Contradiction]:
    """Every contradiction of the month, hardest first, then in order of code; those explained are among them.

    Ten queries with those of its rows, however many items there are.
    """
    explained = standing_explanations(rows)
    found = [
        Contradiction(rule, claim.noun, claim.record, told, explained.get((claim.record.code, rule.key)))
        for claim in claims(rows)
        for rule, told in judged(claim)
    ]
    return sorted(found, key=lambda one: (one.rule.severity, one.record.code, one.rule.key))
