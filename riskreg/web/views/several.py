"""The page of one act on several records: what it asks, what it will write, then all of them or none."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, replace
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.generic import View

from riskreg.access import confidential_behind
from riskreg.history.rehearsal import rehearse
from riskreg.history.timeline import TimelineEntry, timeline
from riskreg.services import selections
from riskreg.services._once import SentBefore, key_of, sending, was_sent
from riskreg.vocabulary.errors import BadInput, NotAllowed, RuleBroken, Stale
from riskreg.web.forms.base import ActForm
from riskreg.web.links import url_of
from riskreg.web.saved_views import read
from riskreg.web.several import chosen_words, forms_of, seen_in
from riskreg.web.views.act import CHECK, SAVE, UNSENT
from riskreg.web.views.saved_views import list_of

# Not the act's own arguments.
_APART = ("csrfmiddlewaretoken", "step", "chosen", "act", "query", "rev")


@dataclass(frozen=True)
class Conflict:
    """A record that changed since it was selected, and what became of it."""

    record: Any
    since: list[TimelineEntry]


@method_decorator(never_cache, name="dispatch")
class Several(View):
    """POST alone acts; an old address leads back to the list."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        found = list_of(f"{kwargs['kind']}s") if kwargs["kind"].isascii() else None
        if found is None or not forms_of(found[1].kind):
            raise Http404(_("There is no such list"))
        self.path, self.list_view = found
        self.kind = self.list_view.kind
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, kind: str) -> HttpResponse:
        return HttpResponseRedirect(self.path)

    def post(self, request: HttpRequest, kind: str) -> HttpResponse:
        if request.day.is_past:
            raise BadInput(_("This day is past: look at it here, change things on the latest day"), code="as_of")
        allowed = [form for form in forms_of(self.kind) if form.allowed(request.actor, None)]
        if not allowed:
            raise NotAllowed(
                _("%(who)s may do nothing to several of these at once") % {"who": request.actor.name}, code="several"
            )
        self.act = next((form for form in allowed if form.slug == request.POST.get("act")), None)
        if self.act is None:
            raise BadInput(_("Expected one of the acts that the list offers"), code="act")
        self.seen = seen_in(request.POST.getlist("chosen"))
        self.chosen = self.found()
        if not self.chosen:
            messages.warning(request, _("Select at least one record first"))
            return HttpResponseRedirect(self.back())
        return self.answer(request.POST.get("step", ""))

    def found(self) -> list[Any]:
        """The records as they stand; what is hidden is not among them."""
        found = sorted(self.request.register.of(self.kind).ids(self.seen), key=lambda record: record.code)
        for record in found:
            self.request.confidential_read.update(confidential_behind(record))
            record.url = url_of(self.request.day, record)
        return found

    def answer(self, step: str) -> HttpResponse:
        if step not in (CHECK, SAVE):
            return self.shown(self.form(initial=self.request.POST.dict() if step else None))
        form = self.form(self.request.POST)
        if not form.is_valid():
            return self.shown(form, status=422)
        try:
            return self.checked(form) if step == CHECK else self.saved(form)
        except SentBefore:
            return self.done()
        except (Stale, RuleBroken) as refused:
            # A double click, or the back button and once more: what it asks was done.
            if step == SAVE and was_sent(self.key()):
                return self.done()
            if isinstance(refused, Stale):
                return self.disputed(form)
            form.add_error(refused.code if refused.code in form.fields else None, refused.message)
            self.chosen = self.found()
            return self.shown(form, status=422)

    def form(self, data: Any = None, initial: Any = None, record: Any = None) -> ActForm:
        """The act's own form; on several records it always says why."""
        form = self.act(data, register=self.request.register, record=record, initial=initial)
        form.fields.pop("rev", None)
        form.fields["reason" if "reason" in form.fields else "note"].required = True
        return form

    # --- the verb
    def write(self, form: ActForm, actor: Any, at: Any) -> None:
        """All of them or none. Raises what the verbs raise."""
        if len(self.chosen) != len(self.seen):
            raise RuleBroken(_("A selected record is not there; go back to the list and select again"), code="gone")
        told = form.cleaned_data
        selections.on_all(
            self.chosen,
            lambda: [self.write_one(record, actor, at) for record in self.chosen],
            act_of=lambda record: self.act.act,
            seen=self.seen,
            by=actor,
            at=at,
            reason=told.get("reason") or told.get("note") or "",
        )

    def write_one(self, record: Any, actor: Any, at: Any) -> None:
        with selections.naming(record):
            if not self.act.applies(record):
                told = {"code": record.code, "act": self.act.heading()}
                raise RuleBroken(_("%(code)s is no longer in a state for “%(act)s”") % told, code="gone")
            form = self.form(self.request.POST, record=record)
            if not form.is_valid():
                raise RuleBroken(next(iter(form.errors.values()))[0], code=next(iter(form.errors)))
            form.cleaned_data["rev"] = None
            form.carry_out(by=actor, at=at)

    def saved(self, form: ActForm) -> HttpResponse:
        once = form.cleaned_data.get("once") or uuid.uuid4().hex
        with sending(self.key()):
            self.write(form, replace(self.request.actor, request_id=once), timezone.now())
        return self.done()

    def key(self) -> str:
        """Who sent what and where."""
        sent = [(name, value) for name, values in self.request.POST.lists() for value in values if name not in UNSENT]
        return key_of(self.request.actor.id, self.request.path, repr(sorted(sent)))

    def done(self) -> HttpResponse:
        number = len(self.seen)
        words = ngettext("%(act)s: done for %(number)d record", "%(act)s: done for %(number)d records", number)
        messages.success(self.request, words % {"act": self.act.heading(), "number": number})
        return HttpResponseRedirect(self.back())

    # --- pages
    def checked(self, form: ActForm) -> HttpResponse:
        """What will be written, before it is."""
        register = self.request.register
        written = rehearse(register, lambda: self.write(form, self.request.actor, timezone.now()))
        # The rehearsal left its marks on those that it worked on.
        self.chosen = self.found()
        typed = [(name, value) for name, values in self.request.POST.lists() for value in values if name not in _APART]
        reason = form.cleaned_data.get("reason") or form.cleaned_data.get("note")
        return self.shown(form, written=written, typed=typed, reason=reason)

    def disputed(self, form: ActForm) -> HttpResponse:
        """409: what became of each record since it was selected; what was typed stays."""
        self.chosen = self.found()
        register = self.request.register
        conflicts = [
            Conflict(record, [entry for entry in timeline(register, record) if entry.rev > self.seen[record.pk]])
            for record in self.chosen
            if record.rev != self.seen[record.pk]
        ]
        self.seen = {record.pk: record.rev for record in self.chosen}
        return self.shown(form, status=409, conflicts=conflicts)

    def shown(self, form: ActForm, *, status: int = 200, **more: Any) -> HttpResponse:
        context = {
            "title": self.act.heading(),
            "list_title": self.list_view.title,
            "form": form,
            "act": self.act.slug,
            "back": self.back(),
            "query": self.query(),
            "chosen": self.chosen,
            "chosen_words": chosen_words(len(self.chosen)),
            "seen": [f"{pk}:{rev}" for pk, rev in self.seen.items()],
            "conflicts": [],
            "written": None,
            "typed": [],
            "reason": "",
            **more,
        }
        return render(self.request, "riskreg/several.html", context, status=status)

    def query(self) -> str:
        return self.request.POST.get("query", "")

    def back(self) -> str:
        """The list as it was filtered."""
        known = (*self.list_view.filter_class.base_filters, "sort", "compare")
        return self.request.day.link(self.path, **read(self.query(), known))
