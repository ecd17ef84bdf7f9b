"""Acts on the days by which findings are to be solved: promised, proposed, moved, never overwritten."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from riskreg.access import Actor, require_proposal
from riskreg.models import Decision, Finding, FindingTarget
from riskreg.services import decisions, findings
from riskreg.services._record import writing
from riskreg.vocabulary import dates
from riskreg.vocabulary.choices import Precision, TargetKind
from riskreg.vocabulary.errors import RuleBroken
from riskreg.vocabulary.periods import day_of


def set_target(
    finding: Finding,
    *,
    kind: str,
    target: date | None,
    precision: str,
    by: Actor,
    at: datetime,
    set_on: date,
    reason: str,
    decision: Decision | None = None,
    basis: str = "",
    rev: int | None = None,
) -> FindingTarget:
    """Promise a day: the original, a revision (None for "unknown") or an interim goal. Nothing is overwritten.

    A final target, original or revised, rests on management's decision; an interim goal does not.
    """
    act_name = "finding.interim" if kind == TargetKind.INTERIM else "finding.retarget"
    with writing(act_name, by=by, at=at, record=finding, reason=reason, rev=rev) as act:
        findings.must_have_words(finding, reason)
        if by.provenance is None:
            findings.must_be_unsolved(finding)
        if kind == TargetKind.ORIGINAL and FindingTarget.objects.filter(finding=finding, kind=kind).exists():
            raise RuleBroken(_("%(code)s has its original target already") % {"code": finding.code}, code="kind")
        if kind != TargetKind.INTERIM and by.provenance is None:
            decisions.behind(act, decision, about=finding, taken_by=finding.owner, outcome=reason)
        line = act.append(
            FindingTarget, finding, "D", kind=kind, target=target, precision=precision, set_on=set_on, reason=reason,
            decision=decision, basis=basis,
        )  # fmt: skip
        act.change(finding, **_promised(finding, kind, target, precision))
    return line


def set_interim(
    finding: Finding,
    *,
    target: date | None,
    precision: str,
    by: Actor,
    at: datetime,
    reason: str,
    rev: int | None = None,
) -> FindingTarget:
    """A goal on the way to the final target; it moves no promise. Raises RuleBroken for one that is no such goal."""
    with writing("finding.interim", by=by, at=at, record=finding, reason=reason, rev=rev) as act:
        _ahead(finding, target, precision, act.on)
        if target is None or (finding.target is not None and target >= finding.target):
            raise RuleBroken(
                _("An interim goal has a day before the target of %(code)s") % {"code": finding.code}, code="target"
            )
        return set_target(
            finding, kind=TargetKind.INTERIM, target=target, precision=precision, set_on=act.on, reason=reason, by=by,
            at=at,
        )  # fmt: skip


def propose_target(
    finding: Finding,
    *,
    target: date | None,
    precision: str,
    by: Actor,
    at: datetime,
    reason: str,
    needed_by: date | None = None,
    rev: int | None = None,
) -> Decision:
    """Put a final target to management: the finding's first, or another day for it (None for "unknown")."""
    require_proposal(by, "finding.retarget", finding)
    _ahead(finding, target, precision, day_of(at))
    if (target, precision) == (finding.target, finding.target_precision):
        raise RuleBroken(_("This is the target of %(code)s already") % {"code": finding.code}, code="target")
    proposal = {"target": target.isoformat() if target else None, "precision": precision}
    return decisions.propose(
        "finding.retarget", finding, proposal=proposal, by=by, at=at, reason=reason, needed_by=needed_by, rev=rev
    )


def carry_out_target(finding: Finding, *, decision: Decision, by: Actor, at: datetime) -> FindingTarget:
    """The target as it was agreed to: the original when the finding has none yet, else a revision."""
    asked = decision.proposal
    target = date.fromisoformat(asked["target"]) if asked["target"] else None
    _stands_as_proposed(finding, target, day_of(at))
    promised = FindingTarget.objects.filter(finding=finding).exclude(kind=TargetKind.INTERIM).exists()
    return set_target(
        finding, kind=TargetKind.REVISED if promised else TargetKind.ORIGINAL,
        target=target, precision=asked["precision"], set_on=day_of(at), reason=decision.context, decision=decision,
        by=by, at=at,
    )  # fmt: skip


def _stands_as_proposed(finding: Finding, target: date | None, on: date) -> None:
    """Raises RuleBroken when the finding is solved or ended, or the day passed, before it was agreed to."""
    if finding.state not in findings.UNSOLVED:
        raise RuleBroken(
            _("%(code)s is %(state)s since this was proposed; decline it")
            % {"code": finding.code, "state": str(finding.get_state_display()).lower()},
            code="state",
        )
    if target is not None and target < on:
        raise RuleBroken(
            _("%(day)s has passed since this was proposed; decline it, and propose it anew")
            % {"day": dates.show(target)},
            code="target",
        )


def _ahead(finding: Finding, target: date | None, precision: str, on: date) -> None:
    """A promise is made for a finding that is still to be solved, and lies ahead."""
    findings.must_be_unsolved(finding)
    if (target is None) != (precision == Precision.UNKNOWN):
        raise RuleBroken(_("Give a day, or say that it is unknown; not both"), code="target")
    if target is not None and target < on:
        raise RuleBroken(_("%(day)s has passed; a target lies ahead") % {"day": target.isoformat()}, code="target")


def _promised(finding: Finding, kind: str, target: date | None, precision: str) -> dict[str, Any]:
    """The finding's target and first target after a promise (facts/RULES.md 12, 13).

    An original that becomes known after a revision gives the first target and leaves the revised one in force.
    """
    if kind == TargetKind.INTERIM:
        return {}
    revised_before = (
        kind == TargetKind.ORIGINAL and FindingTarget.objects.filter(finding=finding, kind=TargetKind.REVISED).exists()
    )
    values: dict[str, Any] = {} if revised_before else {"target": target, "target_precision": precision}
    if kind == TargetKind.ORIGINAL and target is not None:
        values["first_target"] = target
    else:
        values["first_target"] = finding.first_target if finding.first_target is not None else target
    return values
