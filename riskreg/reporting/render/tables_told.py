"""The tables of what the month asked for: silence, records without words, questions, contradictions, who made it."""

from __future__ import annotations

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from riskreg.reporting.document import Report
from riskreg.reporting.render import edition
from riskreg.reporting.render.table import LONG, NUMBER, Column, Table, named, record


def of(report: Report) -> list[Table]:
    """Nothing for a month that nobody was asked about, but who made it where that is known."""
    listed = (
        [] if report.told is None else [silent(report), wordless(report), questions(report), contradictions(report)]
    )
    return [*listed, *([steps(report)] if report.steps else [])]


def owner_words(owner: str) -> str:
    return owner or _("nobody owns these")


def silent(report: Report) -> Table:
    columns = (Column(_("Owner"), LONG), Column(_("Asked"), NUMBER), *record())
    rows = tuple(
        (owner_words(row.owner), row.owed, *named(ref))
        for row in (report.told.silent if report.told else ())
        for ref in row.records
    )
    empty = _("Something was said of every record that the month asked for.")
    return Table("silent", _("Nothing was said"), _("Nothing was said"), columns, rows, empty)


def wordless(report: Report) -> Table:
    columns = (*record(), Column(_("What is missing"), LONG))
    rows = tuple(
        (*named(row.record), str(capfirst(row.kind_words))) for row in (report.told.wordless if report.told else ())
    )
    title = _("Records without words")
    return Table("wordless", title, title, columns, rows, _("No record asks for words."))


def questions(report: Report) -> Table:
    columns = (*record(), Column(_("Question"), LONG), Column(_("Answer"), LONG))
    rows = tuple(
        (*named(row.record), row.question, row.answer or _("not answered"))
        for row in (report.told.questions if report.told else ())
    )
    title = _("Questions to owners")
    return Table("questions", title, title, columns, rows, _("No question was put to an owner."))


def contradictions(report: Report) -> Table:
    columns = (
        *record(),
        Column(_("What contradicts"), LONG),
        Column(_("How hard")),
        Column(_("Explanation"), LONG),
    )
    rows = tuple(
        (*named(row.record), row.words, edition.hardness(row.severity), row.explanation or _("not explained"))
        for row in (report.told.contradictions if report.told else ())
    )
    return Table(
        "contradictions", _("Contradictions"), _("Contradictions"), columns, rows, _("No contradiction was found.")
    )


def steps(report: Report) -> Table:
    columns = (Column(_("Step")), Column(_("Role")), Column(_("Moment")), Column(_("Reason"), LONG))
    rows = tuple((one.words, one.role, edition.moment_words(one.at), one.reason) for one in report.steps)
    return Table("steps", _("Who made this report"), _("Who made this report"), columns, rows)
