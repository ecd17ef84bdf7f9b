"""The page of a record, on the day looked at."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from riskreg.models import Objective, RiskObjective
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
    "role": "role",
    "auditreport": "audit_report",
}
# A record without a page of its own is shown on that of the first of these.
BELONGS_TO = ("finding", "milestone", "plan", "risk", "measure", "indicator", "commitment")
# first letters of a code -> url name, for records that are named by their code only
PREFIXES = {"RSK": "risk", "MSR": "measure", "FND": "finding", "PLN": "plan", "MS": "milestone", "IND": "indicator",
            "CMT": "commitment", "DEC": "decision", "CYC": "top_list",
            "REP": "audit_report"}  # fmt: skip


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


def role_link(day: ViewDay, role: Any) -> SafeString | str:
    """The role's name, linked to its page; blank without a role."""
    if role is None:
        return ""
    return format_html('<a href="{}">{}</a>', day.link(reverse("role", args=[role.code])), role.name)


def page_of(request: Any, record: Any) -> str:
    """The page on which the record is shown: its own, or that of the record that it belongs to."""
    url = url_of(request.day, record)
    if url:
        return url
    if getattr(record, "about", ""):
        return url_of_code(request.day, record.about) or reverse("home")
    for name in BELONGS_TO:
        if getattr(record, f"{name}_id", None) is not None:
            kind = record._meta.get_field(name).related_model
            parent = request.register.of(kind).ids([getattr(record, f"{name}_id")]).first()
            if parent is not None:
                return page_of(request, parent)
    if isinstance(record, Objective):
        threatened_by = request.register.ties(RiskObjective, "objective", "risk", [record.pk]).get(record.pk, [])
        return url_of(request.day, threatened_by[0]) if threatened_by else reverse("risks")
    return reverse("home")
