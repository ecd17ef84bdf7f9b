"""Each watermelon rule on one claim that fires it and on one that must not; and the material that they are given."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest
from django.utils.translation import override

from riskreg.insight.claims import Claim
from riskreg.insight.watermelon import BY_KEY, RULES, Contradiction, Severity, judged
from riskreg.vocabulary.periods import Month

ON = date(2026, 11, 22)
SOON, PASSED, LATER = date(2026, 12, 31), date(2026, 11, 1), date(2027, 3, 31)


def milestone(**values: Any) -> Any:
    given = {"id": 1, "code": "MS-1", "withdrawn": False, "status": "in_progress", "actual": None, "start": None}
    return SimpleNamespace(**{**given, "baseline": SOON, "forecast": SOON, "confidence": "", **values})


def update(**values: Any) -> Any:
    given = {"kind": "changed", "status": "in_progress", "percent": 40, "forecast": SOON, "confidence": "green"}
    return SimpleNamespace(**{**given, **values})


def claimed(said: Any = None, record: Any = None, **more: Any) -> Claim:
    return Claim("milestone", record or milestone(), said or update(), ON, **more)


def confirmed(kind: str = "unchanged") -> Any:
    return SimpleNamespace(kind=kind)


def risk(likelihood: int | None = 3, impact: int | None = 4, **values: Any) -> Any:
    given = {"id": 1, "code": "RSK-1", "target_likelihood": 2, "target_impact": 3}
    return SimpleNamespace(likelihood=likelihood, impact=impact, **{**given, **values})


def of_risk(said: Any, record: Any, **more: Any) -> Claim:
    return Claim("risk", record, said, ON, **more)


def of_measure(operation: str, *risks: Any) -> Claim:
    return Claim("measure", SimpleNamespace(code="MSR-1", operation=operation), confirmed("assessed"), ON, risks=risks)


def indicator(actual: str) -> Any:
    told = {"code": "IND-1", "title": "Hours down", "green": 5.0, "red": 10, "direction": "lower_is_better"}
    return SimpleNamespace(actual=actual, **told)


def coded(code: str, **values: Any) -> Any:
    return SimpleNamespace(code=code, **values)


BLOCKED = coded("MS-1", status="blocked", percent=20)
WORKS, UNTESTED = coded("MSR-1", operation="partly"), coded("MSR-2", operation="not_tested")
STUCK = (update(percent=40), update(percent=40))
ALMOST = (update(percent=95), update(percent=90))
DONE = update(status="completed", percent=100)
NOT_STARTED = update(status="not_started", percent=0)
ASSESSED = confirmed("assessed")

# rule -> the claim that fires it, the claim next to it that must not, what its words say
CASES: dict[str, tuple[Claim, Claim, str]] = {
    "green-but-late": (
        claimed(record=milestone(baseline=PASSED)),
        claimed(update(confidence="red"), milestone(baseline=PASSED)),
        "green, while its promised day 1 Nov 2026 has passed",
    ),
    "green-past-promise": (
        claimed(promises=(coded("CMT-1", due=PASSED), coded("CMT-2", due=LATER))),
        claimed(promises=(coded("CMT-1", due=SOON), coded("CMT-2", due=None))),
        "forecast 31 Dec 2026 lies after 1 Nov 2026, the day promised in CMT-1",
    ),
    "green-and-passed": (
        claimed(update(forecast=PASSED)),
        claimed(update(forecast=ON)),
        "own forecast 1 Nov 2026 has passed",
    ),
    "unchanged-and-passed": (
        claimed(update(kind="unchanged", forecast=PASSED)),
        claimed(update(kind="unchanged", forecast=SOON)),
        "Confirmed unchanged, while its forecast 1 Nov 2026 has passed",
    ),
    "done-unproved": (
        claimed(DONE),
        claimed(DONE, has_evidence=True),
        "completed, without any evidence",
    ),
    "up-while-blocked": (
        claimed(update(status="blocked", percent=30), before=BLOCKED),
        claimed(update(status="blocked", percent=20), before=BLOCKED),
        "from 20 % to 30 %, while it is blocked",
    ),
    "before-what-it-awaits": (
        claimed(awaits=(coded("MS-2", forecast=LATER), coded("MS-3", forecast=None))),
        claimed(awaits=(coded("MS-2", forecast=SOON),)),
        "waits for MS-2, which is expected on 31 Mar 2027",
    ),
    "green-not-started": (
        claimed(NOT_STARTED, milestone(start=PASSED)),
        claimed(NOT_STARTED, milestone(start=SOON)),
        "start was planned for 1 Nov 2026",
    ),
    "green-after-slips": (claimed(slips=3), claimed(slips=2), "moved to a later day 3 times"),
    "after-target": (
        claimed(findings=(coded("FND-1", target=PASSED),)),
        claimed(update(confidence="red"), findings=(coded("FND-1", target=PASSED),)),
        "the target of FND-1 is 1 Nov 2026",
    ),
    "stuck": (
        claimed(earlier=STUCK),
        claimed(earlier=(update(percent=40), update(percent=30))),
        "stood at 40 % for 3 months",
    ),
    "almost-done": (
        claimed(update(percent=95), earlier=ALMOST),
        claimed(update(percent=95), earlier=(update(percent=95), update(percent=80))),
        "90 % or more for 3 months",
    ),
    "unchanged-but-red": (
        of_risk(confirmed(), risk(), indicators=(indicator("12"),)),
        of_risk(ASSESSED, risk(), indicators=(indicator("12"),)),
        "while its indicator IND-1 went red this month",
    ),
    "at-target-off-track": (
        of_risk(ASSESSED, risk(2, 3), plans=(coded("PLN-1"),)),
        of_risk(ASSESSED, risk(3, 4), plans=(coded("PLN-1"),)),
        "Scored 6, which is its target of 6 or better, while its plan PLN-1 is off track",
    ),
    "lower-untested": (
        of_risk(ASSESSED, risk(3, 3), before=risk(3, 4), measures=(UNTESTED,)),
        of_risk(ASSESSED, risk(3, 3), before=risk(3, 4), measures=(UNTESTED, WORKS)),
        "from 12 to 9, while none of its measures was shown to work",
    ),
    "works-but-rose": (
        of_measure("effective", (risk(4, 4), risk(3, 4))),
        of_measure("partly", (risk(4, 4), risk(3, 4))),
        "while RSK-1, which it is for, rose from 12 to 16",
    ),
    "red-without-words": (
        Claim("indicator", indicator("12"), SimpleNamespace(kind="valued", note=" "), ON),
        Claim("indicator", indicator("12"), SimpleNamespace(kind="valued", note="The line was down"), ON),
        "in the red, and nothing was said about it",
    ),
    "silent-twice": (
        Claim("milestone", milestone(), None, ON, silent=(Month(2026, 12), Month(2026, 11))),
        Claim("milestone", milestone(), None, ON),
        "Due in November 2026 and in December 2026, and nothing was said",
    ),
}


def test_every_rule_has_a_claim_that_fires_and_one_that_must_not() -> None:
    assert set(CASES) == set(BY_KEY)
    assert len(RULES) >= 12
    assert all(len(rule.key) <= 30 for rule in RULES)


@pytest.mark.parametrize("key", CASES)
def test_the_rule_fires(key: str) -> None:
    fires, _passes, words = CASES[key]
    found = {rule.key: told for rule, told in judged(fires)}
    assert key in found
    with override("en"):
        assert words in Contradiction(BY_KEY[key], fires.noun, fires.record, found[key]).words


@pytest.mark.parametrize("key", CASES)
def test_the_rule_does_not_fire(key: str) -> None:
    assert key not in {rule.key for rule, _told in judged(CASES[key][1])}


@pytest.mark.parametrize("key", [rule.key for rule in RULES if rule.key != "silent-twice"])
def test_no_rule_judges_what_nobody_claimed_this_month(key: str) -> None:
    fires = CASES[key][0]
    silent = Claim(**{**vars(fires), "said": None})
    assert key not in {rule.key for rule, _told in judged(silent)}


def test_an_ordinary_claim_contradicts_nothing() -> None:
    assert judged(claimed(before=coded("MS-1", status="in_progress", percent=20))) == []


def test_the_hardest_come_first() -> None:
    assert min(Severity) == Severity.CANNOT_BE
    assert [rule.severity for rule in RULES if rule.noun == "milestone"] == sorted(
        rule.severity for rule in RULES if rule.noun == "milestone"
    )
