"""One table code <-> facts <-> nl <-> en: what the register, the facts and both languages call the same thing."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.utils.translation import override

from riskreg.vocabulary import choices

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures"
TABLE = list(csv.DictReader((FIXTURES / "reference" / "words.csv").read_text(encoding="utf-8").splitlines()))
LISTS = sorted({row["list"] for row in TABLE})
VOCABULARY = {
    listed["code"]: {str(value["key"]): value["label"] for value in listed["values"]}
    for listed in yaml.safe_load((FIXTURES / "douane" / "vocabulary.yaml").read_text(encoding="utf-8"))["value_lists"]
}
# Where the register says it otherwise than the facts do, on purpose (list, code).
OTHERWISE = {
    ("RoundOutcome", "verified"), ("PlanStatus", "completed"), ("LadderResult", "effective"),
    ("LadderResult", "not_effective"), ("LadderResult", "not_tested"), ("RiskResponse", "share"), ("Band", "medium"),
}  # fmt: skip


@pytest.mark.parametrize("name", LISTS)
def test_the_table_holds_every_code_of_the_list(name: str) -> None:
    codes = [str(value) for value in getattr(choices, name).values]
    assert [row["code"] for row in TABLE if row["list"] == name] == codes


@pytest.mark.parametrize("row", TABLE, ids=lambda row: f"{row['list']}.{row['code']}")
@pytest.mark.parametrize("language", ["nl", "en"])
def test_both_languages_say_what_the_table_says(row: dict[str, Any], language: str) -> None:
    words = {str(member.value): member for member in getattr(choices, row["list"])}
    with override(language):
        assert str(words[row["code"]].label) == row[language]


@pytest.mark.parametrize("row", [row for row in TABLE if row["facts_code"]], ids=lambda r: f"{r['list']}.{r['code']}")
def test_the_facts_call_it_the_same_unless_the_table_says_otherwise(row: dict[str, Any]) -> None:
    facts = VOCABULARY[row["facts_list"]][row["facts_code"]]
    same = (facts["nl"], facts["en"]) == (row["nl"], row["en"])
    assert same != ((row["list"], row["code"]) in OTHERWISE), f"facts: {facts}, register: {row['nl']} / {row['en']}"


def test_the_loader_translates_what_the_table_translates() -> None:
    loaded = {**choices.FACTS_COMMITMENT_STATUS}
    table = {row["facts_code"]: row["code"] for row in TABLE if row["list"] == "CommitmentStatus"}
    assert loaded == table
    ladder = {row["facts_code"]: row["code"] for row in TABLE if row["list"] == "LadderResult"}
    assert ladder == choices.FACTS_LADDER
    share = {row["facts_code"]: row["code"] for row in TABLE if row["list"] == "RiskResponse"}
    assert share["transfer"] == choices.FACTS_RISK_RESPONSE["transfer"]
