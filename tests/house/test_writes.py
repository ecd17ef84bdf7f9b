"""Rule 3: writes, history and lifted guards each have one place."""

import ast
from collections.abc import Iterator

from tests.house import allowed
from tests.house.source import Finding, chain, place, python_files, scan, snippet, told, under

WRITES = {"save", "create", "bulk_create", "bulk_update", "get_or_create", "update_or_create", "delete"}
WRITES |= {f"a{name}" for name in WRITES} | {"save_base", "save_without_historical_record", "_raw_delete"}
# After one of these `.update(` is a queryset's, otherwise it may be a dict's.
QUERY = {"objects", "_base_manager", "_default_manager", "filter", "exclude", "all", "order_by", "select_for_update"}
QUERY |= {"history", "versions", "past", "standing", "coded", "ids", "using", "none", "queryset", "get_queryset"}
BANNED_ON_HISTORY = {"as_of", "latest", "earliest", "first", "last", "prev_record", "next_record", "instance"}
BANNED_ANYWHERE = {"prev_record", "next_record", "most_recent", "clean_old_history", "bulk_history_create"}
LIFT = {"lifted", "remove", "install"}


def services(module: ast.Module) -> set[str]:
    """Names imported from services/: their verbs may be called `create`."""
    imports = [node for node in ast.walk(module) if isinstance(node, ast.ImportFrom)]
    ours = [node for node in imports if (node.module or "").startswith("riskreg.services")]
    return {one.asname or one.name for node in ours for one in node.names}


def writes(module: ast.Module) -> Iterator[Finding]:
    verbs = services(module)
    for node in ast.walk(module):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
            continue
        names = list(chain(node.func))
        if len(names) == 2 and names[1] in verbs:
            continue
        update = names[0] in {"update", "aupdate"} and QUERY & set(names[1:])
        if names[0] in WRITES or update:
            yield node.lineno, ast.unparse(node.func)


def raw_sql(module: ast.Module) -> Iterator[Finding]:
    for node in ast.walk(module):
        if isinstance(node, ast.Attribute) and node.attr in {"execute", "executemany", "executescript"}:
            yield node.lineno, ast.unparse(node)


def history_uses(module: ast.Module) -> Iterator[Finding]:
    for node in ast.walk(module):
        if isinstance(node, ast.Attribute) and node.attr == "history" and ast.unparse(node.value) != "riskreg":
            yield node.lineno, ast.unparse(node)


def banned_history_words(module: ast.Module) -> Iterator[Finding]:
    for node in ast.walk(module):
        if isinstance(node, ast.Attribute):
            on_history = "history" in list(chain(node.value)) and node.attr in BANNED_ON_HISTORY
            if on_history or node.attr in BANNED_ANYWHERE:
                yield node.lineno, ast.unparse(node)


def lifters(module: ast.Module) -> Iterator[Finding]:
    for node in ast.walk(module):
        if isinstance(node, ast.Attribute) and node.attr in LIFT and "guards" in list(chain(node.value)):
            yield node.lineno, ast.unparse(node)
        if isinstance(node, ast.ImportFrom) and node.module == "riskreg.integrity.guards":
            yield from ((node.lineno, alias.name) for alias in node.names if alias.name in LIFT)


def outside(folders: tuple[str, ...], *, migrations: bool = False) -> list:
    return [path for path in python_files(migrations=migrations) if not under(path, folders)]


def test_no_write_outside_services():
    found = {}
    for path in outside(("riskreg/services",), migrations=True):
        for line, call in writes(ast.parse(path.read_text(encoding="utf-8"))):
            found.setdefault(f"{place(path)}:{call}", f"{place(path)}:{line}: {call}() (no write outside services/)")
    told(text for key, text in found.items() if key not in allowed.WRITES)
    assert set(allowed.WRITES) <= set(found), "an exception in allowed.WRITES is no longer needed"


def test_no_sql_outside_integrity_and_services():
    paths = outside(("riskreg/integrity", "riskreg/services", *allowed.SQL), migrations=True)
    told(scan(raw_sql, paths, "no SQL outside integrity/ and services/"))


def test_history_is_read_in_its_own_places():
    paths = outside(("riskreg/models", "riskreg/history", "riskreg/integrity"))
    told(scan(history_uses, paths, ".history only in models/, history/ and integrity/"))


def test_words_of_the_package_that_mislead_are_not_used():
    told(scan(banned_history_words, python_files(), "wrong on ties and keys; use past(moment) or versions()"))


def test_callers_of_lifted_guards_are_listed():
    paths = python_files() + python_files("tests") + python_files("benchmarks")
    using = {place(path) for path in paths if list(lifters(ast.parse(path.read_text(encoding="utf-8"))))}
    using |= {"riskreg/integrity/guards.py"}
    missing = using - set(allowed.LIFTERS)
    told(f"{path}:1: lifts guards and is not in tests/house/allowed.py LIFTERS" for path in sorted(missing))
    assert set(allowed.LIFTERS) <= using, "an exception in allowed.LIFTERS is no longer needed"


def test_scanners_can_fail():
    assert snippet(writes, "risk.save()\nRisk.objects.filter(a=1).update(b=2)\n{}.update(b=2)\nd.update(x)") == [
        "risk.save",
        "Risk.objects.filter(a=1).update",
    ]
    assert snippet(writes, "Risk.objects.bulk_create(x)\nsuper().delete()") == [
        "Risk.objects.bulk_create",
        "super().delete",
    ]
    assert snippet(writes, "from riskreg.services import plans\nplans.create(x)\nplans.Plan.objects.create()") == [
        "plans.Plan.objects.create"
    ]
    assert snippet(raw_sql, "cursor.execute('DELETE FROM x')") == ["cursor.execute"]
    assert snippet(history_uses, "risk.history.all()\nriskreg.history.register") == ["risk.history"]
    assert sorted(snippet(banned_history_words, "Risk.history.as_of(t)\nregister.as_of(t)\nrow.prev_record")) == [
        "Risk.history.as_of",
        "row.prev_record",
    ]
    assert snippet(lifters, "guards.lifted()\nitems.remove(1)\nfrom riskreg.integrity.guards import lifted") == [
        "guards.lifted",
        "lifted",
    ]
