"""The addresses behind the figures of a report: the records on the page, on the day of the figure.

`on` is the day looked at; None leaves it out and means now. Paths are relative to the site's root.
"""

from datetime import date
from functools import lru_cache
from urllib.parse import urlencode

# noun -> first part of its address
PAGES = {
    "risk": "risks",
    "finding": "findings",
    "plan": "plans",
    "milestone": "milestones",
    "commitment": "commitments",
    "decision": "decisions",
    "indicator": "indicators",
    "measure": "measures",
}
# first letters of a code -> noun, for what is named by its code only
PREFIXES = {
    "RSK": "risk",
    "FND": "finding",
    "PLN": "plan",
    "MS": "milestone",
    "CMT": "commitment",
    "DEC": "decision",
}


def record(noun: str, code: str, on: date | None) -> str:
    """The page of one record."""
    return _path(f"/{PAGES[noun]}/{code}/", {}, on)


def by_code(code: str, on: date | None) -> str:
    """The page of a record named by its code; blank when its kind has no page."""
    noun = PREFIXES.get(code.split("-")[0], "")
    return record(noun, code, on) if noun else ""


def rows(noun: str, on: date | None, **filters: str) -> str:
    """The list of a noun with its filters."""
    return _path(f"/{PAGES[noun]}/", filters, on)


def open_findings(on: date | None) -> str:
    return rows("finding", on, state="open")


def late_milestones(on: date | None, plan: str = "") -> str:
    return rows("milestone", on, late="yes", **({"plan": plan} if plan else {}))


def milestones_of(plan: str, on: date | None) -> str:
    return rows("milestone", on, plan=plan, scope="yes")


def top_risks_above_appetite(on: date | None) -> str:
    return rows("risk", on, top="yes", appetite="yes")


def overdue_commitments(on: date | None) -> str:
    return rows("commitment", on, overdue="yes")


def commitments_to_report(on: date | None) -> str:
    return rows("commitment", on, report_now="yes")


def decisions(state: str, on: date | None) -> str:
    return rows("decision", on, state=state)


def change(noun: str, kind: str) -> str:
    """The place in the report itself that names what is counted."""
    return f"#{noun}-{kind}"


def report(month: object) -> str:
    return f"/reports/{month}/"


def _path(path: str, filters: dict[str, str], on: date | None) -> str:
    query = _query(on, **filters)
    return f"{path}?{query}" if query else path


@lru_cache(maxsize=256)
def _query(on: date | None, **filters: str) -> str:
    """Kept, because a report names thousands of records on one day."""
    return urlencode({**filters, **({"as_of": on.isoformat()} if on else {})})
