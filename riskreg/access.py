"""Who may do what, as data: the role table, `may()`, and `visible_to()` that narrows the rows of every query."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import lru_cache
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import Q
from django.db.models.expressions import RawSQL
from django.utils.translation import gettext as _

from riskreg.models import (
    Commitment,
    ConfidentialAccess,
    Evidence,
    Finding,
    Measure,
    Milestone,
    Risk,
    RiskMeasure,
    RoleAssignment,
    SecurityEvent,
    User,
)
from riskreg.vocabulary import acts
from riskreg.vocabulary.choices import ActorKind, Right
from riskreg.vocabulary.errors import NotAllowed

YES, OWN, PROPOSE, PUBLISHED = "yes", "own", "propose", "published"
_OFFICER, _OWNER, _AUDITOR, _MANAGEMENT = Right.OFFICER, Right.OWNER, Right.AUDITOR, Right.MANAGEMENT
_KEEP: dict[str, str] = {_OFFICER: YES}
_WORK: dict[str, str] = {_OFFICER: YES, _OWNER: OWN}
_DECIDE: dict[str, str] = {_OFFICER: PROPOSE, _OWNER: PROPOSE, _MANAGEMENT: YES}
_AUDIT: dict[str, str] = {_OFFICER: PUBLISHED, _AUDITOR: YES}
_ADMINISTER: dict[str, str] = {Right.ADMINISTRATOR: YES}

# The nouns that the risk officer creates, edits, links, withdraws.
CONTENT = (
    "risk", "measure", "finding", "recommendation", "plan", "workstream", "milestone", "indicator", "commitment",
    "objective", "context",
)  # fmt: skip
OWNED = ("risk", "measure", "finding", "plan", "milestone", "indicator", "commitment")
# What a piece of evidence can prove.
PROVED: tuple[type[Any], ...] = (Finding, Measure, Milestone, Commitment)
LINKING = ("risk", "finding", "milestone", "commitment")
LISTS = ("source", "party", "unit", "role", "scale")

# act -> right -> how far it reaches. An act that is not here is nobody's.
TABLE: dict[str, dict[str, str]] = {
    **{f"{noun}.{verb}": _KEEP for noun in CONTENT for verb in ("create", "withdraw")},
    **{f"{noun}.edit": _KEEP for noun in (*CONTENT, "cycle") if noun != "context"},
    **{f"{noun}.hand_over": _KEEP for noun in OWNED},
    **{f"{noun}.link": _KEEP for noun in LINKING},
    **{f"{noun}.{verb}": _ADMINISTER for noun in LISTS for verb in ("create", "edit", "withdraw")},
    **{f"account.{verb}": _ADMINISTER for verb in ("create", "edit", "assign", "withdraw", "grant", "revoke")},
    "setting.change": _ADMINISTER,
    "period.open": _KEEP,
    "period.review": _KEEP,
    "period.reopen": _KEEP,
    "period.note": _WORK,
    "period.confirm": _WORK,
    "update.submit": _WORK,
    "update.return": _KEEP,
    "update.answer": _WORK,
    "update.explain": _WORK,
    "report.draft": _KEEP,
    "report.ready": _KEEP,
    "report.correct": _KEEP,
    "report.seal": {_MANAGEMENT: YES},
    "cycle.open": _KEEP,
    "cycle.withdraw": _KEEP,
    "cycle.list": _DECIDE,
    "risk.assess": _WORK,
    "risk.accept": _DECIDE,
    "risk.monitor": _KEEP,
    "risk.reword": _KEEP,
    "measure.assess": _WORK,
    "measure.override": {_AUDITOR: YES},
    "indicator.value": _WORK,
    "milestone.start": _WORK,
    "milestone.progress": _WORK,
    "milestone.forecast": _WORK,
    "milestone.block": _WORK,
    "milestone.unblock": _WORK,
    "milestone.complete": _WORK,
    "milestone.reopen": _WORK,
    "milestone.confirm": _WORK,
    "plan.approve": _DECIDE,
    "plan.rebaseline": _DECIDE,
    "plan.complete": _KEEP,
    "report.record": _AUDIT,
    "report.edit": _AUDIT,
    "report.withdraw": _AUDIT,
    "finding.rate": _AUDIT,
    "finding.retarget": _DECIDE,
    "finding.interim": _WORK,
    "finding.respond": _WORK,
    "finding.report_solved": _WORK,
    "finding.confirm": _AUDIT,
    "finding.return": _AUDIT,
    "finding.close": _KEEP,
    "finding.supersede": _KEEP,
    "finding.accept": _DECIDE,
    "commitment.reschedule": _KEEP,
    "commitment.fulfil": _KEEP,
    "commitment.partly": _KEEP,
    "commitment.miss": _KEEP,
    "commitment.lose_sight": _KEEP,
    "commitment.report": _KEEP,
    "decision.ask": _WORK,
    "decision.withdraw": _KEEP,
    "decision.take": {_MANAGEMENT: YES},
    "evidence.add": _WORK,
    "evidence.withdraw": _WORK,
}
# A line or link belongs to the first of these that it names, as in services.records.noun_or_parent.
PARENTS = ("commitment", "milestone", "risk", "measure", "finding", "plan", "indicator")
# Combinations of rights that nobody may hold together.
CONFLICTS = tuple(frozenset((Right.AUDITOR, other)) for other in (Right.OFFICER, Right.OWNER, Right.ADMINISTRATOR))
ADMIN_RIGHTS = frozenset((Right.OFFICER, Right.AUDITOR, Right.MANAGEMENT, Right.ADMINISTRATOR))


@dataclass(frozen=True)
class Load:
    """Provenance of a load into an empty register: the one policy that waives, and what it waives is written down.

    Waived: evidence required, minimum period, proposer is not decider, words for a worse state.
    Never waived: nobody confirms what they reported.
    """

    recorded_at: datetime
    # What the act under way waives, in a sentence for readers; it stands in the history after the reason.
    waived: str = ""


@dataclass(frozen=True)
class Actor:
    """Who acts: an account, or a role, party or system that a load names."""

    kind: str
    key: str
    name: str
    rights: frozenset[str] = frozenset()
    role_ids: frozenset[int] = field(default_factory=frozenset)
    provenance: Load | None = None
    request_id: str = ""

    @property
    def id(self) -> str:
        """The one key by which separation of duties is judged: the person, not the role."""
        return f"{self.kind}:{self.key}"

    @property
    def is_operator(self) -> bool:
        """Commands and loads run as the operator: they may everything that the rules allow, and see all."""
        return self.kind != ActorKind.USER

    @property
    def acting_as(self) -> str:
        return ", ".join(sorted(self.rights)) or self.kind


def operator(name: str = "operator", provenance: Load | None = None) -> Actor:
    """The actor of a management command."""
    return Actor(ActorKind.SYSTEM, name, name, provenance=provenance)


def everybody() -> Actor:
    """Who sees what all may see and nothing confidential; a sealed edition is built for this reader."""
    return Actor(ActorKind.USER, "0", "everybody")


def actor_of(user: User, on: date, request_id: str = "") -> Actor:
    """The account as it may act on the day: its rights and roles in force. One query."""
    rows = RoleAssignment.objects.standing().filter(user_id=user.pk, starts__lte=on)
    rows = list(rows.filter(Q(ends__isnull=True) | Q(ends__gte=on)).values_list("right", "role_id"))
    return Actor(
        ActorKind.USER,
        str(user.pk),
        user.name,
        rights=frozenset(right for right, _role in rows),
        role_ids=frozenset(role for right, role in rows if role is not None and right == Right.OWNER),
        request_id=request_id,
    )


def reach(actor: Actor, act: str) -> frozenset[str]:
    """How far the actor's rights reach for an act; empty when not at all."""
    row = TABLE.get(act, {})
    return frozenset(row[right] for right in actor.rights if right in row)


def published_only(actor: Actor, act: str) -> bool:
    """Whether the actor may do the act only on the ground of a published audit report."""
    return not actor.is_operator and reach(actor, act) == {PUBLISHED}


def owns(actor: Actor, record: Any) -> bool:
    """Whether the record's owner is a role that the actor fills; a line of a record looks at its record."""
    if isinstance(record, Evidence):
        proved = (kind._base_manager.filter(code=record.about).first() for kind in PROVED)
        return any(owns(actor, one) for one in proved if one is not None)
    for name in ("owner_id", "keeper_id"):
        if hasattr(record, name):
            return getattr(record, name) in actor.role_ids
    for name in PARENTS:
        if getattr(record, f"{name}_id", None) is not None:
            return owns(actor, getattr(record, name))
    return False


def may(actor: Actor, act: str, record: Any = None) -> bool:
    """Whether the actor may do the act, to this record where one is given. Unknown acts are nobody's."""
    if act not in TABLE:
        return False
    if actor.is_operator:
        return True
    reaches = reach(actor, act)
    if not reaches:
        return False
    return bool(reaches - {OWN, PROPOSE}) or (OWN in reaches and (record is None or owns(actor, record)))


def may_propose(actor: Actor, act: str, record: Any = None) -> bool:
    """Whether the actor may put the act to management: who may do it, the risk officer, and owners for their own."""
    if may(actor, act, record):
        return True
    row = TABLE.get(act, {})
    return any(
        row.get(right) == PROPOSE and (right != Right.OWNER or record is None or owns(actor, record))
        for right in actor.rights
    )


def require_proposal(actor: Actor, act: str, record: Any = None) -> None:
    """Raises NotAllowed, naming the act and the record, unless the actor may propose it."""
    if not may_propose(actor, act, record):
        raise _not_allowed(actor, act, record)


def require(actor: Actor, act: str, record: Any = None) -> None:
    """Raises NotAllowed, naming the act and the record, unless the actor may."""
    if not may(actor, act, record):
        raise _not_allowed(actor, act, record)


def _not_allowed(actor: Actor, act: str, record: Any) -> NotAllowed:
    about = f" ({record.code})" if getattr(record, "code", "") else ""
    return NotAllowed(
        _("“%(act)s” is not among the acts of %(who)s%(about)s")
        % {"who": actor.name, "act": acts.label(act), "about": about},
        code=act,
    )


class Hidden(NamedTuple):
    """What the actor may not see of confidential risks and their measures, each as a subquery."""

    risks: RawSQL
    measures: RawSQL
    risk_codes: RawSQL
    measure_codes: RawSQL


def hidden_from(actor: Actor) -> Hidden:
    """The subqueries for `__in`; every page asks for them dozens of times, so their text is made once a user."""
    return _hidden(connection.vendor, int(actor.key))


@lru_cache(maxsize=1_000)
def _hidden(vendor: str, user_id: int) -> Hidden:
    granted = ConfidentialAccess.objects.standing().filter(user_id=user_id).values("risk_id")
    risks = Risk.objects.filter(confidential=True).exclude(id__in=granted).order_by()
    ids = risks.values("id")
    measures = RiskMeasure.objects.filter(risk_id__in=ids).order_by().values("measure_id")
    codes = Measure.objects.filter(id__in=measures).order_by().values("code")
    told = (ids, measures, risks.values("code"), codes)
    return Hidden(*(RawSQL(*rows.query.sql_with_params()) for rows in told))  # noqa: S611 # the text is Django's own


def visible_to(actor: Actor, rows: Any) -> Any:
    """The queryset, live or past, without what the actor may not see; hidden looks the same as absent.

    Confidential covers the risk, everything that points at it and its measures. It is judged by today's access
    list, also on a past day.
    """
    if actor.is_operator:
        return rows
    model = rows.model
    kind = getattr(model, "instance_type", model)
    columns = {column.attname for column in model._meta.fields}
    hidden = hidden_from(actor)
    if kind is Risk:
        return rows.exclude(id__in=hidden.risks)
    if "risk_id" in columns:
        rows = rows.filter(Q(risk_id__isnull=True) | ~Q(risk_id__in=hidden.risks))
    if kind._meta.model_name == "measure":
        rows = rows.exclude(id__in=hidden.measures)
    elif "measure_id" in columns:
        rows = rows.exclude(measure_id__in=hidden.measures)
    if kind is SecurityEvent:
        return _without_hidden(hidden, rows)
    if "about" in columns:
        rows = rows.exclude(about__in=hidden.risk_codes).exclude(about__in=hidden.measure_codes)
    return rows


def _without_hidden(hidden: Hidden, rows: Any) -> Any:
    """Security events without those that name a hidden risk, by its code; an address names it among other words."""
    codes = Risk.objects.filter(id__in=hidden.risks).order_by().values_list("code", flat=True)
    named = "|".join(re.escape(code) for code in codes)
    return rows.exclude(about__regex=f"(^|[^A-Za-z0-9])({named})([^A-Za-z0-9]|$)") if named else rows


def confidential_behind(record: Any) -> list[str]:
    """Codes of the confidential risks that a record, live or past, tells of; reading it is kept in the security log.

    No query for a live risk and for kinds that tell of none, else one.
    """
    kind = getattr(type(record), "instance_type", type(record))
    if type(record) is Risk:
        return [record.code] if record.confidential else []
    wanted = Q()
    measures = RiskMeasure.objects.order_by()
    if kind is Risk:
        wanted |= Q(id=record.id)
    if kind is Measure:
        wanted |= Q(id__in=measures.filter(measure_id=record.id).values("risk_id"))
    if getattr(record, "risk_id", None) is not None:
        wanted |= Q(id=record.risk_id)
    if getattr(record, "measure_id", None) is not None:
        wanted |= Q(id__in=measures.filter(measure_id=record.measure_id).values("risk_id"))
    if getattr(record, "about", ""):
        named = Measure.objects.filter(code=record.about).order_by().values("id")
        wanted |= Q(code=record.about) | Q(id__in=measures.filter(measure_id__in=named).values("risk_id"))
    if not wanted:
        return []
    return list(Risk.objects.filter(wanted, confidential=True).order_by("code").values_list("code", flat=True))
