"""What is measured: each case with its floor and, where there is one, its peer."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.test import Client

from benchmarks import floors
from riskreg.access import operator
from riskreg.history import changes
from riskreg.history.register import Register
from riskreg.models import Milestone, MilestoneForecast, User
from riskreg.reporting import monthly
from riskreg.services import accounts
from riskreg.vocabulary.choices import Right
from riskreg.vocabulary.periods import Month, end_of_day

PAGE = 50
# After the last version of a synthetic register; reports and pages look from here.
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
Work = Callable[[], Any]


@dataclass(frozen=True)
class Case:
    """One question, asked of the register, of the database by hand (floor) and of others (peers)."""

    name: str
    work: Work
    floor: Work | None = None
    peers: tuple[tuple[str, Work], ...] = ()


def page_of(register: Register) -> list[Any]:
    """A list page as the views make one: filtered, counted, sorted, cut at 50, relations attached."""
    rows = register.milestones.standing().filter(status="in_progress").order_by("-forecast", "code")
    rows.count()
    return register.attach(rows[:PAGE], "plan", "owner")


def _detail(register: Register, code: str) -> None:
    row = register.get(Milestone, code)
    register.attach([row], "plan", "owner")
    register.lines(MilestoneForecast, "milestone", [row.id])


def _page_floor(sql: str, *moments: Any) -> Work:
    filtered = f"{sql} AND status = 'in_progress'"

    def work() -> None:
        floors.fetch(f"SELECT count(*) FROM ({filtered}) counted", *moments)
        floors.fetch(f"{filtered} ORDER BY forecast DESC, code LIMIT {PAGE}", *moments)

    return work


def _peers(register: Register, live: Work, *, with_package: bool) -> tuple[tuple[str, Work], ...]:
    """What an as-of read of all milestones is held against, and its own statement without making objects."""
    sql, parameters = register.milestones.standing().query.sql_with_params()
    ours = ("same statement, no objects", lambda: floors.fetch(sql, *parameters))
    assert register.moment is not None
    return (("live read of the same kind", live), ours, *(_package(register.moment) if with_package else ()))


def _package(middle: datetime) -> tuple[tuple[str, Work], ...]:
    """The statement of the package's own as_of, without objects: on a copy with the package's indexes, and on ours.

    As called, `as_of` would add a query a row here: it reads the columns that are excluded from history.
    """
    rows = Milestone.history.as_of(middle)
    sql, parameters = rows.query.sql_with_params()
    table, copy = rows.model._meta.db_table, floors.package_copy()
    own = sql.replace(f'"{table}"', f'"{copy}"')
    return (
        ("package's as_of, its own indexes", lambda: floors.fetch(own, *parameters)),
        ("package's as_of, our index", lambda: floors.fetch(sql, *parameters)),
    )


def reading(months: list[Month], *, with_package: bool = True) -> Iterator[Case]:
    """Lists, whole kinds and details, now and in the middle of history."""
    actor, day = operator("benchmark"), months[len(months) // 2].last
    now, past = Register.now(actor, NOW.date()), Register.as_of(actor, day)
    moment, code = end_of_day(day), "MS-00003-04"

    def whole() -> list[Any]:
        return list(now.milestones.standing())

    live, gone = floors.live_sql(Milestone), floors.past_sql(Milestone)
    yield Case(
        f"live list of {PAGE}",
        lambda: list(now.milestones.standing()[:PAGE]),
        lambda: floors.fetch(f"{live} ORDER BY code LIMIT {PAGE}"),
    )
    yield Case(
        "live list page, filter and sort",
        lambda: page_of(now),
        _page_floor(live),
    )
    yield Case("live whole kind", whole, lambda: floors.fetch(f"{live} ORDER BY code"))
    yield Case(
        "as-of whole kind",
        lambda: list(past.milestones.standing()),
        lambda: floors.fetch(f"{gone} ORDER BY code", moment),
        _peers(past, whole, with_package=with_package),
    )
    latest = Register.as_of(actor, months[-1].last)
    yield Case(
        "as-of whole kind, end of history",
        lambda: list(latest.milestones.standing()),
        lambda: floors.fetch(f"{gone} ORDER BY code", latest.moment),
        _peers(latest, whole, with_package=with_package),
    )
    yield Case("as-of list page, filter and sort", lambda: page_of(past), _page_floor(gone, moment))
    one = floors.one_past_sql(Milestone)
    yield Case("as-of detail", lambda: _detail(past, code), lambda: floors.fetch(one, code, moment))


def reporting(months: list[Month]) -> Iterator[Case]:
    """The month's changes and the report of the last month."""
    actor, month = operator("benchmark"), months[-1]
    start, end = (Register.as_of(actor, day) for day in (month.previous.last, month.last))
    floor = floors.month(end_of_day(month.previous.last), end_of_day(month.last))
    yield Case("month changes", lambda: changes.between(start, end, month), floor)
    yield Case("month report", lambda: monthly.build(start, end, month), floor)


def reader() -> Client:
    """A browser in which a risk officer is signed in."""
    user = User.objects.filter(username="benchmark").first()
    if user is None:
        by = operator("benchmark")
        user = accounts.create(username="benchmark", name="Benchmark", by=by, at=NOW)
        accounts.assign(user, right=Right.OFFICER, by=by, at=NOW, starts=NOW.date())
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.save()
    client = Client(SERVER_NAME="localhost", raise_request_exception=False)
    client.cookies[settings.SESSION_COOKIE_NAME] = session.session_key
    return client


def pages(months: list[Month]) -> Iterator[Case]:
    """Whole pages through every middleware, where the address exists."""
    client, middle = reader(), months[len(months) // 2].last
    one, plan = "/milestones/MS-00003-04/", "/plans/PLN-00003/"
    lists = ["/", "/milestones/", "/plans/", "/findings/", "/risks/"]
    addresses = [*lists, one, plan, f"/reports/{months[-1]}/"]
    addresses += [f"{address}?as_of={middle}" for address in ("/milestones/", one, plan)]
    logging.getLogger("django.request").setLevel(logging.CRITICAL)
    for address in addresses:
        status = client.get(address).status_code
        if status != 200:
            print(f"not measured: {address} answers {status}")
        else:
            yield Case(f"page {address}", lambda address=address: client.get(address))
