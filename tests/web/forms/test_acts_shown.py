"""What the check page of any act says before it is written, and what is said afterwards."""

from __future__ import annotations

from typing import Any

import pytest
from django.utils import translation

from riskreg.vocabulary.choices import Confidence, LadderResult
from riskreg.web.forms import measures, milestones
from tests import factories as make
from tests.web.forms.test_findings import send
from tests.web.test_risks import text_of

pytestmark = pytest.mark.django_db


def test_the_check_page_shows_why_and_a_risks_score_old_and_new(signed_in):
    client, risk = signed_in("officer"), make.assessed_risk(3, 4)
    typed = {"point": "current", "likelihood": "4", "impact": "5", "on": "20-11-2026", "reason": "More fraud is seen"}
    page = text_of(send(client, f"/risks/{risk.code}/assess/", "check", **typed))
    assert "Why More fraud is seen" in page
    assert "Score 12 High 20 Very high" in page


@pytest.mark.parametrize(
    ("form", "field", "words"),
    [(measures.Assess, "result", LadderResult), (measures.Override, "result", LadderResult),
     (milestones.Progress, "confidence", Confidence)],
)  # fmt: skip
def test_choices_are_in_the_language_of_the_reader(form: Any, field: str, words: Any):
    choices = dict(form.base_fields[field].choices)
    for language in ("en", "nl"):
        with translation.override(language):
            for value, label in choices.items():
                assert not value or str(label).lower() == str(words(value).label).lower()


@pytest.mark.parametrize(
    ("typed", "field", "words"),
    [
        ({"percent": ""}, "percent", "Fill in “Percent done”"),
        ({"percent": "100"}, "percent", "Enter a whole number from 0 to 99"),
        ({"percent": "x"}, "percent", "Enter a whole number from 0 to 99"),
        ({"confidence": "blue"}, "confidence", "“blue” cannot be chosen here; choose one of the list"),
        ({"reason": "x" * 4001}, "reason", "At most 4000 characters; it has 4001"),
    ],
)
def test_what_is_wrong_is_told_with_its_cure(signed_in, typed: dict[str, str], field: str, words: str):
    client, milestone = signed_in("officer"), make.started_milestone()
    answer = send(client, f"/milestones/{milestone.code}/progress/", **{"percent": "30", **typed})
    assert answer.context["form"].errors == {field: [words]}


def test_an_empty_day_and_an_empty_choice_say_what_to_do(signed_in):
    address = f"/milestones/{make.started_milestone().code}/forecast/"
    answer = send(signed_in("officer"), address, to="", precision="")
    assert answer.context["form"].errors == {
        "to": ["Enter a day at “Expected on”, for example 5-2-2027"],
        "precision": ["Make a choice at “How precise is the day?”"],
    }


def test_labels_say_what_may_stay_empty(signed_in):
    client = signed_in("officer")
    page = text_of(client.get(f"/milestones/{make.started_milestone().code}/progress/"))
    assert "Confidence (optional)" in page
    assert "What was done (optional)" not in page, "it is needed when the percent goes back, and says so"
    assert "Percent done (optional)" not in page
    assert "Solved by (optional)" not in text_of(client.get(f"/findings/{make.finding().code}/target/"))
    assert "(optional)" not in text_of(client.get("/findings/"))
