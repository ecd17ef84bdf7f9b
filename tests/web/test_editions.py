"""From draft to sealed edition through the pages: who may, what is refused, and what a sealed month shows."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.utils.timezone import now

from riskreg.access import actor_of
from riskreg.apps import lift_guards
from riskreg.models import (
    Plan,
    PublishedReport,
    ReportDraft,
    ReportFile,
    ReportingPeriod,
    Risk,
    SecurityEvent,
    User,
)
from riskreg.reporting.document import Report
from riskreg.reporting.render import files
from riskreg.reporting.render import json as json_file
from riskreg.services import accounts, periods, records, reports, risks
from riskreg.vocabulary.errors import NotAllowed, RuleBroken
from riskreg.vocabulary.periods import REGISTER_ZONE, Month
from tests.web.conftest import AT, BY
from tests.web.query_counts import counted, recorded

SignedIn = Callable[[str], Client]
BASE = "/reports/2026-11/"


@pytest.fixture(autouse=True)
def own_key(tmp_path: Path, settings: Any) -> None:
    settings.CHECKPOINT_KEY_FILE = tmp_path / "key.pem"


@pytest.fixture
def whole_files() -> None:
    """Ask for the files as they are."""


@pytest.fixture(autouse=True)
def short_files(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """The files take seconds and have tests of their own in tests/reporting; here each is a line about its data."""
    if "whole_files" in request.fixturenames:
        return

    def every(report: Report, printed: Any = None) -> dict[str, bytes]:
        data = json_file.dumps(report)
        return {name: f"{name} {reports.digest(data.encode())} {printed}".encode() for name in files.FORMATS}

    monkeypatch.setattr(files, "every", every)


@pytest.fixture
def reviewed(signed_in: SignedIn, douane: Any) -> ReportingPeriod:
    """November 2026 of the real register, in review."""
    signed_in("officer")
    period = periods.open_month(Month(2026, 11), by=BY, at=AT)
    return periods.review(period, reason="the board meets early", by=BY, at=AT)


def put_forward(client: Client, **words: str) -> None:
    form = client.get(f"{BASE}draft/").context["words"]
    told = {"headline": "Two plans slip", "language": "en", "rev": form["rev"].value() or "", **words}
    assert client.post(f"{BASE}draft/", {**told, "step": "words"}).status_code == 302
    rev = client.get(f"{BASE}draft/").context["draft"].rev
    reason = {"reason": "settled in the meeting"}
    assert client.post(f"{BASE}draft/", {"step": "forward", "rev": rev, **reason}).status_code == 302


def seal(client: Client) -> Any:
    return client.post(f"{BASE}seal/", read_and_agreed(client), follow=True)


def read_and_agreed(client: Client) -> dict[str, Any]:
    """What the seal page sends of itself, with the tick."""
    form = client.get(f"{BASE}seal/").context["form"]
    return {name: form[name].value() or "" for name in ("rev", "read")} | {"agreed": "on"}


def sealed(signed_in: SignedIn) -> PublishedReport:
    put_forward(signed_in("officer"))
    seal(signed_in("management"))
    return PublishedReport.objects.get()


def test_the_officer_drafts_and_management_seals(signed_in: SignedIn, reviewed: Any) -> None:
    edition = sealed(signed_in)
    assert (edition.code, edition.edition, edition.figures["open_findings"]) == ("2026-11-E01", 1, 14)
    page = signed_in("owner").get(BASE).content.decode()
    assert "Two plans slip" in page
    assert "Edition 1" in page
    assert edition.sha256 in page


def test_each_act_is_for_those_who_may(signed_in: SignedIn, reviewed: Any) -> None:
    for name, who in (("draft", "officer"), ("seal", "management"), ("correct", "officer")):
        for right in ("officer", "owner", "auditor", "management", "administrator"):
            expected = 200 if right == who else 403
            assert signed_in(right).get(f"{BASE}{name}/").status_code == expected, (name, right)


def test_the_page_offers_each_reader_the_next_step(signed_in: SignedIn, reviewed: Any) -> None:
    assert "Draft the report" in signed_in("officer").get(BASE).content.decode()
    assert "Seal the report" not in signed_in("management").get(BASE).content.decode()
    put_forward(signed_in("officer"))
    assert f"{BASE}seal/" in signed_in("management").get(BASE).content.decode()
    seal(signed_in("management"))
    assert f"{BASE}correct/" in signed_in("officer").get(BASE).content.decode()
    assert f"{BASE}draft/" not in signed_in("officer").get(BASE).content.decode()


def test_nothing_is_sealed_before_it_is_put_forward(signed_in: SignedIn, reviewed: Any) -> None:
    assert "There is nothing to seal yet" in signed_in("management").get(f"{BASE}seal/").content.decode()
    assert signed_in("management").post(f"{BASE}seal/", {"agreed": "on"}).status_code == 422
    assert not PublishedReport.objects.exists()


def test_it_is_sealed_only_by_who_says_to_have_read_it(signed_in: SignedIn, reviewed: Any) -> None:
    put_forward(signed_in("officer"))
    page = signed_in("management").post(f"{BASE}seal/", {"rev": "2"})
    assert page.status_code == 422
    assert "Tick this once you have read the report" in page.content.decode()


def test_the_second_of_two_browsers_is_told_that_it_is_sealed(signed_in: SignedIn, reviewed: Any) -> None:
    put_forward(signed_in("officer"))
    management = signed_in("management")
    told = read_and_agreed(management)
    for _twice in range(2):
        page = management.post(f"{BASE}seal/", told, follow=True)
        assert page.redirect_chain[-1][0] == BASE
    assert PublishedReport.objects.count() == 1


def test_words_that_changed_since_they_were_read_are_not_sealed(signed_in: SignedIn, reviewed: Any) -> None:
    put_forward(signed_in("officer"))
    management = signed_in("management")
    told = read_and_agreed(management)
    put_forward(signed_in("officer"), headline="Other words")
    page = management.post(f"{BASE}seal/", told)
    assert page.status_code == 422
    assert "The report changed since you opened it" in page.content.decode()


def test_a_sealed_month_shows_what_was_sealed_whatever_came_later(signed_in: SignedIn, reviewed: Any) -> None:
    sealed(signed_in)
    before = signed_in("auditor").get(BASE).context["report"]
    finding = reports.latest(reviewed)
    assert finding is not None
    assert signed_in("owner").get(BASE).context["report"] == before


def test_every_file_is_given_as_it_was_sealed(signed_in: SignedIn, reviewed: Any, whole_files: None) -> None:
    edition = sealed(signed_in)
    for name, sha256 in edition.files.items():
        answer = signed_in("owner").get(f"{BASE}edition-1.{name}")
        assert answer.status_code == 200
        assert reports.digest(answer.content) == sha256
    for name in ("pdf", "xlsx", "docx", "json"):
        again = signed_in("owner").get(f"/reports/2026-11.{name}", follow=True)
        assert reports.digest(again.content) == edition.files[name]
    assert signed_in("owner").get(f"{BASE}edition-2.pdf").status_code == 404
    assert signed_in("owner").get(f"{BASE}edition-1.exe").status_code == 404


def test_a_check_says_that_it_matches_and_only_then(signed_in: SignedIn, reviewed: Any, whole_files: None) -> None:
    sealed(signed_in)
    assert "Matches the sealed copy" not in signed_in("auditor").get(BASE).content.decode()
    page = signed_in("auditor").get(f"{BASE}?check=1")
    assert page.context["sealed"].checked.matches, page.context["sealed"].checked
    assert "Matches the sealed copy" in page.content.decode()


def test_an_altered_file_is_named_and_not_given_out(signed_in: SignedIn, reviewed: Any) -> None:
    sealed(signed_in)
    lift_guards("default")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE riskreg_reportfile SET content = %s WHERE format = 'pdf'", [b"other"])
    assert ReportFile.objects.count() == 5
    page = signed_in("auditor").get(f"{BASE}?check=1").content.decode()
    assert "file pdf" in page
    assert "Matches the sealed copy" not in page
    assert signed_in("auditor").get(f"{BASE}edition-1.pdf").status_code == 409


def test_a_correction_makes_a_second_edition(signed_in: SignedIn, reviewed: Any) -> None:
    sealed(signed_in)
    officer = signed_in("officer")
    assert officer.post(f"{BASE}correct/", {"reason": ""}).status_code == 422
    assert officer.post(f"{BASE}correct/", {"reason": "a figure was mistyped"}).status_code == 302
    rev = officer.get(f"{BASE}draft/").context["draft"].rev
    officer.post(f"{BASE}draft/", {"step": "forward", "rev": rev, "reason": "settled"})
    seal(signed_in("management"))
    page = officer.get(BASE).content.decode()
    assert "Edition 2" in page
    assert "a figure was mistyped" in page
    assert "Edition 1" in officer.get(f"{BASE}?edition=1").content.decode()


def test_a_loaded_month_takes_no_draft(signed_in: SignedIn, douane: Any) -> None:
    assert signed_in("officer").get("/reports/2026-10/draft/").status_code == 404
    assert signed_in("officer").get("/reports/1926-10/draft/").status_code == 404
    assert signed_in("officer").get("/reports/nonsense/draft/").status_code == 404


def test_pages_ask_the_same_few_queries(signed_in: SignedIn, reviewed: Any) -> None:
    put_forward(signed_in("officer"))
    for name, right in (("draft", "officer"), ("seal", "management")):
        _answer, queries = counted(signed_in(right), f"{BASE}{name}/")
        recorded(f"report {name}", queries)
    seal(signed_in("management"))
    _answer, queries = counted(signed_in("owner"), BASE)
    recorded("report sealed", queries)


def confidential() -> list[str]:
    """The codes of the confidential risks, of which officer, auditor and management stand on the access list."""
    return list(Risk.objects.filter(confidential=True).order_by("code").values_list("code", flat=True))


def test_the_annex_holds_the_confidential_risks_that_the_edition_leaves_out(signed_in: SignedIn, reviewed: Any) -> None:
    reader, hidden = signed_in("auditor"), confidential()
    assert reader.get(f"{BASE}annex/").status_code == 404, "nothing is sealed yet"
    sealed(signed_in)
    assert hidden
    report, annex = reader.get(BASE).content.decode(), reader.get(f"{BASE}annex/").content.decode()
    assert f"{BASE}annex/" in report
    for code in hidden:
        assert code in annex
        assert code not in report


def test_the_annex_is_absent_for_whoever_is_on_no_access_list(signed_in: SignedIn, reviewed: Any) -> None:
    sealed(signed_in)
    for right in ("owner", "administrator"):
        assert signed_in(right).get(f"{BASE}annex/").status_code == 404
        assert f"{BASE}annex/" not in signed_in(right).get(BASE).content.decode()


def test_reading_the_annex_is_logged(signed_in: SignedIn, reviewed: Any) -> None:
    sealed(signed_in)
    hidden = confidential()
    before = SecurityEvent.objects.count()
    signed_in("management").get(f"{BASE}annex/")
    noted = SecurityEvent.objects.order_by("id")[before:]
    assert ", ".join(hidden) in {one.about for one in noted if one.kind == "confidential_read"}


def test_the_annex_stays_what_it_was_at_the_cut_off(signed_in: SignedIn, reviewed: Any) -> None:
    sealed(signed_in)
    reader = signed_in("auditor")
    before = [(row.line.score, row.risk.title) for row in reader.get(f"{BASE}annex/").context["rows"]]
    risk = Risk.objects.filter(confidential=True, likelihood__isnull=False).order_by("code").first()
    likelihood = risk.likelihood % 5 + 1
    risks.assess(risk, kind="current", likelihood=likelihood, impact=risk.impact, reason="Seen", by=BY, at=now())
    assert [(row.line.score, row.risk.title) for row in reader.get(f"{BASE}annex/").context["rows"]] == before


def test_words_of_the_month_that_came_after_it_was_read_are_not_sealed(signed_in: SignedIn, reviewed: Any) -> None:
    put_forward(signed_in("officer"))
    management = signed_in("management")
    told = read_and_agreed(management)
    plan = Plan.objects.get(code="PLN-01")
    periods.note(Month(2026, 11), plan, text="Words that nobody has read", by=BY, at=AT)
    page = management.post(f"{BASE}seal/", told)
    assert page.status_code == 422
    assert "The report changed since you opened it" in page.content.decode()
    assert not PublishedReport.objects.exists()
    again = page.context["form"]
    assert not again["agreed"].value(), "what was agreed to was something else"
    told = {"rev": again["rev"].value(), "read": again["read"].value(), "agreed": "on"}
    assert management.post(f"{BASE}seal/", told).status_code == 302


def test_the_draft_is_read_as_it_would_be_sealed(signed_in: SignedIn, reviewed: Any) -> None:
    put_forward(signed_in("officer"))
    page = signed_in("management").get(f"{BASE}?draft=1").content.decode()
    assert "Two plans slip" in page
    for code in confidential():
        assert code not in page
    assert "Two plans slip" not in signed_in("owner").get(f"{BASE}?draft=1").content.decode()


def test_a_correction_holds_what_was_corrected_until_it_is_put_forward(signed_in: SignedIn, reviewed: Any) -> None:
    sealed(signed_in)
    period = ReportingPeriod.objects.get(code="2026-11")
    reports.correct(period, reason="A title was wrong", by=BY, at=now())
    plan = Plan.objects.get(code="PLN-01")
    records.edit(plan, title="The corrected title", reason="It was wrong", by=BY, at=now())
    put_forward(signed_in("officer"))
    seal(signed_in("management"))
    newest = PublishedReport.objects.order_by("-edition").first()
    assert newest is not None
    assert newest.edition == 2
    assert "The corrected title" in newest.data


def test_who_wrote_the_words_of_the_month_does_not_seal_it(signed_in: SignedIn, reviewed: Any) -> None:
    put_forward(signed_in("officer"))
    writer = actor_of(User.objects.get(username="management"), AT.date())
    with pytest.raises(NotAllowed):
        periods.note(Month(2026, 11), Plan.objects.get(code="PLN-01"), text="Mine", by=writer, at=AT)
    accounts.assign(User.objects.get(username="management"), right="officer", starts=AT.date(), by=BY, at=AT)
    writer = actor_of(User.objects.get(username="management"), AT.date())
    periods.note(Month(2026, 11), Plan.objects.get(code="PLN-01"), text="Mine", by=writer, at=AT)
    page = seal(signed_in("management"))
    assert "Who wrote in the draft does not seal it" in page.content.decode()
    assert not PublishedReport.objects.exists()


def test_a_headline_of_what_cannot_be_seen_is_none(signed_in: SignedIn, reviewed: Any) -> None:
    put_forward(signed_in("officer"), headline="\ufeff\u202e")
    seal(signed_in("management"))
    assert PublishedReport.objects.get().edition == 1


def test_a_month_is_sealed_after_the_one_before(signed_in: SignedIn, reviewed: Any) -> None:
    put_forward(signed_in("officer"))
    draft = ReportDraft.objects.get()
    at = datetime(2027, 1, 4, 12, 0, tzinfo=REGISTER_ZONE)
    december = periods.open_month(Month(2026, 12), by=BY, at=at)
    december = periods.review(december, by=BY, at=at)
    later = reports.draft(december, language="en", by=BY, at=at)
    reports.put_forward(later, missing=(), by=BY, at=at)
    with pytest.raises(RuleBroken, match="November 2026 is not sealed yet"):
        reports.check_sealable(later, missing=(), by=BY)
    assert draft.is_ready


def test_an_address_with_a_nul_is_not_there(signed_in: SignedIn) -> None:
    assert signed_in("officer").get("/reports/%00/draft/").status_code == 404


def test_two_first_drafts_do_not_overwrite_one_another(signed_in: SignedIn, reviewed: Any) -> None:
    told = {"headline": "The first", "language": "en", "rev": "", "step": "words"}
    assert signed_in("officer").post(f"{BASE}draft/", told).status_code == 302
    second = signed_in("officer").post(f"{BASE}draft/", {**told, "headline": "The second"})
    assert second.status_code == 422
    assert "The second" in second.content.decode()
    assert ReportDraft.objects.get().headline == "The first"


def test_the_sealed_page_says_who_made_and_who_sealed_it(signed_in: SignedIn, reviewed: Any) -> None:
    put_forward(signed_in("officer"))
    seal(signed_in("management"))
    page = signed_in("owner").get(BASE).content.decode()
    for step in ("Cut off: system, ", "Drafted: risk officer, ", "Put forward: risk officer, ", "Sealed: management, "):
        assert step in page
    assert "the board meets early" in page
    data = PublishedReport.objects.get(code="2026-11-E01").data
    assert '"kind": "put_forward"' in data
    assert "Sealed" not in data, "the files are made before the act that seals them"
