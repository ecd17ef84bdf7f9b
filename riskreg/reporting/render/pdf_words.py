"""The words that the PDF's template prints itself: headings, heads of columns, what an empty list says."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from riskreg.reporting.document import Report
from riskreg.reporting.render import edition
from riskreg.vocabulary import dates


def new() -> str:
    return pgettext("count", "new")


def reopened() -> str:
    return pgettext("count", "reopened")


def no_target() -> str:
    return pgettext("target", "none")


def needed(on: date | None) -> str:
    return _("by %(on)s") % {"on": dates.show(on)} if on else ""


def scope(number: int | None) -> str:
    return _("scope of baseline v%(number)s") % {"number": number}


def baseline(number: int, approved_on: date | None) -> str:
    if approved_on is None:
        return _("baseline v%(number)s") % {"number": number}
    return _("baseline v%(number)s of %(day)s") % {"number": number, "day": dates.show(approved_on)}


def of(report: Report) -> dict[str, str]:
    """Name in the template -> words."""
    span = {"from": dates.show(report.from_on), "to": dates.show(report.to_on)}
    return {
        **_headings(report),
        **_columns(),
        **_told(),
        **_empty(),
        "lede": _("%(organisation)s, risk register and improvement plans") % {"organisation": report.organisation},
        "page": _("Page %(page)s of %(pages)s"),
        "of": _("of %(total)s"),
        "more": _("and %(count)s more, further on"),
        "example": _("example"),
        "example_words": edition.example_words(),
        "attached": _("The figures of this report, as a spreadsheet"),
        "between": _("between %(from)s and %(to)s") % span,
        "position": _("position %(to)s, ring %(from)s if moved; line: score 9") % span,
        "next_days": _("milestones with a baseline in the next %(days)s days that show why")
        % {"days": report.plans.next_days},
        "due_days": _("in the next %(days)s days") % {"days": report.commitments.due_days},
        "plans_sub": _("progress in percent, finish in days against the current and the first baseline"),
        "findings_sub": _(
            "letter: the auditor's rating of that audit year; • a round without a rating; ✓ solved; – no round"
        ),
        "completed": _("Completed before this month:"),
        "left": _("Left the top list:"),
        "above": _("above"),
        "added": _("new on the list"),
        "reached": _("reached"),
        "passed": pgettext("date", "passed"),
        "first": pgettext("target", "first"),
        "actual": pgettext("milestone", "actual"),
        "forecast_short": pgettext("milestone", "forecast"),
        "reconstructed": _("reconstructed"),
        "days": _("%(days)s d"),
        "legend_actual": _("actual"),
        "legend_plan": _("plan or baseline"),
        "legend_later": _("later or worse, +"),
        "legend_earlier": _("earlier or better, −"),
    }


def _headings(report: Report) -> dict[str, str]:
    return {
        "since": _("Since the previous edition"),
        "exceptions": _("New exceptions"),
        "asked": _("Decisions asked"),
        "taken": _("Decisions taken in the month"),
        "to_report": _("To be reported now"),
        "overdue": _("Overdue commitments"),
        "due": _("Commitments due"),
        "commitments": _("Commitments"),
        "plans": _("Improvement plans"),
        "next": _("What slips next"),
        "late": _("Late milestones"),
        "watch": _("Late, and promised"),
        "roadmap": _("Roadmap"),
        "plans_late": _("Plans that finish late"),
        "findings": _("Open findings"),
        "ended": _("Ended in the month"),
        "risks": _("Top risks"),
        "scores": _("Scores"),
        "changed": _("What changed"),
        "indicators": _("Indicators"),
        "notes": _("The month's words"),
        "trend": _("Trend by month"),
        "told": _("What was asked, and what was said"),
        "silent": _("Nothing was said"),
        "wordless": _("Records without words"),
        "questions": _("Questions to owners"),
        "contradictions": _("Contradictions"),
        "reasons": _("Why the report went on"),
        "milestones": _("Milestones"),
        "milestone_trend": _("Milestone trend"),
        "milestone_trend_sub": _("finish by month of report; level is stable, rising is later"),
        "progress": _("Progress"),
        "progress_sub": _("percent, planned and actual"),
        "changed_here": _("Changed in the month"),
        "line": _("Findings, from start to end"),
        "figures": _("Key figures"),
    }


def _columns() -> dict[str, str]:
    return {
        "plan": _("Plan"),
        "state": _("State"),
        "actual_planned": _("Actual / planned"),
        "in_month": _("In the month"),
        "finish": _("Finish"),
        "on_baseline": _("Days on baseline"),
        "on_current": _("On current baseline"),
        "on_first": _("On first baseline"),
        "late_short": pgettext("milestones", "Late"),
        "finding": _("Finding"),
        "sender": _("Sender"),
        "rating": _("Rating"),
        "days_open": _("Days open"),
        "target": _("Target"),
        "moved": pgettext("target", "Moved"),
        "forecast_plans": _("Forecast of its plans"),
        "on_target": _("On target"),
        "risk": _("Risk"),
        "score_before": _("At the start"),
        "target_score": pgettext("score", "Target"),
        "score": _("Score"),
        "score_number": _("Number"),
        "cell": _("Likelihood × impact"),
        "risks_in": _("Risks"),
        "appetite": _("Appetite"),
        "milestone": _("Milestone"),
        "baseline": _("Baseline"),
        "finish_or_forecast": _("Actual or forecast"),
        "sign": _("Sign"),
        "forecast": _("Forecast"),
        "days_late": _("Days late"),
        "days_left": _("Days left"),
        "commitment": _("Commitment"),
        "promised": _("Promised"),
        "reaches": _("Reaches"),
        "indicator": _("Indicator"),
        "latest": _("Latest value"),
        "before": _("Value before"),
        "target_value": _("Target value"),
        "judged": _("Against the thresholds"),
        "course": _("Course"),
        "month": _("Month"),
        "open_findings": _("Open findings"),
        "planned_pct": _("Planned, %"),
        "actual_pct": _("Actual, %"),
        "what": _("What"),
        "how": _("How"),
    }


def _told() -> dict[str, str]:
    return {
        "owner": _("Owner"),
        "asked_of": _("Asked"),
        "records": _("Records without a word"),
        "question": _("Question"),
        "answer": _("Answer"),
        "contradicts": _("What contradicts"),
        "how_hard": _("How hard"),
        "explanation": _("Explanation"),
        "missing_words": _("What is missing"),
        "no_answer": _("not answered"),
        "no_explanation": _("not explained"),
    }


def _empty() -> dict[str, str]:
    return {
        "no_asked": _("No decision is asked."),
        "no_to_report": _("No commitment is to be reported."),
        "no_overdue": _("No commitment is overdue."),
        "no_due": _("No commitment is due."),
        "no_since": _("No decision waited or was asked."),
        "no_exceptions": _("Nothing is newly wrong."),
        "no_plans": _("No plan runs."),
        "no_plans_late": _("Every running plan is forecast to finish on its baseline."),
        "no_next": _("No milestone shows signs of slipping."),
        "no_late": _("No milestone is late."),
        "no_findings": _("No finding is open."),
        "no_risks": _("No top list is in force."),
        "no_changed": _("Nothing changed in this month."),
        "no_milestones": _("The plan has no milestones."),
        "no_indicators": _("No indicators yet"),
    }
