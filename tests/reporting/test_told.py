"""What the month asked for and what was said, in the report and in all its files."""

from __future__ import annotations

import dataclasses
import io
import json
import re
from datetime import date, datetime, timedelta
from typing import Any

import docx as word
import openpyxl
import pypdf
import pytest
from django.utils.translation import override

from riskreg.access import operator
from riskreg.models import Milestone, ReportingPeriod
from riskreg.reporting import monthly, publish
from riskreg.reporting.cut_offs import CutOffs
from riskreg.reporting.document import Report
from riskreg.reporting.render import docx, edition, html, pdf, xlsx
from riskreg.reporting.render import json as json_file
from riskreg.reporting.sections import told as sections
from riskreg.services import explanations, milestones, periods, questions, reports
from riskreg.vocabulary.periods import REGISTER_ZONE, Month

DAY = date(2026, 11, 22)
AT = datetime(2026, 11, 22, 9, 45, tzinfo=REGISTER_ZONE)
LATER = AT + timedelta(minutes=5)
BY = operator("tester")
DO: dict[str, Any] = {"by": BY, "at": AT}
THEN: dict[str, Any] = {"by": BY, "at": LATER}
NOVEMBER = Month(2026, 11)
PRINTED = (
    "What is left?", "The letter follows", "Said to be completed, without any evidence", "the board meets early",
    "settled in the meeting", "Put forward: system, 22 Nov 2026, 09:50",
)  # fmt: skip


def put_forward() -> Report:
    """November of the real register, in which one milestone was completed and another questioned."""
    period = periods.open_month(NOVEMBER, **DO)
    one, other = Milestone.objects.filter(code__in=("MS-04-04", "MS-04-09")).order_by("code")
    made = milestones.complete(one, month=NOVEMBER, **DO)
    explanations.explain(NOVEMBER, made, rule="done-unproved", text="The letter follows", **DO)
    questions.ask(NOVEMBER, other, question="What is left?", is_due=True, **DO)
    period = periods.review(period, reason="the board meets early", **THEN)
    draft = reports.draft(period, language="en", **THEN)
    missing = ("a question waits",)
    reports.put_forward(draft, missing=missing, reason="settled in the meeting", **THEN)
    return publish.drafted(draft, DAY)


@pytest.fixture
def forward(douane: Any) -> Report:
    return put_forward()


@pytest.mark.parametrize(
    ("count", "left", "english", "dutch"),
    [
        (1, 0, "it was answered", "die is beantwoord"),
        (1, 1, "it is not answered", "die is niet beantwoord"),
        (3, 0, "all were answered", "alle zijn beantwoord"),
        (3, 1, "one is not answered", "één is niet beantwoord"),
        (3, 2, "two are not answered", "twee zijn niet beantwoord"),
        (3, 3, "none was answered", "geen is beantwoord"),
    ],
)
def test_what_became_of_questions_and_contradictions_reads_in_both_languages(
    count: int, left: int, english: str, dutch: str
) -> None:
    for language, words, other in (("en", english, "explained"), ("nl", dutch, "verklaard")):
        with override(language):
            assert sections.answered(count, left) == words
            assert sections.explained(count, left) == re.sub("answered|beantwoord", other, words)


def test_the_report_names_who_was_silent_and_of_what(forward: Report) -> None:
    told = forward.told
    assert told is not None
    silent = [ref.code for row in told.silent for ref in row.records]
    assert len(silent) == 33
    assert "MS-04-04" not in silent, "it was completed"
    assert "MS-04-09" not in silent, "it is in question"
    assert told.owed == 35
    assert told.sentences == (
        "Nothing was said of 33 records of 35 that the month asked for, by 15 owners.",
        "19 records ask for words and have none.",
        "One question was put to an owner; it is not answered.",
        "One contradiction was found; it was explained.",
    )
    assert {row.kind for row in told.wordless} == {"plan"}
    assert [(row.record.code, row.question, row.answer) for row in told.questions] == [
        ("MS-04-09", "What is left?", "")
    ]
    assert [(row.record.code, row.explanation) for row in told.contradictions] == [("MS-04-04", "The letter follows")]


def test_the_report_says_who_made_it_by_role_and_moment(forward: Report) -> None:
    assert [(one.kind, one.role, one.at, one.reason) for one in forward.steps] == [
        ("cut_off", "system", LATER, "the board meets early"),
        ("drafted", "system", LATER, ""),
        ("put_forward", "system", LATER, "settled in the meeting"),
    ]


def test_a_draft_that_was_taken_back_is_not_put_forward(forward: Report) -> None:
    period = ReportingPeriod.objects.get(code="2026-11")
    draft = reports.draft(period, language="en", headline="Otherwise", **THEN)
    assert [one.kind for one in publish.drafted(draft, DAY).steps] == ["cut_off", "drafted"]


def read(content: bytes) -> dict[str, str]:
    book = openpyxl.load_workbook(io.BytesIO(content))
    return {sheet.title: " ".join(str(cell.value) for row in sheet for cell in row) for sheet in book}


def squeezed(text: str) -> str:
    """Without what a line end leaves in a PDF."""
    return re.sub(r"[\s-]", "", text)


def test_every_file_prints_it(forward: Report) -> None:
    pages = pypdf.PdfReader(io.BytesIO(pdf.file(forward, spreadsheet=b"")))
    document = word.Document(io.BytesIO(docx.file(forward)))
    texts = {
        "html": html.file(forward, "en"),
        "pdf": " ".join(page.extract_text() for page in pages.pages).replace("\n", " "),
        "xlsx": " ".join(read(xlsx.file(forward)).values()),
        "docx": " ".join(
            [one.text for one in document.paragraphs]
            + [cell_text(cell) for table in document.tables for row in table._tbl.tr_lst for cell in row.tc_lst]
        ),
    }  # fmt: skip
    for name, text in texts.items():
        assert [one for one in (*PRINTED, *forward.told.sentences) if squeezed(one) not in squeezed(text)] == [], name  # type: ignore[union-attr]


def cell_text(cell: Any) -> str:
    """Read from the markup: the library takes seconds for it."""
    return "".join(node.text or "" for node in cell.iter() if node.tag.endswith("}t"))


def test_a_loaded_month_counts_no_silence(douane: Any) -> None:
    october, cut_offs, actor = Month(2026, 10), CutOffs.read(DAY), operator()
    start, end = cut_offs.start(actor, october), cut_offs.end(actor, october)
    loaded = monthly.build(start, end, october, cut_offs.state(october), cut_offs=cut_offs)
    assert loaded.told is None
    assert "What was asked, and what was said" not in html.file(loaded, "en")


def test_dutch_says_it_in_dutch(forward: Report) -> None:
    with override("nl"):
        page = html.file(forward, "nl")
    assert "Wat er is gevraagd en wat er is opgegeven" in page


def test_an_edition_of_before_all_this_still_opens(forward: Report) -> None:
    """Stored data without the fields that came later."""
    data = json.loads(json_file.dumps(forward))
    for name in ("told", "steps", "site"):
        del data[name]
    for row in data["findings"]["open"]:
        for name in ("first_target_precision", "forecast_precision", "is_past_target", "is_passed"):
            del row[name]
    old = json_file.loads(json.dumps(data))
    assert old.told is None
    assert old.steps == ()
    assert pdf.file(old, spreadsheet=b"").startswith(b"%PDF")
    assert html.file(old, "en")
    assert xlsx.file(old)


def test_what_turns_the_direction_of_text_is_shown_in_every_file(forward: Report) -> None:
    bad = "paid \u202etxet\u202c"
    made = dataclasses.replace(forward, headline=bad)
    shown = "paid [U+202E]txet[U+202C]"
    pages = pypdf.PdfReader(io.BytesIO(pdf.file(made, spreadsheet=b"")))
    document = word.Document(io.BytesIO(docx.file(made)))
    texts = (
        html.file(made, "en"), pages.pages[0].extract_text(), read(xlsx.file(made))["Summary"],
        " ".join(one.text for one in document.paragraphs),
    )  # fmt: skip
    for text in texts:
        assert shown in text
        assert "\u202e" not in text


def test_a_copy_of_a_sealed_month_says_that_it_is_one(forward: Report) -> None:
    copied = dataclasses.replace(forward, state=edition.COPY, steps=())
    words = "Copy made from the register today; the sealed edition is a file of its own"
    assert words in html.file(copied, "en")
    assert edition.mark_words(copied, None) == words
    assert words in read(xlsx.file(copied))["Summary"]
    assert json_file.loads(json_file.dumps(copied)).state == "copy"


def test_links_of_a_file_lead_to_the_register_or_are_plain_text(forward: Report) -> None:
    assert forward.site == "", "an address of this machine leads nowhere else"
    plain = html.file(forward, "en")
    assert 'href="/' not in plain
    assert "Agreements with IT providers updated" in plain
    led = html.file(dataclasses.replace(forward, site="https://risks.example"), "en")
    assert 'href="https://risks.example/milestones/MS-04-04/?as_of=2026-11-22"' in led
    assert 'href="/' not in led
