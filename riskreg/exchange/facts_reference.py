"""The lists that enter with the first event: scales, sources, organisation, objectives, cycles."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml
from django.utils.translation import gettext as _

from riskreg import models
from riskreg.exchange.facts_entries import Entering
from riskreg.services import records
from riskreg.vocabulary.errors import BadInput

REFERENCE = Path(__file__).resolve().parents[2] / "fixtures" / "reference"


def enter_reference(entering: Entering) -> None:
    """Scales, sources, parties, units, roles, objectives and cycles: with the first event of the timeline."""
    document = yaml.safe_load((REFERENCE / "rating_scales.yaml").read_text(encoding="utf-8"))
    for scale in document["rating_scales"]:
        made = entering.keep(
            records.create(
                models.RatingScale, code=scale["code"], name=entering.text(scale["name"]), **entering.by_system()
            )
        )
        for level in scale["levels"]:
            entering.keep(
                records.create(
                    models.RatingLevel,
                    code=f"{scale['code']}-{level['key']}",
                    scale=made,
                    key=level["key"],
                    name=entering.text(level["label"]),
                    meaning=entering.text(level.get("meaning")),
                    severity=level.get("rank"),
                    **entering.by_system(),
                )
            )
    sections = entering.facts.sections
    for node in entering.taking(sections["sources"]):
        entering.keep(_source(entering, node))
    _enter_organisation(entering)
    for node in entering.taking(sections["objectives"]):
        entering.keep(_objective(entering, node))
    for node in entering.taking(sections["cycles"]):
        entering.keep(
            records.create(
                models.AssessmentCycle,
                code=node["code"],
                name=entering.text(node["name"]),
                closes_on=node["as_of"],
                **entering.about(node),
                **entering.by_system(),
            )
        )


def _enter_organisation(entering: Entering) -> None:
    sections = entering.facts.sections
    for node in entering.taking(sections["external_parties"]):
        entering.keep(
            records.create(
                models.Party,
                code=node["code"],
                name=entering.text(node["name"]),
                kind=node["kind"],
                description=entering.text(node.get("description")),
                **entering.about(node),
                **entering.by_system(),
            )
        )
    waiting = list(sections["units"])
    while waiting:
        ready = [node for node in waiting if node["parent"] is None or entering.has(node["parent"])]
        if not ready:
            raise BadInput(
                _("%(place)s: parent: the units stand under one another in a circle") % {"place": waiting[0].place}
            )
        for node in entering.taking(ready):
            entering.keep(_unit(entering, node))
        waiting = [node for node in waiting if not entering.has(node["code"])]
    for node in entering.taking(sections["units"]):
        if node.get("future_parent"):
            later = entering.inside[node["future_parent"]]
            records.edit(
                entering.inside[node["code"]], by=entering.system, at=entering.at, reason="", future_parent=later
            )
    for node in entering.taking(sections["roles"]):
        place = entering.inside[node["unit"]]
        where = {"party": place} if isinstance(place, models.Party) else {"unit": place}
        entering.keep(
            records.create(
                models.Role,
                code=node["code"],
                name=entering.text(node["name"]),
                line=str(node["line"]),
                **where,
                **entering.about(node),
                **entering.by_system(),
            )
        )


def _source(entering: Entering, node: dict[str, Any]) -> Any:
    return records.create(
        models.Source,
        code=node["code"],
        title=entering.text(node["title"]),
        kind=node["kind"],
        publisher=node.get("publisher", ""),
        published=node.get("published"),
        published_precision=node.get("published_precision", "day"),
        reference=node.get("reference", ""),
        note=entering.text(node.get("note")),
        **entering.by_system(),
    )


def _unit(entering: Entering, node: dict[str, Any]) -> Any:
    parent = entering.inside.get(node["parent"] or "")
    where = {"parent_party": parent} if isinstance(parent, models.Party) else {"parent": parent}
    return records.create(
        models.Unit,
        code=node["code"],
        name=entering.text(node["name"]),
        kind=node["kind"],
        status=node["status"],
        description=entering.text(node.get("description")),
        **where,
        **entering.about(node),
        **entering.by_system(),
    )


def _objective(entering: Entering, node: dict[str, Any]) -> Any:
    return records.create(
        models.Objective,
        code=node["code"],
        name=entering.text(node["name"]),
        kind=node["kind"],
        description=entering.text(node.get("description")),
        parent=entering.inside.get(node["parent"] or ""),
        **entering.about(node),
        **entering.by_system(),
    )
