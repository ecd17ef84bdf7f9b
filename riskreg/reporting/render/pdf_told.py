"""What the PDF prints of the month's silence, questions and contradictions."""

from __future__ import annotations

from typing import Any

from riskreg.reporting.document import Ref, Report
from riskreg.reporting.render import edition
from riskreg.reporting.render.tables_told import owner_words


def told(report: Report) -> dict[str, Any] | None:
    """None for a month that nobody was asked about."""
    if report.told is None:
        return None
    return {
        "sentences": " ".join(report.told.sentences),
        "silent": [
            {"owner": owner_words(row.owner), "owed": row.owed, "records": [ref_of(one) for one in row.records]}
            for row in report.told.silent
        ],
        "wordless": [{**ref_of(row.record), "words": row.kind_words} for row in report.told.wordless],
        "questions": [
            {**ref_of(row.record), "question": row.question, "answer": row.answer} for row in report.told.questions
        ],
        "contradictions": [
            {
                **ref_of(row.record),
                "words": row.words,
                "state": row.state,
                "hard": edition.hardness(row.severity),
                "explanation": row.explanation,
            }
            for row in report.told.contradictions
        ],
    }


def ref_of(ref: Ref) -> dict[str, Any]:
    return {"code": ref.code, "title": ref.title, "is_example": ref.basis == "illustrative"}
