"""The target dates of a finding: the table of promises and the slip chart."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from riskreg.reporting.charts import slip as chart
from riskreg.vocabulary import dates
from riskreg.vocabulary.choices import FindingState, TargetKind
from riskreg.web import findings as shown
from riskreg.web.charts import drawn
from riskreg.web.day import ViewDay
from riskreg.web.links import url_of


@dataclass(frozen=True)
class TargetRow:
    line: Any
    kind: str
    moved: int | None
    on_first: int | None
    decision: Any
    decision_url: str


def in_order(lines: list[Any]) -> list[Any]:
    """As promised: the original first, then by the day each was set."""
    return sorted(lines, key=lambda one: (one.kind != TargetKind.ORIGINAL, one.set_on, one.id))


def final_dates(lines: list[Any]) -> list[Any]:
    """Final targets with a date, as promised."""
    return [one for one in in_order(lines) if one.kind != TargetKind.INTERIM and one.target is not None]


def rows(day: ViewDay, finding: Any, lines: list[Any]) -> list[TargetRow]:
    """Every promise, with the days it moved the target and its slip on the first."""
    found, before = [], None
    for line in in_order(lines):
        interim = line.kind == TargetKind.INTERIM
        moved = (line.target - before).days if before and line.target and not interim else None
        on_first = None
        if line.target and finding.first_target and not interim and line.target != finding.first_target:
            on_first = (line.target - finding.first_target).days
        url = url_of(day, line.decision) if line.decision else ""
        found.append(TargetRow(line, capfirst(str(line.get_kind_display())), moved, on_first, line.decision, url))
        if not interim:
            before = line.target
    return found


def message(finding: Any, on: date, finish: date | None) -> str:
    """What the panel says: how long open, how far moved, whether the plans make it."""
    days = shown.days_open(finding, on)
    is_open = shown.is_open(finding)
    parts = [
        (ngettext("Open %(days)d day", "Open %(days)d days", days) if is_open
         else ngettext("Was open %(days)d day", "Was open %(days)d days", days)) % {"days": days}
    ]  # fmt: skip
    moved = shown.target_slip(finding)
    if finding.target is None:
        parts.append(_("no target date is known"))
    elif moved:
        parts.append(_("the target moved %(days)d days from the first") % {"days": moved})
    else:
        parts.append(_("the target stands as first set"))
    if is_open and finding.target and finish:
        late = (finish - finding.target).days
        if late > 0:
            words = ngettext("the plans finish %(days)d day after it", "the plans finish %(days)d days after it", late)
            parts.append(words % {"days": late})
        else:
            parts.append(_("the plans finish in time"))
    return "; ".join(parts)


def drawing(finding: Any, lines: list[Any], finish: date | None, on: date) -> Any:
    """The slip chart; None while no target has a date."""
    final = final_dates(lines)
    if not final:
        return None
    closed = finding.state == FindingState.CLOSED and finding.ended_on is not None
    ended = finding.ended_on if not shown.is_open(finding) else None
    end = finding.ended_on if closed else (None if ended else finish)
    last = ended or on
    targets = []
    for place, one in enumerate(final):
        when = dates.show(one.target, one.precision)
        if place == 0:
            words = _("first target %(day)s")
        elif one.target == finding.target and place == len(final) - 1:
            words = _("current target %(day)s")
        else:
            words = _("target %(day)s")
        targets.append(chart.SlipTarget(one.target, words % {"day": when}))
    label = dates.show(last) if ended is None else _("ended %(day)s") % {"day": dates.show(ended)}
    words = chart.SlipWords(
        title=_("Target dates of %(code)s") % {"code": finding.code},
        desc=capfirst(message(finding, on, finish)) + ".",
        reported=_("opened"),
        today=label,
        on_current=_("slip on current target") if finding.target else _("slip on last known target"),
        on_first=_("slip on first target"),
        days=_("%(days)s d"),
        quarter=_("Q%(quarter)d"),
    )
    return drawn(chart.slip(finding.opened_on, targets, end, last, words, closed=closed))
