"""Acts on decisions: ask and take."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from riskreg.access import Actor
from riskreg.models import Decision, Role
from riskreg.services._record import Writing, writing
from riskreg.vocabulary.choices import DecisionKind, DecisionState
from riskreg.vocabulary.errors import RuleBroken


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
    """Put a question to management."""
    with writing("decision.ask", by=by, at=at, record=about, reason=context) as act:
        return act.add(
            Decision(
                code=_next_code(), title=title, kind=kind, about=getattr(about, "code", ""), context=context,
                asked_by=asked_by, asked_on=act.on, needed_by=needed_by,
            )
        )  # fmt: skip


def take(
    decision: Decision,
    *,
    outcome: str,
    taken_by: Role,
    by: Actor,
    at: datetime,
    effect: str = "",
    rev: int | None = None,
) -> Decision:
    """Management decides, in words. Raises RuleBroken when it is taken already or the asker is the taker."""
    if decision.state == DecisionState.TAKEN:
        raise RuleBroken(_("%(code)s is taken already") % {"code": decision.code}, code="state")
    if not outcome.strip():
        raise RuleBroken(_("Say what was decided on %(code)s") % {"code": decision.code}, code="outcome")
    if Decision.versions().filter(id=decision.pk, rev=1, history_user_id=by.id).exists():
        raise RuleBroken(_("Who asks does not decide"), code="two_keys")
    with writing("decision.take", by=by, at=at, record=decision, reason=outcome, rev=rev) as act:
        act.change(
            decision, state=DecisionState.TAKEN, outcome=outcome, effect=effect, taken_by=taken_by, taken_on=act.on
        )
    return decision


def take_at_once(act: Writing, *, kind: str, about: Any, taken_by: Role, outcome: str, basis: str = "") -> Decision:
    """Inside another act: the decision that the act itself carries out."""
    titles = {
        DecisionKind.PLAN_APPROVAL: _("Approve %(record)s"),
        DecisionKind.REBASELINE: _("Rebaseline %(record)s"),
        DecisionKind.TARGET: _("Move the target of %(record)s"),
    }
    title = titles.get(DecisionKind(kind), "%(record)s") % {"record": about.title}
    made: Decision = act.add(
        Decision(
            code=_next_code(), title=title[:200], kind=kind, about=about.code, state=DecisionState.TAKEN,
            asked_on=act.on, outcome=outcome, taken_by=taken_by, taken_on=act.on, basis=basis,
        )
    )  # fmt: skip
    return made
