"""The risk officer's cockpit of a month: who is silent, what contradicts itself, what slipped, what is missing."""

from __future__ import annotations

from collections.abc import Callable, Container
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from riskreg import access
from riskreg.insight.month_state import MonthState
from riskreg.models import ReportingPeriod, Role
from riskreg.services import mails, reports
from riskreg.services.periods import is_ahead, to_open
from riskreg.vocabulary import dates
from riskreg.vocabulary.choices import PeriodState, Right
from riskreg.vocabulary.errors import BadInput, NotAllowed, RuleBroken
from riskreg.vocabulary.periods import Month, day_of
from riskreg.web import buttons
from riskreg.web.buttons import Button
from riskreg.web.cockpit import Shown
from riskreg.web.forms.periods import Open, month_name

# It is the officer's; who checks us and who decides may read it. Owners have their sheet.
READERS = frozenset((Right.OFFICER, Right.AUDITOR, Right.MANAGEMENT))
ALL_SILENT = "*"


def for_readers(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Whoever is no reader is refused, whatever is asked."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.actor.rights & READERS:
            words = {"who": request.actor.name, "page": _("Cockpit")}
            raise NotAllowed(_("%(who)s may not see “%(page)s”") % words, code="cockpit.read")
        return view(request, *args, **kwargs)

    return guarded


@for_readers
@require_safe
def latest(request: HttpRequest) -> HttpResponse:
    """On to the month that is worked on: the first that is open, else in review, else that of the day."""
    states = {one.code: one.state for one in request.register.standing(ReportingPeriod) if not is_ahead(one)}
    worked_on = [
        next((code for code in sorted(states) if states[code] == state), None)
        for state in (PeriodState.OPEN, PeriodState.IN_REVIEW)
    ]
    month = next((code for code in worked_on if code), str(Month.of(request.day.on)))
    return redirect(request.day.link(reverse("cockpit", args=[month])))


@for_readers
@require_http_methods(["GET", "HEAD", "POST"])
def cockpit(request: HttpRequest, month: str) -> HttpResponse:
    """GET shows the month on the day looked at, POST chases by mail."""
    try:
        wanted = Month.parse(month)
    except ValueError as error:
        raise BadInput(
            _("“%(text)s” is not a month; write the year and the month, for example 2026-10") % {"text": month[:40]},
            code="month",
        ) from error
    if request.method == "POST":
        return chase(request, wanted)
    state = MonthState(request.register, wanted)
    return render(request, "riskreg/cockpit/page.html", _context(request, state))


def _context(request: HttpRequest, state: MonthState) -> dict[str, Any]:
    period, shown, month = state.period, Shown(request, state), state.month
    context = {
        "title": _("Cockpit, %(month)s") % {"month": date_format(month.first, "F Y")},
        "month": month,
        "month_name": month_name(month),
        "period": period,
        "is_kept": period is not None and period.state != PeriodState.RECONSTRUCTED,
        "lede": lede(state),
        "acts": _acts(request, state),
        "previous": _to(request, month.previous) if str(month.previous) in state.rows.periods else "",
        "next": _to(request, month.next) if str(month.next) in state.rows.periods else "",
        "previous_name": month_name(month.previous),
        "next_name": month_name(month.next),
        "report_url": request.day.link(reverse("report", args=[str(month)])),
        "draft_url": shown.elsewhere("report_draft") if _drafts(request, period) else "",
        "may": shown.acts,
        "on": state.rows.on,
        "state": state,
    }
    if context["is_kept"]:
        context |= {
            name: getattr(shown, name)()
            for name in (
                "owners", "contradictions", "questions", "slips", "wordless", "decisions", "acceptances", "to_report",
            )
        }  # fmt: skip
        context["to_decide"] = [*context["decisions"], *context["acceptances"]]
        context["figures"] = _figures(state)
    return context


def _drafts(request: HttpRequest, period: Any) -> bool:
    """Whether the reader can write the report: the month is not sealed yet, or a correction is under way."""
    if period is None or request.day.is_past or not access.may(request.actor, "report.draft"):
        return False
    if period.state == PeriodState.SEALED:
        return reports.open_draft(period) is not None
    return bool(period.state != PeriodState.RECONSTRUCTED)


def lede(state: MonthState) -> str:
    """The month in two sentences: its state and days, and what has come in."""
    period = state.period
    if period is None:
        return _("This month was not opened, so nobody was asked anything.")
    if period.state == PeriodState.RECONSTRUCTED:
        return _("This month was rebuilt from loaded facts: nobody was asked, and no silence is counted.")
    words = {"due": dates.show(period.due), "day": dates.show(day_of(period.cut_off)) if period.cut_off else ""}
    if period.state == PeriodState.IN_REVIEW:
        first = _("In review: cut off on %(day)s; what was typed later counts for the next month.") % words
    elif period.state == PeriodState.SEALED:
        first = _("Sealed; cut off on %(day)s.") % words
    else:
        first = _("Open: updates are due on %(due)s, %(left)s.") % {**words, "left": _left(state.days_left or 0)}
    return f"{first} {_came_in(state)}"


def _left(days: int) -> str:
    if days == 0:
        return _("that is today")
    if days < 0:
        return ngettext("%(count)d working day ago", "%(count)d working days ago", -days) % {"count": -days}
    return ngettext("%(count)d working day left", "%(count)d working days left", days) % {"count": days}


def _came_in(state: MonthState) -> str:
    items, silent = len(state.rows.due), len(state.silent)
    if not items:
        return _("Nothing is due this month.")
    if not silent:
        return _("Nobody is silent.")
    return ngettext(
        "%(silent)d of %(count)d item is silent.", "%(silent)d of %(count)d items are silent.", items
    ) % {"silent": silent, "count": items}  # fmt: skip


def _figures(state: MonthState) -> list[dict[str, Any]]:
    """Four figures, each with of how many, a line that says more, and the word of the glossary that explains it."""
    owners, items = state.owners, len(state.rows.due)

    def total(name: str) -> int:
        return sum(getattr(row, name) for row in owners)

    changed, confirmed = total("changed"), total("confirmed")
    asked, found = [one for one in state.questions if not one.answer], state.contradictions
    told = _("%(changed)d changed, %(confirmed)d confirmed unchanged") % {"changed": changed, "confirmed": confirmed}
    silent = sum(1 for row in owners if row.silent)
    of_roles = ngettext("with %(count)d role", "with %(count)d roles", silent) % {"count": silent}
    answered = len(state.questions) - len(asked)
    given = ngettext("%(count)d was answered", "%(count)d were answered", answered) % {"count": answered}
    given = given if answered else _("none answered yet")
    explained = len(found) - len(state.unexplained)
    said = ngettext("%(count)d is explained", "%(count)d are explained", explained) % {"count": explained}
    said = said if explained else _("none explained yet")
    return [
        {"label": _("Updates received"), "value": items - total("silent"), "of": items, "words": told, "to": "owners",
         "term": "due"},
        {"label": _("Silent"), "value": total("silent"), "of": items, "words": of_roles, "to": "owners",
         "term": "silent"},
        {"label": _("In question"), "value": len(asked), "of": None, "words": given, "to": "questions",
         "term": "in-question"},
        {"label": _("Contradictions not explained"), "value": len(state.unexplained), "of": len(found), "words": said,
         "to": "contradictions", "term": "contradiction"},
    ]  # fmt: skip


def _acts(request: HttpRequest, state: MonthState) -> list[Button]:
    """What can be done to the month itself: open it, send it to review, open it again."""
    if request.day.is_past:
        return []
    if state.period is None:
        can = state.month in to_open(state.rows.periods.values(), request.day.on) and Open.allowed(request.actor, None)
        return [Button(Open.heading(), f"{buttons.address(Open)}?month={state.month}", True)] if can else []
    found = buttons.of_record(request, state.period)
    if to_open(state.rows.periods.values(), request.day.on):
        found += [Button(one.label, one.url, False) for one in buttons.of_list(request, ReportingPeriod)]
    return found


def _to(request: HttpRequest, month: Month) -> str:
    return str(request.day.link(reverse("cockpit", args=[str(month)])))


# --- chasing by mail
def chase(request: HttpRequest, month: Month) -> HttpResponse:
    """A mail to whoever fills the role, or every role that still owes something."""
    access.require(request.actor, "period.review")
    if request.day.is_past:
        raise BadInput(_("This day is past: look at it here, change things on the latest day"), code="as_of")
    wanted = request.POST.get("role", "")
    state = MonthState(request.register, month)
    if state.period is None or state.period.state != PeriodState.OPEN:
        raise BadInput(
            _("%(month)s is not open; nobody can still be chased") % {"month": dates.month_name(month)}, code="month"
        )
    waiting = [row for row in state.owners if row.role_id is not None and (row.silent or row.in_question)]
    roles = {row.role_id: request.register.directory[Role].get(row.role_id) for row in waiting}
    chosen = [role for role in roles.values() if role is not None and wanted in (ALL_SILENT, role.code)]
    if not wanted or (not chosen and wanted != ALL_SILENT):
        raise BadInput(
            _("“%(role)s” owes nothing in this month; choose a role of the list") % {"role": wanted[:40]}, code="role"
        )
    asked, told = _chased(request, month, chosen, state.read_only)
    if asked:
        text = ngettext("%(count)d role is asked by mail: %(roles)s.", "%(count)d roles are asked by mail: %(roles)s.",
                        len(asked))  # fmt: skip
        messages.success(request, text % {"count": len(asked), "roles": ", ".join(asked)})
    if told:
        messages.warning(request, " ".join(told))
    if not chosen:
        messages.success(request, _("Nobody is silent."))
    return HttpResponseRedirect(_to(request, month))


def _chased(
    request: HttpRequest, month: Month, roles: list[Any], read_only: Container[int]
) -> tuple[list[str], list[str]]:
    """The names of the roles that are asked; a sentence on those that could not be, for each cause."""
    asked: list[str] = []
    refusals: dict[str, list[tuple[str, str]]] = {}
    for one in roles:
        if one.id in read_only:
            reads = _("%(role)s is filled by an auditor, who reads and is not asked; fill in for this role")
            refusals.setdefault("reads", []).append((one.name, reads % {"role": one.name}))
            continue
        try:
            mails.chase(Role.objects.get(pk=one.id), month, by=request.actor, at=timezone.now())
        except RuleBroken as refused:
            refusals.setdefault(refused.code, []).append((one.name, refused.message))
        else:
            asked.append(one.name)
    together = {
        "role": _("Nobody fills these roles, so they cannot be asked: %(roles)s."),
        "reads": _("Auditors, who read and are not asked, fill these roles; fill in for them: %(roles)s."),
        "email": _("Who fills these roles has no e-mail address: %(roles)s."),
        "today": _("These roles were asked today already, and once a day is enough: %(roles)s."),
    }
    return asked, [
        together[code] % {"roles": ", ".join(name for name, _words in those)}
        if code in together and len(those) > 1
        else " ".join(f"{words.rstrip('.')}." for _name, words in those)
        for code, those in refusals.items()
    ]
