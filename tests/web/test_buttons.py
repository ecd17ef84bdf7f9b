"""Every verb of the role table has a button on the record it acts on, for those who may and for nobody else."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import RequestFactory
from django.urls import reverse

from riskreg import access
from riskreg.access import OWN, PROPOSE, Actor
from riskreg.models import Objective, RiskPlan
from riskreg.services import commitments, findings, milestones, records, risks
from riskreg.vocabulary.choices import ActorKind, ObjectiveKind, Right
from riskreg.web import buttons
from riskreg.web.forms.all import FORMS
from tests import factories as make

# The sheet and the report have pages and buttons of their own.
OF_THE_MONTH = {"update.submit", "report.draft", "report.ready", "report.correct", "report.seal"}
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


def _linked_pages() -> list[tuple[Any, str, Any]]:
    """A record without a link, the button that takes one away, and the act that makes one."""
    do = {"by": make.BY, "at": make.AT}
    risk, finding, commitment = make.risk(), make.finding(), make.commitment()
    plan, (milestone, _other) = make.plan_with_milestones()
    answering = make.plan()
    return [
        (risk, "Take a link away", lambda: risks.link(risk, others=[make.finding()], **do)),
        (finding, "Take a plan's link away", lambda: findings.answer_with(finding, make.plan(), **do)),
        (answering, "Take a finding's link away", lambda: findings.answer_with(make.finding(), answering, **do)),
        (plan, "Take a risk's link away", lambda: records.link(RiskPlan, risk=make.risk(), plan=plan, **do)),
        (milestone, "No longer waits for one", lambda: milestones.depend(milestone, make.milestone(), **do)),
        (commitment, "Take a link away", lambda: commitments.rest_on(commitment, make.milestone(), **do)),
    ]


@pytest.mark.django_db
def test_a_link_can_be_taken_away_where_there_is_one(signed_in: Any):
    client, pages = signed_in("officer"), _linked_pages()
    forms = {str(form.label) for form in FORMS if form.needs}
    assert forms == {label for _record, label, _link in pages}
    for record, label, link in pages:
        page = reverse(record._meta.model_name, args=[record.code])
        assert label not in [act.label for act in client.get(page).context["acts"]]
        link()
        assert label in [act.label for act in client.get(page).context["acts"]]


@pytest.mark.django_db
def test_an_objective_is_a_link_too(signed_in: Any):
    do = {"by": make.BY, "at": make.AT}
    risk, objective = (
        make.risk(),
        records.create(Objective, code="OBJ-1", name="Trust", kind=ObjectiveKind.values[0], **do),
    )
    risks.link(risk, others=[objective], **do)
    page = signed_in("officer").get(reverse("risk", args=[risk.code]))
    assert "Take a link away" in [act.label for act in page.context["acts"]]


def test_a_sole_act_beside_the_main_ones_is_not_folded_away(signed_in: Any, douane: Any):
    page = signed_in("auditor").get("/findings/FND-002/")
    assert len(page.context["acts"]) == 1
    assert 'class="more"' not in page.content.decode()
    assert f'<a class="btn" href="{page.context["acts"][0].url}">' in page.content.decode()
    assert 'class="more"' in signed_in("officer").get("/findings/FND-002/").content.decode()
