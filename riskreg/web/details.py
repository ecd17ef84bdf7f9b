"""What every detail page shares: finding the record, its facts, its crumbs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from riskreg.access import confidential_behind
from riskreg.history import around
from riskreg.history.own import reads_of
from riskreg.history.timeline import TimelineEntry, timeline


@dataclass(frozen=True)
class Fact:
    """One line of a summary list."""

    label: Any
    html: Any


@dataclass(frozen=True)
class Crumb:
    """A step to the page; `compares` when the reader may compare the record at two moments."""

    label: Any
    url: str = ""
    compares: bool = True


def found(request: HttpRequest, kind: type[Any], code: str) -> Any:
    """The record on the day looked at; the middleware notes who reads what is confidential.

    Raises Http404 alike for absent and hidden.
    """
    record = request.register.get(kind, code)
    if record is None:
        raise Http404(_("On this day the register holds no %(code)s") % {"code": code[:60]})
    request.confidential_read.update(confidential_behind(record))
    return record


def crumbs(request: HttpRequest, label: Any, url_name: str, record: Any) -> list[Crumb]:
    """List, then record; the list stays on the day looked at."""
    return [
        Crumb(label, request.day.link(reverse(url_name))),
        Crumb(record.code, compares=reads_of(request.actor, record)),
    ]


def facts(*pairs: tuple[Any, Any]) -> list[Fact]:
    """Label and value; lines without a value are left out."""
    return [Fact(label, value) for label, value in pairs if value not in (None, "", [])]


def history(request: HttpRequest, record: Any) -> list[TimelineEntry]:
    """The record's own life up to the day looked at, newest first; a line of a list shows as the act that added it."""
    return timeline(request.register, record)


def whole_life(request: HttpRequest, record: Any, own: list[TimelineEntry] | None = None) -> list[TimelineEntry]:
    """The same with what happened around it: decisions, links, evidence, acceptances; `own` when it was read before."""
    return around.life(request.register, record, history(request, record) if own is None else own)
