"""One person with the month's sheet open in two windows: neither throws away what was typed in the other."""

from __future__ import annotations

from typing import Any

from django.test import Client

from riskreg.models import Milestone, SheetDraft
from riskreg.services import periods
from tests.web import test_sheet
from tests.web.browsing import controls
from tests.web.test_sheet import DO, SHEET, fresh, opened, row, sent

role, milestone, month, owner = test_sheet.role, test_sheet.milestone, test_sheet.month, test_sheet.owner


def kept(client: Client, typed: dict[str, Any]) -> Any:
    return client.post(f"{SHEET}draft/", typed).json()


def test_both_windows_are_in_the_draft(owner: Client) -> None:
    first, second = opened(owner), opened(owner)
    kept(owner, first | row("MS-90-01", note="In the first"))
    told = kept(owner, second | row("MS-90-02", note="In the second"))
    assert "with what was typed in another window" in told["words"]
    page = controls(owner.get(SHEET))
    assert (page["MS-90-01-note"], page["MS-90-02-note"]) == ("In the first", "In the second")


def test_the_same_window_empties_what_it_typed(owner: Client) -> None:
    typed = opened(owner)
    told = kept(owner, typed | row("MS-90-01", note="Not so"))
    told = kept(owner, typed | {"seen": told["seen"]} | row("MS-90-02", note="But this"))
    assert "another window" not in told["words"]
    page = controls(owner.get(SHEET))
    assert (page["MS-90-01-note"], page["MS-90-02-note"]) == ("", "But this")
    assert kept(owner, typed | {"seen": told["seen"]})["seen"] == ""
    assert not SheetDraft.objects.exists()


def test_of_one_row_the_later_window_counts(owner: Client) -> None:
    first, second = opened(owner), opened(owner)
    kept(owner, first | row("MS-90-01", note="Earlier", percent="30"))
    kept(owner, second | row("MS-90-01", note="Later"))
    page = controls(owner.get(SHEET))
    assert (page["MS-90-01-note"], page["MS-90-01-percent"]) == ("Later", "20")


def test_submitting_one_window_leaves_the_draft_of_the_other(owner: Client, milestone: Milestone) -> None:
    first, second = opened(owner), opened(owner)
    kept(owner, second | row("MS-90-02", note="In the second"))
    assert sent(owner, first | row("MS-90-01", percent="30", note="Done")).status_code == 302
    assert fresh(milestone).percent == 30
    assert controls(owner.get(SHEET))["MS-90-02-note"] == "In the second"


def test_keeping_by_button_joins_the_windows_too(owner: Client) -> None:
    first, second = opened(owner), opened(owner)
    sent(owner, first | row("MS-90-01", note="In the first"), step="keep")
    sent(owner, second | row("MS-90-02", note="In the second"), step="keep")
    assert controls(owner.get(SHEET))["MS-90-01-note"] == "In the first"


def test_both_windows_stay_in_the_draft_while_each_types_on(owner: Client) -> None:
    first, second = opened(owner), opened(owner)
    kept(owner, first | row("MS-90-01", note="In the first"))
    told = kept(owner, second | row("MS-90-02", note="In the se"))
    kept(owner, second | {"seen": told["seen"]} | row("MS-90-02", note="In the second"))
    page = controls(owner.get(SHEET))
    assert (page["MS-90-01-note"], page["MS-90-02-note"]) == ("In the first", "In the second")


def test_a_window_that_shows_an_earlier_text_does_not_put_it_back(owner: Client) -> None:
    first = opened(owner)
    told = kept(owner, first | row("MS-90-01", note="Two words\r\nand a line"))
    second = opened(owner)
    kept(owner, first | {"seen": told["seen"]} | row("MS-90-01", note="Two words and many more"))
    kept(owner, second | row("MS-90-02", note="In the second"))
    page = controls(owner.get(SHEET))
    assert (page["MS-90-01-note"], page["MS-90-02-note"]) == ("Two words and many more", "In the second")


def test_what_one_window_submitted_does_not_come_back_from_another(owner: Client) -> None:
    first = opened(owner)
    told = kept(owner, first | row("MS-90-01", percent="30", note="Done"))
    second = opened(owner)
    assert sent(owner, first | {"seen": told["seen"]} | row("MS-90-01", percent="30", note="Done")).status_code == 302
    kept(owner, second | row("MS-90-02", note="In the second"))
    assert {name.rpartition("-")[0] for name in SheetDraft.objects.get().typed} == {"MS-90-02"}


def test_a_row_typed_in_two_windows_is_told(owner: Client) -> None:
    first, second = opened(owner), opened(owner)
    kept(owner, first | row("MS-90-01", note="Earlier"))
    assert "MS-90-01" in kept(owner, second | row("MS-90-01", note="Later"))["words"]


def test_a_refused_sheet_leaves_the_rows_of_another_window(owner: Client) -> None:
    first, second = opened(owner), opened(owner)
    kept(owner, first | row("MS-90-01", note="In the first"))
    refused = sent(owner, second | row("MS-90-02", percent="400", note="Wrong"))
    assert refused.status_code == 422
    kept(owner, controls(refused) | row("MS-90-02", percent="40"))
    assert controls(owner.get(SHEET))["MS-90-01-note"] == "In the first"


def test_a_row_emptied_after_a_refusal_stays_empty(owner: Client, milestone: Milestone) -> None:
    refused = sent(owner, opened(owner) | row("MS-90-01", percent="30") | row("MS-90-02", percent="400", note="Wrong"))
    again = {name: value for name, value in controls(refused).items() if not name.endswith("-unchanged")}
    assert sent(owner, again | row("MS-90-02", percent="0", note="")).status_code == 302
    assert not SheetDraft.objects.exists()


def test_the_cut_off_leaves_what_another_window_kept(owner: Client, month: Any) -> None:
    first, second = opened(owner), opened(owner)
    kept(owner, first | row("MS-90-01", note="In the first"))
    periods.review(month, reason="Early", **DO)
    kept(owner, second | row("MS-90-02", note="In the second"))
    notes = {name: value for name, value in SheetDraft.objects.get().typed.items() if name.endswith("note")}
    assert notes == {"MS-90-01-note": "In the first", "MS-90-02-note": "In the second"}


def test_a_forged_list_of_what_a_window_showed_harms_nobody(owner: Client) -> None:
    first, second = opened(owner), opened(owner)
    kept(owner, first | row("MS-90-01", note="In the first"))
    for seen in ("x" * 100_000, "2026-11-29T04:00:00+00:00", ":::: : a:b\x00", "MS-90-01"):
        assert "another window" in kept(owner, second | {"seen": seen} | row("MS-90-02", note="Second"))["words"]
    assert controls(owner.get(SHEET))["MS-90-01-note"] == "In the first"


def test_submitting_an_earlier_text_leaves_what_was_typed_on_in_another_window(owner: Client) -> None:
    first = opened(owner)
    told = kept(owner, first | row("MS-90-01", note="Two words"))
    second = opened(owner)
    kept(owner, first | {"seen": told["seen"]} | row("MS-90-01", note="Two words and many more"))
    assert sent(owner, second | row("MS-90-02", unchanged="on")).status_code == 302
    assert SheetDraft.objects.get().typed["MS-90-01-note"] == "Two words and many more"
    assert "MS-90-02-unchanged" not in SheetDraft.objects.get().typed


def test_a_draft_kept_between_two_clicks_is_no_other_sheet(owner: Client) -> None:
    typed = opened(owner) | row("MS-90-01", percent="30", note="Done")
    first = sent(owner, typed)
    again = sent(owner, typed | {"seen": "MS-90-01:0123456789"})
    assert first.status_code == again.status_code == 302
    assert first["Location"] == again["Location"]
    assert "Nothing changed since" not in owner.get(again["Location"]).content.decode()
