"""The line under a panel's heading: true of its rows, grammatical for one, some and all, in both languages."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest
from django.utils.translation import override

from riskreg.templatetags.riskreg_says import says

DAY = date(2025, 12, 31)


def risk(likelihood: int | None, impact: int | None, appetite: str = "low") -> Any:
    return SimpleNamespace(likelihood=likelihood, impact=impact, appetite=appetite)


def scored(*values: int | None, on: date | None = DAY) -> list[dict[str, Any]]:
    """Assessments, newest first."""
    return [{"value": value, "on": on} for value in values]


def owner(silent: int, role: object = "a role") -> dict[str, Any]:
    return {"role": role, "row": SimpleNamespace(silent=silent)}


def each(name: str, *values: object) -> list[dict[str, object]]:
    return [{name: value} for value in values]


def points(*blocks: bool) -> list[Any]:
    return [SimpleNamespace(blocks=one) for one in blocks]


HIGH, LOW, UNKNOWN = risk(4, 4), risk(1, 2), risk(None, None)
CASES: list[tuple[str, list[Any], str, str]] = [
    ("risks", [HIGH], "It stands above its appetite", "Het staat boven de risicobereidheid"),
    ("risks", [UNKNOWN], "It does not stand above its appetite", "Het staat niet boven de risicobereidheid"),
    ("risks", [HIGH, LOW, UNKNOWN], "1 of 3 stands above its appetite", "1 van 3 staat boven de risicobereidheid"),
    ("risks", [LOW, LOW], "None of 2 stands above its appetite", "Geen van 2 staat boven de risicobereidheid"),
    ("top_list", each("risk", HIGH, HIGH), "All 2 stand above their appetite; the order is not a ranking",
     "Alle 2 staan boven de risicobereidheid; de volgorde is geen rangorde"),
    ("taken_off", [1], "1 risk left the list", "1 risico ging van de lijst"),
    ("taken_off", [1, 2], "2 risks left the list", "2 risico's gingen van de lijst"),
    ("assessments", scored(16), "Assessed once, on 31 Dec 2025: 16", "Eén keer beoordeeld, op 31 dec 2025: 16"),
    ("assessments", scored(16, on=None), "Assessed once: 16", "Eén keer beoordeeld: 16"),
    ("assessments", scored(12, 12), "2 assessments since 31 Dec 2025, each 12",
     "2 beoordelingen sinds 31 dec 2025, steeds 12"),
    ("assessments", scored(12, 16, on=None), "From 16 to 12 in 2 assessments", "Van 16 naar 12 in 2 beoordelingen"),
    ("assessments", scored(None, 8, 16), "From 16 to not assessed in 3 assessments since 31 Dec 2025",
     "Van 16 naar niet beoordeeld in 3 beoordelingen sinds 31 dec 2025"),
    ("top_lines", [{"cycle": "2025", "word": "new"}], "1 cycle decided on it: new", "1 cyclus besloot erover: new"),
    ("top_lines", [{"cycle": "2025", "word": "new"}, {"cycle": "2025", "word": "reworded"},
                   {"cycle": "2023", "word": "delisted"}],
     "2 cycles decided on it; the last: reworded, new", "2 cycli besloten erover; de laatste: reworded, new"),
    ("values", [{"period": "2025", "actual": "88 %"}], "One value, of 2025: 88 %", "Eén waarde, van 2025: 88 %"),
    ("values", [{"period": "2025", "actual": "7"}, {"period": "2024", "actual": "7"}],
     "2 values, from 2024 to 2025, each 7", "2 waarden, van 2024 tot en met 2025, steeds 7"),
    ("values", [{"period": "2025", "actual": "9"}, {"period": "2024", "actual": "7"}],
     "From 7 in 2024 to 9 in 2025, in 2 values", "Van 7 in 2024 naar 9 in 2025, in 2 waarden"),
    ("owners", [owner(2)], "The one role that is asked is silent on something",
     "De ene rol die is gevraagd, zwijgt over iets"),
    ("owners", [owner(2), owner(0), owner(1, role=None)], "1 of 2 roles is silent on something",
     "1 van 2 rollen zwijgt over iets"),
    ("owners", [owner(1), owner(1)], "All 2 roles are silent on something", "Alle 2 rollen zwijgen over iets"),
    ("owners", [owner(0), owner(0)], "None of 2 roles is silent", "Geen van 2 rollen zwijgt"),
    ("owners", [owner(1, role=None)], "", ""),
    ("contradictions", each("explanation", ""), "It is not explained yet", "Deze is nog niet verklaard"),
    ("contradictions", each("explanation", "", "", "so"), "1 of 3 is explained", "1 van 3 is verklaard"),
    ("contradictions", each("explanation", "so", "so"), "All 2 are explained", "Alle 2 zijn verklaard"),
    ("questions", each("answer", "yes"), "It was answered", "Deze is beantwoord"),
    ("questions", each("answer", "", "", "yes"), "2 of 3 wait for an answer", "2 van 3 wachten op antwoord"),
    ("questions", each("answer", "yes", "no"), "All 2 were answered", "Alle 2 zijn beantwoord"),
    ("wordless", [1], "1 record lacks words that the report prints",
     "1 onderdeel mist een toelichting die in de rapportage komt"),
    ("wordless", [1, 2], "2 records lack words that the report prints",
     "2 onderdelen missen een toelichting die in de rapportage komt"),
    ("missing", points(False), "1 point is open; nothing blocks the report",
     "1 punt staat open; niets houdt de rapportage tegen"),
    ("missing", points(True, False), "2 points are open; 1 blocks the report until it is settled or a reason is given",
     "2 punten staan open; 1 houdt de rapportage tegen tot het is opgelost of een reden is gegeven"),
    ("slips", each("days", 1), "It moved later, by 1 day", "Deze is later geworden, met 1 dag"),
    ("slips", each("days", -12), "It moved earlier, by 12 days", "Deze is vervroegd, met 12 dagen"),
    ("slips", each("days", 45, 3), "All 2 moved later, by 45 days at most",
     "Alle 2 zijn later geworden, met ten hoogste 45 dagen"),
    ("slips", each("days", -30, 3, 2), "2 of 3 moved later, by 3 days at most",
     "2 van 3 zijn later geworden, met ten hoogste 3 dagen"),
    ("to_report", each("reported", None), "1 commitment is expected after its promised day; nothing was reported yet",
     "1 toezegging wordt na de toegezegde dag verwacht; er is nog niets gemeld"),
    ("to_report", each("reported", "then"), "1 commitment is expected after its promised day; it was reported",
     "1 toezegging wordt na de toegezegde dag verwacht; deze is gemeld"),
    ("to_report", each("reported", "then", None, None),
     "3 commitments are expected after their promised day; 1 was reported",
     "3 toezeggingen worden na de toegezegde dag verwacht; 1 is gemeld"),
    ("to_decide", [{"asked_on": DAY}], "1 decision waits for management", "1 besluit wacht op het management"),
    ("to_decide", [{"asked_on": DAY}, {"until": DAY}, {"until": DAY}],
     "1 decision waits for management; 2 acceptances of risks need a new decision",
     "1 besluit wacht op het management; 2 acceptaties van risico's vragen een nieuw besluit"),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "rows", "english", "dutch"), CASES)
def test_a_panel_says_how_its_rows_stand(kind: str, rows: list[Any], english: str, dutch: str) -> None:
    with override("en"):
        assert says(kind, rows) == english
    with override("nl"):
        assert says(kind, rows) == dutch


def test_no_rows_no_words_and_an_unknown_kind_is_refused() -> None:
    assert {says(kind, []) for kind, *_rest in CASES} == {""}
    with pytest.raises(KeyError):
        says("weather", [1])
