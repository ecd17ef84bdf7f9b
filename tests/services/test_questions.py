"""An update that comes back with a question, the answer under it, and why a contradiction stands."""

from __future__ import annotations

from typing import Any

import pytest

from riskreg import models
from riskreg.access import operator
from riskreg.services import explanations, milestones, periods, questions
from riskreg.vocabulary.errors import NotAllowed, RuleBroken, Stale
from riskreg.vocabulary.periods import Month
from tests import factories
from tests.factories import AT, BY, later

NOVEMBER = Month(2026, 11)


@pytest.fixture
def told(db: None) -> Any:
    """A milestone with an update in November."""
    made = factories.milestone()
    milestones.confirm_unchanged(made, month=NOVEMBER, by=BY, at=AT)
    return made


def ask(record: Any, **more: Any) -> models.UpdateQuestion:
    return questions.ask(NOVEMBER, record, **{"question": "What is left?", "by": BY, "at": AT, **more})


def test_question_and_answer_are_both_kept(told: Any) -> None:
    asked = ask(told)
    assert asked.code == f"{told.code}-2026-11-Q01"
    owner = factories.person("owner", fills=(told.owner,))
    questions.answer(asked, text="The signature", by=owner, at=later(minutes=5))
    rows = list(models.UpdateQuestion.versions().filter(id=asked.pk).values_list("act", "question", "answer"))
    assert rows == [
        ("update.return", "What is left?", ""),
        ("update.answer", "What is left?", "The signature"),
    ]


def test_the_next_question_has_the_next_number(told: Any) -> None:
    questions.answer(ask(told), text="The signature", by=operator("owner"), at=AT)
    assert ask(told, question="By when?").code.endswith("-Q02")


def test_one_question_at_a_time(told: Any) -> None:
    ask(told)
    with pytest.raises(RuleBroken, match="in question already"):
        ask(told)


def test_who_asked_does_not_answer(told: Any) -> None:
    officer = factories.person("officer")
    asked = ask(told, by=officer)
    with pytest.raises(RuleBroken, match="Who asked does not answer") as refused:
        questions.answer(asked, text="Done", by=officer, at=AT)
    assert refused.value.code == "two_keys"
    questions.answer(asked, text="Done", by=factories.person("officer"), at=AT)


def test_another_owner_does_not_answer(told: Any) -> None:
    with pytest.raises(NotAllowed):
        questions.answer(ask(told), text="Done", by=factories.person("owner", fills=(factories.role(),)), at=AT)


def test_an_answer_is_given_once(told: Any) -> None:
    asked = ask(told)
    questions.answer(asked, text="Done", by=operator("owner"), at=AT)
    with pytest.raises(RuleBroken, match="answered already"):
        questions.answer(asked, text="Otherwise", by=operator("owner"), at=AT)


@pytest.mark.parametrize("empty", ["", "  \n"])
def test_neither_is_empty(told: Any, empty: str) -> None:
    with pytest.raises(RuleBroken) as refused:
        ask(told, question=empty)
    assert refused.value.code == "question"
    with pytest.raises(RuleBroken) as refused:
        questions.answer(ask(told), text=empty, by=operator("owner"), at=AT)
    assert refused.value.code == "text"


def test_only_what_was_told_or_is_due_comes_back(told: Any) -> None:
    silent = factories.milestone()
    with pytest.raises(RuleBroken, match="nothing to return"):
        ask(silent)
    assert ask(silent, is_due=True).pk


def test_a_risk_comes_back_by_its_confirmation(db: None) -> None:
    risk = factories.risk()
    periods.open_month(NOVEMBER, by=BY, at=AT)
    with pytest.raises(RuleBroken):
        ask(risk)
    periods.confirm(NOVEMBER, risk, kind="unchanged", by=BY, at=AT)
    assert questions.about(ask(risk)) == risk


def test_in_review_words_are_taken_and_sealed_no_more(told: Any) -> None:
    period = periods.open_month(NOVEMBER, by=BY, at=AT)
    periods.review(period, by=BY, at=AT, reason="early")
    asked = ask(told)
    questions.answer(asked, text="Done", by=operator("owner"), at=AT)
    with pytest.raises(RuleBroken, match="not opened"):
        questions.ask(NOVEMBER.next, told, question="What?", by=BY, at=AT)


def test_a_record_that_moved_on_is_told(told: Any) -> None:
    with pytest.raises(Stale):
        ask(told, rev=told.rev + 1)


def test_an_explanation_is_kept_and_can_be_worded_anew(told: Any) -> None:
    more = {"rule": "green-but-late", "by": BY, "at": AT}
    made = explanations.explain(NOVEMBER, told, text="The rebaseline is asked", **more)
    assert made.code == f"{told.code}-2026-11-green-but-late"
    explanations.explain(NOVEMBER, told, text="The rebaseline is agreed", **more)
    texts = models.Explanation.versions().filter(id=made.pk).values_list("text", flat=True)
    assert list(texts) == ["The rebaseline is asked", "The rebaseline is agreed"]
    told.refresh_from_db()
    assert told.rev == 2


def test_an_explanation_says_something_in_a_month_that_is_there(told: Any) -> None:
    more = {"rule": "stuck", "by": BY, "at": AT}
    with pytest.raises(RuleBroken) as refused:
        explanations.explain(NOVEMBER, told, text=" ", **more)
    assert refused.value.code == "text"
    with pytest.raises(RuleBroken, match="not opened"):
        explanations.explain(NOVEMBER.next, told, text="Because", **more)
    with pytest.raises(NotAllowed):
        explanations.explain(
            NOVEMBER, told, text="Because", **{**more, "by": factories.person("owner", fills=(factories.role(),))}
        )
