"""The translated words of the charts that both pages and documents draw."""

from __future__ import annotations

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from riskreg.reporting.charts.matrix import Mark, MatrixWords
from riskreg.reporting.document import Report
from riskreg.vocabulary.choices import Impact, Likelihood


def matrix_words(title: str, desc: str) -> MatrixWords:
    """The words of every 5x5 table."""
    return MatrixWords(
        title=title,
        desc=desc,
        likelihood=_("Likelihood"),
        impact=_("Impact"),
        likelihood_levels=tuple(capfirst(str(one.label)) for one in Likelihood),  # type: ignore[arg-type]
        impact_levels=tuple(capfirst(str(one.label)) for one in Impact),  # type: ignore[arg-type]
        band_letters=(
            pgettext("first letter of the band low", "L"),
            pgettext("first letter of the band medium", "M"),
            pgettext("first letter of the band high", "H"),
            pgettext("first letter of the band very high", "V"),
        ),
        several=_("%(count)d risks"),
    )


def short(code: str) -> str:
    """RSK-002 in a disc: 2."""
    return code.rpartition("-")[2].lstrip("0") or code


def top_words(report: Report) -> str:
    """What the matrix of the top risks says, in numbers."""
    rows = [row for row in report.risks.top if row.now]
    words = {
        "above": sum(row.is_above for row in rows),
        "moved": sum(row.before is not None and row.before != row.now for row in rows),
        "count": len(rows),
    }
    return (
        ngettext(
            "%(count)d top risk: %(above)d above its appetite, %(moved)d moved.",
            "%(count)d top risks: %(above)d above their appetite, %(moved)d moved.",
            len(rows),
        )
        % words
    )


def top_marks(report: Report) -> list[Mark]:
    """The report's top risks as they stand in the matrix."""
    return [Mark(short(row.record.code), row.record.title, row.now, row.before) for row in report.risks.top]
