"""Rule 4: only doors read the clock; everything below is told `at`, `on` or `month`."""

import ast
from collections.abc import Iterator

from tests.house import allowed
from tests.house.source import Finding, chain, python_files, scan, snippet, told, under

DOORS = ("riskreg/web", "riskreg/admin", "riskreg/management", "riskreg/notify", "riskreg/api")
READINGS = {
    "timezone": {"now"},
    "date": {"today"},
    "datetime": {"now", "utcnow", "today"},
    "time": {"time", "time_ns", "localtime", "gmtime", "ctime"},
}
IMPORTED = {
    "django.utils.timezone": {"now"},
    "django.db.models.functions": {"Now"},
    "time": {"time", "time_ns", "localtime", "gmtime", "ctime"},
}
# With a moment these only show it in another zone; without one they read the clock.
CONVERTERS = {"localtime", "localdate"}
COLUMNS = {"auto_now", "auto_now_add"}


def clock_readings(module: ast.Module) -> Iterator[Finding]:
    for node in ast.walk(module):
        if isinstance(node, ast.Call) and not node.args and not node.keywords:
            if next(chain(node.func), "") in CONVERTERS:
                yield node.lineno, ast.unparse(node)
        elif isinstance(node, ast.Attribute):
            value = node.value
            owner = value.attr if isinstance(value, ast.Attribute) else getattr(value, "id", "")
            if node.attr in READINGS.get(owner, ()):
                yield node.lineno, ast.unparse(node)
        elif isinstance(node, ast.ImportFrom):
            names = IMPORTED.get(node.module or "", set())
            yield from ((node.lineno, f"import of {one.name}") for one in node.names if one.name in names)
        elif isinstance(node, ast.keyword) and node.arg in COLUMNS:
            yield node.value.lineno, node.arg


def test_only_doors_read_the_clock():
    paths = [path for path in python_files() if not under(path, (*DOORS, *allowed.CLOCK))]
    told(scan(clock_readings, paths, "only doors read the clock; take at, on or month"))


def test_scanner_can_fail():
    bad = (
        "timezone.now()\ndatetime.date.today()\ndatetime.datetime.now(tz)\nX(default=timezone.now, auto_now=True)\n"
        "from django.utils.timezone import now\nfrom django.db.models.functions import Now\n"
        "timezone.localdate()\nlocaltime()"
    )
    assert len(snippet(clock_readings, bad)) == 9
    assert (
        snippet(clock_readings, "date(2026, 1, 1)\nmonth.now\ntime.perf_counter()\nRegister.now()\nlocaltime(at)") == []
    )
