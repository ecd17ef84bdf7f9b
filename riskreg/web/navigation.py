"""The main navigation: seven entries, each with its pages."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from riskreg.vocabulary.choices import Right


@dataclass(frozen=True)
class Entry:
    label: str
    url: str
    current: bool
    children: tuple[Entry, ...] = ()


# label, url name, the pages below it; whatever has an address below one of theirs belongs there
_ENTRIES = (
    (_("State of affairs"), "home", ()),
    (
        _("Risks"),
        "risks",
        (
            (_("Register"), "risks"),
            (_("Matrix"), "risk_matrix"),
            (_("Top risks"), "top_risks"),
            (_("Measures"), "measures"),
            (_("Indicators"), "indicators"),
        ),
    ),
    (
        _("Findings"),
        "findings",
        (
            (_("List"), "findings"),
            (_("By audit year"), "finding_grid"),
            (_("Audit reports"), "audit_reports"),
        ),
    ),
    (
        _("Plans"),
        "plans",
        (
            (_("Plans"), "plans"),
            (_("Milestones"), "milestones"),
            (_("Coverage"), "coverage"),
        ),
    ),
    (
        _("Decisions"),
        "decisions",
        (
            (_("Decisions"), "decisions"),
            (_("Commitments"), "commitments"),
        ),
    ),
    (
        _("Month"),
        "updates",
        (
            (_("My sheet"), "updates"),
            (_("Cockpit"), "cockpits"),
            (_("Reports"), "reports"),
        ),
    ),
    # Its pages stand in its own tabs, since who may see which differs.
    (_("History"), "history", ()),
)


# url name -> for whom it is, where that is not everybody
_READERS = {
    "updates": frozenset((Right.OFFICER, Right.OWNER, Right.AUDITOR, Right.MANAGEMENT)),
    "cockpits": frozenset((Right.OFFICER, Right.AUDITOR, Right.MANAGEMENT)),
}


def entries(request: HttpRequest) -> list[Entry]:
    """The navigation for this page, every link staying on the day looked at."""
    here = _here(request.path)
    listed = []
    for label, url, children in _ENTRIES:
        below = tuple(
            Entry(str(words), _to(request, target), target == here)
            for words, target in children
            if _is_for(request, target)
        )
        current = here == url or any(child.current for child in below)
        to = _to(request, url) if _is_for(request, url) else below[0].url
        listed.append(Entry(str(label), to, current, below))
    return listed


def _here(path: str) -> str:
    """The url name of the entry or page whose address is the longest start of this path; only home is home."""
    names = {name for _label, url, children in _ENTRIES for name in (url, *(target for _words, target in children))}
    addresses = {reverse(name): name for name in names}
    if path in addresses:
        return addresses[path]
    below = [address for address in addresses if address != reverse("home") and path.startswith(address)]
    return addresses[max(below, key=len)] if below else ""


def _is_for(request: HttpRequest, name: str) -> bool:
    return name not in _READERS or bool(_READERS[name] & request.actor.rights)


def _to(request: HttpRequest, name: str) -> str:
    return request.day.link(reverse(name))
