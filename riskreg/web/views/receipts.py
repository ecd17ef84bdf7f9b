"""The receipt of a submitted sheet: what was recorded, when, by whom and for whom; made to be printed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from riskreg.models import (
    Confirmation,
    Indicator,
    Measure,
    MeasureAssessment,
    Milestone,
    ProgressUpdate,
    Risk,
    UpdateQuestion,
)
from riskreg.vocabulary.choices import Right
from riskreg.web.details import Crumb
from riskreg.web.links import url_of
from riskreg.web.sheet import in_digits
from riskreg.web.views.updates import for_readers, month_of

READ_ALL = {Right.OFFICER, Right.AUDITOR}


@dataclass
class Line:
    """One item of the receipt: its record, the month's update or confirmation, the answer that was given."""

    record: Any
    url: str
    update: Any = None
    confirmation: Any = None
    answer: Any = None
    # A risk's position, an indicator's value, as recorded then.
    value: Any = None

    # The step of a measure's ladder that was judged.
    judged: Any = None

    @property
    def number(self) -> str:
        """An indicator's value in digits; blank for the others."""
        return in_digits(self.value.actual) if getattr(self.value, "actual", None) is not None else ""


@for_readers
@require_safe
def receipt(request: HttpRequest, month: str, act: str) -> HttpResponse:
    """Everything that one sending of the sheet recorded; for who sent it, officers and auditors."""
    wanted, versions = month_of(month), _versions(request, act)
    if not versions:
        raise Http404(_("There is no receipt at this address"))
    lines = _lines(request, act, versions)
    first = min(versions, key=lambda one: one.history_date)
    context = {
        "title": _("Receipt, updates of %(month)s") % {"month": date_format(wanted.first, "F Y")},
        "crumbs": [Crumb(_("Month"), reverse("updates")), Crumb(str(wanted), reverse("sheet", args=[str(wanted)]))],
        "month": wanted,
        "lines": lines,
        "who": first.actor_name,
        "when": _moment(first),
        "act": act,
        "back": reverse("sheet", args=[str(wanted)]),
    }
    return render(request, "riskreg/updates/receipt.html", context)


def _moment(version: Any) -> datetime:
    moment: datetime = version.history_date
    return moment


def _versions(request: HttpRequest, act: str) -> list[Any]:
    """The last version of every update, confirmation and answer that the sending wrote. Three queries."""
    found: dict[tuple[str, int], Any] = {}
    for kind in (ProgressUpdate, Confirmation, UpdateQuestion):
        rows = kind.versions().filter(request_id=act)
        if not READ_ALL & set(request.actor.rights):
            rows = rows.filter(history_user_id=request.actor.id)
        found |= {(kind.__name__, row.id): row for row in rows}
    return list(found.values())


def _lines(request: HttpRequest, act: str, versions: list[Any]) -> list[Line]:
    """In order of code; what the reader may not see is absent."""
    register = request.register
    updates = {one.milestone_id: one for one in versions if hasattr(one, "milestone_id")}
    said = {one.about: one for one in versions if hasattr(one, "kind") and hasattr(one, "about")}
    answers = {one.about: one for one in versions if hasattr(one, "question")}
    codes = {*said, *answers}
    records = list(register.milestones.ids(updates)) if updates else []
    for kind in (Milestone, Risk, Measure, Indicator):
        records += list(register.of(kind).filter(code__in=codes)) if codes else []
    found: dict[str, Line] = {}
    for one in records:
        found.setdefault(one.code, Line(one, url_of(request.day, one)))
        found[one.code].update = updates.get(one.id) if isinstance(one, Milestone) else None
        found[one.code].confirmation, found[one.code].answer = said.get(one.code), answers.get(one.code)
    measures = {line.record.id: line for line in found.values() if isinstance(line.record, Measure)}
    if measures:
        steps = MeasureAssessment.versions().filter(request_id=act, measure_id__in=list(measures))
        for step in steps.order_by("history_date"):
            measures[step.measure_id].judged = step
    for kind in (Risk, Indicator):
        for version in kind.versions().filter(request_id=act, code__in=codes) if codes else ():
            if version.code in found:
                found[version.code].value = version
    return [found[code] for code in sorted(found)]
