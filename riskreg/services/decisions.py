"""Acts on decisions: ask, propose, take. Who asks does not decide."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from riskreg.access import Actor, require_proposal
from riskreg.models import Baseline, Decision, FindingTarget, RiskAcceptance, Role
from riskreg.services._record import Writing, writing
from riskreg.vocabulary.choices import DecisionKind, DecisionState, Verdict
from riskreg.vocabulary.errors import RuleBroken

# act -> the kind of decision that it takes
KINDS = {
    "plan.approve": DecisionKind.PLAN_APPROVAL,
    "plan.rebaseline": DecisionKind.REBASELINE,
    "finding.retarget": DecisionKind.TARGET,
    "finding.accept": DecisionKind.ACCEPTANCE,
    "risk.accept": DecisionKind.ACCEPTANCE,
    "cycle.list": DecisionKind.TOP_LIST,
}
# act -> the line that it adds, which names its decision; the others show in the record's own versions
_MADE_BY: dict[str, type[Any]] = {
    "plan.approve": Baseline,
    "plan.rebaseline": Baseline,
    "finding.retarget": FindingTarget,
    "risk.accept": RiskAcceptance,
}


def _title(act: str, record: Any) -> str:
    titles = {
        "plan.approve": _("Approve %(record)s"),
        "plan.rebaseline": _("Rebaseline %(record)s"),
        "finding.retarget": _("Move the target of %(record)s"),
        "finding.accept": _("Accept %(record)s"),
        "risk.accept": _("Accept %(record)s"),
        "cycle.list": _("Decide the top list of %(record)s"),
    }
    name = getattr(record, "title", "") or getattr(record, "name", "")
    return (titles[act] % {"record": name})[:200]


def _next_code() -> str:
    return f"DEC-{Decision.objects.count() + 1:03d}"


def ask(
    *,
    title: str,
    by: Actor,
    at: datetime,
    kind: str = DecisionKind.OTHER,
    about: Any = None,
    context: str = "",
    asked_by: Role | None = None,
    needed_by: date | None = None,
) -> Decision:
    """Put a question in words to management."""
    with writing("decision.ask", by=by, at=at, record=about, reason=context) as act:
        return act.add(
            Decision(
                code=_next_code(), title=title, kind=kind, about=getattr(about, "code", ""), context=context,
                asked_by=asked_by, asked_on=act.on, needed_by=needed_by, asked_key=by.id,
            )
        )  # fmt: skip


def propose(
    act_name: str,
    record: Any,
    *,
    proposal: dict[str, Any],
    by: Actor,
    at: datetime,
    reason: str,
    asked_by: Role | None = None,
    needed_by: date | None = None,
    rev: int | None = None,
) -> Decision:
    """Put an act to management, worked out: agreeing carries out exactly this. One open proposal an act and record.

    `proposal` holds plain JSON values: codes, ISO days, numbers, words. Raises RuleBroken without a reason.
    """
    require_proposal(by, act_name, record)
    with writing("decision.ask", by=by, at=at, record=record, reason=reason, rev=rev) as act:
        if not reason.strip():
            raise RuleBroken(_("Say why this is proposed for %(code)s") % {"code": record.code}, code="reason")
        standing = Decision.objects.asked().filter(about=record.code, proposed_act=act_name).first()
        if standing is not None:
            raise RuleBroken(
                _("%(decision)s asks this for %(code)s already; it is decided or withdrawn first")
                % {"decision": standing.code, "code": record.code},
                code="proposal",
            )
        return act.add(
            Decision(
                code=_next_code(), title=_title(act_name, record), kind=KINDS[act_name], about=record.code,
                context=reason, asked_by=asked_by, asked_on=act.on, needed_by=needed_by, asked_key=by.id,
                proposed_act=act_name, proposal=proposal,
            )
        )  # fmt: skip


def take(
    decision: Decision,
    *,
    outcome: str,
    taken_by: Role,
    by: Actor,
    at: datetime,
    verdict: str = "",
    effect: str = "",
    rev: int | None = None,
    carry_out: Callable[[], Any] | None = None,
) -> Decision:
    """Management decides, in words. Raises RuleBroken when it is taken already or the asker is the taker.

    Agreeing to a proposal is carrying it out: services.proposals brings `carry_out`, and without it this refuses.
    """
    with writing("decision.take", by=by, at=at, record=decision, reason=outcome, rev=rev) as act:
        if decision.state == DecisionState.TAKEN:
            raise RuleBroken(_("%(code)s is taken already") % {"code": decision.code}, code="state")
        if not outcome.strip():
            raise RuleBroken(_("Say what was decided on %(code)s") % {"code": decision.code}, code="outcome")
        if decision.proposed_act and not verdict:
            raise RuleBroken(_("Agree to %(code)s or decline it") % {"code": decision.code}, code="verdict")
        is_agreed = bool(decision.proposed_act) and verdict == Verdict.AGREED
        if is_agreed and carry_out is None:
            raise RuleBroken(
                _("Agreeing to %(code)s carries out what it proposes; decide it as a proposal")
                % {"code": decision.code},
                code="verdict",
            )
        if by.id == decision.asked_key:
            raise RuleBroken(
                _("You asked %(code)s; who asks does not decide, somebody else does") % {"code": decision.code},
                code="two_keys",
            )
        act.change(
            decision, state=DecisionState.TAKEN, outcome=outcome, effect=effect, taken_by=taken_by, taken_on=act.on,
            taken_key=by.id, verdict=verdict,
        )  # fmt: skip
        if is_agreed and carry_out is not None:
            carry_out()
    return decision


def behind(
    act: Writing, decision: Decision | None, *, about: Any, taken_by: Role, outcome: str, basis: str = ""
) -> Decision:
    """Inside an act that management decides: the decision it rests on, which must be taken on this act and record.

    A load into an empty register has no proposals; there the act makes its decision at once (waived in its reason).
    """
    if decision is None and act.by.provenance is not None:
        return _at_once(act, about=about, taken_by=taken_by, outcome=outcome, basis=basis)
    if decision is None:
        raise RuleBroken(
            _("%(code)s: management decides this on somebody's proposal; propose it first") % {"code": about.code},
            code="two_keys",
        )
    fits = (decision.proposed_act, decision.about, decision.verdict) == (act.act, about.code, Verdict.AGREED)
    if not fits or decision.taken_key == decision.asked_key:
        raise RuleBroken(
            _("%(decision)s is no agreement to this for %(code)s") % {"decision": decision.code, "code": about.code},
            code="two_keys",
        )
    if _is_carried_out(decision, about):
        raise RuleBroken(
            _("%(decision)s is carried out already; what else is wanted is proposed anew")
            % {"decision": decision.code},
            code="two_keys",
        )
    return decision


def _is_carried_out(decision: Decision, about: Any) -> bool:
    """An agreement is to one act; whoever wants the act again asks again."""
    made = _MADE_BY.get(decision.proposed_act)
    if made is not None:
        return bool(made._base_manager.filter(decision=decision).exists())
    taken = Decision.versions().filter(id=decision.pk, act="decision.take").values_list("history_date", flat=True)
    acted = type(about).versions().filter(id=about.pk, act=decision.proposed_act, history_date__gte=taken[:1])
    return bool(acted.exists())


def _at_once(act: Writing, *, about: Any, taken_by: Role, outcome: str, basis: str) -> Decision:
    made: Decision = act.add(
        Decision(
            code=_next_code(), title=_title(act.act, about), kind=KINDS[act.act], about=about.code,
            state=DecisionState.TAKEN, asked_on=act.on, outcome=outcome, taken_by=taken_by, taken_on=act.on,
            basis=basis,
        )
    )  # fmt: skip
    return made


def withdraw(decision: Decision, *, by: Actor, at: datetime, reason: str, rev: int | None = None) -> Decision:
    """Take back a question that is not decided yet."""
    with writing("decision.withdraw", by=by, at=at, record=decision, reason=reason, rev=rev) as act:
        if decision.state == DecisionState.TAKEN:
            raise RuleBroken(_("%(code)s is taken already") % {"code": decision.code}, code="state")
        if not reason.strip():
            raise RuleBroken(_("Say why %(code)s is withdrawn") % {"code": decision.code}, code="reason")
        act.change(decision, withdrawn=True)
    return decision
