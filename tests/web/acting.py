"""Trying a form of the role table on a real record: who, on which record, with what typed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import connection, transaction
from django.test import Client

from riskreg import models
from riskreg.access import operator
from riskreg.history.register import Register
from riskreg.integrity.tables import tracked_models
from riskreg.services import (
    commitments,
    decisions,
    findings,
    indicators,
    measures,
    milestones,
    periods,
    questions,
    records,
    risks,
)
from riskreg.services._record import writing
from riskreg.vocabulary.choices import FindingState
from riskreg.vocabulary.periods import Month
from riskreg.web import buttons
from riskreg.web.forms.base import ActForm
from tests import factories
from tests.web.browsing import Sent, filled, right_for
from tests.web.conftest import AT, DAY

BY = operator("tester")
TRIES = 6


def written() -> list[int]:
    """How many rows every table of the register has, live and history."""
    kinds = tracked_models()
    tables = [one for kind in kinds for one in (kind._meta.db_table, kind.history.model._meta.db_table)]
    with connection.cursor() as cursor:
        cursor.execute("SELECT " + ", ".join(f'(SELECT count(*) FROM "{table}")' for table in tables))
        return list(cursor.fetchone())


@contextmanager
def undone() -> Iterator[None]:
    """What happens inside is taken back."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def withdraw(record: Any) -> None:
    """As it can stand after somebody else's act, whatever that verb asks."""
    with writing("finding.edit", by=BY, at=AT, reason="Withdrawn for the test") as act:
        act.change(record, withdrawn=True)


# --- records in the state from which a verb starts
def _finding() -> Any:
    open_ = (FindingState.ESTABLISHED, FindingState.IN_REMEDIATION)
    return models.Finding.objects.standing().filter(state__in=open_).order_by("-id").first()


def _reported() -> None:
    finding = _finding()
    factories.evidence(finding, at=AT)
    findings.report_solved(finding, by=operator("reporter"), at=AT, reason="done")


def _confirmed() -> None:
    _reported()
    finding = models.Finding.objects.filter(state=FindingState.REPORTED_SOLVED).first()
    findings.confirm(finding, by=operator("auditor"), at=AT, reason="seen")


def _asked() -> None:
    decisions.ask(title="May we?", by=operator("asker"), at=AT)


def _with_evidence() -> None:
    factories.evidence(_finding(), at=AT)


def _in_place() -> None:
    """A measure of which existence is shown so lately that only an auditor judges operation."""
    measure = models.Measure.objects.standing().order_by("code").first()
    # A loaded existence is undated and has no period to wait for; one that was lost begins anew.
    for minute, result in enumerate(("not_effective", "effective"), start=1):
        seen = {"result": result, "tester": "Second line", "reason": "seen"}
        measures.assess(measure, step="existence", on=DAY, by=BY, at=AT.replace(minute=minute), **seen)


def _month() -> None:
    periods.open_month(Month.of(DAY), by=BY, at=AT)


def _planned() -> Any:
    """A plan of one milestone, not approved."""
    return factories.milestone(factories.plan(code="PLN-98", at=AT), code="MS-98-01", at=AT)


def _promised() -> Any:
    milestone = _planned()
    factories.approved(milestone.plan, milestone, at=AT)
    return milestone


def _reached() -> None:
    milestones.complete(_promised(), by=BY, at=AT)


def _workstream() -> None:
    plan = factories.plan(code="PLN-98", at=AT)
    records.create(models.Workstream, code="WS-98-A", title="Part", plan=plan, by=BY, at=AT)


BEFORE = datetime(2026, 10, 20, 9, 45, tzinfo=AT.tzinfo)
NOVEMBER = Month.of(DAY)


def _moved_risk(now: int) -> Any:
    """A risk of its own that scored 12 in October, and now as likely as this times 3."""
    risk = factories.risk(code=factories.code("RSK-99"), owner=models.Role.objects.first(), at=BEFORE)
    seen = {"kind": "current", "impact": 3, "by": BY, "reason": "seen"}
    risks.assess(risk, likelihood=4, at=BEFORE, **seen)
    risks.assess(risk, likelihood=now, at=AT, **seen)
    _confirmed_in_november(risk)
    return risk


def _confirmed_in_november(record: Any, kind: str = "assessed") -> Any:
    _month()
    periods.confirm(NOVEMBER, record, kind=kind, by=BY, at=AT)
    return record


def _worked_measure() -> Any:
    """A measure that is said to work, on a risk that rose."""
    measure = factories.measure(_moved_risk(5), owner=models.Role.objects.first(), at=AT)
    seen = {"result": "effective", "on": DAY, "tester": "Internal audit", "reason": "seen", "at": AT}
    measures.assess(measure, step="existence", by=BY, **seen)
    measures.assess(measure, step="operation", override=True, by=BY, **seen)
    return _confirmed_in_november(measure)


def _red_indicator() -> Any:
    indicator = factories.indicator(owner=models.Role.objects.first(), green=90, red=80, at=AT)
    indicators.record_value(indicator, period="2026-11", actual=Decimal(10), by=BY, at=AT)
    return _confirmed_in_november(indicator, "valued")


def _done_in_november() -> Any:
    """A milestone completed without evidence."""
    _month()
    return milestones.complete(_promised(), by=BY, at=AT, month=NOVEMBER)


def _questioned(told: Callable[[], Any]) -> Callable[[], Any]:
    def prepare() -> None:
        questions.ask(NOVEMBER, told(), question="What is left?", by=BY, at=AT)

    return prepare


def _in_review() -> None:
    periods.review(periods.open_month(NOVEMBER, by=BY, at=AT), by=BY, at=AT, reason="early")


def _delayed() -> None:
    """A promise for next month that rests on a milestone of next year."""
    milestone = _promised()
    made = factories.commitment(code="CMT-99", due=date(2026, 12, 31), at=AT)
    commitments.rest_on(made, milestone, by=BY, at=AT)


TOLD: dict[str, Callable[[], Any]] = {
    "milestone": _done_in_november,
    "risk": lambda: _moved_risk(1),
    "measure": _worked_measure,
    "indicator": _red_indicator,
}
PREPARED: dict[str, Callable[[], Any]] = {
    **{f"{noun}-{verb}": told for noun, told in TOLD.items() for verb in ("question", "explain")},
    **{f"{noun}-answer": _questioned(told) for noun, told in TOLD.items()},
    "reportingperiod-review": _month,
    "reportingperiod-reopen": _in_review,
    "commitment-report": _delayed,
    "measure-override": _in_place,
    "finding-confirm": _reported,
    "finding-return": _reported,
    "finding-close": _confirmed,
    "finding-report-solved": _with_evidence,
    "evidence-withdraw": _with_evidence,
    "decision-decide": _asked,
    "plan-words": _month,
    "milestone-confirm": _month,
    "plan-approve": _planned,
    "plan-rebaseline": _promised,
    "plan-complete": _reached,
    "workstream-withdraw": _workstream,
    "decision-withdraw": _asked,
}


@dataclass
class Case:
    """A form that can be sent as it stands: its address, who sends it, the record, and what is typed."""

    form: type[ActForm]
    client: Client
    record: Any
    url: str
    typed: Sent

    def post(self, step: str = "save", /, **more: Any) -> Any:
        """The form sent at a step; a value of None leaves the field out."""
        sent = {name: value for name, value in {**self.typed, **more}.items() if value is not None}
        for value in sent.values():
            if hasattr(value, "seek"):
                value.seek(0)
        return self.client.post(self.url, {**sent, "step": step})


def _records(form: type[ActForm]) -> list[Any]:
    if buttons.on_list(form):
        return [None]
    rows = Register.now(BY, DAY).standing(form.kind)
    if hasattr(form.kind, "confidential"):
        rows = rows.filter(confidential=False)
    fitting = [row for row in rows.order_by("-id") if form.applies(row)]
    return fitting[:TRIES]


# Forms that plain answers do not fit: what a person would know to type.
TYPED: dict[str, dict[str, Any]] = {
    "plan-approve": {"finish_MS-98-01": "30-9-2090"},
    "plan-rebaseline": {"finish_MS-98-01": "30-9-2090"},
    "plan-answer-finding": {"finding": "FND-004"},
    "milestone-forecast": {"to": "28-2-2090"},
    "commitment-new": {
        "made_by": "",
        "made_by_unit": "ORG-DOU",
        "made_to": "EXT-TK",
        "made_to_unit": "",
        "due": "30-9-2090",
    },
    "commitment-rest-on": {"rests_on": "PLN-07"},
    "indicator-value": {"period": "2025"},
    "risk-accept": {"until": "1-6-2090"},
    "finding-new": {"sender": "EXT-TK", "sender_unit": None, "rating": None},
    "finding-sender": {"sender": "EXT-TK", "sender_unit": None},
    "finding-supersede": {"successor": "FND-004"},
    "auditreport-new": {"issued_by": "EXT-TK", "issued_by_unit": None},
}
# Days that people type: today, and one that lies ahead.
DAYS = (f"{DAY:%d-%m-%Y}", "1-3-2028")


def candidates(form: type[ActForm], signed_in: Callable[[str], Client]) -> Iterator[tuple[Client, Any, Any]]:
    """Who may do it to any record, each record on which the form opens, and the page."""
    right = right_for(form)
    assert right is not None, "only owners may; see the owners' own tests"
    client = signed_in(right)
    PREPARED.get(buttons.name_of(form), lambda: None)()
    for record in _records(form):
        page = client.get(buttons.address(form, record))
        if page.status_code == 200:
            yield client, record, page


def case_of(form: type[ActForm], signed_in: Callable[[str], Client]) -> Case:
    """The first record on which the form can be sent. Raises AssertionError with what every try was told."""
    told = []
    for client, record, page in candidates(form, signed_in):
        url = buttons.address(form, record)
        for all_fields, day in ((False, DAYS[0]), (True, DAYS[0]), (True, DAYS[1])):
            typed = filled(page, Register.now(BY, DAY), day, all_fields=all_fields)
            typed |= TYPED.get(buttons.name_of(form), {})
            made = Case(form, client, record, url, typed)
            before = written()
            with undone():
                sent = made.post()
                fits = sent.status_code == 302 and written() != before
            if fits:
                return made
            told.append(f"{url}: {sent.status_code} {dict(sent.context['form'].errors) if sent.context else ''}")
    raise AssertionError("\n".join(["plain answers fit no record:", *told]))
