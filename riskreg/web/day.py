"""The day a page looks at, read from the address: ?as_of=2024-12-31&compare=2024-11-30."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone
from django.utils.http import escape_leading_slashes
from django.utils.translation import gettext as _

from riskreg.vocabulary import dates
from riskreg.vocabulary.errors import BadInput
from riskreg.vocabulary.periods import Month, latest_day, register_day

EARLIEST = date(1990, 1, 1)
# The bar sends beside a day that nobody asked for what it showed; left as it was, it is not asked for now either.
SHOWN = "shown_"


@dataclass(frozen=True)
class ViewDay:
    """`today` is the register's day, `on` the day looked at, `compare_on` the earlier day it is compared with."""

    today: date
    latest_on: date
    on: date
    compare_on: date
    is_past: bool
    asked: bool
    compare_given: bool
    path: str
    hidden: tuple[tuple[str, str], ...]

    @property
    def query(self) -> str:
        """What a link carries to stay on this day: blank on the latest one."""
        kept = {}
        if self.is_past:
            kept["as_of"] = self.on.isoformat()
        if self.compare_given:
            kept["compare"] = self.compare_on.isoformat()
        return urlencode(kept)

    @property
    def latest_url(self) -> str:
        kept = urlencode(self.hidden)
        return f"{self.path}?{kept}" if kept else self.path

    @property
    def demo_day(self) -> date | None:
        return settings.DEMO_DAY

    @property
    def year_ago(self) -> date:
        """The end of the same month of the year before, the other day to compare with."""
        return Month(self.on.year - 1, self.on.month).last

    def link(self, path: str, **parameters: str) -> str:
        """A path that stays on this day, with more parameters."""
        query = "&".join(part for part in (urlencode(parameters), self.query) if part)
        return f"{path}?{query}" if query else path


def _read(request: HttpRequest, name: str) -> date | None:
    text = request.GET.get(name, "").strip()
    if not text or text == request.GET.get(f"{SHOWN}{name}"):
        return None
    try:
        day = dates.parse_day(text)
    except ValueError as error:
        raise BadInput(str(error), code=name) from error
    if day < EARLIEST:
        raise BadInput(_("%(day)s is before 1990") % {"day": day.isoformat()}, code=name)
    return day


def view_day(request: HttpRequest) -> ViewDay:
    """Read the day from the address. Raises BadInput for a day that does not exist or lies after the latest one."""
    real = timezone.localdate()
    today, latest = register_day(real, settings.DEMO_DAY), latest_day(real, settings.DEMO_DAY)
    asked, compare = _read(request, "as_of"), _read(request, "compare")
    for day in (asked, compare):
        if day is not None and day > latest:
            raise BadInput(
                _("%(day)s lies after today, %(latest)s; the register does not know it yet")
                % {"day": dates.show(day), "latest": dates.show(latest)},
                code="as_of",
            )
    on = asked or today
    if compare is not None and compare >= on:
        raise BadInput(
            _("%(compare)s is not before %(day)s, the day looked at; compare it with an earlier one")
            % {"compare": dates.show(compare), "day": dates.show(on)},
            code="compare",
        )
    hidden = tuple(
        (k, v)
        for k, values in request.GET.lists()
        for v in values
        if k.removeprefix(SHOWN) not in ("as_of", "compare", "page")
    )
    return ViewDay(
        today=today,
        latest_on=latest,
        on=on,
        compare_on=compare or Month.of(on).first - timedelta(days=1),
        is_past=asked is not None and asked < latest,
        asked=asked is not None,
        compare_given=compare is not None,
        path=path_of(request),
        hidden=hidden,
    )


def path_of(request: HttpRequest) -> str:
    """The address's path as a link on this site: a browser reads two slashes at its beginning as another site."""
    return escape_leading_slashes(request.path.replace("\\", "%5C"))


def asked_for(request: HttpRequest) -> str:
    """The address without what the bar only showed; blank when there is nothing to leave out."""
    if not any(name.startswith(SHOWN) for name in request.GET):
        return ""
    kept = request.GET.copy()
    for name in ("as_of", "compare"):
        if kept.get(name, "").strip() in ("", kept.get(f"{SHOWN}{name}")):
            kept.pop(name, None)
        kept.pop(f"{SHOWN}{name}", None)
    return f"{path_of(request)}?{kept.urlencode()}" if kept else path_of(request)
