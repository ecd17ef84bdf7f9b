"""The file of a piece of evidence: for download only, and only while it is byte for byte what was added."""

from __future__ import annotations

import logging

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from riskreg.models import Evidence
from riskreg.services import accounts, evidence, evidence_store
from riskreg.vocabulary.choices import EvidenceKind, SecurityEventKind
from riskreg.web.details import found
from riskreg.web.links import page_of

logger = logging.getLogger(__name__)


@require_safe
def file(request: HttpRequest, code: str) -> HttpResponseBase:
    """The file, checked against its digest first; a page that says so when it is gone (410) or differs (409)."""
    proof = found(request, Evidence, code)
    if proof.kind != EvidenceKind.FILE:
        raise Http404(_("%(code)s is a link, not a file") % {"code": proof.code})
    try:
        copy = evidence.opened(proof)
    except evidence_store.Missing:
        return _alarm(request, proof, 410, _("The file of %(code)s is not where it was kept. Nothing is sent."))
    except evidence_store.Changed:
        return _alarm(
            request, proof, 409, _("The file of %(code)s is not the one that was added: it differs. Nothing is sent.")
        )
    answer = FileResponse(copy, as_attachment=True, filename=proof.address, content_type=proof.media_type)
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
    answer["Cache-Control"] = "private, no-store"
    return answer


def _alarm(request: HttpRequest, proof: Evidence, status: int, words: str) -> HttpResponse:
    """Told in the log and to the auditors; never with a title."""
    logger.critical("Evidence %s: the stored file is %s", proof.code, "missing" if status == 410 else "changed")
    accounts.note_security(
        kind=SecurityEventKind.EVIDENCE_MISMATCH,
        actor=request.actor,
        at=timezone.now(),
        about=" ".join([*sorted(request.confidential_read), proof.code]),
        request_id=request.actor.request_id,
    )
    context = {
        "title": _("This evidence cannot be trusted"),
        "message": words % {"code": proof.code},
        "sha256": proof.sha256,
        "back": page_of(request, proof),
    }
    return render(request, "riskreg/evidence/mismatch.html", context, status=status)
