"""The report as a text document to edit further: real headings, tables with a repeated head, fixed bytes."""

from __future__ import annotations

import io
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from riskreg.reporting.document import Report
from riskreg.reporting.document_plans import PlanPage
from riskreg.reporting.render import edition, tables_pages, tables_summary, tables_told
from riskreg.reporting.render.archive import clean, fixed
from riskreg.reporting.render.table import CODE, DAY, LONG, NUMBER, Table, marked, state_words, title

SHARES = {CODE: 1.2, DAY: 1.3, NUMBER: 0.9, LONG: 3.2}
ROOM = 15_100  # twentieths of a point between the margins of landscape A4


def file(report: Report, printed: edition.Printed | None = None) -> bytes:
    """In the language of the report. Drawings are left to the PDF; the tables hold what they show."""
    import docx

    with override(report.language):
        document = docx.Document()
        _page(document, report, printed)
        _summary(document, report, printed)
        for table in _tables(report):
            document.add_heading(clean(table.title), 1)
            _table(document, table)
        for page in report.plan_pages:
            _plan(document, report, page)
        kept = io.BytesIO()
        document.save(kept)
        return fixed(kept.getvalue(), edition.made_at(report))


def _tables(report: Report) -> list[Table]:
    """In the order of the report; what a plan's own page tells stands there."""
    ended = _("Findings ended in the month")
    return [
        tables_summary.decided(report),
        tables_summary.exceptions(report),
        tables_summary.slips_next(report),
        tables_summary.decisions(report),
        tables_summary.plans(report),
        tables_summary.findings_of(report, report.findings.open, "findings", _("Open findings"), ""),
        tables_summary.findings_of(report, report.findings.ended, "ended", ended, ""),
        tables_summary.risks(report),
        tables_summary.changes(report),
        tables_summary.commitments(report),
        tables_summary.late(report),
        tables_pages.indicators(report),
        tables_pages.words(report),
        *tables_told.of(report),
        tables_pages.trend(report),
    ]


def _page(document: Any, report: Report, printed: edition.Printed | None) -> None:
    """Landscape A4, the language, the properties, what stands on every page."""
    from docx.enum.section import WD_ORIENT
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Mm, Pt

    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)
    section.left_margin = section.right_margin = Mm(15)
    section.top_margin = section.bottom_margin = Mm(15)
    style = document.styles["Normal"]
    style.font.name, style.font.size = "Calibri", Pt(10)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), {"nl": "nl-NL", "en": "en-GB"}.get(report.language, report.language))
    style.element.get_or_add_rPr().append(language)
    at = edition.made_at(report).replace(tzinfo=None)
    kept = document.core_properties
    kept.title, kept.author = clean(edition.title(report)), clean(report.organisation)
    kept.language, kept.comments = report.language, edition.mark_words(report, printed)
    kept.created = kept.modified = at
    kept.last_modified_by, kept.revision = "", 1
    words = (report.organisation, edition.title(report), edition.mark(report, printed))
    section.header.paragraphs[0].text = clean(" · ".join(words))
    _numbers(section.footer.paragraphs[0])


def _numbers(paragraph: Any) -> None:
    """Page x of y, kept up to date by whatever opens the file."""
    before, between = _("Page %(page)s of %(pages)s").split("%(page)s")
    middle, after = between.split("%(pages)s")
    paragraph.add_run(before)
    _field(paragraph, "PAGE")
    paragraph.add_run(middle)
    _field(paragraph, "NUMPAGES")
    paragraph.add_run(after)


def _field(paragraph: Any, name: str) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), name)
    run, text = OxmlElement("w:r"), OxmlElement("w:t")
    text.text = "1"
    run.append(text)
    field.append(run)
    paragraph._p.append(field)


def _summary(document: Any, report: Report, printed: edition.Printed | None) -> None:
    document.add_heading(clean(edition.title(report)), 0)
    document.add_paragraph(clean(edition.mark_words(report, printed)))
    document.add_paragraph(clean(edition.example_words()))
    for line in (*edition.steps(report), *edition.lines(printed)):
        document.add_paragraph(clean(line))
    document.add_heading(clean(report.headline), 1)
    document.add_paragraph(clean(" ".join(report.sentences)))
    if report.told is not None:
        document.add_paragraph(clean(" ".join(report.told.sentences)))
    _table(document, tables_summary.figures(report))
    document.add_heading(_("Findings, from start to end"), 2)
    _table(document, tables_summary.reconciliation(report))


def _plan(document: Any, report: Report, page: PlanPage) -> None:
    document.add_heading(clean(f"{page.record.code} {title(page.record)}"), 1)
    said = [page.headline, state_words(page.state)]
    if page.owner:
        said.append(_("Owner: %(owner)s") % {"owner": page.owner})
    document.add_paragraph(clean(" · ".join(said)))
    for one in page.words:
        document.add_paragraph(clean(f"{marked(one.record.code, one.record.basis)}: {one.text}"), style="Quote")
    _table(document, tables_pages.milestones_of(page))


def _table(document: Any, table: Table) -> None:
    """A table whose head is repeated on every page; rows do not break across pages."""
    if not table.rows:
        document.add_paragraph(clean(table.empty))
        return
    made = document.add_table(rows=len(table.rows) + 1, cols=len(table.columns), style="Light Grid Accent 1")
    made.autofit = False
    total = sum(SHARES.get(column.kind, 1.4) for column in table.columns)
    widths = [round(ROOM * SHARES.get(column.kind, 1.4) / total) for column in table.columns]
    for grid, width in zip(made._tbl.tblGrid.gridCol_lst, widths, strict=True):
        grid.w = width * 635
    labels = tuple(column.label for column in table.columns)
    for number, (row, values) in enumerate(zip(made._tbl.tr_lst, (labels, *table.rows), strict=True)):
        _row(row, values, widths, is_head=number == 0)
    document.add_paragraph()


def _row(row: Any, values: tuple[Any, ...], widths: list[int], *, is_head: bool) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    kept = row.get_or_add_trPr()
    kept.append(OxmlElement("w:cantSplit"))
    if is_head:
        kept.append(OxmlElement("w:tblHeader"))
    for cell, value, width in zip(row.tc_lst, values, widths, strict=True):
        cell.width = width * 635
        run, size = OxmlElement("w:r"), OxmlElement("w:sz")
        size.set(qn("w:val"), "16")
        properties, text = OxmlElement("w:rPr"), OxmlElement("w:t")
        properties.append(size)
        text.text = "" if value is None else clean(value)
        run.append(properties)
        run.append(text)
        cell.p_lst[0].append(run)
