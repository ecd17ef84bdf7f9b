"""Every act of the role table has words."""

from riskreg import access
from riskreg.vocabulary import acts


def test_every_act_of_the_role_table_has_words_and_no_other():
    assert set(acts.ACT_LABELS) == set(access.TABLE)


def test_everyday_acts_are_acts():
    assert set(access.TABLE) >= acts.EVERYDAY
    assert {"risk.edit", "evidence.add", "milestone.progress", "plan.hand_over"} <= acts.EVERYDAY


def test_an_unknown_act_stands_as_it_is():
    assert acts.label("moon.land") == "moon.land"
    assert acts.label("milestone.progress") == "progress reported"
    assert acts.is_key("plan.approve")
    assert not acts.is_key("milestone.progress")
