"""Reading and checking a folder of facts before anything is written."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import yaml
from django.utils.translation import gettext as _

from riskreg.vocabulary.errors import BadInput

SECTIONS = {
    "sources": ("sources",),
    "organisation": ("units", "external_parties", "roles"),
    "objectives": ("objectives",),
    "risks": ("cycles", "risks"),
    "findings": ("reports", "findings"),
    "plans": ("plans",),
    "indicators": ("indicators",),
    "commitments": ("commitments",),
    "timeline": ("events",),
}
# Fields that hold one code, or a list of codes.
_ONE = {
    "parent", "future_parent", "unit", "owner", "keeper", "made_by", "made_to", "issued_by", "report", "cycle",
    "until_cycle", "workstream", "subject", "successor", "by", "approved_by", "superseded_by", "supersedes",
    "succeeds",
}  # fmt: skip
_MANY = {"risks", "findings", "plans", "indicators", "objectives", "links", "raised_by", "depends_on", "milestones"}
EVENT_FIELDS = {"code", "date", "type", "subject"}
_WHOLE = ("percent", "likelihood", "impact", "version", "audit_year")
_DAYS = ("exact_date", "due", "to")


# libyaml where it is there: the same documents, ten times as fast.
class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc] # its base is found at run time
    """A safe loader that keeps a day that does not exist as text, so that its record and field can be told."""

    def day(self, node: yaml.ScalarNode) -> Any:
        try:
            return self.construct_yaml_timestamp(node)
        except ValueError:
            return node.value


_Loader.add_constructor("tag:yaml.org,2002:timestamp", _Loader.day)


class Node(dict[str, Any]):
    """A record of a file, or a part of one: a field that is missing names file, record and field."""

    def __init__(self, values: dict[str, Any], file: str, record: str) -> None:
        super().__init__(values)
        self.place = f"{file}: {record}"

    def __missing__(self, field: str) -> Any:
        raise BadInput(_("%(place)s: field %(field)s is missing") % {"place": self.place, "field": field})


def _nodes(value: Any, file: str, record: str = "") -> Any:
    """The document with every mapping as a Node that knows the nearest code."""
    if isinstance(value, dict):
        named = value.get("code")
        record = named if isinstance(named, str) else record
        return Node({str(key): _nodes(part, file, record) for key, part in value.items()}, file, record)
    if isinstance(value, list):
        return [_nodes(part, file, record) for part in value]
    return value


@dataclass(frozen=True)
class Facts:
    """The records of a folder by code, and the events in order."""

    records: dict[str, Any]
    sections: dict[str, list[Any]]
    events: list[dict[str, Any]]
    language: str

    def text(self, node: dict[str, Any] | None) -> str:
        """A bilingual text in the content language; blank when there is none."""
        if node is not None and not isinstance(node, dict):
            raise BadInput(_("“%(value)s” is not a text in nl and en") % {"value": str(node)[:60]})
        return str((node or {}).get(self.language, "") or "")


def read(folder: Path, language: str, event_types: frozenset[str]) -> Facts:
    """Read a folder of facts. Raises BadInput naming file, record and field; nothing is written before."""
    if language not in ("nl", "en"):
        raise BadInput(_("REGISTER_LANGUAGE is “%(value)s”; expected nl or en") % {"value": language})
    sections: dict[str, list[dict[str, Any]]] = {}
    codes: dict[str, dict[str, Any]] = {}
    for name, keys in SECTIONS.items():
        document = _document(folder / f"{name}.yaml")
        for key in keys:
            rows = document.get(key)
            if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
                raise BadInput(_("%(file)s: “%(key)s” must be a list of records") % {"file": name, "key": key})
            sections[key] = rows
            for node in _coded(rows):
                _add(codes, node, f"{name}.yaml")
    for name, keys in SECTIONS.items():
        for key in keys:
            for row in sections[key]:
                _check_references(row, codes, f"{name}.yaml", str(row.get("code", "?")))
    _check_events(sections["events"], event_types)
    return Facts(codes, sections, sections["events"], language)


def _document(path: Path) -> dict[str, Any]:
    try:
        document = _nodes(yaml.load(path.read_text(encoding="utf-8"), Loader=_Loader), path.name)  # noqa: S506 - safe
    except FileNotFoundError:
        raise BadInput(_("%(file)s is missing from the folder of facts") % {"file": path.name}) from None
    except (yaml.YAMLError, UnicodeDecodeError, ValueError, RecursionError) as error:
        place = " ".join(str(error).split())[:200]
        raise BadInput(_("%(file)s cannot be read: %(why)s") % {"file": path.name, "why": place}) from error
    if not isinstance(document, dict):
        raise BadInput(_("%(file)s must hold named lists of records") % {"file": path.name})
    return document


def _coded(node: Any) -> Iterator[dict[str, Any]]:
    """Every nested record that has a code of its own."""
    if isinstance(node, dict):
        if "code" in node:
            yield node
        for value in node.values():
            yield from _coded(value)
    elif isinstance(node, list):
        for value in node:
            yield from _coded(value)


def _add(codes: dict[str, dict[str, Any]], node: dict[str, Any], file: str) -> None:
    code = node["code"]
    if not isinstance(code, str) or not code or len(code) > 60:
        raise BadInput(_("%(file)s: “%(code)s” is not a code") % {"file": file, "code": str(code)[:60]})
    if code in codes:
        raise BadInput(_("%(file)s: %(code)s occurs twice") % {"file": file, "code": code})
    codes[code] = node


def _check_references(node: Any, codes: dict[str, Any], file: str, record: str) -> None:
    if isinstance(node, list):
        for value in node:
            _check_references(value, codes, file, record)
        return
    if not isinstance(node, dict):
        return
    record = node.get("code", record)
    for field, value in node.items():
        named: list[Any] = []
        if field in _ONE and isinstance(value, str):
            named = [value]
        elif field in _MANY and isinstance(value, list):
            named = [one for one in value if isinstance(one, str)]
        for code in named:
            if code not in codes:
                raise BadInput(
                    _("%(file)s: %(record)s: %(field)s names “%(code)s”, which does not exist")
                    % {"file": file, "record": record, "field": field, "code": code[:60]}
                )
        _check_references(value, codes, file, record)


def _check_events(events: list[dict[str, Any]], types: frozenset[str]) -> None:
    last = date.min
    for number, event in enumerate(events, start=1):
        code = event.get("code", f"#{number}")
        for field in sorted(EVENT_FIELDS - set(event)):
            raise BadInput(_("timeline.yaml: %(code)s has no %(field)s") % {"code": code, "field": field})
        for field in ("code", "type", "subject"):
            if not isinstance(event[field], str):
                raise BadInput(
                    _("timeline.yaml: %(code)s: %(field)s “%(value)s” is not a code")
                    % {"code": str(code)[:60], "field": field, "value": str(event[field])[:60]}
                )
        if event["type"] not in types:
            raise BadInput(
                _("timeline.yaml: %(code)s: type “%(type)s” is unknown")
                % {"code": code, "type": str(event["type"])[:60]}
            )
        day = event["date"]
        if type(day) is not date:
            raise BadInput(
                _("timeline.yaml: %(code)s: date “%(value)s” is not a day that exists; expected YYYY-MM-DD")
                % {"code": code, "value": str(day)[:40]}
            )
        if day < last:
            raise BadInput(
                _("timeline.yaml: %(code)s: date %(day)s comes after %(last)s in the file; events stand in order")
                % {"code": code, "day": day, "last": last}
            )
        last = day
        _check_values(event)


def _check_values(event: dict[str, Any]) -> None:
    """Whole numbers are numbers, days are days; an unknown new target is the one word for it."""
    wrong = [field for field in _WHOLE if field in event and type(event[field]) is not int]
    wrong += [
        field
        for field in _DAYS
        if not (event.get(field) is None or type(event[field]) is date or (field == "to" and event[field] == "unknown"))
    ]
    for field in wrong:
        raise BadInput(
            _("timeline.yaml: %(code)s: %(field)s “%(value)s” is not what is expected there")
            % {"code": event["code"], "field": field, "value": str(event[field])[:60]}
        )
