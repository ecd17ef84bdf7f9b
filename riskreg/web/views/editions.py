"""From draft to sealed edition: the officer's words, management's seal, corrections, and the sealed files."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from riskreg.access import may, require
from riskreg.models import PeriodNote, PublishedReport, ReportDraft, ReportingPeriod
from riskreg.reporting import publish
from riskreg.reporting.render import pdf
from riskreg.reporting.render.files import TYPES
from riskreg.services import accounts, reports
from riskreg.vocabulary import dates
from riskreg.vocabulary.choices import PeriodState, SecurityEventKind
from riskreg.vocabulary.errors import BadInput, Refused, RuleBroken, Stale
from riskreg.vocabulary.periods import Month
from riskreg.web.details import Crumb
from riskreg.web.forms.editions import CorrectForm, EditionForm, ForwardForm, GiveUpForm, SealForm, WordsForm

View = Callable[[HttpRequest, str], HttpResponse]
log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Wordless:
    """A running plan, and whether the month has words on it."""

    record: Any
    text: str


def _for(act: str) -> Callable[[View], View]:
    """The right comes before everything else, also before the method."""

    def guard(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, month: str) -> HttpResponse:
            require(request.actor, act)
            return view(request, month)

        return guarded

    return guard


def period_of(request: HttpRequest, month: str) -> Any:
    """The month's period as it stands. Raises Http404 for a month that is not kept, BadInput on a past day."""
    if request.day.is_past:
        raise BadInput(_("This day is past: look at it here, change things on the latest day"), code="as_of")
    period = ReportingPeriod.objects.standing().filter(code=month).first()
    if period is None or period.state == PeriodState.RECONSTRUCTED:
        raise Http404(_("%(month)s is no month that the product keeps") % {"month": month[:40]})
    return period


@_for("report.draft")
@require_http_methods(["GET", "HEAD", "POST"])
def draft(request: HttpRequest, month: str) -> HttpResponse:
    """Write the headline, see what is missing, put the report forward."""
    period = period_of(request, month)
    standing = reports.open_draft(period)
    if period.state == PeriodState.SEALED and standing is None:
        return _too_late(request, period)
    if request.method != "POST":
        return _drafting(request, period, standing)
    if request.POST.get("step") == "forward":
        return _put_forward(request, period, standing)
    if request.POST.get("step") == "give-up":
        return _given_up(request, period, standing)
    form = WordsForm(request.POST)
    if form.is_valid():
        try:
            reports.draft(
                period, headline=form.cleaned_data["headline"], language=form.cleaned_data["language"],
                rev=form.cleaned_data["rev"] or 0, by=request.actor, at=timezone.now(),
            )  # fmt: skip
            messages.success(request, _("The words are kept."))
            return HttpResponseRedirect(request.path)
        except Refused as refused:
            _tell(form, refused)
    return _drafting(request, period, standing, words=form, status=422)


def _too_late(request: HttpRequest, period: Any) -> HttpResponse:
    """The report; what somebody sent meanwhile stands in its field, with why it is not kept."""
    if request.method != "POST":
        return HttpResponseRedirect(reverse("report", args=[period.code]))
    form = WordsForm(request.POST)
    told = _("%(month)s was sealed since you opened this: nothing of it was kept. Copy your words to use them again")
    form.add_error(None, told % {"month": dates.month_name(period.code)})
    context = {
        **_page(request, Month.parse(period.code), _("Draft the report")),
        "form": form,
        "reason": request.POST.get("reason", ""),
    }
    return render(request, "reports/too_late.html", context, status=409)


def _given_up(request: HttpRequest, period: Any, standing: ReportDraft | None) -> HttpResponse:
    form = GiveUpForm(request.POST)
    if standing is not None and form.is_valid():
        try:
            reports.give_up(
                standing, reason=form.cleaned_data["why"], rev=form.cleaned_data["rev"], by=request.actor,
                at=timezone.now(),
            )  # fmt: skip
            messages.success(request, _("The correction is given up; edition %(edition)d stays the last one.")
                             % {"edition": standing.edition - 1})  # fmt: skip
            return HttpResponseRedirect(reverse("report", args=[period.code]))
        except Refused as refused:
            form.add_error("why" if refused.code == "reason" else None, refused.message)
    return _drafting(request, period, reports.open_draft(period), give_up=form, status=422)


def _put_forward(request: HttpRequest, period: Any, standing: ReportDraft | None) -> HttpResponse:
    blocking = _blocking(request, period)
    form = ForwardForm(request.POST, blocking=bool(blocking))
    if form.is_valid():
        try:
            told: dict[str, Any] = {"missing": blocking, "reason": form.cleaned_data.get("reason", "")}
            told |= {"by": request.actor, "at": timezone.now()}
            if standing is None:
                reports.begin_and_put_forward(period, language=request.LANGUAGE_CODE, **told)
            else:
                reports.put_forward(standing, rev=form.cleaned_data["rev"], **told)
            messages.success(request, _("Put forward: management can seal it."))
            return HttpResponseRedirect(request.path)
        except Refused as refused:
            _tell(form, refused)
    return _drafting(request, period, reports.open_draft(period), forward=form, status=422)


def _blocking(request: HttpRequest, period: Any) -> tuple[str, ...]:
    found = publish.asked(Month.parse(period.code), request.day.on).missing
    return tuple(one.words for one in found if one.blocks)


def _tell(form: EditionForm, refused: Refused) -> None:
    visible = refused.code in form.fields and not form.fields[refused.code].widget.is_hidden
    told = _("Somebody else wrote in this draft since you opened it; look at what stands now")
    form.add_error(refused.code if visible else None, told if isinstance(refused, Stale) else refused.message)


def _drafting(
    request: HttpRequest,
    period: Any,
    standing: ReportDraft | None,
    *,
    words: WordsForm | None = None,
    forward: ForwardForm | None = None,
    give_up: GiveUpForm | None = None,
    status: int = 200,
) -> HttpResponse:
    month, rev = Month.parse(period.code), getattr(standing, "rev", None)
    first = {"headline": getattr(standing, "headline", ""), "rev": rev}
    first["language"] = getattr(standing, "language", request.LANGUAGE_CODE)
    shown = standing or ReportDraft(period=period, edition=1, language=first["language"])
    state = publish.asked(month, request.day.on)
    report, missing = publish.drafted(shown, request.day.on, state), state.missing
    context = {
        **_page(request, month, _("Draft the report")),
        "period": period,
        "draft": standing,
        "report": report,
        "computed": report.computed_headline or report.headline,
        "is_open": period.state == PeriodState.OPEN,
        "missing": missing,
        "plans": _plans(request, month),
        "words": words or WordsForm(initial=first),
        "forward": forward or ForwardForm(initial={"rev": rev}, blocking=any(one.blocks for one in missing)),
        "give_up": (give_up or GiveUpForm(initial={"rev": rev})) if standing and standing.edition > 1 else None,
        "cockpit": reverse("cockpit", args=[period.code]),
    }
    return render(request, "reports/draft.html", context, status=status)


def _plans(request: HttpRequest, month: Month) -> list[Wordless]:
    period = PeriodNote.objects.standing().filter(period__code=str(month))
    texts = dict(period.values_list("about", "text"))
    running = request.register.plans.approved().running().order_by("code")
    return [Wordless(plan, texts.get(plan.code, "")) for plan in running]


@_for("report.seal")
@require_http_methods(["GET", "HEAD", "POST"])
def seal(request: HttpRequest, month: str) -> HttpResponse:
    """Management reads the one page, and seals."""
    period = period_of(request, month)
    standing = reports.open_draft(period)
    if standing is None:
        if period.state == PeriodState.SEALED:
            return HttpResponseRedirect(reverse("report", args=[month]))
        return _sealing(request, period, None, SealForm(), status=422 if request.method == "POST" else 200)
    form = SealForm(_sent(request), initial={"rev": standing.rev})
    if request.method == "POST" and form.is_valid():
        try:
            sealed = publish.seal(
                standing, missing=_blocking(request, period), by=request.actor, at=timezone.now(),
                on=request.day.on, rev=form.cleaned_data["rev"] or 0, read=form.cleaned_data["read"],
            )  # fmt: skip
        except pdf.NotMade as unmade:
            log.error("%s cannot be made: %s", standing.code, unmade)
            form.add_error(None, _("The PDF cannot be made, so nothing is sealed: %(why)s") % {"why": unmade})
        except Refused as refused:
            if isinstance(refused, RuleBroken) and refused.code == "two_keys":
                accounts.note_refusal(
                    request.actor, code="report.seal two_keys", path=request.path, at=timezone.now(), confidential=set()
                )
            if refused.code == "sealed":
                messages.info(request, refused.message)
                return HttpResponseRedirect(reverse("report", args=[month]))
            form.add_error(None, refused.message)
        else:
            messages.success(
                request, _("Sealed: edition %(edition)d can no longer be changed.") % {"edition": sealed.edition}
            )
            return HttpResponseRedirect(reverse("report", args=[month]))
    return _sealing(request, period, standing, form, status=422 if form.errors else 200)


def _sealing(
    request: HttpRequest, period: Any, standing: ReportDraft | None, form: SealForm, status: int = 200
) -> HttpResponse:
    month = Month.parse(period.code)
    is_ready = standing is not None and standing.is_ready
    forward = (
        ReportDraft.versions().filter(id=standing.pk, act="report.ready").last() if standing and is_ready else None
    )
    state = publish.asked(month, request.day.on)
    report = publish.drafted(standing, request.day.on, state) if standing and is_ready else None
    if report is not None and standing is not None:
        form.show({"rev": standing.rev, "read": publish.digest_of(report)})
    context = {
        **_page(request, month, _("Seal the report")),
        "period": period,
        "draft": standing if is_ready else None,
        "report": report,
        "forward": forward,
        "missing": state.missing if is_ready else [],
        "form": form,
    }
    return render(request, "reports/seal.html", context, status=status)


@_for("report.correct")
@require_http_methods(["GET", "HEAD", "POST"])
def correct(request: HttpRequest, month: str) -> HttpResponse:
    """Begin the next edition of a sealed month."""
    period = period_of(request, month)
    form = CorrectForm(_sent(request))
    if request.method == "POST" and form.is_valid():
        try:
            reports.correct(period, reason=form.cleaned_data["reason"], by=request.actor, at=timezone.now())
            return HttpResponseRedirect(reverse("report_draft", args=[month]))
        except Refused as refused:
            _tell(form, refused)
    context = {
        **_page(request, Month.parse(period.code), _("Begin a correction")),
        "sealed": reports.latest(period),
        "form": form,
    }
    return render(request, "reports/correct.html", context, status=422 if form.errors else 200)


def _sent(request: HttpRequest) -> Any:
    """What a form is bound to: also an empty one, when it was sent."""
    return request.POST if request.method == "POST" else None


def _page(request: HttpRequest, month: Month, title: str) -> dict[str, Any]:
    name = capfirst(date_format(month.first, "F Y"))
    back = request.day.link(reverse("report", args=[str(month)]))
    return {
        "title": title,
        "month": month,
        "month_name": name,
        "back": back,
        "read_url": request.day.link(reverse("report", args=[str(month)]), draft="1"),
        "crumbs": [Crumb(name, back), Crumb(title)],
    }


@require_safe
def edition(request: HttpRequest, month: str, number: int, name: str) -> HttpResponse:
    """One file of a sealed edition, as it was sealed; refused when its bytes are no longer those."""
    sealed = request.register.standing(PublishedReport).filter(code=f"{month}-E{number:02d}").first()
    if sealed is None or name not in sealed.files:
        raise Http404(_("There is no such edition"))
    try:
        content = publish.file_of(sealed, name)
    except RuleBroken as refused:
        accounts.note_security(
            kind=SecurityEventKind.EVIDENCE_MISMATCH, actor=request.actor, at=timezone.now(),
            about=f"{sealed.code} {name}",
        )  # fmt: skip
        log.critical("%s: the %s file is not as it was sealed", sealed.code, name)
        context = {"title": _("This file is not given out"), "message": refused.message}
        context["index_url"] = reverse("report", args=[month])
        return render(request, "reports/none.html", context, status=409)
    answer = HttpResponse(content, content_type=TYPES[name])
    answer["Content-Disposition"] = f'attachment; filename="report-{month}-edition-{number}.{name}"'
    answer["X-Content-SHA256"] = sealed.files[name]
    return answer


def unreadable(request: HttpRequest, sealed: Any, why: str) -> HttpResponse:
    """The sealed copy is there and can no longer be read: told to the reader, and loudly to who keeps the register."""
    code = getattr(sealed, "code", "")
    accounts.note_security(
        kind=SecurityEventKind.EVIDENCE_MISMATCH, actor=request.actor, at=timezone.now(), about=f"{code} data"
    )
    log.critical("the sealed report cannot be read: %s", why)
    context = {
        "title": _("The sealed copy cannot be read"),
        "message": _("The data of edition %(code)s are no longer as they were sealed, so no page can be made of them. "
                     "Nothing was lost on your side. Tell the administrator: a backup, and the files that were sealed, "
                     "still hold the report.") % {"code": code},
        "index_url": request.day.link(reverse("reports")),
        "verify_url": reverse("history_verify"),
    }  # fmt: skip
    return render(request, "reports/none.html", context, status=500)


def draft_to_read(request: HttpRequest, month: Month) -> ReportDraft | None:
    """The draft that `?draft=1` asks for: the edition that comes, for those who write or seal it."""
    if request.GET.get("draft") != "1" or request.day.is_past:
        return None
    if not (may(request.actor, "report.draft") or may(request.actor, "report.seal")):
        return None
    period = ReportingPeriod.objects.standing().filter(code=str(month)).first()
    return reports.open_draft(period) if period is not None else None


@dataclass(frozen=True)
class Sealed:
    """What the report's page says of its sealed editions, the newest first, and of a check where one was asked."""

    newest: Any
    editions: list[Any]
    checked: publish.Checked | None

    @property
    def formats(self) -> list[str]:
        return sorted(self.newest.files)


def sealed_of(request: HttpRequest, month: Month) -> Sealed | None:
    """The month's sealed editions on the day looked at; one query beside that of a check."""
    rows = request.register.standing(PublishedReport).filter(code__startswith=f"{month}-E").order_by("-code")
    editions = list(rows)
    if not editions:
        return None
    wanted = request.GET.get("edition", "")
    newest = next((one for one in editions if str(one.edition) == wanted), None if wanted else editions[0])
    if newest is None:
        raise BadInput(
            _("%(month)s has no edition “%(number)s”; its last one is edition %(last)d")
            % {"month": dates.month_name(month), "number": wanted[:10], "last": editions[0].edition},
            code="edition",
        )
    return Sealed(newest, editions, publish.checked(newest) if request.GET.get("check") == "1" else None)


def acts_of(request: HttpRequest, month: Month, state: str) -> list[tuple[str, str]]:
    """Words and address of what the reader may do with the month's report."""
    if request.day.is_past or state == PeriodState.RECONSTRUCTED:
        return []
    if not any(may(request.actor, act) for act in ("report.draft", "report.seal", "report.correct")):
        return []
    period = ReportingPeriod.objects.standing().filter(code=str(month)).first()
    if period is None:
        return []
    waiting, found = reports.open_draft(period), []
    if may(request.actor, "report.draft") and (period.state != PeriodState.SEALED or waiting is not None):
        found.append((_("Draft the report"), "report_draft"))
    if may(request.actor, "report.seal") and waiting is not None and waiting.is_ready:
        found.append((_("Seal the report"), "report_seal"))
    if may(request.actor, "report.correct") and waiting is None and reports.is_correctable(period):
        found.append((_("Begin a correction"), "report_correct"))
    return [(words, reverse(name, args=[str(month)])) for words, name in found]
