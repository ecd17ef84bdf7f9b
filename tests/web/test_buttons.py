"""Every verb of the role table has a button on the record it acts on, for those who may and for nobody else."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import RequestFactory
from django.urls import reverse

from riskreg import access
from riskreg.access import OWN, PROPOSE, Actor
from riskreg.vocabulary.choices import ActorKind, Right
from riskreg.web import buttons
from riskreg.web.forms.all import FORMS

# The month's own pages have their buttons: period and report, issue by issue.
OF_THE_MONTH = {"period.open", "period.review", "period.reopen", "report.seal"}
# The administrator's work stands in the admin, which has its own tests.
IN_THE_ADMIN = {act for act, row in access.TABLE.items() if set(row) == {Right.ADMINISTRATOR}}


def test_every_act_of_the_role_table_has_a_form_and_every_form_an_act():
    assert {form.act for form in FORMS} == set(access.TABLE) - OF_THE_MONTH - IN_THE_ADMIN


def test_every_form_has_an_address_of_its_own():
    names = [buttons.name_of(form) for form in FORMS]
    assert len(names) == len(set(names))
    for form in FORMS:
        arguments = [] if buttons.on_list(form) else ["X-001"]
        assert reverse(buttons.name_of(form), args=arguments).endswith(f"/{form.slug}/")


def test_acts_that_management_decides_are_proposed():
    decided = {act for act, row in access.TABLE.items() if PROPOSE in row.values()}
    assert {form.act for form in FORMS if form.is_proposal} == decided


class _Record:
    """A record that any verb may start from, owned by role 7."""

    owner_id = 7
    withdrawn = False


def _actor(right: str, *roles: int) -> Actor:
    return Actor(ActorKind.USER, "1", right, rights=frozenset((right,)), role_ids=frozenset(roles))


@pytest.mark.parametrize("right", list(Right))
@pytest.mark.parametrize("form", FORMS, ids=buttons.name_of)
def test_a_button_shows_for_those_who_may(form: Any, right: str):
    reach = access.TABLE[form.act].get(right, "")
    own, other = (form.allowed(_actor(right, *roles), _Record()) for roles in ((7,), ()))
    if form.is_proposal:
        asks = access.TABLE["decision.ask"].get(right, "")
        assert own == bool(reach and asks)
        assert other == bool(reach and asks and OWN not in (asks,) and right != Right.OWNER)
    else:
        assert own == bool(reach)
        assert other == bool(reach and reach != OWN)


def test_no_button_on_a_past_day_or_a_withdrawn_record():
    request = RequestFactory().get("/")
    request.actor = _actor(Right.OFFICER)
    request.day = type("Day", (), {"is_past": True})()
    assert buttons.of_record(request, _Record()) == []
    request.day.is_past = False
    withdrawn = _Record()
    withdrawn.withdrawn = True
    assert buttons.of_record(request, withdrawn) == []
