"""Who was refused, signed in or read what is confidential, and who held which right: for those who check us."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import F
from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from riskreg.access import visible_to
from riskreg.filters.security import RightsFilter, SecurityFilter
from riskreg.history.register import Register
from riskreg.models import ConfidentialAccess, Risk, Role, RoleAssignment, SecurityEvent, Unit, User
from riskreg.templatetags import riskreg_format as show
from riskreg.vocabulary.choices import Right
from riskreg.vocabulary.errors import NotAllowed
from riskreg.web.lists import Address, Column, Empty, ListView


class ForThem(ListView):
    """A list for the holders of some rights; to anybody else it is refused."""

    readers: frozenset[str]
    named: str
    compares = False

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.actor.rights & self.readers:
            raise NotAllowed(
                _("%(who)s may not see “%(page)s”") % {"who": request.actor.name, "page": self.title}, code=self.named
            )
        return super().dispatch(request, *args, **kwargs)

    def changed(self, rows: list[Any], compare: Register) -> set[int]:
        return set()


def _who(event: Any) -> Any:
    if event.actor_name:
        return show.person(event.actor_name)
    return format_html('<span class="muted">{}</span>', _("no account of that name"))


class SecurityLog(ForThem):
    """Newest first, 50 a page; what is about a risk that the reader may not see is absent."""

    kind = SecurityEvent
    filter_class = SecurityFilter
    readers = frozenset((Right.AUDITOR,))
    named = "security.read"
    title = gettext_lazy("Security log")
    template = "riskreg/security/log.html"
    default_sort = "-at"
    columns = (
        Column("at", gettext_lazy("When"), lambda row: show.moment(row.at), "at", header=True),
        Column("kind", gettext_lazy("Kind"), lambda row: capfirst(row.get_kind_display()), "kind"),
        Column("who", gettext_lazy("Who"), _who, "actor_name"),
        Column("about", gettext_lazy("About"), lambda row: row.about, wide=True),
    )

    def rows(self, register: Register) -> Any:
        rows = visible_to(register.actor, SecurityEvent.objects.all())
        return rows.filter(at__lt=register.moment) if register.moment is not None else rows

    def ordered(self, rows: Any, sort: str) -> Any:
        column = next(one for one in self.columns if one.key == sort.removeprefix("-"))
        return rows.order_by(F(column.sort).desc() if sort.startswith("-") else F(column.sort).asc(), "-id")

    def count_words(self, count: int) -> str:
        return ngettext("%(count)d event", "%(count)d events", count) % {"count": count}

    def lede(self, register: Register) -> str:
        return _("Sign-ins, acts that were refused, readings of confidential records, evidence that differs.")

    def empty(self, filtered: bool, address: Address) -> Empty:
        if filtered:
            return Empty(
                _("Nothing matches"), _("No event answers all filters at once."), address.path, _("Clear all filters")
            )
        return Empty(_("Nothing happened yet"), _("Until this day no event was kept."))


# --- who held which right, and saw what
@dataclass(frozen=True)
class Span:
    """Somebody could see a confidential risk from a moment until a moment, or still."""

    who: str
    code: str
    since: datetime
    until: datetime | None
    reason: str


def _state(row: Any) -> str:
    if row.withdrawn:
        return _("withdrawn")
    if row.on < row.starts:
        return _("not yet")
    return _("ended") if row.ends is not None and row.ends < row.on else _("in force")


class Rights(ForThem):
    """Person, right, role and unit, from a day until a day; and who could see which confidential risk when."""

    kind = RoleAssignment
    filter_class = RightsFilter
    readers = frozenset((Right.AUDITOR, Right.ADMINISTRATOR))
    named = "rights.read"
    title = gettext_lazy("Rights and access")
    template = "riskreg/security/rights.html"
    default_sort = "person"
    columns = (
        Column("person", gettext_lazy("Person"), lambda row: show.person(row.user.name), "user_id", header=True),
        Column("right", gettext_lazy("Right"), lambda row: capfirst(row.get_right_display()), "right"),
        Column("role", gettext_lazy("Fills the role"), lambda row: row.role.name if row.role else "", "role_id"),
        Column("unit", gettext_lazy("Unit"), lambda row: row.unit_name),
        Column("starts", gettext_lazy("From"), lambda row: show.day(row.starts), "starts"),
        Column("ends", gettext_lazy("Until"), lambda row: show.day(row.ends) if row.ends else "", "ends"),
        Column("state", gettext_lazy("On this day"), _state),
        Column("history", gettext_lazy("History"), lambda row: row.history_link),
    )

    def prepare(self, rows: list[Any], request: HttpRequest) -> list[Any]:
        register = request.register
        units = _unit_names(register, [row.role_id for row in rows if row.role_id]) if rows else {}
        for row in register.attach(rows, "user", "role"):
            row.on = register.on
            row.unit_name = units.get(row.role_id, "")
            url = reverse("admin:riskreg_roleassignment_history", args=[row.id])
            row.history_link = format_html('<a href="{}">{}</a>', url, row.code)
        return rows

    def count_words(self, count: int) -> str:
        return ngettext("%(count)d assignment", "%(count)d assignments", count) % {"count": count}

    def empty(self, filtered: bool, address: Address) -> Empty:
        if filtered:
            return super().empty(True, address)
        return Empty(_("Nobody holds a right"), _("On this day no account held a right."))

    def more(self, request: HttpRequest, filtered: Any) -> dict[str, Any]:
        return {"spans": _spans(request.register)}


def _unit_names(register: Register, roles: Iterable[int]) -> dict[int, str]:
    """Role id -> the name of its unit on the day. One query."""
    units = register.directory[Unit]
    kept = register.of(Role).ids(roles).values_list("id", "unit_id")
    return {role: units[unit].name for role, unit in kept if unit in units}


def _spans(register: Register) -> list[Span]:
    """Each stretch in which an account could see a confidential risk, newest first; only risks that the reader sees."""
    versions = visible_to(register.actor, ConfidentialAccess.versions())
    if register.moment is not None:
        versions = versions.filter(history_date__lt=register.moment)
    rows = list(versions)
    names = dict(User.objects.filter(id__in={row.user_id for row in rows}).values_list("id", "name"))
    codes = dict(Risk.objects.filter(id__in={row.risk_id for row in rows}).values_list("id", "code"))
    spans: list[Span] = []
    begun: dict[int, Any] = {}
    for row in rows:
        if not row.withdrawn:
            begun.setdefault(row.id, row)
        elif row.id in begun:
            spans.append(_span(begun.pop(row.id), row, names, codes))
    spans += [_span(row, None, names, codes) for row in begun.values()]
    return sorted(spans, key=lambda one: one.since, reverse=True)


def _span(first: Any, last: Any, names: dict[int, str], codes: dict[int, str]) -> Span:
    return Span(
        who=names[first.user_id],
        code=codes[first.risk_id],
        since=first.history_date,
        until=last.history_date if last is not None else None,
        reason=first.history_change_reason or "",
    )
