"""The words of every act of the role table, as a history tells them: what was done."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

_KEPT = (
    "risk", "measure", "finding", "recommendation", "plan", "workstream", "milestone", "indicator", "commitment",
    "objective", "context",
)  # fmt: skip
_OWNED = ("risk", "measure", "finding", "plan", "milestone", "indicator", "commitment")
_LISTS = ("source", "party", "unit", "role", "scale")
_GENERAL: dict[str, Any] = {
    "create": pgettext_lazy("act", "created"),
    "edit": pgettext_lazy("act", "edited"),
    "withdraw": pgettext_lazy("act", "withdrawn"),
    "link": pgettext_lazy("act", "linked"),
    "hand_over": pgettext_lazy("act", "handed over"),
}

ACT_LABELS: dict[str, Any] = {
    **{f"{noun}.{verb}": _GENERAL[verb] for noun in _KEPT for verb in ("create", "withdraw")},
    **{f"{noun}.edit": _GENERAL["edit"] for noun in _KEPT if noun != "context"},
    **{f"{noun}.link": _GENERAL["link"] for noun in ("risk", "finding", "milestone", "commitment")},
    **{f"{noun}.hand_over": _GENERAL["hand_over"] for noun in _OWNED},
    **{f"{noun}.{verb}": _GENERAL[verb] for noun in _LISTS for verb in ("create", "edit", "withdraw")},
    "account.create": _("account created"),
    "account.edit": _("account edited"),
    "account.assign": _("right assigned"),
    "account.withdraw": _("right withdrawn"),
    "account.grant": _("access given"),
    "account.revoke": _("access taken away"),
    "setting.change": _("setting changed"),
    "period.open": _("month opened"),
    "period.review": _("month sent to review"),
    "period.reopen": _("month opened again"),
    "period.note": _("words of the month written"),
    "period.confirm": _("looked at this month"),
    "update.submit": _("updates submitted"),
    "update.return": _("update returned with a question"),
    "update.answer": _("question answered"),
    "update.explain": _("contradiction explained"),
    "report.draft": _("report drafted"),
    "report.ready": _("report ready to be sealed"),
    "report.correct": _("correction of a sealed report begun"),
    "report.seal": _("report sealed"),
    "report.record": _("audit report recorded"),
    "report.edit": _GENERAL["edit"],
    "report.withdraw": _GENERAL["withdraw"],
    "cycle.open": _("cycle opened"),
    "cycle.edit": _GENERAL["edit"],
    "cycle.withdraw": _GENERAL["withdraw"],
    "cycle.list": _("top list decided"),
    "risk.assess": _("risk assessed"),
    "risk.accept": _("risk accepted"),
    "risk.monitor": _("put under monitoring"),
    "risk.reword": _("risk reworded"),
    "measure.assess": _("measure assessed"),
    "measure.override": _("operation judged early by an auditor"),
    "indicator.value": _("value recorded"),
    "milestone.start": _("milestone started"),
    "milestone.progress": _("progress reported"),
    "milestone.forecast": _("forecast moved"),
    "milestone.block": _("milestone blocked"),
    "milestone.unblock": _("block lifted"),
    "milestone.complete": _("milestone completed"),
    "milestone.reopen": _("milestone reopened"),
    "milestone.confirm": _("confirmed unchanged"),
    "plan.approve": _("plan approved"),
    "plan.rebaseline": _("plan rebaselined"),
    "plan.complete": _("plan completed"),
    "finding.rate": _("audit round recorded"),
    "finding.retarget": _("target set"),
    "finding.interim": _("interim goal set"),
    "finding.respond": _("responded to"),
    "finding.report_solved": _("reported solved"),
    "finding.confirm": _("closure confirmed"),
    "finding.return": _("sent back"),
    "finding.close": _("finding closed"),
    "finding.supersede": _("finding superseded"),
    "finding.accept": _("finding accepted"),
    "commitment.reschedule": _("commitment rescheduled"),
    "commitment.fulfil": _("commitment met"),
    "commitment.partly": _("commitment partly met"),
    "commitment.miss": _("commitment missed"),
    "commitment.lose_sight": _("commitment lost from sight"),
    "commitment.report": _("delay reported to whom it was promised"),
    "decision.ask": _("decision asked"),
    "decision.withdraw": _GENERAL["withdraw"],
    "decision.take": _("decision taken"),
    "evidence.add": _("evidence added"),
    "evidence.withdraw": _("evidence withdrawn"),
}
UNLINKED = _("link taken away")

# Everyday acts, which a timeline shows small; the others mark a turn in the record's life.
EVERYDAY = frozenset(ACT_LABELS) & (
    {f"{noun}.{verb}" for noun in (*_KEPT, *_LISTS) for verb in ("edit", "link", "hand_over")}
    | {
        "report.edit",
        "cycle.edit",
        "account.edit",
        "period.note",
        "period.confirm",
        "update.submit",
        "indicator.value",
        "milestone.progress",
        "milestone.confirm",
    }
    | {"evidence.add", "finding.respond", "risk.reword"}
)


def label(act: str) -> str:
    """The act in words; an act that is not in the role table as it stands."""
    return str(ACT_LABELS.get(act, act))


def is_key(act: str) -> bool:
    """Whether the act marks a turn in the record's life rather than everyday work."""
    return act not in EVERYDAY
