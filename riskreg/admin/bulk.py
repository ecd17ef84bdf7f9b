"""Acts on several records at once: a reason, a look at what will be written, then all of them or none."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, ClassVar

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from riskreg.access import confidential_behind, may, published_only, visible_to
from riskreg.admin.base import now
from riskreg.admin.forms import HandOverForm, Picked, SelectionForm
from riskreg.history.rehearsal import rehearse
from riskreg.history.timeline import TimelineEntry, timeline
from riskreg.models import Role
from riskreg.services import findings, milestones, records, selections
from riskreg.vocabulary.errors import BadInput, RuleBroken, Stale
from riskreg.vocabulary.periods import Month

# More than a page of them cannot be looked over before they are written.
MOST = 100
# Steps of the page: fill it in, look at what it writes, write it; and back to the fields.
CHECK, SAVE, CHANGE = "check", "save", "change"
_SEEN = re.compile(r"(\d{1,18}):(\d{1,9})", re.ASCII)


class BulkAct:
    """What may be done to several records of a kind."""

    name: ClassVar[str]
    # In the list of actions and above the page; on its button.
    label: ClassVar[Any]
    button: ClassVar[Any]
    form: ClassVar[type[SelectionForm]] = SelectionForm

    def offered(self, admin: Any, request: HttpRequest) -> bool:
        """Whether the reader may do it to any of them; who may do it to which is asked for each record."""
        act = self.act_of(admin, admin.model())
        return bool(act) and may(request.actor, act)

    def act_of(self, admin: Any, record: Any) -> str:
        """The act of the role table; blank when the kind has none."""
        raise NotImplementedError

    def carry_out(self, admin: Any, request: HttpRequest, chosen: list[Any], told: dict[str, Any]) -> None:
        """The verb, on every record."""
        for record in chosen:
            with selections.naming(record):
                self.on_one(admin, request, record, told)

    def on_one(self, admin: Any, request: HttpRequest, record: Any, told: dict[str, Any]) -> None:
        raise NotImplementedError

    def start(self, admin: Any, request: HttpRequest, rows: Any) -> HttpResponse:
        """Django's action: its own page, at every step."""
        chosen = list(rows[: MOST + 1]) if rows is not None else None
        return Selection(admin, request, self, chosen).answer()


class Withdraw(BulkAct):
    name, label, button = "withdraw_selected", _("Withdraw selected"), _("Withdraw")

    def act_of(self, admin: Any, record: Any) -> str:
        return admin.act_of_withdrawal(record) or ""

    def on_one(self, admin: Any, request: HttpRequest, record: Any, told: dict[str, Any]) -> None:
        admin.withdraw(record, rev=record.rev, **told)


class HandOver(BulkAct):
    name, label, button = "hand_over_selected", _("Hand over selected"), _("Hand over")
    form = HandOverForm

    def act_of(self, admin: Any, record: Any) -> str:
        return f"{records.noun_of(admin.model)}.hand_over"

    def carry_out(self, admin: Any, request: HttpRequest, chosen: list[Any], told: dict[str, Any]) -> None:
        records.hand_over(chosen, **told)


class ConfirmUnchanged(BulkAct):
    """Looked at, nothing changed: counted apart from silence."""

    name, label, button = "confirm_unchanged", _("Confirm unchanged this month"), _("Confirm unchanged")

    def act_of(self, admin: Any, record: Any) -> str:
        return "milestone.confirm"

    def on_one(self, admin: Any, request: HttpRequest, record: Any, told: dict[str, Any]) -> None:
        month = Month.of(request.day.today)
        milestones.confirm_unchanged(record, month=month, note=told["reason"], by=told["by"], at=told["at"])


class Verdict(BulkAct):
    """The second key on a closure; who needs a published report for it gives it on the finding's own page."""

    def offered(self, admin: Any, request: HttpRequest) -> bool:
        act = self.act_of(admin, None)
        return may(request.actor, act) and not published_only(request.actor, act)


class Confirm(Verdict):
    name, label, button = "confirm_selected", _("Confirm selected as solved"), _("Confirm")

    def act_of(self, admin: Any, record: Any) -> str:
        return "finding.confirm"

    def on_one(self, admin: Any, request: HttpRequest, record: Any, told: dict[str, Any]) -> None:
        findings.confirm(record, **told)


class SendBack(Verdict):
    name, label, button = "return_selected", _("Return selected to the owner"), _("Return")

    def act_of(self, admin: Any, record: Any) -> str:
        return "finding.return"

    def on_one(self, admin: Any, request: HttpRequest, record: Any, told: dict[str, Any]) -> None:
        findings.send_back(record, **told)


WITHDRAW, HAND_OVER, UNCHANGED, CONFIRM, SEND_BACK = Withdraw(), HandOver(), ConfirmUnchanged(), Confirm(), SendBack()


@dataclass(frozen=True)
class Conflict:
    """A record that changed since it was selected, and what became of it."""

    record: Any
    since: list[TimelineEntry]


class Selection:
    """One request for one act on the selected records."""

    def __init__(self, admin: Any, request: HttpRequest, act: BulkAct, chosen: list[Any] | None) -> None:
        self.admin, self.request, self.act = admin, request, act
        self.step = request.POST.get("step", "")
        self.seen = _seen(request.POST.getlist("seen")) if self.step else {one.pk: one.rev for one in chosen or []}
        self.chosen = self.found()

    def found(self) -> list[Any]:
        """The records as they stand; what is hidden is not among them."""
        rows = self.admin.get_queryset(self.request).filter(pk__in=self.seen)
        found = sorted(rows, key=lambda record: record.code)
        for record in found:
            self.request.confidential_read.update(confidential_behind(record))
        return found

    def answer(self) -> HttpResponse:
        if not self.chosen:
            return self.back(messages.WARNING, gettext("None of the selected records is there"))
        if len(self.chosen) > MOST:
            return self.back(messages.WARNING, gettext("Select at most %(most)d records at once") % {"most": MOST})
        if self.step not in (CHECK, SAVE):
            return self.shown(self.form(initial=self.request.POST.dict() if self.step else None))
        form = self.form(self.request.POST)
        if not form.is_valid():
            return self.shown(form, status=422)
        try:
            return self.checked(form) if self.step == CHECK else self.saved(form)
        except Stale:
            return self.disputed(form)
        except RuleBroken as refused:
            self.admin.note_refused(self.request, refused)
            form.add_error(refused.code if refused.code in form.fields else None, refused.message)
            self.chosen = self.found()
            return self.shown(form, status=422)

    def form(self, data: Any = None, initial: Any = None) -> SelectionForm:
        form = self.act.form(data, initial=initial)
        if "to" in form.fields:
            column = records.owner_of(self.admin.model()).removesuffix("_id")
            form.fields["to"].queryset = visible_to(self.request.actor, Role.objects.standing())
            field = self.admin.model._meta.get_field(column)
            widget = Picked(field, self.admin.admin_site, choices=form.fields["to"].choices)
            form.fields["to"].widget = widget
        return form

    # --- the verb
    def write(self, form: SelectionForm) -> None:
        """All of them or none. Raises what the verbs raise."""
        if len(self.chosen) != len(self.seen):
            raise RuleBroken(
                gettext("A selected record is not there; go back to the list and select again"), code="gone"
            )
        told = {"by": self.request.actor, "at": now(), **form.cleaned_data}
        selections.on_all(
            self.chosen,
            lambda: self.act.carry_out(self.admin, self.request, self.chosen, told),
            act_of=lambda record: self.act.act_of(self.admin, record),
            seen=self.seen,
            by=told["by"],
            at=told["at"],
            reason=told["reason"],
        )

    # --- pages
    def checked(self, form: SelectionForm) -> HttpResponse:
        """What will be written, before it is."""
        written = rehearse(self.admin.register(self.request), lambda: self.write(form))
        # The rehearsal left its marks on those that it worked on.
        self.chosen = self.found()
        typed = [(name, value) for name in form.fields for value in self.request.POST.getlist(name)]
        return self.shown(form, written=written, typed=typed)

    def saved(self, form: SelectionForm) -> HttpResponse:
        self.write(form)
        number = len(self.chosen)
        told = {"act": self.act.button, "number": number}
        return self.back(
            messages.SUCCESS,
            ngettext("%(act)s: done for %(number)d record", "%(act)s: done for %(number)d records", number) % told,
        )

    def disputed(self, form: SelectionForm) -> HttpResponse:
        """409: what became of each record since it was selected; what was typed stays."""
        self.chosen = self.found()
        register = self.admin.register(self.request)
        conflicts = [
            Conflict(record, [entry for entry in timeline(register, record) if entry.rev > self.seen[record.pk]])
            for record in self.chosen
            if record.rev != self.seen[record.pk]
        ]
        self.seen = {record.pk: record.rev for record in self.chosen}
        return self.shown(form, status=409, conflicts=conflicts)

    def shown(self, form: SelectionForm, *, status: int = 200, **more: Any) -> HttpResponse:
        opts, site = self.admin.opts, self.admin.admin_site
        context = {
            **site.each_context(self.request),
            "title": capfirst(str(self.act.label)),
            "subtitle": None,
            "plural": capfirst(str(opts.verbose_name_plural)),
            "opts": opts,
            "act": self.act,
            "chosen": self.chosen,
            "seen": [f"{pk}:{rev}" for pk, rev in self.seen.items()],
            "form": form,
            "list_url": self.list_url(),
            "is_popup": False,
            "media": self.admin.media + form.media,
            "conflicts": [],
            "written": None,
            "typed": [],
            **more,
        }
        return TemplateResponse(self.request, "admin/record_selection.html", context, status=status)

    def list_url(self) -> str:
        opts = self.admin.opts
        return reverse(f"admin:{opts.app_label}_{opts.model_name}_changelist")

    def back(self, level: int, message: str) -> HttpResponse:
        """To the list, as it was filtered."""
        messages.add_message(self.request, level, message)
        query = self.request.META.get("QUERY_STRING", "")
        return HttpResponseRedirect(f"{self.list_url()}?{query}" if query else self.list_url())


def _seen(values: list[str]) -> dict[int, int]:
    """Primary key -> version, as the page carried them. Raises BadInput."""
    found = [_SEEN.fullmatch(value) for value in values[: MOST + 1]]
    if not all(found):
        raise BadInput(gettext("What was selected is not a list of records"), code="seen")
    return {int(one[1]): int(one[2]) for one in found if one is not None}
