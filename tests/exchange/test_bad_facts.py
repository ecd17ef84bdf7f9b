"""Bad facts are refused with file, record and field, and nothing of them stays."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from riskreg import models
from riskreg.exchange import facts
from riskreg.integrity import agreement
from riskreg.integrity.tables import tracked_models
from riskreg.vocabulary.errors import BadInput
from tests.douane import RECORDED_AT
from tests.exchange.small_facts import FIRST, Documents, documents, write

# A load that fails writes nothing: what is wrong is found before the database is asked.
pytestmark = pytest.mark.once
Spoil = Callable[[Documents], Any]


def load(folder: Path) -> int:
    return facts.load(folder, language="en", recorded_at=RECORDED_AT)


def nothing_is_kept() -> bool:
    """Neither records nor history."""
    return not any(kind.objects.exists() or kind.versions().exists() for kind in tracked_models())


def event(content: Documents, kind: str) -> dict[str, Any]:
    return next(one for one in content["timeline"]["events"] if one["type"] == kind)


def only(content: Documents, name: str) -> dict[str, Any]:
    return content[name][name][0]


def test_the_small_folder_itself_loads(db: None, tmp_path: Path):
    assert load(write(tmp_path, documents())) == 10
    connection.check_constraints()
    assert agreement.disagreements() == []
    finding = models.Finding.objects.get()
    assert (finding.state, finding.target) == ("confirmed", date(2024, 12, 31))
    assert models.Risk.objects.get().response == "share"


def moved(kind: str, after: str) -> Spoil:
    def spoil(content: Documents) -> None:
        events = content["timeline"]["events"]
        one = event(content, kind)
        events.remove(one)
        events.insert(events.index(event(content, after)) + 1, one)

    return spoil


CASES: dict[str, tuple[Spoil, list[str]]] = {
    "an unknown code": (
        lambda all_: only(all_, "risks").update(owner="ROL-9"),
        ["risks.yaml", "RSK-001", "owner", "ROL-9"],
    ),
    "an unknown code in a list": (
        lambda all_: only(all_, "plans")["milestones"][0].update(depends_on=["MS-99-99"]),
        ["plans.yaml", "MS-01-01", "depends_on", "MS-99-99"],
    ),
    "an unknown subject": (
        lambda all_: event(all_, "risk_identified").update(subject="RSK-999"),
        ["timeline.yaml", "EVT-0004", "subject", "RSK-999"],
    ),
    "a subject that is no code": (
        lambda all_: event(all_, "risk_identified").update(subject=["RSK-001"]),
        ["timeline.yaml", "EVT-0004", "subject"],
    ),
    "an unknown actor": (
        lambda all_: event(all_, "finding_verified").update(by="ROL-9"),
        ["timeline.yaml", "EVT-0010", "by", "ROL-9"],
    ),
    "an unknown type": (
        lambda all_: event(all_, "risk_identified").update(type="risk_exploded"),
        ["timeline.yaml", "EVT-0004", "type", "risk_exploded"],
    ),
    "a duplicate code": (
        lambda all_: all_["risks"]["risks"].append(dict(only(all_, "risks"))),
        ["risks.yaml", "RSK-001", "twice"],
    ),
    "a code of another file": (
        lambda all_: only(all_, "commitments").update(code="RSK-001"),
        ["commitments.yaml", "RSK-001", "twice"],
    ),
    "a code that is a number": (
        lambda all_: only(all_, "indicators").update(code=12),
        ["indicators.yaml", "12", "not a code"],
    ),
    "an event out of order": (
        lambda all_: event(all_, "commitment_made").update(date=date(2022, 1, 31)),
        ["timeline.yaml", "EVT-0008", "date", "2022-01-31"],
    ),
    "an event without a date": (
        lambda all_: event(all_, "risk_assessed").pop("date"),
        ["timeline.yaml", "EVT-0005", "date"],
    ),
    "an event before its record": (
        moved("risk_identified", after="risk_assessed"),
        ["timeline.yaml", "risk_assessed", "RSK-001", "not in the register yet"],
    ),
    "a confirmation before the report": (
        moved("finding_reported_solved", after="finding_verified"),
        ["timeline.yaml", "finding_verified", "FND-001", "findings.yaml", "reported solved"],
    ),
    "a finding confirmed by who reported it": (
        lambda all_: event(all_, "finding_verified").update(by="ROL-1"),
        ["timeline.yaml", "EVT-0010", "FND-001", "Nobody confirms"],
    ),
    "a wrong category": (
        lambda all_: only(all_, "risks").update(category="weather"),
        ["timeline.yaml", "risks.yaml", "RSK-001", "category", "weather"],
    ),
    "a wrong status of a unit": (
        lambda all_: all_["organisation"]["units"][0].update(status="asleep"),
        ["organisation.yaml", "ORG-1", "status", "asleep"],
    ),
    "a wrong kind of source": (
        lambda all_: only(all_, "sources").update(kind="rumour"),
        ["sources.yaml", "SRC-1", "kind", "rumour"],
    ),
    "a wrong step of the ladder": (
        lambda all_: only(all_, "risks")["measures"][0]["assurance"].update(design="perhaps"),
        ["risks.yaml", "RSK-001-M1", "perhaps"],
    ),
    "a rating that the scale does not have": (
        lambda all_: event(all_, "finding_opened").update(rating="awful"),
        ["timeline.yaml", "EVT-0002", "FND-001", "awful"],
    ),
    "a missing field of a record": (
        lambda all_: only(all_, "risks").pop("cause"),
        ["risks.yaml", "RSK-001", "cause"],
    ),
    "a missing field of a nested record": (
        lambda all_: only(all_, "plans")["milestones"][0].pop("deliverable"),
        ["plans.yaml", "MS-01-01", "deliverable"],
    ),
    "a missing field of a target": (
        lambda all_: only(all_, "findings")["target_dates"][0].pop("set_on"),
        ["findings.yaml", "FND-001", "set_on"],
    ),
    "a missing field of a role": (
        lambda all_: all_["organisation"]["roles"][0].pop("line"),
        ["organisation.yaml", "ROL-1", "line"],
    ),
    "a missing field of an event": (
        lambda all_: event(all_, "risk_assessed").pop("likelihood"),
        ["timeline.yaml", "EVT-0005", "likelihood"],
    ),
    "a NUL in a text": (
        lambda all_: only(all_, "risks")["cause"].update(en="a\x00b"),
        ["timeline.yaml", "risks.yaml", "RSK-001", "cause", "character"],
    ),
    "a NUL in an event's words": (
        lambda all_: event(all_, "finding_reported_solved").update(en="a\x00b"),
        ["timeline.yaml", "EVT-0009", "reason", "character"],
    ),
    "a text that is too long": (
        lambda all_: only(all_, "plans")["title"].update(en="x" * 201),
        ["plans.yaml", "PLN-01", "title", "200"],
    ),
    "a text in one piece": (
        lambda all_: only(all_, "plans").update(title="Plan"),
        ["timeline.yaml", "EVT-0003", "PLN-01", "plans.yaml", "not a text"],
    ),
    "a percent of 135": (
        lambda all_: event(all_, "milestone_started").update(percent=135),
        ["timeline.yaml", "EVT-0006", "MS-01-01", "135"],
    ),
    "a percent in words": (
        lambda all_: event(all_, "milestone_started").update(percent="half"),
        ["timeline.yaml", "EVT-0006", "percent", "half"],
    ),
    "a day in words": (
        lambda all_: event(all_, "commitment_made").update(due="soon"),
        ["timeline.yaml", "EVT-0008", "due", "soon"],
    ),
    "a likelihood of 6": (
        lambda all_: event(all_, "risk_assessed").update(likelihood=6),
        ["timeline.yaml", "EVT-0005", "RSK-001", "likelihood", "5"],
    ),
    "a likelihood of 0 without a judgement": (
        lambda all_: only(all_, "risks")["inherent"].update(likelihood=0),
        ["timeline.yaml", "EVT-0005", "RSK-001", "likelihood", "1"],
    ),
    "half a position": (
        lambda all_: only(all_, "risks")["target"].update(impact=None),
        ["timeline.yaml", "EVT-0005", "RSK-001", "assessment whole"],
    ),
    "a weight of minus one": (
        lambda all_: only(all_, "plans")["milestones"][0].update(weight=-1),
        ["timeline.yaml", "EVT-0003", "MS-01-01", "weight"],
    ),
    "a value that is no number": (
        lambda all_: event(all_, "indicator_value").update(actual="much"),
        ["timeline.yaml", "EVT-0007", "IND-1"],
    ),
    "a baseline that is no date": (
        lambda all_: only(all_, "plans")["milestones"][0].update(baseline={"v1": "soon"}),
        ["timeline.yaml", "EVT-0003", "PLN-01", "soon"],
    ),
    "units in a circle": (
        lambda all_: all_["organisation"]["units"][0].update(parent="ORG-1"),
        ["organisation.yaml", "ORG-1", "parent", "circle"],
    ),
    "a list that is no list": (
        lambda all_: all_["objectives"].update(objectives="none"),
        ["objectives", "list of records"],
    ),
    "a list that is missing": (lambda all_: all_["findings"].pop("reports"), ["findings", "reports"]),
    "an approval without milestones": (
        lambda all_: event(all_, "plan_approved").update(version=7),
        ["timeline.yaml", "EVT-0003", "PLN-01", "milestone"],
    ),
    "a second opening": (
        lambda all_: all_["timeline"]["events"].insert(2, {**event(all_, "finding_opened"), "code": "EVT-0002b"}),
        ["timeline.yaml", "EVT-0002b", "FND-001", "already there"],
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_it_is_refused_by_name_and_nothing_is_kept(db: None, tmp_path: Path, name: str):
    spoil, named = CASES[name]
    content = documents()
    spoil(content)
    with pytest.raises(BadInput) as refusal:
        load(write(tmp_path, content))
    for words in named:
        assert words in refusal.value.message
    assert nothing_is_kept()


def test_a_missing_file_is_named(db: None, tmp_path: Path):
    (write(tmp_path, documents()) / "plans.yaml").unlink()
    with pytest.raises(BadInput, match=r"plans.yaml is missing"):
        load(tmp_path)
    assert nothing_is_kept()


@pytest.mark.parametrize(
    "text",
    [
        "events: [{code: EVT-1",
        "events:\n\t- x",
        "- a list",
        "",
        "events: \x07",
        "&a [*a]",
        "!!python/object:os.system {}",
    ],
    ids=["cut off", "tab", "list", "empty", "control character", "endless", "object"],
)
def test_a_malformed_file_is_named(db: None, tmp_path: Path, text: str):
    (write(tmp_path, documents()) / "timeline.yaml").write_text(text)
    with pytest.raises(BadInput, match=r"timeline.yaml"):
        load(tmp_path)
    assert nothing_is_kept()


def test_a_file_that_is_not_utf8_is_named(db: None, tmp_path: Path):
    (write(tmp_path, documents()) / "risks.yaml").write_bytes(b"risks: [\xff\xfe]")
    with pytest.raises(BadInput, match=r"risks.yaml cannot be read"):
        load(tmp_path)


@pytest.mark.parametrize(
    ("file", "there", "named"),
    [
        ("timeline", f"date: {FIRST}", ["timeline.yaml", "EVT-0001", "date", "2024-02-31"]),
        ("findings", f"set_on: {FIRST}", ["findings.yaml", "FND-001", "set_on", "2024-02-31"]),
        ("findings", f"published: {FIRST}", ["timeline.yaml", "findings.yaml", "REP-1", "published", "2024-02-31"]),
        ("plans", "v1: 2024-06-30", ["timeline.yaml", "PLN-01", "2024-02-31"]),
        ("commitments", f"made_on: {FIRST}", ["timeline.yaml", "commitments.yaml", "CMT-001", "made on", "2024-02-31"]),
    ],
)
def test_a_day_that_does_not_exist_is_named(db: None, tmp_path: Path, file: str, there: str, named: list[str]):
    path = write(tmp_path, documents()) / f"{file}.yaml"
    text = path.read_text()
    assert there in text
    path.write_text(text.replace(there, f"{there.split(':')[0]}: 2024-02-31", 1))
    with pytest.raises(BadInput) as refusal:
        load(tmp_path)
    for words in named:
        assert words in refusal.value.message
    assert nothing_is_kept()


def test_a_language_that_is_not_there_is_refused(db: None, tmp_path: Path):
    with pytest.raises(BadInput, match="REGISTER_LANGUAGE is “fr”"):
        facts.load(write(tmp_path, documents()), language="fr", recorded_at=RECORDED_AT)


def test_progress_is_told_and_both_languages_enter_the_same_register(db: None, tmp_path: Path):
    told: list[tuple[int, int]] = []
    folder = write(tmp_path, documents())
    facts.load(folder, language="nl", recorded_at=RECORDED_AT, progress=lambda done, of: told.append((done, of)))
    assert told[-1] == (11, 11)
    assert models.Risk.objects.get().title == "Risk (nl)"
