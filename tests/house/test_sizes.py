"""Rule 2: files and functions stay small, and no name says "various"."""

import ast
from collections.abc import Iterable, Iterator
from pathlib import Path

from tests.house.source import Finding, functions, place, python_files, scan, snippet, templates, told

APP_FILE, TEST_FILE, TEMPLATE, FUNCTION, SETTINGS = 400, 600, 150, 50, 250
NAMES = {"utils", "helpers", "common", "misc", "managers", "signals", "util", "helper"}


def too_long(paths: Iterable[Path], limit: int) -> list[str]:
    lengths = [(path, len(path.read_text(encoding="utf-8").splitlines())) for path in paths]
    return [f"{place(path)}:{limit + 1}: {lines} lines (at most {limit})" for path, lines in lengths if lines > limit]


def long_functions(module: ast.Module) -> Iterator[Finding]:
    for function in functions(module):
        length = (function.end_lineno or function.lineno) - function.lineno + 1
        if length > FUNCTION:
            yield function.lineno, f"{function.name}() has {length} lines"


def says_nothing(path: Path) -> bool:
    return bool({path.stem, *path.parent.parts} & NAMES)


def test_app_files():
    # Migrations are written by makemigrations.
    told(too_long((*python_files(), *python_files("config"), *python_files("benchmarks")), APP_FILE))


def test_settings_file():
    told(too_long([path for path in python_files("config") if path.name == "settings.py"], SETTINGS))


def test_test_files():
    told(too_long(python_files("tests"), TEST_FILE))


def test_templates():
    told(too_long(templates(), TEMPLATE))


def test_functions():
    told(scan(long_functions, python_files() + python_files("tests"), f"a function has at most {FUNCTION} lines"))


def test_names():
    paths = [path for path in python_files() + python_files("tests") if says_nothing(Path(place(path)))]
    told(f"{place(path)}:1: a name that says nothing (none of {', '.join(sorted(NAMES))})" for path in paths)


def test_scanners_can_fail(tmp_path, monkeypatch):
    monkeypatch.setattr("tests.house.source.ROOT", tmp_path)
    page = tmp_path / "page.html"
    page.write_text("x\n" * 151)
    assert too_long([page], TEMPLATE) == ["page.html:151: 151 lines (at most 150)"]
    assert not too_long([page], 151)
    assert snippet(long_functions, "def f():\n" + "    x\n" * 50) == ["f() has 51 lines"]
    assert says_nothing(Path("riskreg/web/utils.py"))
    assert says_nothing(Path("riskreg/common/risks.py"))
    assert not says_nothing(Path("riskreg/web/lists.py"))
