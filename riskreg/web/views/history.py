"""Every change in the register: fifty acts a page, exported, or a sample of them as a working paper."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from riskreg.filters.history import LARGEST_SAMPLE, ChangesFilter, SampleForm
from riskreg.history.explore import Changes, Page, Sample, draw
from riskreg.history.own import own
from riskreg.history.versions import Version
from riskreg.reporting.render.listed import Listed, Named
from riskreg.templatetags import riskreg_format as show
from riskreg.vocabulary.errors import BadInput
from riskreg.web import exports
from riskreg.web import history as parts
from riskreg.web.lists import Address, Chip, Empty

# An export of more versions is for the command line; so many are read at a time.
MOST_EXPORTED, AT_A_TIME = 10_000, 500
_COLUMNS = (
    "entry", "key", "day", "at", "recorded_at", "late", "who", "acted_as", "act", "act_in_words", "reason", "kind",
    "code", "name", "belongs_to", "version", "field", "old", "new",
)  # fmt: skip


def index(request: HttpRequest) -> HttpResponse:
    """The acts, newest first, under their days; as a file, their changes."""
    name = exports.format_of(request)
    if name:
        return exports.answer(_listed(request), name)
    chosen, changes = parts.asked(request)
    asked = {name: request.GET.get(name, "") for name in ("before", "after")}
    page = changes.page(**asked) if changes is not None else Page([], "")
    here = parts.address(request, request.path)
    days = parts.days(request, page.acts)
    context = {
        "title": _("History"),
        "filter": chosen,
        "chips": parts.chips(chosen, here) if changes is not None else [],
        "clear_url": here.with_(**dict.fromkeys(chosen.filters, None)),
        "days": days,
        "count_words": _count_words(page) if changes is not None else "",
        "older_url": here.with_(before=page.older) if page.older else "",
        "newer_url": here.with_(after=page.newer) if page.newer else "",
        "newest_url": here.with_() if page.newer or (not page.acts and any(asked.values())) else "",
        "only_own": own(request.actor) is not None,
        "empty": _empty(here) if changes is not None else None,
        "filters_open": False,
        **(_offered(request) if changes is not None and days else {}),
    }
    return render(request, "riskreg/history/changes.html", context, status=200 if changes is not None else 400)


def _offered(request: HttpRequest) -> dict[str, Any]:
    """What else can be had of these changes: a sample, and files."""
    return {
        "sample_url": parts.address(request, reverse("history_sample")).with_(),
        "exports": exports.links(parts.address(request, request.path)),
    }


def _count_words(page: Page) -> str:
    acts, changes = len(page.acts), sum(len(act) for act in page.acts)
    first = ngettext("%(count)d act", "%(count)d acts", acts) % {"count": acts}
    second = ngettext("%(count)d change", "%(count)d changes", changes) % {"count": changes}
    words = _("%(acts)s, %(changes)s on this page") if page.older else _("%(acts)s, %(changes)s")
    return words % {"acts": first, "changes": second}


def _empty(here: Address) -> Empty:
    if here.parameters.keys() - {"as_of", "compare"}:
        return Empty(
            _("Nothing matches"), _("No change answers all filters at once."), here.path, _("Clear all filters")
        )
    return Empty(_("Nothing happened yet"), _("Until this day the register was empty."))


# --- the export of what is shown
def _listed(request: HttpRequest) -> Listed:
    """One line a changed field, and one for a version that changed none; in JSON one object a version."""
    chosen = _asked(request)[0]
    versions = _exported(request)
    lines = [line for version in versions for line in _lines(version)]
    filters = [chip.label for chip in parts.chips(chosen, parts.address(request, request.path))]
    return Listed(
        stem=f"history-{request.register.on.isoformat()}",
        title=_("History"),
        about=exports.about(request, _("History"), filters, rows=len(lines)),
        columns=[Named(name, name) for name in _COLUMNS],
        rows=lines,
        document={
            "register_on": request.register.on.isoformat(),
            "filter": {name: str(value) for name, value in chosen.wanted.items()},
            "changes": [_object(version) for version in versions],
        },
    )


def _asked(request: HttpRequest) -> tuple[ChangesFilter, Changes]:
    """Raises BadInput, with the form's own words, for a filter that cannot be read."""
    chosen, changes = parts.asked(request)
    if changes is None:
        name, errors = next(iter(chosen.form.errors.items()))
        label = chosen.filters[name].label if name in chosen.filters else name
        raise BadInput(_("%(field)s: %(problem)s") % {"field": label, "problem": errors[0]}, code=str(name))
    return chosen, changes


def _exported(request: HttpRequest) -> list[Version]:
    keys = _asked(request)[1].keys(MOST_EXPORTED + 1)
    words = _("These are more than %(most)s changes; narrow them by day, kind or record")
    exports.refuse_too_many(len(keys), MOST_EXPORTED, words)
    told = []
    for some in exports.chunks(keys, AT_A_TIME):
        found = parts.read(request, ((key.kind, key.version) for key in some))
        told += [found[key.version] for key in some]
    return told


def _row(version: Version) -> dict[str, Any]:
    return {
        "entry": version.number,
        "key": version.key,
        "day": version.on.isoformat(),
        "at": version.when.isoformat() if version.when else "",
        "recorded_at": version.recorded_at.isoformat(),
        "late": parts.late_words(version),
        "who": version.who,
        "acted_as": version.role,
        "act": version.act,
        "act_in_words": version.act_label,
        "reason": version.reason,
        "kind": version.kind_label,
        "code": version.code,
        "name": version.name,
        "belongs_to": version.belongs_to[1] if version.belongs_to else "",
        "version": version.rev,
    }


def _lines(version: Version) -> Iterator[list[Any]]:
    row = list({**_row(version), "day": version.on}.values())
    for change in version.changes:
        yield [*row, change.label, change.old, change.new]
    if not version.changes:
        yield [*row, "", "", ""]


def _object(version: Version) -> dict[str, Any]:
    changes = [
        {"field": change.name, "label": change.label, "old": change.old, "new": change.new}
        for change in version.changes
    ]
    return {**_row(version), "request": version.request, "changes": changes}


# --- a sample as a working paper
def sample(request: HttpRequest) -> HttpResponse:
    """Drawn anew at each look, from what the filter leaves now; the same address gives the same changes."""
    chosen, changes = _asked(request)
    asked = {name: request.GET[name] for name in ("sample", "seed") if name in request.GET}
    form = SampleForm(asked or None)
    here = parts.address(request, request.path, "sample", "seed")
    context: dict[str, Any] = {
        "title": _("Sample of changes"),
        "form": form,
        "kept": parts.address(request, request.path).parameters,
        "chips": parts.chips(chosen, here),
        "back_url": parts.address(request, reverse("history")).with_(),
        "most": LARGEST_SAMPLE,
    }
    name = exports.format_of(request)
    if form.is_bound and form.is_valid():
        drawn = draw(changes, form.cleaned_data["sample"], form.cleaned_data["seed"])
        found = parts.read(request, drawn.drawn)
        versions = [found[version] for _kind, version in drawn.drawn]
        if name:
            return exports.answer(_sampled(request, context["chips"], drawn, versions, form.cleaned_data["seed"]), name)
        context |= _drawn(request, chosen, drawn, versions, form.cleaned_data["seed"])
        context["exports"] = exports.links(here) if versions else []
    wrong = form.is_bound and not form.is_valid()
    return render(request, "riskreg/history/sample.html", context, status=400 if wrong else 200)


def _sampled(request: HttpRequest, chips: list[Chip], drawn: Sample, versions: list[Version], seed: str) -> Listed:
    """The sample as a file: the changes in the order in which they were drawn, numbered, a line a changed field."""
    lines = [[number, *line] for number, version in enumerate(versions, 1) for line in _lines(version)]
    more = [(Named("seed", _("Seed")), seed), (Named("population", _("Population")), drawn.population)]
    return Listed(
        stem=f"history-sample-{request.register.on.isoformat()}",
        title=_("Sample of changes"),
        about=exports.about(
            request, _("Sample of changes"), [chip.label for chip in chips], rows=len(lines), more=more
        ),
        columns=[Named(name, name) for name in ("number", *_COLUMNS)],
        rows=lines,
    )


def _drawn(
    request: HttpRequest, chosen: ChangesFilter, drawn: Sample, versions: list[Version], seed: str
) -> dict[str, Any]:
    return {
        "lines": [parts.line(request.day, version) for version in versions],
        "seed": seed,
        "population": drawn.population,
        "population_words": ngettext("%(count)s change", "%(count)s changes", drawn.population)
        % {"count": show.number(drawn.population)},
        "drawn_words": _("%(drawn)s of %(all)s")
        % {"drawn": show.number(len(drawn.drawn)), "all": show.number(drawn.population)},
        "drawn_at": timezone.now(),
        "register_on": request.register.on if request.register.is_past else None,
        "reader": request.actor.name,
        "grows": not request.register.is_past and "until" not in chosen.wanted,
        "has_drawn": True,
    }
