"""Hidden looks the same as absent on every page of the admin."""

import pytest
from django.urls import reverse

from riskreg.models import Measure, Risk, RiskAssessment, RiskMeasure, SecurityEvent
from riskreg.services import accounts, records
from tests import factories
from tests.admin.test_pages import address
from tests.admin.test_writing import as_shown


@pytest.fixture
def hidden(douane):
    risk = Risk.objects.get(code="RSK-012")
    records.edit(risk, by=factories.BY, at=factories.AT, reason="Confidential", confidential=True)
    return risk


@pytest.mark.parametrize("right", ["officer", "auditor", "management"])
def test_hidden_rows_answer_as_absent_ones(right, hidden, door):
    client = door(right)
    line = RiskAssessment.objects.filter(risk=hidden).first()
    tie = RiskMeasure.objects.filter(risk=hidden).first()
    for kind, row in ((Risk, hidden), (RiskAssessment, line), (RiskMeasure, tie), (Measure, tie.measure)):
        for page in ("change", "history"):
            there = client.get(address(kind, page, row.pk), follow=True)
            absent = client.get(address(kind, page, 999_999), follow=True)
            assert there.redirect_chain == absent.redirect_chain
            assert row.code not in there.content.decode().replace(str(row.pk), "")
        listed = client.get(address(kind, "changelist"), {"q": row.code})
        assert list(listed.context["cl"].result_list) == []


def test_hidden_risks_are_not_offered_or_found(hidden, door):
    client, other = door("officer"), Risk.objects.get(code="RSK-001")
    asked = {"term": "RSK-012", "app_label": "riskreg", "model_name": "risk", "field_name": "predecessor"}
    assert client.get(reverse("admin:autocomplete"), asked).json()["results"] == []
    assert client.get(reverse("admin:autocomplete"), {**asked, "term": "RSK-001"}).json()["results"]
    response = client.post(address(Risk, "change", other.pk), {"predecessor": hidden.pk, "seen": other.rev})
    assert "predecessor" in response.context["adminform"].form.errors
    assert client.get(address(Risk, "changelist"), {"predecessor": hidden.pk}).status_code == 400


def test_a_hidden_relation_is_not_shown_and_not_lost(hidden, door):
    risk = Risk.objects.get(code="RSK-001")
    records.edit(risk, by=factories.BY, at=factories.AT, predecessor=hidden)
    for right in ("officer", "auditor"):
        for page in ("change", "history"):
            assert hidden.title not in door(right).get(address(Risk, page, risk.pk)).content.decode()
    client, url = door("officer"), address(Risk, "change", risk.pk)
    typed = as_shown(client, url) | {"title": "Other title", "reason": "Plainer", "predecessor": ""}
    assert client.post(url, typed).status_code == 302
    risk.refresh_from_db()
    assert (risk.title, risk.predecessor_id) == ("Other title", hidden.pk)


def test_who_is_on_the_access_list_reads_and_the_reading_is_kept(hidden, door, people):
    accounts.grant(people["officer"], hidden, by=factories.BY, at=factories.AT)
    page = door("officer").get(address(Risk, "change", hidden.pk))
    assert hidden.title in page.content.decode()
    event = SecurityEvent.objects.get()
    assert (event.kind, event.about, event.actor_name) == ("confidential_read", "RSK-012", "Somebody officer")
