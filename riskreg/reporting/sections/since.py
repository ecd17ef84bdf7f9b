"""Since the previous edition: what became of its decisions, and what is newly wrong."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from riskreg.insight import exceptions
from riskreg.reporting import quantities
from riskreg.reporting.document_since import BecameRow, ExceptionRow, Exceptions, Since
from riskreg.reporting.material import Material
from riskreg.reporting.sections.commitments import to_report
from riskreg.reporting.sections.decisions import about, outcome
from riskreg.reporting.wording import sentence, shown, spelled
from riskreg.vocabulary import dates, scoring
from riskreg.vocabulary.choices import DecisionState, Verdict


def since(material: Material) -> Since:
    """Compared with the cut-off before; one group a kind of exception that there is."""
    makers = (_late, _past_target, _past_day, _above, _expired, _turned_red, _to_report)
    groups = [make(material) for make in makers]
    return Since(tuple(_decisions(material)), tuple(group for group in groups if group.items))


def _decisions(material: Material) -> Iterator[BecameRow]:
    """Those that waited at the start, then those asked since, each in order of code."""
    lists = material.ends.lists
    waited = {row.code: row for row in lists["waiting"]}
    known = {*waited, *(row.code for row in lists["decided"])}
    now = {row.code: row for row in lists["decisions"]}
    for code, then in waited.items():
        yield _became(material, now.get(code), then, is_new=False)
    for code, row in now.items():
        if code not in known:
            yield _became(material, row, row, is_new=True)


def _became(material: Material, row: Any, then: Any, *, is_new: bool) -> BecameRow:
    named = row or then
    became, words = _fate(row)
    return BecameRow(
        record=material.ref("decision", named),
        about=about(material, named.about),
        asked_on=named.asked_on,
        needed_by=named.needed_by,
        taken_on=row.taken_on if row else None,
        became=became,
        became_words=words,
        outcome=outcome(row) if row else "",
        role=material.name("roles", named.taken_by_id or named.asked_by_id),
        is_new=is_new,
    )


def _fate(row: Any) -> tuple[str, str]:
    if row is None:
        return "withdrawn", pgettext("decision", "withdrawn")
    if row.state == DecisionState.ASKED:
        return "waiting", pgettext("decision", "waiting")
    if row.verdict in (Verdict.AGREED, Verdict.DECLINED):
        return str(row.verdict), str(Verdict(row.verdict).label)
    return "taken", pgettext("decision", "taken")


def _late(material: Material) -> Exceptions:
    """Milestones past their baseline that were not at the start of the month."""
    sides, plans, items = material.ends.milestones, material.ends.plans.by_id, []
    for one in exceptions.late(sides.after, sides.before, material.on, _then(material)):
        days = (material.on - one.baseline).days
        words = ngettext(
            "due %(day)s, %(days)d day ago; %(percent)d %% done",
            "due %(day)s, %(days)d days ago; %(percent)d %% done",
            days,
        ) % {"day": shown(one.baseline), "days": days, "percent": one.percent}
        plan = plans.get(one.plan_id)
        items.append(
            ExceptionRow(material.ref("milestone", one), material.ref("plan", plan) if plan else None, words, days)
        )
    text = ngettext("%(number)s milestone is newly late.", "%(number)s milestones are newly late.", len(items))
    return _group("late", text, items)


def _then(material: Material) -> date:
    """The day by which the start is judged: in a report the last of the month before."""
    return material.ends.start.on


def _above(material: Material) -> Exceptions:
    """Risks whose score rose above the appetite, or that came in above it; on the top list or not."""
    sides, items = material.ends.risks, []
    for risk in exceptions.newly(sides.after, sides.before, exceptions.above_appetite):
        words = _("score %(score)s, appetite at most %(most)s") % {
            "score": scoring.score(risk.likelihood, risk.impact),
            "most": scoring.APPETITE_MAXIMUM.get(risk.appetite, scoring.DEFAULT_APPETITE_MAXIMUM),
        }
        items.append(ExceptionRow(material.ref("risk", risk), None, words))
    text = ngettext(
        "%(number)s risk is newly above its appetite.", "%(number)s risks are newly above their appetite.", len(items)
    )
    return _group("above_appetite", text, items)


def _past_target(material: Material) -> Exceptions:
    """Open findings whose target passed since the start."""
    sides, items = material.ends.findings, []
    for one in exceptions.past_targets(sides.after, sides.before, material.on, _then(material)):
        words = _("target %(day)s has passed") % {"day": shown(one.target, one.target_precision)}
        items.append(ExceptionRow(material.ref("finding", one), None, words, (material.on - one.target).days))
    text = ngettext(
        "%(number)s finding is newly past its target.", "%(number)s findings are newly past their target.", len(items)
    )
    return _group("past_target", text, items)


def _turned_red(material: Material) -> Exceptions:
    """Indicators whose latest value went to red."""
    before, after = (
        {row.code: row for row in material.ends.lists[name]} for name in ("indicators_before", "indicators")
    )
    items = []
    for one in exceptions.turned_red(after, before):
        actual = None if one.actual is None else Decimal(str(one.actual))
        words = _("%(value)s in %(period)s") % {
            "value": quantities.quantity(actual, one.measure_unit),
            "period": dates.period_within(one.period),
        }
        items.append(ExceptionRow(material.ref("indicator", one), None, words))
    text = ngettext("%(number)s indicator went to red.", "%(number)s indicators went to red.", len(items))
    return _group("turned_red", text, items)


def _expired(material: Material) -> Exceptions:
    """Acceptances of risks that ran out since the start."""
    lines, risks = material.ends.lists["acceptances"], material.ends.risks.by_id
    items = [
        ExceptionRow(
            material.ref("risk", risk),
            None,
            _("accepted until %(day)s") % {"day": shown(line.until)},
            (material.on - line.until).days,
        )
        for risk, line in exceptions.expired(lines, risks, material.on, _then(material))
    ]
    text = ngettext("%(number)s acceptance of a risk expired.", "%(number)s acceptances of risks expired.", len(items))
    return _group("expired", text, items)


def _past_day(material: Material) -> Exceptions:
    """Decisions that were needed before the day, and are asked still."""
    lists = material.ends.lists
    before, after = ({row.code: row for row in lists[name]} for name in ("waiting", "decisions"))
    items = [
        ExceptionRow(
            material.ref("decision", one),
            None,
            _("needed by %(day)s") % {"day": shown(one.needed_by)},
            (material.on - one.needed_by).days,
        )
        for one in exceptions.past_days(after, before, material.on, _then(material))
    ]
    text = ngettext(
        "%(number)s decision is newly past its day.", "%(number)s decisions are newly past their day.", len(items)
    )
    return _group("past_day", text, items)


def _to_report(material: Material) -> Exceptions:
    before = {one.commitment.code for one in to_report(material, at_start=True)}
    items = [
        ExceptionRow(
            material.ref("commitment", one.commitment),
            None,
            _("promised %(due)s, reaches %(reach)s")
            % {
                "due": shown(one.commitment.due, one.commitment.due_precision),
                "reach": shown(one.reach, one.precision),
            },
            one.days,
        )
        for one in to_report(material)
        if one.commitment.code not in before
    ]
    text = ngettext(
        "%(number)s commitment is newly to be reported.", "%(number)s commitments are newly to be reported.", len(items)
    )
    return _group("to_report", text, items)


def _group(kind: str, text: str, items: list[ExceptionRow]) -> Exceptions:
    return Exceptions(kind, sentence(text % {"number": spelled(len(items))}), tuple(items))
