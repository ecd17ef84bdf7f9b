"""One row at least of every kind that the real register has none of, made through the services."""

from riskreg.models import (
    Commitment,
    ConfidentialAccess,
    Evidence,
    Measure,
    Milestone,
    PublishedReport,
    Risk,
    RiskAcceptance,
    Setting,
    User,
)
from riskreg.services import (
    accounts,
    commitments,
    explanations,
    milestones,
    periods,
    questions,
    records,
    reports,
    risks,
)
from riskreg.services._record import writing
from riskreg.vocabulary.choices import SecurityEventKind
from riskreg.vocabulary.periods import Month
from tests import factories
from tests.factories import AT, BY, ON

MONTH = Month.of(ON)


def complete(people: dict[str, User]) -> None:
    """Add what the facts do not hold; confidential RSK-012 opens to officer, auditor and management."""
    risk = Risk.objects.get(code="RSK-001")
    periods.open_month(MONTH, by=BY, at=AT)
    periods.note(MONTH, risk, text="Words of the month", by=BY, at=AT)
    periods.confirm(MONTH, risk, kind="unchanged", by=BY, at=AT)
    assert isinstance(
        risks.accept(
            risk,
            accepted_by=risk.owner,
            until=ON.replace(year=2027),
            reason="Bearable",
            by=BY,
            at=AT,
            decision=factories.agreement("risk.accept", risk, AT),
        ),
        RiskAcceptance,
    )
    assert isinstance(factories.evidence(Measure.objects.get(code="MSR-001")), Evidence)
    hidden = Risk.objects.get(code="RSK-012")
    records.edit(hidden, by=BY, at=AT, reason="Confidential", confidential=True)
    for right in ("officer", "auditor", "management"):
        assert isinstance(accounts.grant(people[right], hidden, by=BY, at=AT), ConfidentialAccess)
    assert isinstance(accounts.change_setting("due_working_day", "5", by=BY, at=AT), Setting)
    accounts.note_security(kind=SecurityEventKind.SIGN_IN, actor=BY, at=AT)
    milestone = Milestone.objects.get(code="MS-04-04")
    milestones.confirm_unchanged(milestone, month=MONTH, by=BY, at=AT)
    questions.ask(MONTH, milestone, question="How so?", by=BY, at=AT)
    explanations.explain(MONTH, milestone, rule="silent-twice", text="It is so", by=BY, at=AT)
    reports.draft(periods.open_month(MONTH, by=BY, at=AT), headline="Words", language="en", by=BY, at=AT)
    late = Commitment.objects.get(code="CMT-033")
    commitments.report(late, reach=ON.replace(year=2027), words="By letter", by=BY, at=AT)
    with writing("report.seal", by=BY, at=AT) as act:
        act.add(
            PublishedReport(
                code="2026-11-E1", period=periods.open_month(MONTH, by=BY, at=AT), edition=1, data="{}",
                sha256="0" * 64, drafted_by="user:1", sealed_by="user:2",
            )
        )  # fmt: skip
