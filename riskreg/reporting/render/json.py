"""The report as JSON and back: `changes` is exactly the month object of facts/RULES.md; the rest is what pages show."""

from __future__ import annotations

import dataclasses
import json
import re
import types
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from typing import Any, Union, get_args, get_origin, get_type_hints

from django.utils.translation import gettext as _

from riskreg.reporting.document import Report
from riskreg.vocabulary.errors import BadInput
from riskreg.vocabulary.periods import REGISTER_ZONE, Month

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_UNION = (Union, types.UnionType)


def document(report: Report) -> dict[str, Any]:
    """The report as plain objects."""
    whole = {one.name: _plain(getattr(report, one.name)) for one in dataclasses.fields(report)}
    whole["reconciliation"]["adds_up"] = report.reconciliation.adds_up
    return whole


def dumps(report: Report) -> str:
    """Canonical JSON text ending in a newline: names in order, moments in the register's zone, nothing of today."""
    return json.dumps(document(report), ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def loads(text: str) -> Report:
    """The report that `dumps` wrote; names it does not know are left out. Raises BadInput saying what is wrong."""
    try:
        made: Report = _of(Report, json.loads(text, parse_float=Decimal))
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise BadInput(
            _("This is not the data of a monthly report: %(reason)s") % {"reason": error}, code="data"
        ) from error
    return made


def error(sentence: str) -> str:
    """Why there is no report, as JSON."""
    return json.dumps({"error": sentence}, ensure_ascii=False) + "\n"


# --- out
def _plain(value: Any) -> Any:
    """Days as YYYY-MM-DD, moments with their offset, exact decimals as the text of the shortest number."""
    if value is None or isinstance(value, str | int | bool):
        return value if type(value) in (str, int, bool, type(None)) else str(value)
    if isinstance(value, datetime):
        return value.astimezone(REGISTER_ZONE).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Month):
        return str(value)
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    if isinstance(value, dict):
        return {str(name): _plain(one) for name, one in value.items()}
    if isinstance(value, tuple | list):
        return [_plain(one) for one in value]
    if dataclasses.is_dataclass(value):
        return {one.name: _plain(getattr(value, one.name)) for one in dataclasses.fields(value)}
    raise TypeError(f"{type(value).__name__} has no JSON form here")


# --- back
@cache
def _hints(kind: type[Any]) -> dict[str, Any]:
    hints = get_type_hints(kind)
    return {one.name: hints[one.name] for one in dataclasses.fields(kind)}


def _of(kind: Any, value: Any) -> Any:
    """The value as its annotation says."""
    origin = get_origin(kind)
    if origin in _UNION:
        wanted = next(one for one in get_args(kind) if one is not type(None))
        return None if value is None else _of(wanted, value)
    if origin is tuple:
        args = get_args(kind)
        if args[-1] is Ellipsis:
            return tuple(_of(args[0], one) for one in value)
        return tuple(_of(one, item) for one, item in zip(args, value, strict=True))
    if origin is dict:
        name, what = get_args(kind)
        return {_of(name, key): _free(one) if what is Any else _of(what, one) for key, one in value.items()}
    if kind is not Month and dataclasses.is_dataclass(kind):
        hints = _hints(kind)  # type: ignore[arg-type]
        return kind(**{name: _of(hint, value[name]) for name, hint in hints.items() if name in value})  # type: ignore[operator]
    return _read(kind)(value)


def _read(kind: Any) -> Callable[[Any], Any]:
    readers: dict[Any, Callable[[Any], Any]] = {
        date: date.fromisoformat,
        datetime: datetime.fromisoformat,
        Month: Month.parse,
        Decimal: Decimal,
    }
    return readers[kind] if kind in readers else _exactly(kind)


def _exactly(kind: type[Any]) -> Callable[[Any], Any]:
    def read(value: Any) -> Any:
        if type(value) is not kind:
            raise TypeError(f"{value!r} is no {kind.__name__}")
        return value

    return read


def _free(value: Any) -> Any:
    """What has no annotation: days are days again, for nothing else there is written as one."""
    if isinstance(value, dict):
        return {name: _free(one) for name, one in value.items()}
    if isinstance(value, list):
        return [_free(one) for one in value]
    return date.fromisoformat(value) if isinstance(value, str) and _DAY.fullmatch(value) else value
