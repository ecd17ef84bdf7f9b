"""The main navigation: seven entries, each with its pages."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _

from riskreg.vocabulary.choices import Right


@dataclass(frozen=True)
class Entry:
    label: str
    url: str
    current: bool
    children: tuple[Entry, ...] = ()


# label, url name, the pages below it, and the other url names under which it is current
_ENTRIES = (
    (_("State of affairs"), "home", (), ()),
    (
        _("Risks"),
        "risks",
        (
            (_("Register"), "risks", ("risk",)),
            (_("Matrix"), "risk_matrix", ()),
            (_("Top risks"), "top_risks", ("top_list",)),
            (_("Measures"), "measures", ("measure",)),
            (_("Indicators"), "indicators", ("indicator",)),
        ),
        (),
    ),
    (
        _("Findings"),
        "findings",
        (
            (_("List"), "findings", ("finding",)),
            (_("By audit year"), "finding_grid", ()),
            (_("Audit reports"), "audit_reports", ("audit_report",)),
        ),
        (),
    ),
    (
        _("Plans"),
        "plans",
        (
            (_("Plans"), "plans", ("plan",)),
            (_("Milestones"), "milestones", ("milestone",)),
            (_("Coverage"), "coverage", ()),
        ),
        (),
    ),
    (
        _("Decisions"),
        "decisions",
        (
            (_("Decisions"), "decisions", ("decision",)),
            (_("Commitments"), "commitments", ("commitment",)),
        ),
        (),
    ),
    (
        _("Month"),
        "updates",
        (
            (_("My sheet"), "updates", ("sheet", "receipt")),
            (_("Cockpit"), "cockpits", ("cockpit",)),
            (_("Reports"), "reports", ("report", "report_draft", "report_seal", "report_correct")),
        ),
        (),
    ),
    # Its pages stand in its own tabs, since who may see which differs.
    (_("History"), "history", (), ("history_sample", "history_compare", "history_verify", "rights", "security_log")),
)


# url name -> for whom it is, where that is not everybody
_READERS = {
    "updates": frozenset((Right.OFFICER, Right.OWNER, Right.AUDITOR, Right.MANAGEMENT)),
    "cockpits": frozenset((Right.OFFICER, Right.AUDITOR, Right.MANAGEMENT)),
}


def entries(request: HttpRequest) -> list[Entry]:
    """The navigation for this page, every link staying on the day looked at."""
    match = request.resolver_match
    name = match.url_name if match else ""
    listed = []
    for label, url, children, others in _ENTRIES:
        below = tuple(
            Entry(str(words), _to(request, target), name in (target, *more))
            for words, target, more in children
            if _is_for(request, target)
        )
        current = name in (url, *others) or any(child.current for child in below)
        to = _to(request, url) if _is_for(request, url) else below[0].url
        listed.append(Entry(str(label), to, current, below))
    return listed


def _is_for(request: HttpRequest, name: str) -> bool:
    return name not in _READERS or bool(_READERS[name] & request.actor.rights)


def _to(request: HttpRequest, name: str) -> str:
    try:
        return request.day.link(reverse(name))
    except NoReverseMatch:
        return "#"
