"""The line under each heading of the state of affairs: a table of cases for each, in both languages."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest
from django.utils.translation import override

from riskreg.reporting import messages
from riskreg.reporting.document import Changes, Commitments, Decisions, Plans, Risks

SINCE = date(2026, 9, 30)
ON = date(2026, 10, 31)


def some(**fields: Any) -> Any:
    """A row of a report with only what its sentence looks at."""
    code = fields.pop("code", "XXX-001")
    return SimpleNamespace(record=SimpleNamespace(code=code), **fields)


def decisions(*needed: date | None) -> str:
    return messages.decisions(Decisions(asked=tuple(some(needed_by=on) for on in needed), taken=()))


def to_report(*rows: tuple[int, date | None]) -> str:
    listed = tuple(some(days=days, reported_on=told) for days, told in rows)
    return messages.to_report(Commitments(listed, (), (), 31))


def slips_next(count: int) -> str:
    return messages.slips_next(Plans((), (), (), tuple(some() for _one in range(count)), 45))


def risk(code: str, before: tuple[int, int] | None, now: tuple[int, int] | None, *, is_added: bool = False) -> Any:
    scores = [None if one is None else one[0] * one[1] for one in (before, now)]
    return some(code=code, before=before, now=now, score_before=scores[0], score=scores[1], is_added=is_added)


def risks(top: Sequence[Any], removed: Sequence[Any] = ()) -> str:
    return messages.risks(Risks(tuple(top), tuple(removed)), SINCE)


def plans(*states: str | None) -> str:
    return messages.plans([some(state=state) for state in states])


def changed(*codes: Sequence[str]) -> str:
    groups = [Changes("risk", "new", "", tuple(some(code=code) for code in group)) for group in codes]
    return messages.changed(groups, SINCE)


def findings(*rows: tuple[bool, date | None, int]) -> str:
    listed = [some(plans=("PLN-01",) if planned else (), target=on, days_open=days) for planned, on, days in rows]
    return messages.findings(listed, ON)


SAME, UP, DOWN = ((4, 4), (4, 4)), ((3, 4), (4, 4)), ((4, 4), (3, 4))
CASES: list[tuple[Callable[[], str], str, str]] = [
    (decisions, "", ""),
    (lambda: decisions(None), "One waits for management", "Eén wacht op het management"),
    (
        lambda: decisions(ON, None),
        "Two wait for management, the first needed by 31 Oct 2026",
        "Twee wachten op het management, het eerste nodig voor 31 okt 2026",
    ),
    (
        lambda: decisions(SINCE),
        "One waits for management, needed by 30 Sep 2026",
        "Eén wacht op het management, nodig voor 30 sep 2026",
    ),
    (to_report, "", ""),
    (
        lambda: to_report((1, None)),
        "One will be met later than promised, by 1 day; the delay is not reported yet",
        "Eén wordt 1 dag later gehaald dan beloofd; de vertraging is nog niet gemeld",
    ),
    (
        lambda: to_report((60, ON)),
        "One will be met later than promised, by 60 days; the delay is reported",
        "Eén wordt 60 dagen later gehaald dan beloofd; de vertraging is gemeld",
    ),
    (
        lambda: to_report((60, None), (365, None)),
        "Two will be met later than promised, by up to 365 days; no delay is reported yet",
        "Twee worden later gehaald dan beloofd, met ten hoogste 365 dagen; nog geen vertraging is gemeld",
    ),
    (
        lambda: to_report((60, ON), (365, ON)),
        "Two will be met later than promised, by up to 365 days; all delays are reported",
        "Twee worden later gehaald dan beloofd, met ten hoogste 365 dagen; alle vertragingen zijn gemeld",
    ),
    (
        lambda: to_report((60, ON), (365, None)),
        "Two will be met later than promised, by up to 365 days; one of the delays is not reported yet",
        "Twee worden later gehaald dan beloofd, met ten hoogste 365 dagen; één van de vertragingen is nog niet gemeld",
    ),
    (
        lambda: to_report((6, None), (9, None), (2, ON)),
        "Three will be met later than promised, by up to 9 days; two of the delays are not reported yet",
        "Drie worden later gehaald dan beloofd, met ten hoogste 9 dagen; twee van de vertragingen zijn nog niet gemeld",
    ),
    (lambda: slips_next(0), "", ""),
    (
        lambda: slips_next(1),
        "One milestone promised within 45 days shows signs of slipping",
        "Eén mijlpaal die binnen 45 dagen is beloofd, toont tekenen van uitloop",
    ),
    (
        lambda: slips_next(13),
        "13 milestones promised within 45 days show signs of slipping",
        "13 mijlpalen die binnen 45 dagen zijn beloofd, tonen tekenen van uitloop",
    ),
    (lambda: messages.mine(0, 0, 45), "", ""),
    (
        lambda: messages.mine(1, 0, 45),
        "One milestone of yours is expected within 45 days",
        "Eén mijlpaal van u wordt binnen 45 dagen verwacht",
    ),
    (
        lambda: messages.mine(3, 1, 45),
        "Three milestones of yours are expected within 45 days; one is past its baseline",
        "Drie mijlpalen van u worden binnen 45 dagen verwacht; één is over de baseline heen",
    ),
    (
        lambda: messages.mine(3, 2, 45),
        "Three milestones of yours are expected within 45 days; two are past their baseline",
        "Drie mijlpalen van u worden binnen 45 dagen verwacht; twee zijn over hun baseline heen",
    ),
    (lambda: risks([]), "", ""),
    (
        lambda: risks([risk("RSK-001", *SAME), risk("RSK-002", None, None)]),
        "None moved since 30 Sep 2026",
        "Geen enkel risico is verschoven sinds 30 sep 2026",
    ),
    (
        lambda: risks([risk("RSK-001", *UP), risk("RSK-002", *DOWN), risk("RSK-003", *DOWN)]),
        "RSK-001 went up, RSK-002 and RSK-003 came down since 30 Sep 2026",
        "RSK-001 ging omhoog, RSK-002 en RSK-003 gingen omlaag sinds 30 sep 2026",
    ),
    (
        lambda: risks([risk(f"RSK-00{number}", *UP) for number in range(1, 5)]),
        "Four went up since 30 Sep 2026",
        "Vier gingen omhoog sinds 30 sep 2026",
    ),
    (
        lambda: risks([risk("RSK-001", (3, 4), (4, 3)), risk("RSK-002", *UP, is_added=True)], [risk("RSK-019", *SAME)]),
        "RSK-001 moved at the same score, RSK-002 came onto the list, RSK-019 left the list since 30 Sep 2026",
        "RSK-001 verschoof bij gelijke score, RSK-002 kwam op de lijst, RSK-019 ging van de lijst sinds 30 sep 2026",
    ),
    (plans, "", ""),
    (lambda: plans("on_track"), "The one plan is on track", "Het enige plan is op koers"),
    (lambda: plans("at_risk"), "The one plan is at risk", "Het enige plan loopt risico"),
    (lambda: plans("off_track"), "The one plan is off track", "Het enige plan is uit koers"),
    (
        lambda: plans("on_track", "done"),
        "None of two is off track or at risk",
        "Geen van de twee is uit koers of loopt risico",
    ),
    (
        lambda: plans("on_track", "at_risk"),
        "One of two is at risk, none is off track",
        "Eén van twee loopt risico, geen enkel plan is uit koers",
    ),
    (
        lambda: plans("on_track", "off_track", "off_track"),
        "Two of three are off track, none is at risk",
        "Twee van drie zijn uit koers, geen enkel plan loopt risico",
    ),
    (
        lambda: plans("off_track", "at_risk", "at_risk", None),
        "One of three is off track, two at risk; one is not approved yet",
        "Eén van drie is uit koers, risico bij twee; één is nog niet vastgesteld",
    ),
    (lambda: plans(None, None), "Two are not approved yet", "Twee zijn nog niet vastgesteld"),
    (
        changed,
        "Nothing that the report tells of changed since 30 Sep 2026",
        "Niets wat de rapportage vertelt, veranderde sinds 30 sep 2026",
    ),
    (
        lambda: changed(["RSK-001"]),
        "One change in one record since 30 Sep 2026",
        "Eén wijziging in één item sinds 30 sep 2026",
    ),
    (
        lambda: changed(["RSK-001", "RSK-002"], ["RSK-001"]),
        "Three changes in two records since 30 Sep 2026",
        "Drie wijzigingen in twee items sinds 30 sep 2026",
    ),
    (findings, "", ""),
    (
        lambda: findings((False, None, 1)),
        "The one open finding has no plan; no target date has passed; open for 1 day",
        "De enige openstaande bevinding heeft geen plan; geen streefdatum is verstreken; staat 1 dag open",
    ),
    (
        lambda: findings((True, SINCE, 7)),
        "The one open finding has a plan; one target date has passed; open for 7 days",
        "De enige openstaande bevinding heeft een plan; één streefdatum is verstreken; staat 7 dagen open",
    ),
    (
        lambda: findings((True, ON, 7), (True, None, 905)),
        "Each has a plan; no target date has passed; the oldest is open for 905 days",
        "Elke bevinding heeft een plan; geen streefdatum is verstreken; de oudste staat 905 dagen open",
    ),
    (
        lambda: findings((False, SINCE, 7), (True, SINCE, 905), (False, None, 9)),
        "Two of three have no plan; two target dates have passed; the oldest is open for 905 days",
        "Twee van drie hebben geen plan; twee streefdata zijn verstreken; de oudste staat 905 dagen open",
    ),
    (
        lambda: findings((False, None, 7), (False, None, 9)),
        "None of two has a plan; no target date has passed; the oldest is open for 9 days",
        "Geen van de twee heeft een plan; geen streefdatum is verstreken; de oudste staat 9 dagen open",
    ),
]


@pytest.mark.parametrize(("said", "english", "dutch"), CASES)
def test_the_line_says_what_the_rows_say(said: Callable[[], str], english: str, dutch: str) -> None:
    with override("en"):
        assert said() == english
    with override("nl"):
        assert said() == dutch
