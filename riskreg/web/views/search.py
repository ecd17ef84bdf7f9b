"""Search over every kind of record, on the day looked at."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from riskreg import models
from riskreg.vocabulary.errors import BadInput
from riskreg.web.links import url_of

MOST_OF_A_KIND = 20
LONGEST_QUESTION = 100
# kind -> words, list page, columns searched
_KINDS: tuple[tuple[type[Any], Any, str, tuple[str, ...]], ...] = (
    (models.Risk, gettext_lazy("Risks"), "risks", ("title", "cause", "event", "consequence", "note")),
    (models.Measure, gettext_lazy("Measures"), "measures", ("title", "description")),
    (models.Finding, gettext_lazy("Findings"), "findings", ("title", "description", "note")),
    (models.Plan, gettext_lazy("Improvement plans"), "plans", ("title", "description")),
    (models.Milestone, gettext_lazy("Milestones"), "milestones", ("title", "deliverable", "blocked_reason")),
    (models.Indicator, gettext_lazy("Indicators"), "indicators", ("title", "definition", "note")),
    (models.Commitment, gettext_lazy("Commitments"), "commitments", ("title", "outcome")),
    (models.Decision, gettext_lazy("Decisions"), "decisions", ("title", "context", "outcome")),
)


@dataclass(frozen=True)
class Group:
    """What one kind of record has for the question."""

    label: Any
    rows: list[Any]
    more: str
    more_url: str


def _matching(rows: Any, words: list[str], columns: tuple[str, ...]) -> Any:
    """Every word must occur, each in the code or in one of the columns."""
    for word in words:
        anywhere = Q(code__icontains=word)
        for column in columns:
            anywhere |= Q(**{f"{column}__icontains": word})
        rows = rows.filter(anywhere)
    return rows


def search(request: HttpRequest) -> HttpResponse:
    """Find records by code, words or owner; a whole code goes straight to its record. One query a kind."""
    question = request.GET.get("q", "").strip()
    if len(question) > LONGEST_QUESTION:
        raise BadInput(_("A search has at most %(most)d characters") % {"most": LONGEST_QUESTION}, code="q")
    if "\x00" in question:
        raise BadInput(_("Text holds a character that cannot be kept."), code="q")
    groups: list[Group] = []
    total = 0
    for kind, label, url, columns in _KINDS if question else ():
        found = list(_matching(request.register.of(kind), question.split(), columns)[: MOST_OF_A_KIND + 1])
        if not found:
            continue
        for row in found:
            row.url = url_of(request.day, row)
            if row.code.lower() == question.lower():
                return redirect(row.url)
        total += min(len(found), MOST_OF_A_KIND)
        more = _("more in the list") if len(found) > MOST_OF_A_KIND else ""
        groups.append(Group(label, found[:MOST_OF_A_KIND], more, request.day.link(reverse(url), q=question)))
    context = {
        "title": _("Search"),
        "question": question,
        "groups": groups,
        "count_words": ngettext("%(count)d record", "%(count)d records", total) % {"count": total},
    }
    return render(request, "riskreg/search.html", context)
