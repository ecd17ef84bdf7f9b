"""Where a record stands on the register's own pages, which have the buttons of every verb."""

from __future__ import annotations

import re
from typing import Any

from django.urls import NoReverseMatch, reverse

from riskreg.models import AssessmentCycle, PublishedReport, TopRisk

# Names of pages that are not called after their kind.
PAGES: dict[type[Any], str] = {AssessmentCycle: "top_list"}
# A record without a page of its own is shown on that of the first of these that it names and the reader may see.
BELONGS_TO = (
    "finding", "milestone", "plan", "risk", "measure", "indicator", "commitment", "cycle", "baseline",
)  # fmt: skip
# First letters of a code -> page, for records that are named by their code only.
PREFIXES = {
    "RSK": "risk", "MSR": "measure", "FND": "finding", "PLN": "plan", "MS": "milestone", "IND": "indicator",
    "CMT": "commitment", "DEC": "decision", "CYC": "top_list",
}  # fmt: skip


def page_of(record: Any) -> str:
    """The record's page, or that of what it belongs to; blank where there is none."""
    kind = type(record)
    if kind is PublishedReport:
        return _address("report", record.period.code)
    if kind is TopRisk:
        return page_of(record.cycle)
    own = _address(PAGES.get(kind, _snake(kind.__name__)), getattr(record, "code", ""))
    if own:
        return own
    for name in BELONGS_TO:
        if getattr(record, f"{name}_id", None) is not None and getattr(record, name) is not None:
            return page_of(getattr(record, name))
    about = getattr(record, "about", "")
    return _address(PREFIXES.get(about.split("-")[0], ""), about)


def _snake(name: str) -> str:
    return re.sub(r"(?<!^)(?=[A-Z])", "_", name).lower()


def _address(name: str, code: str) -> str:
    if not name or not code:
        return ""
    try:
        return reverse(name, args=[code])
    except NoReverseMatch:
        return ""
