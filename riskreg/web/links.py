"""The page of a record, on the day looked at."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from riskreg.web.day import ViewDay

# model name -> url name of its page
PAGES = {
    "risk": "risk",
    "measure": "measure",
    "finding": "finding",
    "plan": "plan",
    "milestone": "milestone",
    "indicator": "indicator",
    "commitment": "commitment",
    "decision": "decision",
    "assessmentcycle": "top_list",
}
# first letters of a code -> url name, for records that are named by their code only
PREFIXES = {"RSK": "risk", "MSR": "measure", "FND": "finding", "PLN": "plan", "MS": "milestone", "IND": "indicator",
            "CMT": "commitment", "DEC": "decision", "CYC": "top_list"}  # fmt: skip


def url_of(day: ViewDay, record: Any) -> str:
    """The record's page on the day; blank for kinds without one."""
    name = PAGES.get(getattr(type(record), "instance_type", type(record))._meta.model_name or "", "")
    return day.link(reverse(name, args=[record.code])) if name else ""


def url_of_code(day: ViewDay, code: str) -> str:
    """The same for a bare code; blank when the code's kind has no page."""
    name = PREFIXES.get(code.split("-")[0], "")
    return day.link(reverse(name, args=[code])) if name else ""


def anchor(day: ViewDay, record: Any) -> SafeString:
    """Code and title, linked to the record's page; the code alone where there is no page."""
    title = getattr(record, "title", "") or getattr(record, "name", "")
    url = url_of(day, record)
    if not url:
        return format_html('<span class="id">{}</span> {}', record.code, title)
    return format_html('<span class="id">{}</span> <a href="{}">{}</a>', record.code, url, title)
