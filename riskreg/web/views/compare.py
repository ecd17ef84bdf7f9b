"""The register, or one record, at two moments: what was added, withdrawn and changed; as a page and as a file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cached_property
from itertools import groupby
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Q, Value
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views import View

from riskreg.access import visible_to
from riskreg.filters.compare import ALL, CompareForm, Moment, read_moment
from riskreg.history import compare, explore
from riskreg.history.called import confidential_among
from riskreg.history.compare import Difference, RecordDifference, What
from riskreg.history.own import Own, narrowed, own
from riskreg.history.register import Register
from riskreg.models.base import Record
from riskreg.reporting.render.listed import Listed, Named
from riskreg.vocabulary.errors import BadInput
from riskreg.vocabulary.periods import Month, end_of_day
from riskreg.web import compared, exports
from riskreg.web.compared import RecordLines, Telling
from riskreg.web.lists import PAGE_SIZE, Address, PageLink

NAMES = ("record", "from", "to", "kind", "show")


@dataclass(frozen=True)
class Group:
    """The records of one kind on one page."""

    key: str
    label: str
    records: list[RecordLines]


@dataclass(frozen=True)
class Asked:
    """What is compared: two registers of one reader, some kinds, one record or all."""

    start: Moment
    end: Moment
    registers: tuple[Register, Register]
    kinds: list[type[Any]]
    every: bool
    code: str

    @cached_property
    def one(self) -> RecordDifference | None:
        """The record that was asked for at both moments; None for an absent and for a hidden one alike."""
        if not self.code:
            return None
        start, end = self.registers
        found = _named(end, self.code, self.own)
        return compare.compare_one(start, end, *found, without=compared.LEFT_OUT) if found else None

    @cached_property
    def difference(self) -> Difference:
        """Of the register, or of the record's lines and links."""
        only = compare.belonging_to(self.one) if self.one is not None else self.only
        return compare.compare(*self.registers, self.kinds, without=compared.LEFT_OUT, only=only)

    @cached_property
    def own(self) -> Own | None:
        """What the comparison is narrowed to, for an owner."""
        return own(self.registers[1].actor)

    def only(self, kind: type[Any]) -> Q | None:
        return self.own.asked(kind) if self.own is not None else Q()

    @property
    def totals(self) -> dict[type[Any], int] | None:
        """How many there are of each kind, when the whole register is asked for with what is the same."""
        return compare.counts(self.registers[1], self.kinds, only=self.only) if self.every and not self.code else None

    @cached_property
    def records(self) -> list[RecordDifference]:
        """In the order of the page: the record that was asked for first."""
        one, lines = self.one, list(self.difference.records)
        shows_it = one is not None and one.kind in self.kinds and (self.every or one.what != What.SAME)
        return [one, *lines] if one is not None and shows_it else lines

    def told(self, records: list[RecordDifference], request: HttpRequest) -> list[RecordLines]:
        """In words; what is confidential among them is noted as read."""
        request.confidential_read.update(confidential_among(records))
        telling = Telling(*self.registers, records, self.one if self.every else None)
        return telling.told(compared.days_of(request.day, self.start, self.end))


def _named(register: Register, code: str, mine: Own | None) -> tuple[type[Any], str] | None:
    """The kind and the code of what is named, among what the reader may see. One query."""
    if "\x00" in code:
        # No code holds a NUL, and PostgreSQL refuses to be asked for one.
        return None
    kinds = [kind for kind in explore.kinds(register) if issubclass(kind, Record)]
    parts = [
        visible_to(register.actor, rows).order_by().annotate(list=Value(number)).values_list("list", "code")
        for number, kind in enumerate(kinds)
        if (rows := narrowed(kind.objects.filter(code__in={code, code.upper()}), mine, kind)) is not None
    ]
    rows_found = parts[0].union(*parts[1:], all=True) if parts else ()
    found = {named: kinds[number] for number, named in rows_found}
    return next(((found[named], named) for named in (code, code.upper()) if named in found), None)


class Compare(View):
    """`?record=&from=&to=&kind=&show=`, all in the address; `format` gives the same as a file."""

    def get(self, request: HttpRequest) -> HttpResponse:
        kinds = [kind for kind in compared.KINDS if kind in set(explore.kinds(request.register))]
        form = self.form(request, kinds)
        asked = self.asked(request, form, kinds) if form.is_valid() else None
        if asked is None or form.errors:
            context = {"title": _("Compare"), "form": form, "lede": "", "hide_results": True}
            return render(request, "riskreg/history/compare.html", context, status=400)
        name = exports.format_of(request)
        if name:
            return exports.answer(self.listed(request, asked), name)
        return render(request, "riskreg/history/compare.html", self.context(request, form, asked))

    def form(self, request: HttpRequest, kinds: list[type[Any]]) -> CompareForm:
        """What was asked, and in its place what is taken where nothing was."""
        day = request.day
        asked, latest_on = request.GET.copy(), day.on if day.is_past else day.latest_on
        demo_end = end_of_day(day.demo_day) if day.demo_day else timezone.now()
        latest_at = request.register.moment or max(timezone.now(), demo_end)
        if not asked.get("to", "").strip():
            asked["to"] = f"{latest_on:%d-%m-%Y}"
        if not asked.get("from", "").strip():
            asked["from"] = f"{self.usual_start(request, asked['to']):%d-%m-%Y}"
        listed = [(kind._meta.model_name, compared.label(kind)) for kind in kinds]
        return CompareForm(asked, latest_on=latest_on, latest_at=latest_at, kinds=listed)

    def usual_start(self, request: HttpRequest, end: str) -> Any:
        """The compare day of the bar where one is given, else the end of the month before the end."""
        day = request.day
        try:
            on = read_moment(end).on
        except ValueError:
            on = day.on
        if day.compare_given and day.compare_on < on:
            return day.compare_on
        return day.compare_on if on >= day.on else Month.of(on).first - timedelta(days=1)

    def asked(self, request: HttpRequest, form: CompareForm, kinds: list[type[Any]]) -> Asked:
        given = form.cleaned_data
        start, end = given["from"], given["to"]
        if start.at > end.at:
            words = _("%(start)s lies after %(end)s; compare an earlier moment with a later one")
            form.add_error("from", words % {"start": start.words, "end": end.words})
            start = replace(start, at=end.at)
        registers = (self.register(request, start), self.register(request, end))
        chosen = [kind for kind in kinds if given["kind"] in ("", kind._meta.model_name)]
        asked = Asked(start, end, registers, chosen, given["show"] == ALL, given["record"])
        if asked.code and not form.errors and asked.one is None:
            words = _("On %(day)s the register holds no %(code)s")
            if asked.own is not None:
                words = _("You own no record with the code “%(code)s” and never did; its own page shows its history")
            form.add_error("record", words % {"day": end.words, "code": asked.code})
        return asked

    def register(self, request: HttpRequest, moment: Moment) -> Register:
        return Register.as_of(request.actor, moment.on, moment.at)

    # --- the page
    def context(self, request: HttpRequest, form: CompareForm, asked: Asked) -> dict[str, Any]:
        address, records = self.address(request, form, asked), asked.records
        page = self.page_of(request, records)
        told = asked.told(list(page.object_list), request)
        counts = [] if asked.code else compared.counts(asked.difference, asked.totals)
        return {
            "title": _("Compare %(code)s") % {"code": asked.one.code} if asked.one else _("Compare"),
            "form": form,
            "hide_results": False,
            "start": asked.start.words,
            "end": asked.end.words,
            "lede": self.lede(asked, told),
            "counts": [replace(one, url=address.with_(kind=one.kind._meta.model_name)) for one in counts],
            "every": asked.every,
            "only_own": asked.own is not None,
            "groups": [
                Group(kind._meta.model_name, compared.label(kind), list(rows))
                for kind, rows in groupby(told, key=lambda row: row.kind)
            ],
            "page": page,
            "page_links": self.page_links(page, address),
            "exports": exports.links(address),
            "all_url": "" if asked.every else address.with_(show=ALL),
            "clear_kind_url": address.with_(kind=None) if form.cleaned_data["kind"] else "",
        }

    def address(self, request: HttpRequest, form: CompareForm, asked: Asked) -> Address:
        """Of exactly this comparison, also on a later day."""
        kept = {name: str(form.data.get(name, "")).strip() for name in NAMES}
        kept |= {"from": asked.start.text, "to": asked.end.text}
        kept |= {name: request.GET[name] for name in ("as_of", "compare") if request.GET.get(name)}
        return Address(request.path, {name: value for name, value in kept.items() if value})

    def lede(self, asked: Asked, told: list[RecordLines]) -> str:
        if asked.one is not None:
            row = asked.one.latest
            name = " ".join(part for part in (asked.one.code, row.get("title") or row.get("name") or "") if part)
            count = told[0].differing if told and told[0].code == asked.one.code else 0
            words = ngettext(
                "%(name)s between %(start)s and %(end)s: %(count)d field differs.",
                "%(name)s between %(start)s and %(end)s: %(count)d fields differ.",
                count,
            )
            return words % {"name": name, "start": asked.start.words, "end": asked.end.words, "count": count}
        found = Counter(one.what for one in asked.difference.records)
        added, withdrawn = found[What.ADDED], found[What.WITHDRAWN]
        return _("Between %(start)s and %(end)s: %(added)d added, %(withdrawn)d withdrawn, %(changed)d changed.") % {
            "start": asked.start.words, "end": asked.end.words, "added": added, "withdrawn": withdrawn,
            "changed": sum(found.values()) - added - withdrawn,
        }  # fmt: skip

    def page_of(self, request: HttpRequest, records: list[RecordDifference]) -> Page:
        text, paginator = request.GET.get("page", "1"), Paginator(records, PAGE_SIZE)
        if not text.isdecimal() or len(text) > 6 or not 1 <= int(text) <= paginator.num_pages:
            raise BadInput(
                _("There is no page “%(page)s”; this list has %(pages)d")
                % {"page": text[:20], "pages": paginator.num_pages},
                code="page",
            )
        return paginator.page(int(text))

    def page_links(self, page: Page, address: Address) -> list[PageLink]:
        if page.paginator.num_pages == 1:
            return []
        return [
            PageLink(str(number), address.with_(page=str(number)), number == page.number)
            if isinstance(number, int)
            else PageLink(str(number), "", False)
            for number in page.paginator.get_elided_page_range(page.number)
        ]

    # --- the same as a file
    def listed(self, request: HttpRequest, asked: Asked) -> Listed:
        """All pages of what is shown, in the same words."""
        told = asked.told(asked.records, request)
        counts = [] if asked.code else compared.counts(asked.difference, asked.totals)
        rows = list(_rows(told, counts))
        of = f"{asked.code}-" if asked.code else ""
        filters = [compared.label(kind) for kind in asked.kinds] if len(asked.kinds) == 1 else []
        more = [
            (Named("from", _("From")), asked.start.words),
            (Named("to", _("To")), asked.end.words),
            (Named("record", _("Record")), asked.code),
        ]
        return Listed(
            stem=f"compare-{of}{_stamp(asked.start)}-{_stamp(asked.end)}",
            title=_("Compare"),
            about=exports.about(request, _("Compare"), filters, rows=len(rows), more=more),
            columns=_columns(asked),
            rows=rows,
            document=_document(asked, told, counts),
        )


def _stamp(moment: Moment) -> str:
    return moment.on.isoformat() if moment.is_day else moment.text.replace(":", "")


def _columns(asked: Asked) -> list[Named]:
    words = (_("Kind"), _("Code"), _("Title"), _("What"), _("Field"), asked.start.words, asked.end.words)
    keys = ("kind", "code", "title", "what", "field", "old", "new", "days")
    return [Named(key, label) for key, label in zip(keys, (*words, _("Moved by days")), strict=True)]


def _rows(told: list[RecordLines], counts: list[compared.Count]) -> Iterator[list[Any]]:
    for one in told:
        first = [compared.label(one.kind), one.code, one.title, one.what_words]
        for line in one.lines:
            yield [*first, line.label, line.old, line.new, line.days]
        if not one.lines:
            yield [*first, "", "", "", None]
    for count in counts:
        if count.same is not None:
            yield [count.label, "", "", compared.WORDS[What.SAME], "", "", count.same, None]


def _document(asked: Asked, told: list[RecordLines], counts: list[compared.Count]) -> dict[str, Any]:
    return {
        "from": _iso(asked.start),
        "to": _iso(asked.end),
        "record": asked.code or None,
        "counts": [
            {
                "kind": one.kind._meta.model_name, "label": one.label, "added": one.added, "withdrawn": one.withdrawn,
                "changed": one.changed, **({} if one.same is None else {"same": one.same}),
            }
            for one in counts
        ],
        "records": [
            {
                "kind": one.kind._meta.model_name, "code": one.code, "title": one.title, "what": one.what.value,
                "fields": [
                    {
                        "field": line.name, "label": line.label, "old": line.old, "new": line.new, "days": line.days,
                        "same": line.is_same,
                    }
                    for line in one.lines
                ],
            }
            for one in told
        ],
    }  # fmt: skip


def _iso(moment: Moment) -> str:
    """A day as a day, a moment with its offset."""
    at: datetime = moment.at
    return moment.on.isoformat() if moment.is_day else at.isoformat()
