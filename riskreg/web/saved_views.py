"""Saved views as tabs of their list, and the offer to save what is shown now."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from django.http import HttpRequest
from django.urls import reverse

from riskreg.services import saved_views

# What stays with the page rather than with the view: a view is asked again on whichever day one looks at.
DAYS = ("as_of", "compare")


@dataclass(frozen=True)
class Own:
    """A saved view as a tab."""

    label: str
    url: str
    current: bool


def shown(request: HttpRequest, view: Any, address: Any, fixed: Iterable[Any]) -> dict[str, Any]:
    """The tabs, the own ones last, and what can be saved or changed. One query."""
    name = request.resolver_match.url_name
    asked = {key: value for key, value in address.parameters.items() if key not in DAYS}
    days = {key: value for key, value in address.parameters.items() if key in DAYS}
    known = parameters(type(view))
    own: list[Own] = []
    for one in saved_views.own(request.actor, name):
        wanted = read(one.query, known)
        query = urlencode({**wanted, **days})
        own.append(Own(one.name, f"{address.path}?{query}", wanted == asked))
    tabs, is_own = list(fixed), any(one.current for one in own)
    if is_own and not view.tabs_are_pages:
        tabs = [replace(tab, current=False) for tab in tabs]
    is_known = is_own or not asked or any(_asks(tab.url) == asked for tab in tabs)
    return {
        "tabs": tabs,
        "own_views": own,
        "views_url": f"{reverse('saved_views')}#h-{name}",
        "save_view": None if is_known else {"list": name, "query": urlencode(asked)},
    }


def parameters(view: type[Any]) -> tuple[str, ...]:
    """What a view of this list may hold: its filters and order; never a day, a page or a format."""
    return (*view.filter_class.base_filters, "sort", *view.extra_parameters)


def read(query: str, known: Iterable[str]) -> dict[str, str]:
    """The known parameters of a query, each once, blank ones left out."""
    found: Mapping[str, str] = dict(parse_qsl(query))
    return {name: found[name] for name in known if found.get(name)}


def _asks(url: str) -> dict[str, str]:
    return {name: value for name, value in parse_qsl(urlsplit(url).query) if name not in DAYS}
