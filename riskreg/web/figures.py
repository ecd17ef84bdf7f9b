"""How the values of an indicator look on a page: with their unit, against their thresholds, as a small line."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from riskreg.reporting.quantities import LONGEST_LINE, course, thresholds_shown
from riskreg.reporting.quantities import quantity as quantity
from riskreg.templatetags import riskreg_format as show
from riskreg.vocabulary import thresholds
from riskreg.vocabulary.choices import Confidence
from riskreg.web.charts import drawn


def state(indicator: Any) -> str | None:
    return thresholds.standing(indicator.actual, indicator.green, indicator.red, indicator.direction)


def state_shown(indicator: Any) -> SafeString:
    """Shape and word; an indicator without thresholds says that nobody judges it."""
    code = state(indicator)
    if code is None:
        return format_html('<span class="muted">{}</span>', _("not judged"))
    mark = show.basis(indicator.basis_by_field.get("thresholds"))
    return format_html("{} {}", show.status(code, capfirst(str(Confidence(code).label))), mark)


def line(indicator: Any, values: Sequence[Any]) -> SafeString:
    """The values over the periods, oldest first; nothing while there are fewer than two."""
    shown = list(values)[-LONGEST_LINE:]
    points = [(one.period, one.actual) for one in shown]
    target = shown[-1].target if shown else None
    unit = indicator.measure_unit
    return drawn(course(indicator.title, unit, points, target))


def thresholds_marked(indicator: Any) -> SafeString | str:
    """The same, marked where they are an example."""
    words = thresholds_shown(indicator)
    mark = show.basis(indicator.basis_by_field.get("thresholds"))
    return format_html("{} {}", capfirst(words), mark) if words else ""
