"""The glossary: every word that a page explains is in it, in both languages, and says what the rules say."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.utils.translation import override

from riskreg.exchange.terms import terms
from riskreg.reporting.sections import summary
from riskreg.vocabulary import glossary
from riskreg.vocabulary.choices import FindingState, PeriodState, UpdateKind

ENTRIES = list(glossary.ENTRIES.values())
TERMS = terms(Path(settings.BASE_DIR, "fixtures", "douane"))
IN_TEMPLATE = re.compile(r"""\{% term ["']([\w-]+)["']""")
IN_VIEW = re.compile(r'"term": "([\w-]+)"')


def used() -> dict[str, str]:
    """Key -> a file that explains the word."""
    templates = [*Path(settings.BASE_DIR, "templates").rglob("*.html")]
    views = [*Path(settings.BASE_DIR, "riskreg", "web").rglob("*.py")]
    found = {key: path.name for path in templates for key in IN_TEMPLATE.findall(path.read_text(encoding="utf-8"))}
    return found | {key: path.name for path in views for key in IN_VIEW.findall(path.read_text(encoding="utf-8"))}


def test_every_word_that_a_page_explains_is_in_the_glossary() -> None:
    asked = used()
    assert {"slip", "baseline", "appetite", "reach", "scope", "reconstructed", "silent", "opzet"} <= set(asked)
    assert {key: where for key, where in asked.items() if key not in glossary.ENTRIES} == {}


def test_every_key_figure_is_explained() -> None:
    source = Path(summary.__file__).read_text(encoding="utf-8")
    assert set(re.findall(r'_figure\(\s*"(\w+)"', source)) == set(glossary.OF_FIGURES)
    assert set(glossary.OF_FIGURES.values()) <= set(glossary.ENTRIES)


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.key)
def test_a_word_has_its_definition_in_both_languages(entry: glossary.Entry) -> None:
    with override("en"):
        english = entry.name, entry.meaning
    with override("nl"):
        dutch = entry.name, entry.meaning
    assert all([*english, *dutch])
    assert english[1] != dutch[1]
    assert english[1].endswith(".")
    assert dutch[1].endswith(".")
    assert entry.group in glossary.GROUPS


def test_no_key_is_given_twice() -> None:
    assert len(glossary.ENTRIES) == len(glossary._ALL)
    assert not {one.key for one in TERMS} & set(glossary.ENTRIES)


def test_the_terms_of_the_facts_have_both_languages_and_a_source() -> None:
    assert len(TERMS) > 40
    wrong = [
        one.code
        for one in TERMS
        if not all(one.word.get(code) and one.words.get(code) and one.source.get(code) for code in ("nl", "en"))
    ]
    assert wrong == []


def test_what_takes_the_place_of_a_term_names_one_that_exists() -> None:
    assert {code for one in ENTRIES for code in one.replaces} <= {one.code for one in TERMS}


@pytest.mark.parametrize(
    ("key", "choice"),
    [
        ("reported-solved", FindingState.REPORTED_SOLVED),
        ("confirmed", FindingState.CONFIRMED),
        ("reconstructed", PeriodState.RECONSTRUCTED),
        ("unchanged", UpdateKind.UNCHANGED),
    ],
)
@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_state_is_called_in_the_glossary_what_pages_call_it(key: str, choice: Any, language: str) -> None:
    with override(language):
        assert glossary.ENTRIES[key].name.lower() == str(choice.label)


def test_the_numbers_are_those_of_the_installation(settings: Any) -> None:
    settings.MILESTONE_AT_RISK_DAYS = 21
    with override("en"):
        assert "at risk from 21 days, off track from 40 days" in glossary.ENTRIES["state"].meaning
        assert "averse 6, low 9, moderate 12, open 25" in glossary.ENTRIES["appetite"].meaning
        assert glossary.ENTRIES["band"].meaning == "Low to 4, medium 5 to 9, high 10 to 14, very high from 15."
