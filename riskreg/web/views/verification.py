"""Whether the log is intact: the last verdict, the last checkpoint, what no checkpoint covers yet."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import Any

from django.contrib import messages
from django.db import DatabaseError, transaction
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.generic import View

from riskreg.access import visible_to
from riskreg.integrity import bundle, checkpoints, verdicts, verify
from riskreg.models import Checkpoint, LedgerEntry, Risk, SigningKey
from riskreg.templatetags import riskreg_format as show
from riskreg.vocabulary.choices import Right
from riskreg.vocabulary.errors import BadInput, NotAllowed, RuleBroken
from riskreg.vocabulary.periods import day_of

# Who checks and signs from the page; everybody may read what was found.
CHECKERS = frozenset((Right.AUDITOR, Right.ADMINISTRATOR))
TAKERS = frozenset((Right.AUDITOR,))
# More entries than a page can check while its reader waits.
MOST = 20_000


@dataclass(frozen=True)
class Uncovered:
    """What came after the last checkpoint: entries, and the hours since the first of them."""

    entries: int
    hours: float


def uncovered(size: int, newest: Checkpoint | None, at: datetime) -> Uncovered:
    """The window in which an alteration by who controls the host would not show. One query when there is one."""
    covered = newest.size if newest is not None else 0
    if size <= covered:
        return Uncovered(0, 0.0)
    body = LedgerEntry.objects.filter(number=covered + 1).values_list("body", flat=True).first()
    since = verify.recorded_at(body or "")
    hours = (at - since).total_seconds() / 3600 if since is not None else 0.0
    return Uncovered(size - covered, max(hours, 0.0))


@method_decorator(never_cache, name="dispatch")
class Verification(View):
    """GET shows; POST checks the log or signs it, for auditors and administrators."""

    def get(self, request: HttpRequest) -> HttpResponse:
        newest = Checkpoint.objects.order_by("-id").select_related("key").first()
        size = checkpoints.size_of_log()
        told = verdicts.last()
        keys = list(SigningKey.objects.order_by("id").values_list("public", flat=True))
        context = {
            "title": _("Verify the history"),
            "told": told,
            "names_it": told is not None and told.is_altered and _sees_all(request),
            "size": size,
            "checkpoint": newest,
            "root": checkpoints.in_groups(newest.root) if newest else "",
            "key": checkpoints.in_groups(newest.key.public) if newest else "",
            "first_key": checkpoints.in_groups(keys[0]) if len(keys) > 1 else "",
            "keys": len(keys),
            "words": _words(told, size, uncovered(size, newest, timezone.now())),
            "may_check": bool(request.actor.rights & CHECKERS),
            "may_take": bool(request.actor.rights & TAKERS),
            "checks_here": size <= MOST,
        }
        return render(request, "riskreg/history/verification.html", context)

    def post(self, request: HttpRequest) -> HttpResponse:
        if not request.actor.rights & CHECKERS:
            raise NotAllowed(
                _("%(who)s may not check or sign the log") % {"who": request.actor.name}, code="history.verify"
            )
        acts: dict[str, Callable[[HttpRequest], None]] = {"check": self.check, "sign": self.sign}
        act = acts.get(request.POST.get("act", ""))
        if act is None:
            raise BadInput(_("Expected to check or to sign the log"), code="act")
        try:
            act(request)
        except RuleBroken as refused:
            messages.error(request, refused.message)
        return HttpResponseRedirect(request.path)

    def check(self, request: HttpRequest) -> None:
        if checkpoints.size_of_log() > MOST:
            raise RuleBroken(
                _("The log is too long to check while you wait; run: manage.py verify_history"), code="act"
            )
        try:
            told = verdicts.keep(verify.check(), timezone.now())
        except DatabaseError as error:
            verdicts.keep_unfinished(timezone.now())
            raise RuleBroken(
                _("The log could not be checked; the operator runs: manage.py verify_history"), code="act"
            ) from error
        if told.is_altered:
            messages.error(request, _("The log was checked: it is not intact"))
        else:
            messages.success(request, _("The log was checked: nothing in it was altered"))

    def sign(self, request: HttpRequest) -> None:
        with transaction.atomic():
            made = checkpoints.make(timezone.now())
        messages.success(request, _("Signed: a checkpoint covers all %(size)d entries") % {"size": made.size})


@method_decorator(never_cache, name="dispatch")
class TakeBundle(View):
    """The audit bundle of the whole log, with the openings of what the auditor may see."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.actor.rights & TAKERS:
            raise NotAllowed(
                _("%(who)s may not take the audit bundle") % {"who": request.actor.name}, code="history.bundle"
            )
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest) -> FileResponse:
        if checkpoints.size_of_log() > MOST:
            raise BadInput(
                _("This log is too long to pack while you wait; ask the operator for: manage.py audit_bundle"),
                code="size",
            )
        at, packed = timezone.now(), BytesIO()
        wanted = bundle.Wanted(by=request.actor.name, at=at, visible=lambda rows: visible_to(request.actor, rows))
        bundle.make(packed, wanted)
        packed.seek(0)
        seen = visible_to(request.actor, Risk.objects.filter(confidential=True))
        request.confidential_read.update(seen.values_list("code", flat=True))
        name = f"audit-bundle-{day_of(at)}.zip"
        return FileResponse(packed, as_attachment=True, filename=name, content_type="application/zip")


def _words(told: verdicts.Told | None, size: int, left: Uncovered) -> dict[str, str]:
    """What the page says: the verdict, when it was given, and how large the uncovered window is."""
    if told is None:
        headline = _("The log was not checked yet")
    elif not told.finished:
        headline = _("The last check did not come to its end")
    elif told.is_altered and told.number:
        headline = _("The log is not intact: the first difference is at entry %(number)d") % {"number": told.number}
    elif told.is_altered:
        headline = _("The log is not intact")
    elif told.covered == told.entries:
        headline = _("Intact: entries 1 to %(entries)d") % {"entries": told.entries}
    else:
        headline = _("Nothing altered; intact up to entry %(covered)d of %(entries)d") % {
            "covered": told.covered, "entries": told.entries,
        }  # fmt: skip
    hours = round(left.hours)
    return {
        "headline": headline,
        "when": format_html(_("Checked {moment}."), moment=show.moment(told.at)) if told is not None else "",
        "uncovered": ngettext("%(count)d entry", "%(count)d entries", left.entries) % {"count": left.entries},
        "window": ngettext("%(count)d hour", "%(count)d hours", hours) % {"count": hours}
        if left.entries
        else _("none"),
    }


def seal() -> dict[str, str]:
    """What the bar on every page says of the log, from the last verdict, also when there is none: no query."""
    told = verdicts.last()
    if told is None:
        return {"state": "unknown", "words": _("Log not checked yet"), "url": reverse("history_verify")}
    states = {
        verify.INTACT: ("good", _("Log intact")),
        verify.ALTERED: ("bad", _("Log not intact")),
        verify.NOT_COVERED: ("unknown", _("Log not covered")),
    }
    state, words = states[told.state]
    return {"state": state, "words": words, "url": reverse("history_verify")}


def _sees_all(request: HttpRequest) -> bool:
    """Whether no record is hidden from the reader: an alteration names its record and its values."""
    everything: Any = Risk.objects.filter(confidential=True)
    return bool(visible_to(request.actor, everything).count() == everything.count())
