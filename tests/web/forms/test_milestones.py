"""Forms on milestones: an owner works on their own, an officer on all."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from riskreg import models
from riskreg.services import accounts, milestones, periods, records
from riskreg.vocabulary.periods import Month
from tests import factories as make
from tests.web.browsing import controls
from tests.web.forms.test_risks import labels, send
from tests.web.reading import text

pytestmark = pytest.mark.django_db
DO = {"by": make.BY, "at": make.AT}
LIFE = ("start", "progress", "forecast", "block", "unblock", "complete", "reopen")


@pytest.fixture
def november() -> models.ReportingPeriod:
    return periods.open_month(Month(2026, 11), **DO)


def test_an_owner_takes_their_milestone_through_its_life(signed_in, november):
    owner, role = signed_in("owner"), make.role()
    user = models.User.objects.get(username="owner")
    accounts.assign(user, right="owner", role=role, starts=date(2026, 1, 1), **DO)
    milestone = make.milestone(owner=role)
    address = f"/milestones/{milestone.code}"
    for slug, typed in (
        ("start", {"percent": "5"}),
        ("progress", {"percent": "40", "confidence": "amber", "words": "short of people", "reason": "half"}),
        ("forecast", {"to": "5-2-2027", "precision": "month", "reason": "supplier"}),
        ("block", {"reason": "no supplier"}),
        ("unblock", {"reason": "found"}),
        ("confirm", {}),
        ("complete", {"on": "1-11-2026"}),
        ("reopen", {"percent": "60", "forecast": "5-3-2027", "precision": "month", "reason": "not accepted"}),
    ):
        answer = send(owner, f"{address}/{slug}/", **typed)
        assert answer.status_code == 302, (slug, text(answer))
        assert answer["Location"] == f"{address}/"
    milestone.refresh_from_db()
    assert (milestone.status, milestone.percent, milestone.confidence) == ("in_progress", 60, "amber")
    acts = list(models.Milestone.versions().filter(id=milestone.pk).values_list("act", flat=True))
    assert acts[1:] == [f"milestone.{slug}" for slug in LIFE]
    moved, again = models.MilestoneForecast.objects.order_by("code")
    assert (moved.forecast, moved.precision) == (date(2027, 2, 28), "month")
    assert milestone.forecast == again.forecast == date(2027, 3, 31)
    assert "Progress reported" in text(owner.get(f"{address}/"))


def test_an_owner_has_no_buttons_on_anothers_milestone(signed_in):
    milestone = make.milestone()
    client = signed_in("owner")
    assert labels(client.get(f"/milestones/{milestone.code}/")) == []
    for slug in ("start", "edit", "hand-over", "wait-for"):
        assert client.get(f"/milestones/{milestone.code}/{slug}/").status_code == 403
    assert models.SecurityEvent.objects.filter(kind="refused_act").count() == 4


def test_buttons_follow_the_state(signed_in):
    client, milestone = signed_in("officer"), make.milestone()
    address = f"/milestones/{milestone.code}/"
    assert {"Start", "Block", "Complete"} <= set(labels(client.get(address)))
    assert not {"Report progress", "Lift the block", "Reopen"} & set(labels(client.get(address)))
    milestones.complete(milestone, **DO)
    assert "Reopen" in labels(client.get(address))
    assert not {"Start", "Block", "Complete", "Report progress", "Move the forecast"} & set(labels(client.get(address)))


@pytest.mark.parametrize(
    ("slug", "typed", "where"),
    [
        ("progress", {"percent": "100"}, "percent"),
        ("progress", {"percent": "10", "reason": ""}, "reason"),
        ("progress", {"percent": "30", "confidence": "red", "words": ""}, "words"),
        ("forecast", {"to": "30-2-2027", "reason": "x"}, "to"),
        ("forecast", {"to": "5-2-2027", "reason": ""}, "reason"),
        ("block", {"reason": " "}, "reason"),
        ("complete", {"on": "1-1-2030"}, "on"),
    ],
)
def test_what_does_not_fit_is_told_at_the_field(signed_in, slug, typed, where):
    milestone = make.started_milestone()
    answer = send(signed_in("officer"), f"/milestones/{milestone.code}/{slug}/", **typed)
    assert answer.status_code == 422
    assert where in answer.context["form"].errors
    assert models.Milestone.objects.get(pk=milestone.pk).rev == milestone.rev


def test_a_completion_tells_whether_evidence_shows_it(signed_in):
    client, milestone = signed_in("officer"), make.milestone()
    address = f"/milestones/{milestone.code}/complete/"
    assert "No evidence shows it yet" in text(client.get(address))
    make.evidence(milestone)
    assert "1 piece of evidence shows it." in text(client.get(address))


def test_only_kept_months_are_confirmed(signed_in, november):
    client, milestone = signed_in("officer"), make.milestone()
    address = f"/milestones/{milestone.code}/confirm/"
    assert controls(client.get(address))["month"] == "2026-11"
    assert send(client, address, month="2025-10").status_code == 422
    assert send(client, address, note="all well").status_code == 302
    update = models.ProgressUpdate.objects.get()
    assert (update.kind, update.note, update.period) == ("unchanged", "all well", november)


def test_it_waits_across_plans_and_not_in_a_circle(signed_in):
    client, one, two = signed_in("officer"), make.milestone(), make.milestone(title="First this")
    assert send(client, f"/milestones/{one.code}/wait-for/", on=two.code).status_code == 302
    assert "First this" in text(client.get(f"/milestones/{one.code}/"))
    circle = send(client, f"/milestones/{two.code}/wait-for/", on=one.code)
    assert circle.status_code == 422
    assert "wait for each other" in text(circle)
    address = f"/milestones/{one.code}/wait-no-more/"
    assert [words for _key, words in client.get(address).context["form"].fields["on"].choices] == [str(two)]
    assert send(client, address, on=two.pk, reason="delivered").status_code == 302
    assert send(client, address, on=two.pk, reason="again").status_code == 422


def test_the_weight_is_typed_until_a_baseline_names_it(signed_in):
    client, loose = signed_in("officer"), make.milestone()
    _plan, (named, _other) = make.plan_with_milestones()
    assert "weight" in client.get(f"/milestones/{loose.code}/edit/").context["form"].fields
    assert "weight" not in client.get(f"/milestones/{named.code}/edit/").context["form"].fields
    assert send(client, f"/milestones/{loose.code}/edit/", weight="7", reason="more work").status_code == 302


def test_a_milestone_moves_to_another_workstream_of_its_plan(signed_in):
    client, milestone = signed_in("officer"), make.milestone()
    part = records.create(models.Workstream, code="WS-01-A", title="Part", plan=milestone.plan, **DO)
    other = records.create(models.Workstream, code="WS-02-A", title="Other", plan=make.plan(), **DO)
    address = f"/milestones/{milestone.code}/edit/"
    assert send(client, address, workstream=other.pk, reason="x").status_code == 422
    assert send(client, address, workstream=part.pk, reason="belongs there").status_code == 302
    milestone.refresh_from_db()
    assert milestone.workstream == part


def test_a_status_update_costs_few_queries(signed_in, november):
    client, milestone = signed_in("officer"), make.started_milestone()
    address = f"/milestones/{milestone.code}/progress/"
    typed = {**controls(client.get(address)), "percent": "55", "step": "save"}
    with CaptureQueriesContext(connection) as asked:
        assert client.post(address, typed).status_code == 302
    # PostgreSQL takes the writers' lock in a statement of its own; on SQLite BEGIN IMMEDIATE is that lock.
    marks = ("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT", "SELECT pg_advisory_xact_lock")
    reads_and_writes = [one["sql"] for one in asked if not one["sql"].startswith(marks)]
    assert len(reads_and_writes) <= 10, "\n".join(reads_and_writes)


@pytest.mark.parametrize("typed", ["1_0", "٣", "１２", "1e1"])
def test_a_percent_is_plain_digits(signed_in, typed):
    milestone = make.milestone()
    answer = send(signed_in("officer"), f"/milestones/{milestone.code}/start/", percent=typed)
    assert answer.status_code == 422
    assert "percent" in answer.context["form"].errors
    milestone.refresh_from_db()
    assert milestone.status == "not_started"
