"""One role: its unit, who fills it from when until when, and every open item that it owns."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from riskreg.access import ADMIN_RIGHTS
from riskreg.history.register import Register
from riskreg.models import Role, RoleAssignment
from riskreg.web import buttons
from riskreg.web.day import ViewDay
from riskreg.web.details import facts, found
from riskreg.web.links import url_of


@dataclass(frozen=True)
class Owned:
    """The open items of one kind, and the list on which they stand."""

    kind: str
    items: list[Any]
    url: str


@dataclass(frozen=True)
class Filled:
    """One account in the role; the name only for those who may see accounts."""

    assignment: Any
    name: str


def detail(request: HttpRequest, code: str) -> HttpResponse:
    """A role on the day looked at."""
    role = found(request, Role, code)
    request.register.attach([role], "unit", "party", "source")
    owned = _owned(request.register, request.day, role)
    context = {
        "title": role.name,
        **buttons.of_page(request, role),
        "role": role,
        "owned": owned,
        "count": sum(len(one.items) for one in owned),
        "filled": _filled(request, role),
        "facts": _facts(role),
    }
    return render(request, "riskreg/roles/detail.html", context)


def _owned(register: Register, day: ViewDay, role: Any) -> list[Owned]:
    """What the reader may see of it, by kind; kinds without an item are left out."""
    mine = {"owner_id": role.id}
    rows: tuple[tuple[Any, str], ...] = (
        (register.risks.current().filter(**mine), "risks"),
        (register.measures.standing().filter(**mine), "measures"),
        (register.findings.open().filter(**mine), "findings"),
        (register.plans.running().filter(**mine), "plans"),
        (register.milestones.unfinished().filter(**mine), "milestones"),
        (register.indicators.standing().filter(**mine), ""),
        (register.commitments.open().filter(keeper_id=role.id), ""),
    )
    listed = []
    for found_rows, url_name in rows:
        items = list(found_rows)
        if not items:
            continue
        for item in items:
            item.url = url_of(day, item)
        words = getattr(type(items[0]), "instance_type", type(items[0]))._meta.verbose_name_plural
        url = day.link(reverse(url_name), owner=role.code) if url_name else ""
        listed.append(Owned(capfirst(str(words)), items, url))
    return listed


def _filled(request: HttpRequest, role: Any) -> list[Filled]:
    """Every account that fills or filled the role, the last first."""
    register, actor = request.register, request.actor
    rows = register.attach(register.standing(RoleAssignment).filter(role_id=role.id), "user")
    may_see = bool(actor.rights & ADMIN_RIGHTS) or actor.is_operator
    return [
        Filled(one, one.user.name if one.user and (may_see or str(one.user_id) == actor.key) else "")
        for one in sorted(rows, key=lambda one: (one.starts, one.id), reverse=True)
    ]


def _facts(role: Any) -> list[Any]:
    return facts(
        (_("Unit"), role.unit.name if role.unit else ""),
        (_("Party"), role.party.name if role.party else ""),
        (_("Line"), capfirst(str(role.get_line_display()))),
        (_("Source"), role.source.title if role.source else ""),
    )
