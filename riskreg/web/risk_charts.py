"""The charts of risks with their translated words: matrix, the way of one risk, its scores over the months."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from riskreg.reporting.chart_words import matrix_words
from riskreg.reporting.charts.matrix import COMPACT, WIDE, Mark, matrix
from riskreg.reporting.charts.sparkline import sparkline
from riskreg.reporting.charts.trail import Trail, TrailLetters, trail
from riskreg.reporting.charts.trend import ScorePoint, TrendWords, trend
from riskreg.vocabulary import dates, scoring
from riskreg.vocabulary.periods import Month
from riskreg.web.charts import drawn

MOST_MONTHS = 60


def place(likelihood: int | None, impact: int | None) -> tuple[int, int] | None:
    return None if likelihood is None or impact is None else (likelihood, impact)


def matrix_of(
    marks: Sequence[Mark], title: str, desc: str, appetite: int | None, *, compact: bool = False
) -> SafeString:
    key, frame = ("matrix-small", COMPACT) if compact else ("matrix", WIDE)
    return drawn(matrix(marks, matrix_words(title, desc), appetite=appetite, frame=frame, key=key))


def letters() -> TrailLetters:
    return TrailLetters(
        inherent=pgettext("first letter of inherent", "I"),
        current=pgettext("first letter of current", "C"),
        target=pgettext("first letter of target", "T"),
    )


def trail_of(risk: Any, limit: int, *, compact: bool = False) -> SafeString:
    """Inherent, current and target of one risk in the 5x5 table; `compact` for a narrow screen."""
    points = Trail(
        place(risk.inherent_likelihood, risk.inherent_impact),
        place(risk.likelihood, risk.impact),
        place(risk.target_likelihood, risk.target_impact),
    )
    words = matrix_words(
        _("Place of %(code)s by likelihood and impact") % {"code": risk.code},
        " ".join((_course_words(risk, limit), _("The table below the matrix holds the same positions."))),
    )
    key = "trail-small" if compact else "trail"
    return drawn(trail(points, words, letters=letters(), appetite=limit, compact=compact, key=key))


def _course_words(risk: Any, limit: int) -> str:
    """The scores of a risk in a sentence."""
    scores = (
        scoring.score(risk.inherent_likelihood, risk.inherent_impact),
        scoring.score(risk.likelihood, risk.impact),
        scoring.score(risk.target_likelihood, risk.target_impact),
    )
    inherent, current, target = (_("not assessed") if score is None else score for score in scores)
    words = {"inherent": inherent, "current": current, "target": target, "limit": limit}
    return _("Inherent %(inherent)s, current %(current)s, target %(target)s; at most %(limit)d is accepted.") % words


def dated(lines: Sequence[Any], on: date) -> list[tuple[date, Any]]:
    """Each assessment with the day from which it holds; one without a day holds from the one before it."""
    listed: list[tuple[date, Any]] = []
    first = next((line.on for line in lines if line.on is not None), on)
    for line in lines:
        listed.append((line.on or (listed[-1][0] if listed else first), line))
    return listed


def score_points(lines: Sequence[Any], on: date) -> list[ScorePoint]:
    """The score at the end of each month from the first assessment to the day; at most the last five years."""
    holds = dated(lines, on)
    if not holds:
        return []
    months = Month.of(min(day for day, _line in holds)).through(Month.of(on))[-MOST_MONTHS:]
    points: list[ScorePoint] = []
    former: Any = None
    for month in months:
        line = next((line for day, line in reversed(holds) if day <= month.last), None)
        score = scoring.score(line.likelihood, line.impact) if line else None
        is_new = line is not former and points and score != points[-1].score
        reason = line.reason if line is not None and is_new else ""
        points.append(ScorePoint(dates.short_month(month.last), score, reason))
        former = line
    return points


def year_of(risk: Any, lines: Sequence[Any], on: date, limit: int) -> SafeString:
    """The current score over the last twelve months, small; blank for a risk that nobody assessed."""
    points = [point for point in score_points(lines, on)[-12:] if point.score is not None]
    if not points:
        return SafeString("")
    words = {"code": risk.code, "first": points[0].score, "last": points[-1].score, "month": points[0].month}
    title = _("Score of %(code)s: %(first)s in %(month)s, %(last)s now") % words
    scores = [None] * (12 - len(points)) + [point.score for point in points]
    return drawn(sparkline(scores, title, limit=limit, width=84, height=24))


def trend_of(risk: Any, lines: Sequence[Any], on: date, limit: int) -> SafeString:
    """The current score over the months, with the appetite and the target."""
    score = scoring.score(risk.likelihood, risk.impact)
    target = scoring.score(risk.target_likelihood, risk.target_impact)
    words = TrendWords(
        title=_("Score of %(code)s at the end of each month") % {"code": risk.code},
        desc=" ".join((_course_words(risk, limit), _("The table below the chart holds every assessment."))),
        now="" if score is None else _("%(score)d now") % {"score": score},
        appetite=_("appetite %(limit)d") % {"limit": limit},
        target="" if target is None else _("target %(score)d") % {"score": target},
        empty=_("not assessed"),
    )
    return drawn(trend(score_points(lines, on), words, appetite=limit, target=target, width=720, key="trend"))
