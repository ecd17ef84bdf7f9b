"""What every part of a report is made of: a named record, a figure with its rows, the month's words."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Ref:
    """A record as it was called on the day of the report, with the address of that day."""

    code: str
    title: str
    path: str
    basis: str = ""


@dataclass(frozen=True)
class Figure:
    """A number and the address of the records behind it."""

    value: int
    path: str


@dataclass(frozen=True)
class Words:
    """The month's words on one record."""

    record: Ref
    text: str
