"""The month in a headline, a few sentences and four figures; computed, so that it claims nothing the tables do not."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from riskreg.history.changes import is_late
from riskreg.reporting import links
from riskreg.reporting.document import Commitments, Figure, KeyFigure, Plans, Reconciliation, Risks
from riskreg.reporting.material import Material
from riskreg.reporting.sections.commitments import to_report
from riskreg.reporting.wording import days_words, sentence, spelled
from riskreg.vocabulary import scoring


def started(material: Material) -> str:
    """The day at the start, in words: what the end is compared with."""
    return str(date_format(material.start_shown_on or material.month.previous.last, "j F Y"))


def headline(plans: Plans, risks: Risks, reconciliation: Reconciliation, since: str) -> str:
    """The sentence on top: plans that finish late; without plans the risks, without either the findings."""
    return _plans_late(plans) or _risks_above(risks) or _findings_open(reconciliation, since)


def sentences(
    material: Material, plans: Plans, risks: Risks, commitments: Commitments, reconciliation: Reconciliation
) -> tuple[str, ...]:
    """The other things to know, each a whole sentence; the headline is not repeated."""
    since = started(material)
    said = headline(plans, risks, reconciliation, since)
    listed = [
        _plans_late(plans),
        _risks_above(risks),
        _findings_open(reconciliation, since),
        *_milestones(material),
        _promises(commitments),
    ]
    return tuple(one for one in listed if one and one != said)


def _plans_late(plans: Plans) -> str:
    known = [row.slip for row in plans.rows if row.slip is not None and not row.is_reached]
    late = [days for days in known if days > 0]
    if not known:
        return ""
    words = {"late": spelled(len(late)), "all": spelled(len(known)), "span": days_words(max(late, default=0))}
    if not late:
        text = ngettext(
            "The one running plan is forecast to finish by its baseline.",
            "Each of the %(all)s running plans is forecast to finish by its baseline.",
            len(known),
        )
    elif len(late) == len(known):
        text = ngettext(
            "The one running plan is forecast to finish after its baseline, by %(span)s.",
            "Each of the %(all)s running plans is forecast to finish after its baseline, by up to %(span)s.",
            len(known),
        )
    else:
        text = ngettext(
            "%(late)s of %(all)s running plans is forecast to finish after its baseline, by %(span)s.",
            "%(late)s of %(all)s running plans are forecast to finish after their baseline, by up to %(span)s.",
            len(late),
        )
    return sentence(text % words)


def _risks_above(risks: Risks) -> str:
    if not risks.top:
        return ""
    above, count = sum(row.is_above for row in risks.top), len(risks.top)
    if not above:
        return _("No top risk stands above its appetite.")
    if above == count:
        text = ngettext(
            "The one top risk stands above its appetite.",
            "Each of the %(all)s top risks stands above its appetite.",
            count,
        )
        return text % {"all": spelled(count)}
    text = ngettext(
        "%(above)s of %(all)s top risks stands above its appetite.",
        "%(above)s of %(all)s top risks stand above their appetite.",
        above,
    )
    return sentence(text % {"above": spelled(above), "all": spelled(count)})


def _findings_open(line: Reconciliation, since: str) -> str:
    count = line.open_end.value
    came, ended = line.new.value + line.reopened.value, line.ended.value
    words = {"open": spelled(count), "came": spelled(came), "ended": spelled(ended), "day": since}
    if not count:
        return _("No finding is open.")
    if not came and not ended:
        return sentence(
            ngettext(
                "%(open)s finding is open, the same number as on %(day)s.",
                "%(open)s findings are open, the same number as on %(day)s.",
                count,
            )
            % words
        )
    return sentence(
        ngettext(
            "%(open)s finding is open; since %(day)s %(came)s came in and %(ended)s ended.",
            "%(open)s findings are open; since %(day)s %(came)s came in and %(ended)s ended.",
            count,
        )
        % words
    )


def _milestones(material: Material) -> Iterable[str]:
    lists, late = material.changes["milestones"], len(material.late)
    done, later = len(lists["completed"]), [one for one in lists["forecast_moved"] if (one["days"] or 0) > 0]
    if done:
        yield sentence(
            ngettext("%(done)s milestone was completed.", "%(done)s milestones were completed.", done)
            % {"done": spelled(done)}
        )
    if later:
        yield sentence(
            ngettext(
                "The forecast of %(count)s milestone moved later, by %(span)s.",
                "The forecasts of %(count)s milestones moved later, by up to %(span)s.",
                len(later),
            )
            % {"count": spelled(len(later)), "span": days_words(max(one["days"] for one in later))}
        )
    if late:
        yield sentence(
            ngettext(
                "%(late)s milestone is past its baseline and not completed.",
                "%(late)s milestones are past their baseline and not completed.",
                late,
            )
            % {"late": spelled(late)}
        )


def _promises(commitments: Commitments) -> str:
    count = len(commitments.to_report)
    if not count:
        return ""
    return sentence(
        ngettext(
            "%(count)s commitment reaches past its promised day and is to be reported now.",
            "%(count)s commitments reach past their promised day and are to be reported now.",
            count,
        )
        % {"count": spelled(count)}
    )


def figures(material: Material, line: Reconciliation, risks: Risks, commitments: Commitments) -> tuple[KeyFigure, ...]:
    """Open findings, late milestones, top risks above appetite, commitments to be reported now."""
    shown, sides = material.shown_on, material.ends
    before, since = material.month.previous.last, started(material)
    above, late = [row for row in risks.top if row.is_above], len(material.late)
    top_before = [risk for risk in sides.risks.before.values() if risk.top_risk and _above(risk)]
    return (
        _figure(
            "open_findings", _("Open findings"), line.open_end, len(sides.findings.after), line.open_start.value, since
        ),
        _figure(
            "late_milestones",
            _("Late milestones"),
            Figure(late, links.late_milestones(shown)),
            sum(one.status != "completed" for one in sides.milestones.after.values()),
            sum(is_late(one, before) for one in sides.milestones.before.values()),
            since,
        ),
        _figure(
            "top_risks_above_appetite",
            _("Top risks above appetite"),
            Figure(len(above), links.top_risks_above_appetite(shown)),
            len(risks.top),
            len(top_before),
            since,
        ),
        _figure(
            "commitments_to_report",
            _("Commitments to be reported now"),
            Figure(len(commitments.to_report), links.commitments_to_report(shown)),
            sum(one.status == "open" for one in sides.commitments.after.values()),
            len(to_report(material, at_start=True)),
            since,
        ),
    )


def _above(risk: Any) -> bool:
    return scoring.above_appetite(risk.likelihood, risk.impact, risk.appetite)


def _figure(key: str, label: str, figure: Figure, total: int | None, before: int, since: str) -> KeyFigure:
    difference = figure.value - before
    if difference == 0:
        words = _("the same as on %(day)s") % {"day": since}
    elif difference > 0:
        words = _("%(count)d more than on %(day)s") % {"count": difference, "day": since}
    else:
        words = _("%(count)d fewer than on %(day)s") % {"count": -difference, "day": since}
    return KeyFigure(key, label, figure, total, before, words)
