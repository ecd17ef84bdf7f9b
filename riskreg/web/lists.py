"""The one list view: filter, search, sort, chips, pages, files, saved views; the same now and on a past day."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import Any, ClassVar
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views import View

from riskreg.filters.base import RegisterFilter
from riskreg.history.called import confidential_in
from riskreg.history.register import Register
from riskreg.models import Decision, Measure, Risk
from riskreg.reporting.render.listed import Listed, Named, Value
from riskreg.templatetags import riskreg_format
from riskreg.vocabulary.errors import BadInput
from riskreg.web import buttons, exports, saved_views, several
from riskreg.web.exports import Part
from riskreg.web.links import url_of

PAGE_SIZE = 50


@dataclass(frozen=True)
class Column:
    """One column: its words, how a row fills it, and the record's own column that it sorts by.

    `parts` are its columns in a file; without any it is one, of the cell's words.
    """

    key: str
    label: Any
    cell: Callable[[Any], Any]
    sort: str = ""
    numeric: bool = False
    header: bool = False
    wide: bool = False
    parts: tuple[Part, ...] = ()

    @property
    def told(self) -> tuple[Part, ...]:
        return self.parts or (Part(self.key, self.label, lambda row: exports.plain(self.cell(row))),)


@dataclass(frozen=True)
class Heading:
    label: str
    sort_url: str
    sorted: str
    numeric: bool
    # What the focus is found back by when the list has answered.
    anchor: str = ""


@dataclass(frozen=True)
class Cell:
    html: Any
    numeric: bool
    label: str
    header: bool
    wide: bool = False


@dataclass(frozen=True)
class Row:
    cells: list[Cell]
    is_changed: bool
    code: str = ""
    box: str = ""


@dataclass(frozen=True)
class Chip:
    label: str
    remove_url: str


@dataclass(frozen=True)
class Tab:
    """A view of the list with its own address and the number of records behind it."""

    label: str
    url: str
    current: bool
    count: int | None = None


@dataclass(frozen=True)
class PageLink:
    label: str
    url: str
    current: bool


@dataclass(frozen=True)
class Empty:
    title: str
    text: str
    url: str = ""
    action: str = ""


@dataclass
class Address:
    """The list's own address, with one parameter changed and the rest kept."""

    path: str
    parameters: dict[str, str] = field(default_factory=dict)

    def with_(self, **changed: str | None) -> str:
        kept = {**self.parameters, **{name: value for name, value in changed.items() if value is not None}}
        kept = {name: value for name, value in kept.items() if changed.get(name, "") is not None and value != ""}
        return f"{self.path}?{urlencode(kept)}" if kept else self.path


class ListView(View):
    """Subclasses name the kind, its filter set and columns, and prepare one page of rows.

    Other than the page's own queries there are five: session, account, rights, count and rows.
    """

    kind: ClassVar[type[Any]]
    filter_class: ClassVar[type[RegisterFilter]]
    columns: ClassVar[Sequence[Column]]
    default_sort: ClassVar[str] = "code"
    template: ClassVar[str] = "generic/list.html"
    title: ClassVar[Any] = ""
    extra_parameters: ClassVar[tuple[str, ...]] = ()
    # Whether its tabs show another thing rather than other rows.
    tabs_are_pages: ClassVar[bool] = False
    # Whether its rows are compared with the compare day.
    compares: ClassVar[bool] = True
    # How many rows of a file are joined at once.
    at_a_time: ClassVar[int] = exports.AT_A_TIME

    # --- what a noun fills in
    def rows(self, register: Register) -> Any:
        return register.of(self.kind)

    def prepare(self, rows: list[Any], request: HttpRequest) -> list[Any]:
        """Join what the columns show, for one page of rows, through request.register and request.compare."""
        return rows

    def counted(self, register: Register, rows: Any) -> int:
        """How many records the filters leave; a list with tabs counts those in the same statement."""
        return int(rows.count())

    def count_words(self, count: int) -> str:
        raise NotImplementedError

    def lede(self, register: Register) -> str:
        return ""

    def more(self, request: HttpRequest, filtered: Any) -> dict[str, Any]:
        """More context for the template."""
        return {}

    def empty(self, filtered: bool, address: Address) -> Empty:
        if filtered:
            return Empty(
                _("Nothing matches"),
                _("No record of this list answers what you asked for."),
                address.path,
                _("Show the whole list"),
            )
        return Empty(_("Nothing here yet"), _("On this day the register holds no such record."))

    # --- the mechanism
    def get(self, request: HttpRequest) -> HttpResponse:
        register = request.register
        chosen = self.filter_class(request.GET, register=register, queryset=self.rows(register))
        address = self.address(request, chosen)
        valid = chosen.is_valid()
        sort = self.sort_of(request)
        filtered = chosen.qs if valid else self.rows(register).none()
        name = exports.format_of(request)
        if name and valid:
            return exports.answer(self.listed(request, chosen, self.ordered(filtered, sort), sort), name)
        page = self.page_of(request, self.ordered(filtered, sort))
        rows = self.prepare(list(page.object_list), request)
        for row in rows:
            row.url = url_of(request.day, row)
        changed = self.changed(rows, request.compare)
        offer = several.offer(request, self.kind, rows, address)
        boxes = offer.boxes if offer else {}
        context = {
            "title": self.title,
            "lede": self.lede(register),
            "filter": chosen,
            "chips": self.chips(chosen, address) if valid else [],
            "clear_url": address.with_(**dict.fromkeys(chosen.filters, None)),
            "count_words": self.count_words(page.paginator.count),
            "columns": [self.heading(column, sort, address) for column in self.columns],
            "rows": [self.row(row, row.id in changed, boxes.get(row.id, "")) for row in rows],
            "several": offer,
            "page": page,
            "page_links": self.page_links(page, address),
            "empty": self.empty(bool(address.parameters.keys() - {"as_of", "compare", "sort"}), address),
            "acts": buttons.of_list(request, self.kind),
            "compare_words": changed_words(changed, request.day.compare_on),
            "exports": exports.links(address) if rows else [],
            **self.more(request, filtered),
        }
        if valid:
            context |= saved_views.shown(request, self, address, context.get("tabs", ()))
        return render(request, self.template, context, status=200 if valid else 400)

    # --- the same as a file
    def listed(self, request: HttpRequest, chosen: RegisterFilter, ordered: Any, sort: str) -> Listed:
        """All rows that the filters leave, in the order of the page, a thousand at a time."""
        count = self.counted(request.register, ordered)
        exports.refuse_too_many(count, exports.MOST, _("These are more than %(most)s rows; narrow them by a filter"))
        parts = exports.chunks(ordered.iterator(chunk_size=self.at_a_time), self.at_a_time)
        # The columns may follow from the rows, as audit years do.
        first = self.joined(next(parts, []), request)
        columns = [part for column in self.columns for part in column.told]
        sorted_by = next(str(column.label) for column in self.columns if column.key == sort.removeprefix("-"))
        words = _("%(column)s, descending") if sort.startswith("-") else _("%(column)s, ascending")
        more: list[tuple[Named, Value]] = [(Named("sorted_by", _("Sorted by")), words % {"column": sorted_by})]
        if self.compares:
            more.insert(0, (Named("compared_with", _("Compared with")), request.compare.on))
            since = _("Changed since %(day)s") % {"day": riskreg_format.date_precise(request.compare.on)}
            columns.append(Part("changed", since, lambda row: exports.yes(row.is_changed)))

        def told() -> Iterator[list[Value]]:
            for rows in chain([first], (self.joined(some, request) for some in parts)):
                yield from ([part.value(row) for part in columns] for row in rows)

        filters = [chip.label for chip in self.chips(chosen, self.address(request, chosen))]
        stem = f"{request.resolver_match.url_name.replace('_', '-')}-{request.register.on.isoformat()}"
        return Listed(
            stem=stem,
            title=str(self.title),
            about=exports.about(request, str(self.title), filters, rows=count, more=more),
            columns=[Named(part.key, str(part.label)) for part in columns],
            rows=told(),
        )

    def joined(self, rows: list[Any], request: HttpRequest) -> list[Any]:
        """What a page joins, for some rows of a file; that they tell of a confidential risk is kept, as of any file."""
        rows = self.prepare(rows, request) if rows else rows
        changed = self.changed(rows, request.compare)
        for row in rows:
            row.url, row.is_changed = url_of(request.day, row), row.id in changed
        if self.kind in (Risk, Measure, Decision):
            request.confidential_read.update(confidential_in((self.kind, vars(row)) for row in rows))
        return rows

    def address(self, request: HttpRequest, chosen: RegisterFilter) -> Address:
        names = (*chosen.filters, "sort", "as_of", "compare", *self.extra_parameters)
        return Address(request.path, {name: request.GET[name] for name in names if request.GET.get(name)})

    def sort_of(self, request: HttpRequest) -> str:
        asked = request.GET.get("sort", "") or self.default_sort
        offered = {column.key for column in self.columns if column.sort}
        if asked.removeprefix("-") not in offered:
            raise BadInput(
                _("This list cannot be sorted by “%(asked)s”; it can by: %(offered)s")
                % {"asked": asked[:40], "offered": ", ".join(sorted(offered))},
                code="sort",
            )
        return asked

    def ordered(self, rows: Any, sort: str) -> Any:
        """In the order asked, unknown values last, ties by code."""
        column = next(one for one in self.columns if one.key == sort.removeprefix("-"))
        by = F(column.sort)
        order = by.desc(nulls_last=True) if sort.startswith("-") else by.asc(nulls_last=True)
        return rows.order_by(order, "code")

    def page_of(self, request: HttpRequest, rows: Any) -> Page:
        text = request.GET.get("page", "1")
        paginator = Paginator(rows, PAGE_SIZE)
        paginator.count = self.counted(request.register, rows)
        if not text.isdecimal() or len(text) > 6 or not 1 <= int(text) <= paginator.num_pages:
            raise BadInput(
                _("There is no page “%(page)s”; this list has %(pages)d")
                % {"page": text[:20], "pages": paginator.num_pages},
                code="page",
            )
        return paginator.page(int(text))

    def changed(self, rows: list[Any], compare: Register) -> set[int]:
        """Ids of rows that differ from the compare day, or were not there."""
        if not rows:
            return set()
        before = dict(compare.of(self.kind).ids(row.id for row in rows).values_list("id", "rev"))
        return {row.id for row in rows if before.get(row.id) != row.rev}

    def chips(self, chosen: RegisterFilter, address: Address) -> list[Chip]:
        listed = []
        for name, item in chosen.filters.items():
            value = chosen.form.cleaned_data.get(name)
            if value in (None, "", []):
                continue
            words = dict(getattr(chosen.form.fields[name], "choices", ())).get(value, value)
            label = f"{item.label}: {words}"
            listed.append(Chip(label, address.with_(**{name: None})))
        return listed

    def heading(self, column: Column, sort: str, address: Address) -> Heading:
        if not column.sort:
            return Heading(str(column.label), "", "", column.numeric)
        is_sorted = sort.removeprefix("-") == column.key
        descending = sort.startswith("-")
        turned = f"-{column.key}" if is_sorted and not descending else column.key
        state = ("descending" if descending else "ascending") if is_sorted else ""
        return Heading(str(column.label), address.with_(sort=turned), state, column.numeric, f"sort-{column.key}")

    def row(self, row: Any, is_changed: bool, box: str = "") -> Row:
        cells = [
            Cell(
                column.cell(row), column.numeric, "" if column.header else str(column.label), column.header, column.wide
            )
            for column in self.columns
        ]
        return Row(cells, is_changed, getattr(row, "code", ""), box)

    def page_links(self, page: Page, address: Address) -> list[PageLink]:
        if page.paginator.num_pages == 1:
            return []
        return [
            PageLink(str(number), "", False)
            if not isinstance(number, int)
            else PageLink(str(number), address.with_(page=str(number)), number == page.number)
            for number in page.paginator.get_elided_page_range(page.number)
        ]


def changed_words(changed: set[int], compare_on: Any) -> str:
    if not changed:
        return ""
    day = riskreg_format.date_precise(compare_on)
    return _("%(count)d on this page changed since %(day)s") % {"count": len(changed), "day": day}


def linked(row: Any, *, sub: object = "") -> SafeString:
    """A record's cell: its code, its title as a link, marks, and a second line."""
    title = getattr(row, "title", "") or getattr(row, "name", "")
    marks = riskreg_format.basis(row.basis)
    withdrawn = format_html(' <span class="tag">{}</span>', _("withdrawn")) if row.withdrawn else ""
    second = format_html('<span class="sub">{}</span>', sub) if sub else ""
    return format_html(
        '<span class="id">{}</span> <a href="{}">{}</a> {}{}{}', row.code, row.url, title, marks, withdrawn, second
    )
