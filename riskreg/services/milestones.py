"""Acts on milestones: start, progress, forecast, block, complete, reopen, confirm."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from riskreg.access import Actor
from riskreg.models import Milestone, MilestoneDependency, MilestoneForecast, ProgressUpdate
from riskreg.services import _rules, periods, plans
from riskreg.services._record import Writing, writing
from riskreg.services.records import bond
from riskreg.vocabulary import dates
from riskreg.vocabulary.choices import MilestoneStatus, Precision, UpdateKind
from riskreg.vocabulary.errors import RuleBroken
from riskreg.vocabulary.periods import ENTERED_WITHIN, Month, day_of

LONGEST_NOTE = ProgressUpdate._meta.get_field("note").max_length or 0
_WORSE = {"green": 0, "": 0, "amber": 1, "red": 2}


def _refuse(milestone: Milestone, message: str, code: str = "status", **words: Any) -> RuleBroken:
    return RuleBroken(message % {"code": milestone.code, **words}, code=code)


def _not_completed(milestone: Milestone) -> None:
    if milestone.status == MilestoneStatus.COMPLETED:
        raise _refuse(milestone, _("%(code)s is completed; reopen it with a reason first"))


def _update(act: Writing, milestone: Milestone, month: Month | None, note: str, kind: str, basis: str) -> None:
    """The month's one update of the milestone, made or brought up to date; without a month, see periods.of_update."""
    lines = ProgressUpdate.objects.filter(milestone_id=milestone.pk)
    is_given = month is not None or act.by.provenance is not None
    standing = None if is_given else lines.filter(period_id=periods.oldest_open()).first()
    if standing is None:
        period, code, is_open = periods.of_update(act, month)
        # Of the oldest month that is open it is known by now that it has no line.
        standing = lines.filter(period_id=period).first() if is_given or not is_open else None
    values = {
        "kind": kind,
        "status": milestone.status,
        "percent": milestone.percent,
        "forecast": milestone.forecast,
        "confidence": milestone.confidence,
    }
    if standing is None:
        code = f"{milestone.code}-{code}"
        act.add(ProgressUpdate(code=code, milestone=milestone, period_id=period, note=note, basis=basis, **values))
    else:
        if standing.kind == UpdateKind.CHANGED:
            values["kind"] = UpdateKind.CHANGED
        act.change(standing, **values, note=_said(standing.note, note))


def _said(before: str, now: str) -> str:
    """All that was said in the month, each on a line of its own; the same words once more are said once.

    What does not fit is cut off at the front: the latest words stay whole, and the history has every version. Words
    that are too long by themselves are left to be refused.
    """
    before, now = before.strip(), now.strip()
    if not now or f"\n{now}\n" in f"\n{before}\n":
        return before
    room = LONGEST_NOTE - len(now) - len("\n")
    if len(before) > room:
        # Not even one word of it would fit beside the mark that something went before.
        before = f"…{before[len(before) - room + 1 :]}" if room > 1 else ""
    return f"{before}\n{now}".strip()


def _write(
    act: Writing, milestone: Milestone, *, month: Month | None = None, note: str = "", basis: str = "", **values: Any
) -> None:
    act.change(milestone, **values, updated_on=act.on)
    _update(act, milestone, month, note, UpdateKind.CHANGED, basis)


def start(
    milestone: Milestone,
    *,
    percent: int,
    by: Actor,
    at: datetime,
    month: Month | None = None,
    reason: str = "",
    basis: str = "",
    rev: int | None = None,
) -> Milestone:
    """Work begins; the plan is under way with it."""
    with writing("milestone.start", by=by, at=at, record=milestone, reason=reason, rev=rev) as act:
        if milestone.status != MilestoneStatus.NOT_STARTED:
            raise _refuse(milestone, _("%(code)s was started before"))
        _takes_work(act, milestone)
        _percent(milestone, percent)
        _write(
            act, milestone, month=month, note=reason, basis=basis, status=MilestoneStatus.IN_PROGRESS, percent=percent
        )
        plans.begin(act, milestone.plan)
    return milestone


def _takes_work(act: Writing, milestone: Milestone) -> None:
    """What is not started yet does not get under way in a plan that is completed; a load tells what was so."""
    if act.by.provenance is None and milestone.status == MilestoneStatus.NOT_STARTED:
        _rules.takes_work(milestone.plan_id)


def _percent(milestone: Milestone, percent: int) -> None:
    if not 0 <= percent <= 99:
        raise _refuse(
            milestone, _("%(code)s: enter 0 to 99; completing it makes it 100, not %(value)s"), "percent", value=percent
        )


def progress(
    milestone: Milestone,
    *,
    percent: int,
    by: Actor,
    at: datetime,
    confidence: str | None = None,
    words: str = "",
    month: Month | None = None,
    reason: str = "",
    basis: str = "",
    rev: int | None = None,
) -> Milestone:
    """Report the share done, 0..99. A lower confidence and a lower percent need words; a block stays."""
    values: dict[str, Any] = {"percent": percent}
    if confidence is not None:
        values.update(confidence=confidence, confidence_words=words)
    with writing("milestone.progress", by=by, at=at, record=milestone, reason=reason, rev=rev) as act:
        _check_progress(milestone, percent, confidence, said=reason.strip() or words.strip())
        is_news = words.strip() != milestone.confidence_words
        note = _said(reason, words) if is_news else reason or words
        _write(act, milestone, month=month, note=note, basis=basis, **values)
    return milestone


def _check_progress(milestone: Milestone, percent: int, confidence: str | None, *, said: str) -> None:
    _not_completed(milestone)
    if milestone.status == MilestoneStatus.NOT_STARTED and (percent != milestone.percent or confidence is None):
        # What is not started has no share done, but people can be more or less sure of it.
        raise _refuse(milestone, _("%(code)s is not started; start it first"))
    _percent(milestone, percent)
    if percent < milestone.percent and not said:
        raise _refuse(milestone, _("Say why %(code)s went back from %(old)s %%"), "reason", old=milestone.percent)
    if confidence is not None and _WORSE[confidence] > _WORSE[milestone.confidence] and not said:
        raise _refuse(
            milestone,
            _("Say why the confidence in %(code)s is lower")
            if milestone.confidence
            else _("Say why the confidence in %(code)s is not green"),
            "words",
        )


def move_forecast(
    milestone: Milestone,
    *,
    to: date,
    by: Actor,
    at: datetime,
    reason: str,
    precision: str = Precision.DAY,
    month: Month | None = None,
    basis: str = "",
    rev: int | None = None,
) -> MilestoneForecast:
    """Expect the end on another day. A later day needs a reason."""
    with writing("milestone.forecast", by=by, at=at, record=milestone, reason=reason, rev=rev) as act:
        _not_completed(milestone)
        if not reason.strip() and (milestone.forecast is None or to > milestone.forecast):
            days = (to - milestone.forecast).days if milestone.forecast else 0
            raise _refuse(milestone, _("Say why the forecast of %(code)s moved %(days)s days"), "reason", days=days)
        if by.provenance is None and (to, precision) == (milestone.forecast, milestone.forecast_precision):
            raise _refuse(milestone, _("The forecast of %(code)s is that day already"), "to")
        line = act.append(
            MilestoneForecast, milestone, "F", previous=milestone.forecast, forecast=to, precision=precision,
            on=act.on, reason=reason, basis=basis,
        )  # fmt: skip
        _write(act, milestone, month=month, note=reason, basis=basis, forecast=to, forecast_precision=precision)
    return line


def block(
    milestone: Milestone,
    *,
    by: Actor,
    at: datetime,
    reason: str,
    month: Month | None = None,
    basis: str = "",
    rev: int | None = None,
) -> Milestone:
    """Work cannot go on; the reason is shown until it is lifted. The percent stays."""
    with writing("milestone.block", by=by, at=at, record=milestone, reason=reason, rev=rev) as act:
        _not_completed(milestone)
        _takes_work(act, milestone)
        if not reason.strip():
            raise _refuse(milestone, _("Say why %(code)s is blocked"), "reason")
        _write(
            act, milestone, month=month, note=reason, basis=basis, status=MilestoneStatus.BLOCKED, blocked_reason=reason
        )
        plans.begin(act, milestone.plan)
    return milestone


def unblock(
    milestone: Milestone, *, by: Actor, at: datetime, reason: str, month: Month | None = None, rev: int | None = None
) -> Milestone:
    """The block is lifted."""
    with writing("milestone.unblock", by=by, at=at, record=milestone, reason=reason, rev=rev) as act:
        if milestone.status != MilestoneStatus.BLOCKED:
            raise _refuse(milestone, _("%(code)s is not blocked"))
        if not reason.strip():
            raise _refuse(milestone, _("Say why %(code)s can go on"), "reason")
        _write(act, milestone, month=month, note=reason, status=MilestoneStatus.IN_PROGRESS, blocked_reason="")
    return milestone


def complete(
    milestone: Milestone,
    *,
    by: Actor,
    at: datetime,
    on: date | None = None,
    month: Month | None = None,
    reason: str = "",
    basis: str = "",
    rev: int | None = None,
) -> Milestone:
    """Done: 100 percent, and the forecast becomes the day of completion."""
    with writing("milestone.complete", by=by, at=at, record=milestone, reason=reason, rev=rev) as act:
        _not_completed(milestone)
        finished = on or act.on
        if finished > act.on:
            raise _refuse(milestone, _("%(code)s: %(day)s is still to come; complete it when it is reached"), "on",
                          day=dates.show(finished))  # fmt: skip
        if by.provenance is None and finished < act.on:
            _check_begun(milestone, finished)
        _write(
            act, milestone, month=month, note=reason, basis=basis, status=MilestoneStatus.COMPLETED, percent=100,
            actual=finished, forecast=finished, forecast_precision=Precision.DAY, blocked_reason="",
        )  # fmt: skip
        plans.begin(act, milestone.plan)
    return milestone


def _check_begun(milestone: Milestone, finished: date) -> None:
    """A past day on which it was reached is not before its work began; whoever knows better corrects the start."""
    first = _first_day(milestone)
    if finished < first:
        raise _refuse(
            milestone,
            _("%(code)s: %(day)s lies before its work began, %(first)s; if it began earlier, correct its start first"),
            "on", day=dates.show(finished), first=dates.show(first),
        )  # fmt: skip


def _first_day(milestone: Milestone) -> date:
    """The milestone's own start; else its plan's start or approval, the earlier; else a month before it was entered."""
    if milestone.start is not None:
        return milestone.start
    known = [day for day in (milestone.plan.start, milestone.plan.approved_on) if day is not None]
    if known:
        return min(known)
    entered = Milestone.versions().filter(id=milestone.pk).order_by("rev").values_list("history_date", flat=True)
    return day_of(entered[0]) - ENTERED_WITHIN


def reopen(
    milestone: Milestone,
    *,
    percent: int,
    by: Actor,
    at: datetime,
    reason: str,
    forecast: date | None = None,
    precision: str = Precision.DAY,
    month: Month | None = None,
    basis: str = "",
    rev: int | None = None,
) -> Milestone:
    """Not done after all, with the reason; only here may the percent fall without being reported as progress.

    The day on which it was completed is no forecast any more: it says when it is expected now. A load may not know.
    """
    with writing("milestone.reopen", by=by, at=at, record=milestone, reason=reason, rev=rev) as act:
        if milestone.status != MilestoneStatus.COMPLETED:
            raise _refuse(milestone, _("%(code)s is not completed"))
        if not reason.strip():
            raise _refuse(milestone, _("Say why %(code)s is reopened"), "reason")
        _percent(milestone, percent)
        values: dict[str, Any] = {"status": MilestoneStatus.IN_PROGRESS, "percent": percent, "actual": None}
        if act.by.provenance is None:
            values.update(_expected_again(act, milestone, forecast, precision))
        _write(act, milestone, month=month, note=reason, basis=basis, **values)
        plans.resume(act, milestone.plan)
    return milestone


def _expected_again(act: Writing, milestone: Milestone, forecast: date | None, precision: str) -> dict[str, Any]:
    """The forecast of a milestone that is not done after all, with its line. Raises RuleBroken without one ahead."""
    if forecast is None:
        raise _refuse(milestone, _("Say on which day %(code)s is expected now"), "forecast")
    if forecast < act.on:
        raise _refuse(
            milestone, _("%(day)s has passed; %(code)s is expected on a day ahead"), "forecast",
            day=dates.show(forecast),
        )  # fmt: skip
    act.append(
        MilestoneForecast, milestone, "F", previous=milestone.forecast, forecast=forecast, precision=precision,
        on=act.on, reason=act.reason,
    )  # fmt: skip
    return {"forecast": forecast, "forecast_precision": precision}


def confirm_unchanged(
    milestone: Milestone, *, by: Actor, at: datetime, month: Month, note: str = "", rev: int | None = None
) -> Milestone:
    """Looked at, nothing changed: counted apart from silence."""
    with writing("milestone.confirm", by=by, at=at, record=milestone, reason=note, rev=rev) as act:
        if act.by.provenance is None:
            act.change(milestone, updated_on=act.on)
        _update(act, milestone, month, note, UpdateKind.UNCHANGED, "")
    return milestone


def depend(
    milestone: Milestone, on: Milestone, *, by: Actor, at: datetime, reason: str = "", rev: int | None = None
) -> MilestoneDependency:
    """The milestone waits for the other one. Raises RuleBroken when that would close a circle."""
    with writing("milestone.link", by=by, at=at, record=milestone, reason=reason, rev=rev) as act:
        # One at a time: two links made at the same moment could close a circle that neither sees.
        Milestone.objects.select_for_update().order_by("id").values_list("id", flat=True)[:1].get()
        _check_circle(milestone, on)
        if on.withdrawn:
            raise _refuse(on, _("%(code)s is withdrawn"), "on")
        tie: MilestoneDependency = bond(act, MilestoneDependency, milestone=milestone, depends_on=on)
    return tie


def _check_circle(milestone: Milestone, on: Milestone) -> None:
    seen, frontier = {on.pk}, {on.pk}
    while frontier:
        waits_for = MilestoneDependency.objects.standing().filter(milestone_id__in=frontier)
        frontier = set(waits_for.values_list("depends_on_id", flat=True)) - seen
        seen |= frontier
    if milestone.pk in seen:
        raise RuleBroken(
            _("%(on)s already waits for %(code)s; the two would wait for each other")
            % {"on": on.code, "code": milestone.code},
            code="on",
        )


def no_longer_depend(
    milestone: Milestone, on: Milestone, *, by: Actor, at: datetime, reason: str, rev: int | None = None
) -> MilestoneDependency:
    """The milestone no longer waits for the other one; the dependency stays in the past."""
    with writing("milestone.link", by=by, at=at, record=milestone, reason=reason, rev=rev) as act:
        if not reason.strip():
            raise _refuse(milestone, _("Say why %(code)s no longer waits"), "reason")
        standing = MilestoneDependency.objects.standing().filter(milestone=milestone, depends_on=on).first()
        if standing is None:
            raise _refuse(milestone, _("%(code)s does not wait for %(on)s"), "on", on=on.code)
        act.change(standing, withdrawn=True)
    return standing
