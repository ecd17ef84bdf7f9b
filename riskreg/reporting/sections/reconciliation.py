"""The line that always adds up: open at start + new + reopened - ended = open at end, of findings."""

from __future__ import annotations

from collections import Counter

from riskreg.querysets.findings import ENDED
from riskreg.reporting import links
from riskreg.reporting.document import Figure, Reconciliation
from riskreg.reporting.material import Material


def reconciliation(material: Material) -> Reconciliation:
    """Counts of facts/RULES.md 35, with ended findings by kind."""
    lists, counts = material.changes["findings"], material.changes["reconciliation"]
    by_kind = Counter(one["state"] for one in lists["closed"])
    return Reconciliation(
        open_start=Figure(counts["open_start"], links.open_findings(material.start_shown_on)),
        new=material.counted("finding", "new", len(lists["new"])),
        reopened=material.counted("finding", "reopened", len(lists["reopened"])),
        ended=material.counted("finding", "ended", counts["closed"]),
        ended_by_kind={state.value: material.counted("finding", state.value, by_kind[state.value]) for state in ENDED},
        open_end=Figure(counts["open_end"], links.open_findings(material.shown_on)),
    )
