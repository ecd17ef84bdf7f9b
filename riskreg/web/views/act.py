"""The page of every verb: the form, what it will write, the write itself, and what to do when somebody was first."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.forms.utils import ErrorDict
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from riskreg.history.rehearsal import rehearse
from riskreg.models import Decision
from riskreg.services import accounts, proposals
from riskreg.services._once import SentBefore, key_of, sending, was_sent
from riskreg.services._once import made as made_before
from riskreg.vocabulary.errors import BadInput, NotAllowed, Refused, RuleBroken, Stale
from riskreg.web import conflict
from riskreg.web.details import Crumb, found
from riskreg.web.forms.base import ActForm
from riskreg.web.links import page_of

# A code or a moment that two people were given at once is taken by the first; the second takes the next.
ATTEMPTS, AGAIN = 5, ("taken", "at")
# Steps of a form: fill it in, look at what it writes, write it; and back to the fields.
CHECK, SAVE, CHANGE = "check", "save", "change"
# What may differ when the same form is sent once more.
UNSENT = ("csrfmiddlewaretoken", "step")


def page(form_class: type[ActForm]) -> Callable[..., HttpResponse]:
    """The view of one form."""

    @require_http_methods(["GET", "HEAD", "POST"])
    def view(request: HttpRequest, code: str = "") -> HttpResponse:
        return _Visit(request, form_class, code).answer()

    return view


class _Visit:
    """One request for one form."""

    def __init__(self, request: HttpRequest, form_class: type[ActForm], code: str) -> None:
        self.request, self.form_class = request, form_class
        if request.day.is_past:
            raise BadInput(_("This day is past: look at it here, change things on the latest day"), code="as_of")
        self.record = found(request, form_class.kind, code) if code else None
        # The form as it was sent; a form may change its own copy while it is judged.
        self.sent: QueryDict = request.POST
        if not form_class.allowed(request.actor, self.record):
            raise NotAllowed(
                _("%(who)s may not do “%(act)s”") % {"who": request.actor.name, "act": form_class.heading()},
                code=form_class.act,
            )

    def form(self, data: Any = None, **more: Any) -> ActForm:
        files = self.request.FILES if data is not None else None
        return self.form_class(data, files, register=self.request.register, record=self.record, **more)

    def answer(self) -> HttpResponse:
        if self.request.method != "POST":
            gone = self._gone() or self._no_longer()
            if gone:
                messages.warning(self.request, gone)
                return HttpResponseRedirect(self.back())
            asked = {name: self.request.GET[name] for name in self.form_class.from_address if name in self.request.GET}
            return self.shown(self.form(initial=asked))
        data = conflict.settled(self.request.POST, self.record, self.form_class, self.request.register)
        self.sent = data
        step = data.get("step")
        if step == CHANGE:
            return self.shown(self._as_typed(data))
        form = self.form(data)
        saves = step == SAVE or not self.form_class.is_checked
        try:
            self._judge_version(data)
            if form.is_valid():
                return self.saved(form) if saves else self.checked(form)
            return self._unless_sent(form, saves) or self.shown(form, status=422)
        except SentBefore:
            return self.done(form)
        except Stale:
            return self._unless_sent(form, saves) or self.disputed(form)
        except RuleBroken as refused:
            return self._unless_sent(form, saves) or self.refused(form, refused)

    def _as_typed(self, data: QueryDict) -> ActForm:
        """Back at the fields, each as it was typed, and nothing judged yet."""
        form = self.form(data)
        form._errors = ErrorDict()
        return form

    def _judge_version(self, data: QueryDict) -> None:
        """Raises Stale when the record changed since the form was opened, RuleBroken when the form does not say."""
        record = self.record
        if record is None:
            return
        gone = self._gone()
        if gone:
            raise RuleBroken(gone, code="gone")
        if self.form_class.is_creation:
            return
        seen = _version(data)
        if seen is None or not 1 <= seen <= record.rev:
            raise RuleBroken(
                _("This form does not say which version of %(code)s it was opened on; open the form again")
                % {"code": record.code},
                code="rev",
            )
        if seen != record.rev:
            raise Stale(_("%(record)s changed since you read it") % {"record": record.code}, current=record)

    def _gone(self) -> str:
        if self.record is None or not self.record.withdrawn:
            return ""
        return _("%(record)s is withdrawn; nothing can be done to it") % {"record": self.record.code}

    def _no_longer(self) -> str:
        """Why the verb cannot start from here, for whoever follows an old link."""
        if self.record is None or self.form_class.applies(self.record):
            return ""
        return _("%(code)s is no longer in a state for “%(act)s”") % {
            "code": self.record.code,
            "act": self.form_class.heading(),
        }

    def refused(self, form: ActForm, refused: Refused) -> HttpResponse:
        """422: the form as it was typed, and the sentence of the rule at its field or above."""
        if refused.code == "two_keys":
            accounts.note_refusal(
                self.request.actor, code=f"{form.act} two_keys", path=self.request.path, at=timezone.now(),
                confidential=self.request.confidential_read,
            )  # fmt: skip
        if refused.code == "rev":
            # Said once, in words, not as a fault of a field that nobody sees.
            form.errors.pop("rev", None)
        visible = refused.code in form.fields and not form.fields[refused.code].widget.is_hidden
        form.add_error(refused.code if visible else None, refused.message)
        return self.shown(form, status=422)

    # --- pages
    def shown(self, form: ActForm, *, status: int = 200, **more: Any) -> HttpResponse:
        return render(self.request, form.template, {**self.context(form), **more}, status=status)

    def checked(self, form: ActForm) -> HttpResponse:
        """What will be written, before it is."""
        register = self.request.register
        written = rehearse(register, lambda: form.carry_out(by=self.request.actor, at=timezone.now()))
        asked: list[Any] = []
        if form.is_proposal:
            asked = written
            agreed = rehearse(register, lambda: self._agreed(form))
            written = [one for one in agreed if one.model is not Decision]
        if self.record is not None:
            # The rehearsal left its marks on the one that it worked on.
            self.record = found(self.request, self.form_class.kind, self.record.code)
        context = {
            # What was typed as the reason stands beside every version; it is shown once.
            "reasons": dict.fromkeys(one.reason for one in (*asked, *written) if one.reason),
            "asked": asked,
            "written": [one for one in written if not one.is_line],
            "lines": [one for one in written if one.is_line],
            "hidden": _as_hidden(form),
        }
        return render(self.request, form.check_template, {**self.context(form), **context})

    def _agreed(self, form: ActForm) -> None:
        """The proposal, and what agreeing to it would write."""
        made = form.carry_out(by=self.request.actor, at=timezone.now())
        proposals.rehearse_agreement(made, at=timezone.now())

    def disputed(self, form: ActForm) -> HttpResponse:
        """409: both versions, and the typed text on the version that stands now."""
        self.record = found(self.request, self.form_class.kind, self.record.code)
        between, data = conflict.between(self.request.register, self.form(form.data), _version(form.data) or 0)
        again = self.form(data)
        if not self.form_class.applies(self.record):
            again.add_error(None, self._no_longer())
        return self.shown(again, status=409, conflict=between)

    def context(self, form: ActForm) -> dict[str, Any]:
        record = self.record
        back = form.goes_to() or self.back()
        crumbs = [Crumb(record.code, self.back()), Crumb(form.heading())] if record is not None else []
        return {
            "title": form.heading(),
            "record": record,
            "form": form,
            "crumbs": crumbs,
            "back": back,
            "is_checked": form.is_checked,
            "is_proposal": form.is_proposal,
            "has_files": form.is_multipart(),
        }

    def back(self) -> str:
        if self.record is not None:
            return self.form_class.page_of(self.record) or page_of(self.request, self.record)
        return reverse(self.form_class.list_url)

    # --- the write
    def saved(self, form: ActForm) -> HttpResponse:
        actor = replace(self.request.actor, request_id=form.cleaned_data.get("once") or self.request.actor.request_id)
        attempts = ATTEMPTS
        while True:
            try:
                with self._once(form):
                    made = form.carry_out(by=actor, at=timezone.now())
                return self.done(form, made)
            except RuleBroken as refused:
                attempts -= 1
                if refused.code not in AGAIN or not attempts:
                    raise

    def _key(self, form: ActForm) -> str:
        """Who sent what and where; blank for a form that does not say which one it is."""
        if not self.sent.get("once"):
            return ""
        fields = [(name, value) for name, values in self.sent.lists() for value in values if name not in UNSENT]
        files = [(name, str(file.size), file.name or "") for name, file in form.files.items()]
        return key_of(self.request.actor.id, self.request.path, repr(sorted(fields)), repr(sorted(files)))

    def _once(self, form: ActForm) -> AbstractContextManager[None]:
        key = self._key(form)
        return sending(key) if key else nullcontext()

    def _unless_sent(self, form: ActForm, saves: bool) -> HttpResponse | None:
        """A double click, or the back button and once more: what it asks was done, and its page is the answer."""
        key = self._key(form)
        return self.done(form) if saves and key and was_sent(key) else None

    def done(self, form: ActForm, made: Any = None) -> HttpResponse:
        if made is None and form.is_creation:
            made = made_before(self._key(form), getattr(form, "model", form.kind))
        to = form.shows(made)
        messages.success(self.request, form.receipt(made))
        own = form.goes_to() or (form.page_of(to) if to is not None else "")
        return HttpResponseRedirect(own or (page_of(self.request, to) if to is not None else self.back()))


def _version(data: QueryDict) -> int | None:
    """The one version that the form says it was opened on."""
    given = data.getlist("rev")
    if len(given) != 1 or not re.fullmatch(r"[0-9]{1,9}", given[0]):
        return None
    return int(given[0])


def _as_hidden(form: ActForm) -> list[tuple[str, str]]:
    """Every value as it was typed, to be carried along unseen."""
    names = [form.add_prefix(name) for name in form.fields]
    return [(name, value) for name in form.data if name in names for value in form.data.getlist(name)]
