"""One person with the month's sheet open in two windows: neither throws away what was typed in the other."""

from __future__ import annotations

from typing import Any

from django.test import Client

from riskreg.models import Milestone, SheetDraft
from tests.web import test_sheet
from tests.web.browsing import controls
from tests.web.test_sheet import SHEET, fresh, opened, row, sent

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
