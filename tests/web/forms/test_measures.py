"""Forms on measures: begin on a risk, climb the ladder, an auditor's early word."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from riskreg import models
from riskreg.services import measures
from tests import factories as make
from tests.web.browsing import controls
from tests.web.conftest import DAY
from tests.web.forms.test_risks import labels, send
from tests.web.test_risks import text_of

pytestmark = pytest.mark.django_db
NEW = {"title": "Four eyes", "kind": "preventive", "control_type": "hard"}
SEEN = {"result": "effective", "tester": "Second line", "reason": "seen"}


def in_place(days_ago: int = 10) -> models.Measure:
    measure = make.measure(make.risk())
    at = make.later(1)
    measures.assess(measure, step="existence", on=DAY - timedelta(days=days_ago + 12), by=make.BY, at=at, **SEEN)
    return measure


def test_a_measure_is_made_on_a_risk_from_the_list_and_from_the_risk(signed_in):
    client, risk, owner = signed_in("officer"), make.risk(), make.role()
    without = send(client, "/measures/new/", **NEW, owner=owner.code)
    assert "risk" in without.context["form"].errors
    assert send(client, "/measures/new/", **NEW, owner=owner.code, risk=risk.code).status_code == 302
    answer = send(client, f"/risks/{risk.code}/new-measure/", **NEW, owner=owner.code)
    assert answer["Location"].startswith("/measures/MSR-")
    assert models.RiskMeasure.objects.filter(risk=risk).count() == 2


def test_a_step_is_judged_with_day_tester_and_sample(signed_in):
    client, measure = signed_in("officer"), make.measure(make.risk())
    address = f"/measures/{measure.code}/assess/"
    typed = {**SEEN, "on": "1-11-2026", "sample_from": "1-9-2026", "sample_until": "30-9-2026"}
    assert send(client, address, **typed, ladder_step="existence").status_code == 302
    page = text_of(client.get(f"/measures/{measure.code}/"))
    assert "1 Sep 2026 to 30 Sep 2026" in page
    assert "Second line" in page


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"tester": ""}, "tester"),
        ({"on": "1-1-2090"}, "on"),
        ({"sample_from": "2-9-2026", "sample_until": "1-9-2026"}, "sample_until"),
        ({"reason": ""}, "reason"),
        ({"on": "31-2-2026"}, "on"),
    ],
)
def test_what_is_wrong_is_told_at_the_field(signed_in, changed: dict[str, str], field: str):
    client, measure = signed_in("officer"), make.measure(make.risk())
    typed = {**SEEN, "ladder_step": "existence", **changed}
    answer = send(client, f"/measures/{measure.code}/assess/", **typed)
    assert answer.status_code == 422
    assert field in answer.context["form"].errors


def test_operation_names_the_first_day_possible_as_people_write_it(signed_in):
    client, measure = signed_in("officer"), in_place()
    address = f"/measures/{measure.code}/assess/"
    first = measures.operation_from(measure)
    words = f"{first.day} {first:%b %Y}"
    assert words in text_of(client.get(address))
    answer = send(client, address, **SEEN, ladder_step="operation")
    assert words in answer.context["form"].errors["on"][0]
    assert str(first) not in text_of(answer)


def test_only_an_auditor_is_offered_the_override_and_says_why(signed_in):
    measure = in_place()
    address, page = f"/measures/{measure.code}/override/", f"/measures/{measure.code}/"
    assert "Judge operation early" in labels(signed_in("auditor").get(page))
    for right in ("officer", "management", "administrator"):
        assert "Judge operation early" not in labels(signed_in(right).get(page))
        assert signed_in(right).get(address).status_code == 403
    client = signed_in("auditor")
    assert "reason" in send(client, address, **{**SEEN, "reason": ""}).context["form"].errors
    assert send(client, address, **SEEN).status_code == 302
    measure.refresh_from_db()
    assert measure.operation == "effective"


def test_no_override_where_nothing_is_in_place(signed_in):
    measure = make.measure(make.risk())
    assert "Judge operation early" not in labels(signed_in("auditor").get(f"/measures/{measure.code}/"))


def test_a_lowered_existence_takes_the_claim_of_operation_away(signed_in):
    measure = in_place(days_ago=200)
    seen = {**SEEN, "result": "partly"}
    measures.assess(measure, step="existence", on=DAY, by=make.BY, at=make.later(13), **seen)
    client, address = signed_in("officer"), f"/measures/{measure.code}/assess/"
    assert "Werking can be claimed once bestaan is shown." in text_of(client.get(address))
    answer = send(client, address, **SEEN, ladder_step="operation")
    assert (
        "existence is not shown: last judged “partly” on 22 Nov 2026" in answer.context["form"].errors["ladder_step"][0]
    )
    assert "Judge operation early" not in labels(signed_in("auditor").get(f"/measures/{measure.code}/"))


def test_a_measure_is_confirmed_edited_and_withdrawn(signed_in):
    client, measure = signed_in("officer"), make.measure(make.risk())
    address = f"/measures/{measure.code}/"
    assert send(client, f"{address}unchanged/", month="2026-11").status_code == 302
    assert "November 2026 Unchanged" in text_of(client.get(address))
    assert send(client, f"{address}edit/", title="Six eyes", reason="more").status_code == 302
    assert controls(client.get(f"{address}edit/"))["title"] == "Six eyes"
    assert send(client, f"{address}withdraw/", reason="a double").status_code == 302


def test_a_measure_of_a_hidden_risk_is_absent(signed_in):
    measure = make.measure(make.risk(confidential=True))
    for slug in ("assess", "edit", "unchanged", "withdraw"):
        answers: list[Any] = [signed_in("officer").get(f"/measures/{code}/{slug}/") for code in (measure.code, "MSR-0")]
        assert [answer.status_code for answer in answers] == [404, 404]
