"""Acts on recommendations: the administration responds."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from riskreg.access import Actor
from riskreg.models import Recommendation
from riskreg.services._record import writing
from riskreg.vocabulary.choices import Response
from riskreg.vocabulary.errors import RuleBroken


def respond(
    recommendation: Recommendation,
    *,
    response: str,
    response_text: str,
    by: Actor,
    at: datetime,
    rev: int | None = None,
) -> Recommendation:
    """What the administration says to a recommendation: agreed, partly or not, in words."""
    with writing("finding.respond", by=by, at=at, record=recommendation, reason=response_text, rev=rev) as act:
        if response not in Response.values:
            raise RuleBroken(
                _("A response is one of: %(expected)s") % {"expected": ", ".join(str(one) for one in Response.labels)},
                code="response",
            )
        if not response_text.strip():
            raise RuleBroken(_("Say in words what is done with %(code)s") % {"code": recommendation.code},
                             code="response_text")  # fmt: skip
        act.change(recommendation, response=response, response_text=response_text)
    return recommendation
