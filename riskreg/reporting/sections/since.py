"""Since the previous edition: what became of its decisions, and what is newly wrong."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from riskreg.history.changes import is_late
from riskreg.reporting.document_since import BecameRow, ExceptionRow, Exceptions, Since
from riskreg.reporting.material import Material
from riskreg.reporting.sections.commitments import to_report
from riskreg.reporting.sections.decisions import about, outcome
from riskreg.reporting.wording import sentence, shown, spelled
from riskreg.vocabulary import scoring
from riskreg.vocabulary.choices import DecisionState, Verdict


def since(material: Material) -> Since:
    """Compared with the cut-off before; one group a kind of exception that there is."""
    groups = (_late(material), _above(material), _to_report(material))
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
    before, then = material.ends.milestones.before, material.month.previous.last
    plans = material.ends.plans.by_id
    items = []
    for one in material.late:
        was = before.get(one.code)
        if was is not None and is_late(was, then):
            continue
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
    return Exceptions("late", _counted(text, items), tuple(items))


def _above(material: Material) -> Exceptions:
    """Risks whose score rose above the appetite, or that came in above it; on the top list or not."""
    sides = material.ends.risks
    items = []
    for code, risk in sides.after.items():
        was = sides.before.get(code)
        if _is_above(risk) and not (was is not None and _is_above(was)):
            words = _("score %(score)s, appetite at most %(most)s") % {
                "score": scoring.score(risk.likelihood, risk.impact),
                "most": scoring.APPETITE_MAXIMUM.get(risk.appetite, scoring.DEFAULT_APPETITE_MAXIMUM),
            }
            items.append(ExceptionRow(material.named("risk", code), None, words))
    text = ngettext(
        "%(number)s risk is newly above its appetite.", "%(number)s risks are newly above their appetite.", len(items)
    )
    return Exceptions("above_appetite", _counted(text, items), tuple(items))


def _is_above(risk: Any) -> bool:
    return scoring.above_appetite(risk.likelihood, risk.impact, risk.appetite)


def _to_report(material: Material) -> Exceptions:
    before = {one.commitment.code for one in to_report(material, at_start=True)}
    items = [
        ExceptionRow(
            material.ref("commitment", one.commitment),
            None,
            _("promised %(due)s, reaches %(reach)s")
            % {"due": shown(one.commitment.due, one.commitment.due_precision), "reach": shown(one.reach)},
            one.days,
        )
        for one in to_report(material)
        if one.commitment.code not in before
    ]
    text = ngettext(
        "%(number)s commitment is newly to be reported.", "%(number)s commitments are newly to be reported.", len(items)
    )
    return Exceptions("to_report", _counted(text, items), tuple(items))


def _counted(text: str, items: list[Any]) -> str:
    return sentence(text % {"number": spelled(len(items))})
