"""Who is at which sheet: the month, the role, whether it is filled in or read, and what was kept of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from riskreg import access
from riskreg.insight import due
from riskreg.insight.month_rows import MonthRows
from riskreg.models import Role, SheetDraft
from riskreg.services import drafts
from riskreg.vocabulary import dates
from riskreg.vocabulary.choices import PeriodState, Right
from riskreg.vocabulary.errors import NotAllowed
from riskreg.vocabulary.periods import Month, day_of
from riskreg.web import sheet as sheets
from riskreg.web.sheet import Entry, Group

ACT = "update.submit"
# Who reads every role's sheet.
READ_ALL = {Right.OFFICER, Right.AUDITOR, Right.MANAGEMENT}
MOST_SHOWN = 4_000


class NotKept(Exception):
    """There is no sheet of this month; the sentence says why."""


@dataclass(frozen=True)
class Visit:
    """One reader at the sheet of one month, of one role or of their own."""

    request: HttpRequest
    rows: MonthRows
    role: Any
    asks_for_role: bool

    @classmethod
    def of(cls, request: HttpRequest, month: Month) -> Visit:
        """Raises NotKept for a month without a sheet, Http404 for an unknown role, NotAllowed for another's."""
        rows, actor = MonthRows(request.register, month), request.actor
        if rows.period is None:
            has_begun = month.first <= request.day.on
            raise NotKept(
                _("%(month)s is not opened yet; the risk officer opens it") % {"month": dates.month_name(month)}
                if has_begun
                else _("%(month)s has not begun; its sheet opens on the first") % {"month": dates.month_name(month)}
            )
        given = request.POST if request.method == "POST" else request.GET
        code, reads_all = given.get("role", ""), bool(READ_ALL & set(actor.rights))
        if not code:
            asks = reads_all and ("role" in request.GET or not actor.role_ids) and request.method != "POST"
            return cls(request, rows, None, asks)
        role = next((one for one in request.register.directory[Role].values() if one.code == code), None)
        if role is None:
            raise Http404(_("On this day the register holds no %(code)s") % {"code": code[:60]})
        if not reads_all and role.id not in actor.role_ids:
            raise NotAllowed(_("%(who)s may not fill in this sheet") % {"who": actor.name}, code=ACT)
        return cls(request, rows, role, False)

    def renewed(self) -> Visit:
        """The same with everything read anew."""
        return replace(self, rows=MonthRows(self.request.register, self.month))

    @property
    def month(self) -> Month:
        return self.rows.month

    @property
    def period(self) -> Any:
        return self.rows.period

    @property
    def role_code(self) -> str:
        return self.role.code if self.role is not None else ""

    @property
    def is_own(self) -> bool:
        return self.role is None

    @property
    def reads_all(self) -> bool:
        return bool(READ_ALL & set(self.request.actor.rights))

    @property
    def is_open(self) -> bool:
        return bool(self.period.state == PeriodState.OPEN)

    @cached_property
    def may_fill(self) -> bool:
        """Whether the reader fills this sheet in: their own, or as officer for any role; never on a past day."""
        actor, reaches = self.request.actor, access.reach(self.request.actor, ACT)
        owns = self.role is None or self.role.id in actor.role_ids
        return not self.request.day.is_past and (access.YES in reaches or (access.OWN in reaches and owns))

    @property
    def fills_for(self) -> str:
        """The role that an officer fills in for; blank for one's own."""
        actor = self.request.actor
        is_other = self.role is not None and self.role.id not in actor.role_ids
        return str(self.role.name) if self.may_fill and is_other else ""

    @property
    def why_closed(self) -> str:
        """Why this month takes no updates any more; blank while it does."""
        told = {"month": dates.month_name(self.month)}
        if self.period.state == PeriodState.IN_REVIEW:
            told["day"] = dates.show(day_of(self.period.cut_off))
            return _("%(month)s is in review since %(day)s: what you say now counts for the next month.") % told
        if self.period.state == PeriodState.SEALED:
            return _("%(month)s is sealed: its report is made and nothing changes it.") % told
        if self.period.state == PeriodState.RECONSTRUCTED:
            return _("%(month)s was rebuilt from documents: nobody was asked for updates.") % told
        return ""

    @property
    def address(self) -> str:
        return self.request.day.link(reverse("sheet", args=[str(self.month)]), **self.role_query)

    @property
    def role_query(self) -> dict[str, str]:
        return {"role": self.role_code} if self.role is not None else {}

    @cached_property
    def entries(self) -> list[Entry]:
        roles = self.request.actor.role_ids if self.role is None else {self.role.id}
        return sheets.entries(self.rows, due.of_roles(self.rows.due, roles))

    def groups(self) -> list[Group]:
        return sheets.groups(self.rows, self.entries)

    @property
    def confidential(self) -> list[str]:
        """Codes of the confidential risks on the sheet."""
        return [one.code for one in self.entries if getattr(one.record, "confidential", False)]

    @cached_property
    def draft(self) -> SheetDraft | None:
        return drafts.read(self.month, self.role_code, by=self.request.actor) if self.may_fill else None


def lines_of(typed: Mapping[str, str]) -> list[tuple[str, str]]:
    """Field and words of what people type in sentences, to copy."""
    return [
        (name.removesuffix("-note").removesuffix("-answer"), value[:MOST_SHOWN])
        for name, value in typed.items()
        if name.endswith(("-note", "-answer")) and value.strip()
    ]
