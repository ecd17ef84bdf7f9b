"""Suggestions for a field that names a record: what the reader may see and what stands."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, JsonResponse
from django.views.decorators.http import require_safe

from riskreg import models
from riskreg.web.forms.fields import named, search

KINDS: dict[str, type[Any]] = {
    kind._meta.model_name: kind
    for kind in (
        models.Risk, models.Measure, models.Finding, models.Plan, models.Milestone, models.Indicator,
        models.Commitment, models.Role, models.Unit, models.Party, models.Objective, models.AuditReport,
        models.Source, models.AssessmentCycle, models.Workstream, models.Decision, models.RatingScale,
    )
}  # fmt: skip
MOST = 20


@require_safe
def pick(request: HttpRequest, kind: str) -> JsonResponse:
    """Records of which code and title hold every word that was typed."""
    if kind not in KINDS:
        raise Http404
    text = request.GET.get("q", "")[:100].replace("\x00", "").strip()
    found = search(request.register, KINDS[kind], text, MOST) if text else []
    return JsonResponse({"matches": [named(one) for one in found]})
