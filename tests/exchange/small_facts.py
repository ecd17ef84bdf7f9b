"""A folder of facts as small as it can be, to be spoiled one way at a time."""

from __future__ import annotations

import copy
from datetime import date
from pathlib import Path
from typing import Any

import yaml

Documents = dict[str, dict[str, list[dict[str, Any]]]]
FIRST, SECOND = date(2023, 1, 31), date(2023, 2, 28)


def said(words: str) -> dict[str, str]:
    return {"nl": f"{words} (nl)", "en": words}


BASIS: dict[str, Any] = {"basis": "illustrative", "source": {"doc": "SRC-1", "section": "1"}}
POSITION = {"likelihood": 3, "impact": 3}


def measure() -> dict[str, Any]:
    return {
        "code": "RSK-001-M1",
        "title": said("Measure"),
        "kind": "preventive",
        "control_type": "hard",
        "owner": "ROL-1",
        "assurance": {"design": "met", "existence": "partly", "operation": "unknown", **BASIS},
        **BASIS,
    }


def sources() -> dict[str, list[dict[str, Any]]]:
    return {"sources": [{"code": "SRC-1", "kind": "seed", "title": said("Source")}]}


def organisation() -> dict[str, list[dict[str, Any]]]:
    return {
        "units": [{"code": "ORG-1", "kind": "team", "name": said("Unit"), "parent": None, "status": "active", **BASIS}],
        "external_parties": [{"code": "EXT-1", "kind": "auditor", "name": said("Party"), **BASIS}],
        "roles": [
            {"code": "ROL-1", "name": said("Role"), "unit": "ORG-1", "line": 1, **BASIS},
            {"code": "ROL-2", "name": said("Other role"), "unit": "ORG-1", "line": 3, **BASIS},
        ],
    }


def objectives() -> dict[str, list[dict[str, Any]]]:
    return {
        "objectives": [
            {"code": "OBJ-1", "kind": "vision", "parent": None, "name": said("Objective"), **BASIS},
        ]
    }


def risks() -> dict[str, list[dict[str, Any]]]:
    return {
        "cycles": [{"code": "CYC-1", "name": said("Cycle"), "as_of": SECOND, **BASIS}],
        "risks": [
            {
                "code": "RSK-001",
                "title": said("Risk"),
                "category": "data",
                "cause": said("cause"),
                "event": said("event"),
                "consequence": said("consequence"),
                "unit": "ORG-1",
                "owner": "ROL-1",
                "appetite": "low",
                "treatment": "transfer",
                "objectives": ["OBJ-1"],
                "measures": [measure()],
                "findings": ["FND-001"],
                "plans": ["PLN-01"],
                "indicators": ["IND-1"],
                "inherent": POSITION,
                "target": POSITION,
                "score_basis": "illustrative",
                **BASIS,
            }
        ],
    }


def findings() -> dict[str, list[dict[str, Any]]]:
    return {
        "reports": [
            {
                "code": "REP-1",
                "title": said("Report"),
                "issued_by": "EXT-1",
                "audit_year": 2022,
                "published": FIRST,
                "precision": "day",
                **BASIS,
            }
        ],
        "findings": [
            {
                "code": "FND-001",
                "title": said("Finding"),
                "description": said("description"),
                "raised_by": ["EXT-1"],
                "kind": "audit_finding",
                "rating_scale": "SEV-AR",
                "owner": "ROL-1",
                "risks": ["RSK-001"],
                "plans": ["PLN-01"],
                "history": [],
                "target_dates": [
                    {
                        "kind": "original",
                        "target_date": date(2024, 12, 31),
                        "precision": "year",
                        "set_on": FIRST,
                        "reason": said("first"),
                        **BASIS,
                    }
                ],
                "recommendations": [{"code": "FND-001-R1", "text": said("advice"), "basis": "derived"}],
                **BASIS,
            }
        ],
    }


def plans() -> dict[str, list[dict[str, Any]]]:
    return {
        "plans": [
            {
                "code": "PLN-01",
                "title": said("Plan"),
                "description": said("description"),
                "findings": ["FND-001"],
                "risks": ["RSK-001"],
                "owner": "ROL-1",
                "main_plan": True,
                "start": FIRST,
                "target_date": date(2024, 12, 31),
                "progress_cadence": "monthly",
                "workstreams": [{"code": "WS-1", "title": said("Workstream"), "basis": "derived"}],
                "milestones": [
                    {
                        "code": "MS-01-01",
                        "workstream": "WS-1",
                        "title": said("Milestone"),
                        "deliverable": said("deliverable"),
                        "owner": "ROL-1",
                        "weight": 10,
                        "start": FIRST,
                        "depends_on": [],
                        "baseline": {"v1": date(2024, 6, 30)},
                        "date_basis": "derived",
                        **BASIS,
                    }
                ],
                **BASIS,
            }
        ]
    }


def indicators() -> dict[str, list[dict[str, Any]]]:
    return {
        "indicators": [
            {
                "code": "IND-1",
                "title": said("Indicator"),
                "measure_unit": "percent",
                "direction": "higher_is_better",
                "kind": "KPI",
                "risks": ["RSK-001"],
                "frequency": "year",
                "values": [{"period": "2022", "as_of": FIRST, "actual": 98.5}],
                **BASIS,
            }
        ]
    }


def commitments() -> dict[str, list[dict[str, Any]]]:
    return {
        "commitments": [
            {
                "code": "CMT-001",
                "kind": "toezegging",
                "title": said("Commitment"),
                "made_by": "EXT-1",
                "made_to": "ORG-1",
                "keeper": "ROL-1",
                "made_on": FIRST,
                "made_precision": "day",
                "due_precision": "day",
                "links": ["RSK-001", "PLN-01"],
                **BASIS,
            }
        ]
    }


def documents() -> Documents:
    """One record of a kind, each with its first events."""
    kinds = (sources, organisation, objectives, risks, findings, plans, indicators, commitments)
    content = {kind.__name__: kind() for kind in kinds}
    return {**copy.deepcopy(content), "timeline": {"events": events()}}


def events() -> list[dict[str, Any]]:
    kinds: list[tuple[date, str, str, dict[str, Any]]] = [
        (FIRST, "report_published", "REP-1", {}),
        (FIRST, "finding_opened", "FND-001", {"audit_year": 2022, "rating": "onvolkomenheid", "status": "established"}),
        (FIRST, "plan_approved", "PLN-01", {"version": 1, "by": "ROL-2"}),
        (FIRST, "risk_identified", "RSK-001", {}),
        (FIRST, "risk_assessed", "RSK-001", {"likelihood": 4, "impact": 4, "cycle": "CYC-1"}),
        (SECOND, "milestone_started", "MS-01-01", {"percent": 5}),
        (SECOND, "indicator_value", "IND-1", {"period": "2022", "actual": 98.5}),
        (SECOND, "commitment_made", "CMT-001", {"due": date(2024, 1, 31)}),
        (SECOND, "finding_reported_solved", "FND-001", {"by": "ROL-1"}),
        (SECOND, "finding_verified", "FND-001", {"by": "ROL-2"}),
    ]
    return [
        {"code": f"EVT-{number:04d}", "date": day, "type": kind, "subject": subject, **said(kind), **more}
        for number, (day, kind, subject, more) in enumerate(kinds, start=1)
    ]


class Dumper(yaml.SafeDumper):
    """Writes a value that occurs twice in full, twice."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def write(folder: Path, content: Documents) -> Path:
    for name, document in content.items():
        text = yaml.dump(document, Dumper=Dumper, allow_unicode=True, sort_keys=False)
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    return folder
