"""The month's sheet: fill it in, keep a draft, submit it in one act, read what was said; and its receipt."""

from __future__ import annotations

from collections.abc import Callable, Collection
from contextlib import suppress
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from riskreg.models import ReportingPeriod
from riskreg.services import accounts
from riskreg.services._once import SentBefore
from riskreg.services.periods import is_ahead, to_open
from riskreg.services.updates import SheetRefused
from riskreg.vocabulary.choices import PeriodState, Right
from riskreg.vocabulary.errors import BadInput, NotAllowed, RuleBroken
from riskreg.vocabulary.periods import Month
from riskreg.web import buttons
from riskreg.web import sheet as sheets
from riskreg.web.buttons import Button
from riskreg.web.sheet_typed import Typing
from riskreg.web.sheet_visit import ACT, NotKept, Visit, lines_of

READERS = {Right.OFFICER, Right.OWNER, Right.AUDITOR, Right.MANAGEMENT}
# Steps of the form: keep a draft; open again what was said (with the code behind it); submit.
KEEP, AGAIN, SUBMIT = "keep", "again:", "submit"


def for_readers(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """The month's pages: not for who keeps accounts and lists alone."""

    @wraps(view)
    def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            if not READERS & set(request.actor.rights):
                raise NotAllowed(
                    _("%(who)s has no part in the month: accounts and lists are the administrator's work")
                    % {"who": request.actor.name},
                    code=ACT,
                )
            return view(request, *args, **kwargs)
        except NotAllowed as refused:
            typed = lines_of(request.POST.dict())
            if not typed:
                raise
            return _taken(request, refused, typed)

    return checked


def _taken(request: HttpRequest, refused: NotAllowed, typed: list[tuple[str, str]]) -> HttpResponse:
    """A role that was taken while its sheet was open: refused and noted, and the words stand here, to copy."""
    accounts.note_refusal(
        request.actor, code=refused.code, path=request.path, at=timezone.now(), confidential=request.confidential_read
    )
    context = {"title": _("Nothing was recorded"), "message": refused.message, "leftover": typed}
    return render(request, "riskreg/updates/none.html", context, status=403)


@for_readers
@require_safe
def latest(request: HttpRequest) -> HttpResponse:
    """The sheet of the month that is open, the first that is due; else the last one that was kept."""
    rows = request.register.standing(ReportingPeriod).exclude(state=PeriodState.RECONSTRUCTED)
    periods = sorted((one.code, one.state) for one in rows if not is_ahead(one))
    if not periods:
        return _none(request, _("No month is open yet; the risk officer opens it"), _to_open(request, list(rows)))
    months = [code for code, state in periods if state == PeriodState.OPEN] or [periods[-1][0]]
    return HttpResponseRedirect(request.day.link(reverse("sheet", args=[months[0]])))


def _to_open(request: HttpRequest, periods: Collection[Any]) -> list[Button]:
    """The button that opens a month, for who may; none while a month is open already."""
    is_open = any(one.state == PeriodState.OPEN and not is_ahead(one) for one in periods)
    return [] if is_open or not to_open(periods, request.day.on) else buttons.of_list(request, ReportingPeriod)


def _none(request: HttpRequest, message: str, acts: Collection[Button] = ()) -> HttpResponse:
    context = {"title": _("There is no such sheet"), "message": message, "back": reverse("updates"), "acts": acts}
    return render(request, "riskreg/updates/none.html", context, status=404)


def month_of(text: str) -> Month:
    """Raises BadInput for what is no month."""
    try:
        return Month.parse(text)
    except ValueError as error:
        raise BadInput(
            _("“%(text)s” is not a month; write the year and the month, for example 2026-10") % {"text": text[:40]},
            code="month",
        ) from error


@for_readers
@require_http_methods(["GET", "HEAD", "POST"])
def sheet(request: HttpRequest, month: str) -> HttpResponse:
    """The sheet of one month: a form while it is open, else what was said."""
    if request.method == "POST" and request.day.is_past:
        raise BadInput(_("This day is past: look at it here, change things on the latest day"), code="as_of")
    try:
        visit = Visit.of(request, month_of(month))
    except NotKept as refused:
        return _none(request, str(refused))
    if request.method != "POST":
        return _shown(visit)
    if not visit.may_fill:
        raise NotAllowed(_("%(who)s may not fill in this sheet") % {"who": request.actor.name}, code=ACT)
    step = request.POST.get("step", "")
    if step not in (KEEP, SUBMIT) and not step.startswith(AGAIN):
        raise BadInput(_("Say what happens to the sheet: keep the draft, or submit it"), code="step")
    typing = Typing(visit, request.POST)
    if typing.is_anothers:
        return _anothers(visit, typing)
    if not visit.is_open:
        with suppress(RuleBroken):
            typing.keep(at=timezone.now())
        return _shown(visit, status=409, refused=visit.why_closed, leftover=typing.lines())
    if step == SUBMIT:
        return _submitted(visit, typing)
    return _kept(visit, typing, step)


def _anothers(visit: Visit, typing: Typing) -> HttpResponse:
    """Filled in under another account, and carried over a sign-in into this one: whose words they are is not clear."""
    context = {
        "title": _("Nothing was recorded"),
        "message": _("This sheet was filled in under another account than yours; sign in as that account to send it"),
        "leftover": typing.lines(),
    }
    return render(visit.request, "riskreg/updates/none.html", context, status=409)


def _kept(visit: Visit, typing: Typing, step: str) -> HttpResponse:
    again = step.removeprefix(AGAIN) if step.startswith(AGAIN) else ""
    try:
        typing.keep(at=timezone.now(), again=again)
    except RuleBroken as refused:
        return _shown(visit, typing, status=422, refused=refused.message)
    if not again:
        messages.success(visit.request, _("The draft is kept. Only you see it until you submit."))
    return HttpResponseRedirect(visit.address + (f"#row-{again}" if again in typing.forms else ""))


def _submitted(visit: Visit, typing: Typing) -> HttpResponse:
    """One act and one receipt; or everything that is wrong, and nothing lost."""
    if typing.was_sent:
        return HttpResponseRedirect(typing.receipt)
    typing.judge()
    if typing.strays:
        accounts.note_refusal(
            visit.request.actor, code=ACT, path=visit.request.path, at=timezone.now(), confidential=set()
        )
    status = typing.status
    if status != 200:
        typing.rehearse(at=timezone.now())
    else:
        try:
            wrote = typing.submit(at=timezone.now())
        except SentBefore:
            return HttpResponseRedirect(typing.receipt)
        except SheetRefused as refused:
            if typing.take_over(refused):
                visit = visit.renewed()
                typing = Typing(visit, visit.request.POST)
                typing.judge()
            status = typing.status if typing.status != 200 else 422
        except RuleBroken as refused:
            return _refused(visit, typing, refused)
        else:
            typing.let_go(at=timezone.now())
            return HttpResponseRedirect(typing.receipt if wrote else _nothing_new(visit, typing))
    return _shown(visit, typing, status=status, unkept=_keep_quietly(typing))


def _nothing_new(visit: Visit, typing: Typing) -> str:
    """The same said once more: the receipt that stands, where the reader has one."""
    messages.info(visit.request, _("Nothing changed since: what you said before stands."))
    return typing.receipt_before or visit.address


def _keep_quietly(typing: Typing) -> str:
    """What was refused is kept as a draft too; why it could not be, blank when it is."""
    try:
        typing.keep(at=timezone.now())
    except RuleBroken as refused:
        return refused.message
    return ""


def _refused(visit: Visit, typing: Typing, refused: RuleBroken) -> HttpResponse:
    """The whole sheet: nothing filled in, or a month that somebody closed at this very moment."""
    unkept = _keep_quietly(typing)
    if refused.code == "period":
        return _shown(visit.renewed(), status=409, refused=refused.message, leftover=typing.lines())
    return _shown(visit, typing, status=422, refused=refused.message, unkept=unkept)


@for_readers
@require_POST
def draft(request: HttpRequest, month: str) -> HttpResponse:
    """Keep what was typed; answered in JSON to the page's own script."""
    try:
        visit = Visit.of(request, month_of(month))
    except NotKept as refused:
        return JsonResponse({"words": str(refused)}, status=404)
    if not visit.may_fill or request.day.is_past:
        raise NotAllowed(_("%(who)s may not fill in this sheet") % {"who": request.actor.name}, code=ACT)
    if not request.POST.get("once"):
        raise BadInput(_("This is not the sheet: send the whole form"), code="once")
    typing, at = Typing(visit, request.POST), timezone.now()
    if typing.is_anothers:
        return JsonResponse({"words": _("Not kept: this sheet was opened under another account")}, status=409)
    try:
        typing.keep(at=at)
    except RuleBroken as refused:
        return JsonResponse({"words": refused.message}, status=422)
    words = _("Draft kept at %(time)s")
    if typing.joined.twice:
        words = _("Draft kept at %(time)s. Another window has other words for %(codes)s; these here are kept")
    elif typing.joined.others:
        words = _("Draft kept at %(time)s, with what was typed in another window")
    told = {"time": timezone.localtime(at).strftime("%H:%M:%S"), "codes": ", ".join(typing.joined.twice)}
    return JsonResponse({"words": words % told, "filled": typing.filled, "bar": typing.bar, "seen": typing.seen})


def _shown(
    visit: Visit,
    typing: Typing | None = None,
    *,
    status: int = 200,
    refused: str = "",
    leftover: Any = (),
    unkept: str = "",
) -> HttpResponse:
    request, month_words = visit.request, date_format(visit.month.first, "F Y")
    context: dict[str, Any] = {
        "visit": visit,
        "month": visit.month,
        "month_words": month_words,
        "period": visit.period,
        "refused": refused,
        "unkept": unkept,
        "previous": visit.month.previous.first,
        "title": _("Updates of %(month)s") % {"month": month_words},
    }
    if visit.asks_for_role:
        acts = _to_open(request, visit.rows.periods.values())
        return render(
            request, "riskreg/updates/roles.html", {**context, "lines": sheets.lines(visit.rows), "acts": acts}
        )
    request.confidential_read.update(visit.confidential)
    if visit.role is not None:
        context["title"] = _("%(role)s, updates of %(month)s") % {"role": visit.role.name, "month": month_words}
    elif visit.is_own:
        context["title"] = _("My updates, %(month)s") % {"month": month_words}
    if not (visit.may_fill and visit.is_open):
        kept = Typing.of_draft(visit).lines() if visit.draft is not None else []
        context |= {"groups": visit.groups(), "leftover": leftover or kept}
        return render(request, "riskreg/updates/read.html", context, status=status)
    typing = typing or Typing.of_draft(visit)
    context |= {"typing": typing, "groups": typing.groups(), "is_own": visit.is_own, "leftover": typing.leftover}
    return render(request, "riskreg/updates/sheet.html", context, status=status)
