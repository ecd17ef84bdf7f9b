"""The headline, sentences and figures' words of a month: a table of cases for each, in both languages."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from types import SimpleNamespace
from typing import Any

import pytest
from django.utils.translation import override

from riskreg.reporting.sections import summary

Said = str | list[str]


def plans(*slips: int | None, reached: Sequence[int] = ()) -> str:
    """Plans by their slip; `reached` ones are not spoken of."""
    rows = [SimpleNamespace(slip=days, is_reached=False) for days in slips]
    rows += [SimpleNamespace(slip=days, is_reached=True) for days in reached]
    return summary._plans_late(SimpleNamespace(rows=rows))  # type: ignore[arg-type]


def risks(*above: bool) -> str:
    return summary._risks_above(SimpleNamespace(top=[SimpleNamespace(is_above=one) for one in above]))  # type: ignore[arg-type]


def findings(end: int, new: int = 0, reopened: int = 0, ended: int = 0) -> str:
    figures = {"open_end": end, "new": new, "reopened": reopened, "ended": ended}
    line: Any = SimpleNamespace(**{name: SimpleNamespace(value=value) for name, value in figures.items()})
    return summary._findings_open(line, "30/9")


def milestones(done: int, moved: Sequence[int], late: int) -> list[str]:
    changes = {"milestones": {"completed": ["MS"] * done, "forecast_moved": [{"days": days} for days in moved]}}
    material: Any = SimpleNamespace(changes=changes, late=["MS"] * late)
    return list(summary._milestones(material))


def promises(count: int) -> str:
    return summary._promises(SimpleNamespace(to_report=["CMT"] * count))  # type: ignore[arg-type]


def figure(value: int, before: int) -> str:
    return summary._figure("key", "label", SimpleNamespace(value=value), 9, before, "30/9").words  # type: ignore[arg-type]


CASES: list[tuple[Callable[[], Said], Said, Said]] = [
    (plans, "", ""),
    (lambda: plans(None, reached=[300]), "", ""),
    (
        lambda: plans(0),
        "The one running plan is forecast to finish by its baseline.",
        "Het enige lopende plan eindigt naar verwachting uiterlijk op zijn baseline.",
    ),
    (
        lambda: plans(0, -3),
        "Each of the two running plans is forecast to finish by its baseline.",
        "Elk van de twee lopende plannen eindigt naar verwachting uiterlijk op zijn baseline.",
    ),
    (
        lambda: plans(1),
        "The one running plan is forecast to finish after its baseline, by 1 day.",
        "Het enige lopende plan eindigt naar verwachting 1 dag na zijn baseline.",
    ),
    (
        lambda: plans(9, 45, None),
        "Each of the two running plans is forecast to finish after its baseline, by up to 45 days.",
        "Elk van de twee lopende plannen eindigt naar verwachting na zijn baseline, ten hoogste 45 dagen later.",
    ),
    (
        lambda: plans(9, 0),
        "One of two running plans is forecast to finish after its baseline, by 9 days.",
        "Eén van twee lopende plannen eindigt naar verwachting 9 dagen na zijn baseline.",
    ),
    (
        lambda: plans(9, 45, 0, reached=[300]),
        "Two of three running plans are forecast to finish after their baseline, by up to 45 days.",
        "Twee van drie lopende plannen eindigen naar verwachting na hun baseline, ten hoogste 45 dagen later.",
    ),
    (risks, "", ""),
    (
        lambda: risks(False),
        "No top risk stands above its appetite.",
        "Geen toprisico staat boven zijn risicobereidheid.",
    ),
    (
        lambda: risks(True),
        "The one top risk stands above its appetite.",
        "Het enige toprisico staat boven zijn risicobereidheid.",
    ),
    (
        lambda: risks(True, True),
        "Each of the two top risks stands above its appetite.",
        "Elk van de twee toprisico's staat boven zijn risicobereidheid.",
    ),
    (
        lambda: risks(True, False),
        "One of two top risks stands above its appetite.",
        "Eén van twee toprisico's staat boven zijn risicobereidheid.",
    ),
    (
        lambda: risks(True, True, False),
        "Two of three top risks stand above their appetite.",
        "Twee van drie toprisico's staan boven hun risicobereidheid.",
    ),
    (lambda: findings(0), "No finding is open.", "Er staat geen bevinding open."),
    (
        lambda: findings(1),
        "One finding is open, the same number as on 30/9.",
        "Eén bevinding staat open, evenveel als op 30/9.",
    ),
    (
        lambda: findings(14),
        "14 findings are open, the same number as on 30/9.",
        "14 bevindingen staan open, evenveel als op 30/9.",
    ),
    (
        lambda: findings(1, new=1, ended=1),
        "One finding is open; since 30/9 one came in and one ended.",
        "Eén bevinding staat open; sinds 30/9 één erbij en één beëindigd.",
    ),
    (
        lambda: findings(9, new=1, reopened=1),
        "Nine findings are open; since 30/9 two came in and none ended.",
        "Negen bevindingen staan open; sinds 30/9 twee erbij en geen beëindigd.",
    ),
    (
        lambda: findings(9, ended=3),
        "Nine findings are open; since 30/9 none came in and three ended.",
        "Negen bevindingen staan open; sinds 30/9 geen erbij en drie beëindigd.",
    ),
    (lambda: milestones(0, [], 0), [], []),
    (lambda: milestones(0, [-9, 0], 0), [], []),
    (
        lambda: milestones(1, [1], 1),
        [
            "One milestone was completed.",
            "The forecast of one milestone moved later, by 1 day.",
            "One milestone is past its baseline and not completed.",
        ],
        [
            "Eén mijlpaal kwam gereed.",
            "De prognose van één mijlpaal schoof 1 dag op.",
            "Eén mijlpaal is voorbij de baseline en niet gereed.",
        ],
    ),
    (
        lambda: milestones(3, [5, 90, -3], 13),
        [
            "Three milestones were completed.",
            "The forecasts of two milestones moved later, by up to 90 days.",
            "13 milestones are past their baseline and not completed.",
        ],
        [
            "Drie mijlpalen kwamen gereed.",
            "De prognoses van twee mijlpalen schoven op, met ten hoogste 90 dagen.",
            "13 mijlpalen zijn voorbij de baseline en niet gereed.",
        ],
    ),
    (lambda: promises(0), "", ""),
    (
        lambda: promises(1),
        "One commitment reaches past its promised day and is to be reported now.",
        "Eén toezegging reikt voorbij de beloofde dag en is nu te melden.",
    ),
    (
        lambda: promises(2),
        "Two commitments reach past their promised day and are to be reported now.",
        "Twee toezeggingen reiken voorbij de beloofde dag en zijn nu te melden.",
    ),
    (lambda: figure(5, 5), "the same as on 30/9", "evenveel als op 30/9"),
    (lambda: figure(5, 4), "1 more than on 30/9", "1 meer dan op 30/9"),
    (lambda: figure(5, 7), "2 fewer than on 30/9", "2 minder dan op 30/9"),
]


@pytest.mark.parametrize(("said", "english", "dutch"), CASES)
def test_the_sentence_says_what_the_figures_say(said: Callable[[], Said], english: Said, dutch: Said) -> None:
    with override("en"):
        assert said() == english
    with override("nl"):
        assert said() == dutch
