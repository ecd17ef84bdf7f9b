"""Strings that stand only in confidential records: in no byte of what anybody else gets."""

from __future__ import annotations

import io
import itertools
import re
import zipfile
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.admin import site
from django.core.management import CommandError, call_command
from django.db import models as columns
from django.db import transaction
from django.test import Client
from django.urls import reverse

from riskreg import models
from riskreg.access import visible_to
from riskreg.history.register import Register
from riskreg.integrity.tables import tracked_models
from riskreg.models.fields import Choice
from riskreg.reporting.render.listed import FORMATS
from riskreg.services import accounts, commitments, cycles, decisions, measures, periods, proposals, records, risks
from riskreg.services._record import writing
from riskreg.vocabulary.choices import EvidenceKind, Right
from riskreg.vocabulary.periods import Month
from tests import factories
from tests.factories import AT, BY, ON, account
from tests.web import matrix
from tests.web.test_matrix import FORM, gives_files, kind_of, patterns
from tests.web.world import LOAD

DO = {"by": BY, "at": AT}
# What a search may ask for and print again without holding a whole canary.
PART = "zqcan"
CANARY = re.compile(r"zqcanary\d+")
_NUMBERS = itertools.count(1)


def canary() -> str:
    return f"zqcanary{next(_NUMBERS):04d}"


class Nest:
    """A confidential risk of which every text is a canary, tied to everything that can be tied to it."""

    def __init__(self) -> None:
        self.role = factories.role()
        self.people = {
            right: account(right, fills=(self.role,) if right == Right.OWNER else ()) for right in Right.values
        }
        self.insider = account(Right.OFFICER)
        self.risk = self.the_risk()
        accounts.grant(self.insider, self.risk, reason=canary(), **DO)
        self.lines()
        self.the_measure()
        self.ties()
        self.decisions()
        self.top_lists()
        self.months()

    def the_risk(self) -> models.Risk:
        texts = {name: canary() for name in ("title", "cause", "event", "consequence", "note", "source_section")}
        risk = factories.risk(owner=self.role, confidential=True, reason=canary(), **texts)
        records.edit(risk, title=canary(), reason=canary(), **DO)
        factories.risk(predecessor=risk, owner=self.role)
        return risk

    def lines(self) -> None:
        for kind in ("inherent", "current", "target"):
            risks.assess(self.risk, kind=kind, likelihood=3, impact=4, on=ON, reason=canary(), **DO)
        risks.accept(self.risk, accepted_by=self.role, until=ON + timedelta(days=9), reason=canary(), **LOAD)
        risks.reword(self.risk, title=canary(), reason=canary(), **DO)
        about = {"about": self.risk.code, "on": ON, "text": canary()}
        records.create(models.ContextEvent, code=factories.code("CTX"), reason=canary(), **about, **DO)
        self.evidence(self.risk)

    def evidence(self, about: Any) -> None:
        with writing("evidence.add", record=about, reason=canary(), **DO) as act:
            act.add(
                models.Evidence(
                    code=factories.code("EVI"), about=about.code, kind=EvidenceKind.LINK, title=canary(),
                    address=f"https://{canary()}.example", proves=canary(),
                )
            )  # fmt: skip

    def the_measure(self) -> None:
        self.measure = factories.measure(owner=self.role, title=canary(), description=canary(), reason=canary())
        records.link(models.RiskMeasure, risk=self.risk, measure=self.measure, reason=canary(), **DO)
        measures.assess(self.measure, step="design", result="effective", on=ON, tester=canary(), reason=canary(), **DO)
        self.evidence(self.measure)

    def ties(self) -> None:
        code, owned = factories.code, {"owner": self.role}
        self.finding, self.plan = factories.finding(**owned), factories.plan(**owned)
        self.milestone = factories.milestone(self.plan, **owned)
        self.indicator, self.commitment = factories.indicator(**owned), factories.commitment(keeper=self.role)
        self.objective = records.create(models.Objective, code=code("OBJ"), name="Objective", kind="vision", **DO)
        ends = (
            (models.RiskFinding, {"finding": self.finding}), (models.RiskPlan, {"plan": self.plan}),
            (models.RiskIndicator, {"indicator": self.indicator}),
            (models.RiskObjective, {"objective": self.objective}),
            (models.RiskPlan, {"plan": factories.plan(**owned)}),
        )  # fmt: skip
        for kind, end in ends:
            tie = records.link(kind, risk=self.risk, **end, reason=canary(), **DO)
        records.unlink(tie, reason=canary(), **DO)
        commitments.rest_on(self.commitment, self.risk, **DO)

    def decisions(self) -> None:
        asked = decisions.ask(title=canary(), about=self.risk, context=canary(), **DO)
        decisions.take(
            asked, outcome=canary(), effect=canary(), taken_by=self.role, by=factories.operator("management"), at=AT
        )
        decisions.ask(title=canary(), about=self.measure, context=canary(), **DO)
        self.proposal = risks.propose_acceptance(
            self.risk, until=ON + timedelta(days=99), reason=canary(), by=BY, at=AT
        )

    def top_lists(self) -> None:
        self.cycle, self.next_cycle = factories.cycle(), factories.cycle()
        shown = factories.assessed_risk(owner=self.role)
        places = {self.risk: cycles.Place("new", canary()), shown: cycles.Place("new", "For all to see")}
        listed = cycles.propose_list(self.cycle, places=places, reason="The list", **DO)
        proposals.decide(
            listed, verdict="agreed", outcome="So decided", taken_by=self.role, by=factories.operator("board"), at=AT
        )
        for risk in places:
            risk.refresh_from_db()
        places = {
            self.risk: cycles.Place("reworded", canary(), title=canary()), shown: cycles.Place("delisted", "Better")
        }  # fmt: skip
        self.next_list = cycles.propose_list(self.next_cycle, places=places, reason="The next list", **DO)

    def months(self) -> None:
        month = Month.of(ON)
        periods.note(month, self.risk, text=canary(), **DO)
        periods.confirm(month, self.measure, kind="unchanged", note=canary(), **DO)

    def client(self, user: models.User) -> Client:
        made = Client()
        made.force_login(user)
        return made


@pytest.fixture(scope="module")
def built(django_db_setup: None, django_db_blocker: Any) -> Iterator[Nest]:
    """Built once; every test takes back what it writes."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield Nest()
        transaction.set_rollback(True)


@pytest.fixture
def nest(built: Nest, db: None, demo_day: Any) -> Nest:
    return built


def leaks(client: Client, addresses: Iterator[str]) -> list[str]:
    found, asked = [], 0
    for address in addresses:
        answer = client.get(address, follow=True)
        asked += 1
        content = b"".join(answer.streaming_content) if answer.streaming else answer.content
        told = sorted(set(CANARY.findall(unpacked(content).decode(errors="replace"))))
        found += [f"{address}: {told}"] if told else []
    assert asked > 10
    return found


def unpacked(content: bytes) -> bytes:
    """Every part of a spreadsheet; anything else as it is."""
    if not content.startswith(b"PK"):
        return content
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        return b"\n".join(book.read(name) for name in book.namelist())


def pages(nest: Nest, right: str) -> Iterator[str]:
    """Every page of every record, now and on a past day; lists and searches; the forms of whoever has forms."""
    tied = {type(one): one.code for one in vars(nest).values() if hasattr(one, "code")}
    codes = {
        kind: list(kind._base_manager.values_list("code", flat=True))
        for kind in {kind_of(pattern.name or "") for pattern in patterns()} - {None}
    }
    # A kind of which there is none answers for a code that is not there.
    one = {kind: tied.get(kind, (codes[kind] or ["XXX-001"])[0]) for kind in codes}
    for pattern in patterns():
        name = pattern.name or ""
        kind = kind_of(name)
        if name in matrix.DOORS or (name in FORM and right not in (Right.OFFICER, Right.OWNER)):
            continue
        if name in FORM and kind is not None:
            yield reverse(name, args=[one[kind]])
            continue
        if kind is not None:
            yield from (reverse(name, args=[code]) for code in codes[kind])
            yield f"{reverse(name, args=[one[kind]])}?as_of={ON}"
            continue
        used = {"month": "2026-11", "kind": "risk", "act": "of-none", "secret": "of-nobody", "number": 1, "name": "pdf"}
        url = reverse(name, kwargs={key: value for key, value in used.items() if f":{key}>" in str(pattern.pattern)})
        yield from (url, f"{url}?q={PART}&withdrawn=also", f"{url}?as_of={ON}&compare=2026-01-01")
        if gives_files(pattern):
            yield from (f"{url}?format={kind}" for kind in FORMATS)
            yield f"{url}?format=json&withdrawn=also&as_of={ON}&compare=2026-01-01"
    yield from (f"/pick/{name}/?q={PART}" for name in ("risk", "measure", "decision", "workstream", "assessmentcycle"))


def admin_pages() -> Iterator[str]:
    yield reverse("admin:index")
    for kind in site._registry:
        name = kind._meta.model_name
        yield from (reverse(f"admin:riskreg_{name}_changelist"), reverse(f"admin:riskreg_{name}_add"))
        yield f"{reverse(f'admin:riskreg_{name}_changelist')}?q={PART}"
        # One role is as another; of all else, every row.
        most = 2 if name in matrix.ADMIN else None
        for pk in kind._base_manager.order_by("-pk").values_list("pk", flat=True)[:most]:
            yield from (reverse(f"admin:riskreg_{name}_{page}", args=[pk]) for page in ("change", "history"))
        for field in kind._meta.fields:
            if isinstance(field, columns.ForeignKey) and field.name != "head":
                asked = f"app_label=riskreg&model_name={name}&field_name={field.name}"
                yield f"{reverse('admin:autocomplete')}?{asked}&term={PART}"


# Seven seconds a role: the others, with the deep ones.
IN_THE_SUITE = (Right.OFFICER,)


@pytest.mark.parametrize(
    "right", [one if one in IN_THE_SUITE else pytest.param(one, marks=pytest.mark.deep) for one in Right.values]
)
def test_no_page_tells_a_canary_to_who_is_not_on_the_access_list(nest: Nest, right: str) -> None:
    told = leaks(nest.client(nest.people[right]), pages(nest, right))
    assert not told, "\n" + "\n".join(told)


@pytest.mark.parametrize("right", [Right.AUDITOR, pytest.param(Right.OFFICER, marks=pytest.mark.deep)])
def test_no_page_of_the_admin_tells_a_canary(nest: Nest, right: str) -> None:
    told = leaks(nest.client(nest.people[right]), admin_pages())
    assert not told, "\n" + "\n".join(told)


def test_a_form_that_is_checked_shows_no_canary(nest: Nest) -> None:
    """What an act on a shared record would write is narrowed to the reader too."""
    client, found = nest.client(nest.people[Right.OFFICER]), []
    for name, form in FORM.items():
        record = next((one for one in vars(nest).values() if type(one) is form.kind and one is not nest.measure), None)
        if record in (None, nest.risk, nest.proposal):
            continue
        url = reverse(name, args=[record.code] if kind_of(name) else [])
        shown = client.get(url, follow=True)
        fields = getattr(shown.context, "get", lambda _name: None)("form") if shown.context else None
        sent = {one.html_name: one.value() or "" for one in fields} if hasattr(fields, "fields") else {}
        for step in ("check", "save"):
            with transaction.atomic():
                answer = client.post(url, {**sent, "reason": "Because", "step": step}, follow=True)
                transaction.set_rollback(True)
            found += [f"{url} {step}: {told}" for told in CANARY.findall(answer.content.decode())]
    assert not found, "\n" + "\n".join(found)


def test_deciding_on_a_list_shows_the_decider_no_canary(nest: Nest) -> None:
    client, found = nest.client(nest.people[Right.MANAGEMENT]), []
    for name, form in FORM.items():
        if form.kind is models.Decision and kind_of(name):
            url = reverse(name, args=[nest.next_list.code])
            for data in ({}, {"verdict": "agreed", "outcome": "Yes", "taken_by": nest.role.code, "reason": "Yes"}):
                sent = {**data, "rev": nest.next_list.rev, "step": "check"}
                answer = client.post(url, sent) if data else client.get(url, follow=True)
                found += [f"{url}: {told}" for told in CANARY.findall(answer.content.decode())]
    assert not found, "\n" + "\n".join(found)


def test_commands_tell_the_operator_all_and_an_account_what_it_may_see(nest: Nest) -> None:
    outsider, insider = nest.people[Right.OFFICER].username, nest.insider.username
    runs: list[tuple[str, ...]] = [("export_register",), ("export_register", "--as-of", str(ON))]
    runs += [("monthly_report", "2026-11", "--format", kind) for kind in ("html", "json")]
    told = {}
    for run in runs:
        for reader in (None, outsider, insider):
            out = io.StringIO()
            call_command(*run, *(("--as", reader) if reader else ()), stdout=out)
            told[run, reader] = set(CANARY.findall(out.getvalue()))
            if reader == outsider:
                assert nest.risk.code not in out.getvalue(), run
    assert not [run for (run, reader), found in told.items() if reader == outsider and found]
    html = runs[2]
    assert told[html, None] == told[html, insider] != set()
    with pytest.raises(CommandError, match="no active account"):
        call_command("export_register", "--as", "nobody at all")


def test_who_is_on_the_access_list_sees_them(nest: Nest) -> None:
    """So that the tests above can fail."""
    page = nest.client(nest.insider).get(f"/risks/{nest.risk.code}/").content.decode()
    assert nest.risk.title in page
    assert len(set(CANARY.findall(page))) > 15
    assert nest.measure.title in nest.client(nest.insider).get(f"/measures/{nest.measure.code}/").content.decode()
    for kind in FORMATS:
        told = unpacked(nest.client(nest.insider).get(f"/risks/?format={kind}").content).decode()
        assert nest.risk.title in told


def test_no_row_that_an_outsider_reads_holds_a_canary(nest: Nest) -> None:
    """Every text of every live row and version, as the register and its history give them out; reasons included."""
    actor = nest.client(nest.people[Right.AUDITOR]).get("/").wsgi_request.actor
    register, found = Register.now(actor, ON), []
    for kind in tracked_models():
        rows = [("now", register.of(kind)), ("history", visible_to(actor, kind.versions()))]
        for where, listed in rows:
            for row in listed.values():
                if row.get("proposed_act") == "cycle.list":
                    # A whole list names the risk among others; the pages of the decision narrow it.
                    del row["proposal"]
                told = CANARY.findall(str(row))
                found += [f"{kind.__name__} {where}: {row}"] if told else []
    assert not found, "\n" + "\n".join(found)


def test_every_text_of_a_risk_and_its_measure_is_a_canary(nest: Nest) -> None:
    for record in (nest.risk, nest.measure):
        record.refresh_from_db()
        for field in record._meta.fields:
            is_text = isinstance(field, columns.CharField | columns.TextField) and not isinstance(field, Choice)
            if is_text and field.editable and field.name not in ("code", "source_section"):
                assert CANARY.search(getattr(record, field.name)), field.name
