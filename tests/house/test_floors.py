"""Rule 1: imports go down only, are absolute, and stand at the top of the file."""

import ast
import subprocess
import sys
from collections.abc import Iterator

from tests.house import allowed
from tests.house.source import ROOT, Finding, functions, place, python_files, scan, snippet, told, under

HEAVY = ("riskreg/reporting/render", "riskreg/exchange")


def relative_imports(module: ast.Module) -> Iterator[Finding]:
    for node in ast.walk(module):
        if isinstance(node, ast.ImportFrom) and node.level:
            yield node.lineno, f"from {'.' * node.level}{node.module or ''} import ..."


def imports_inside(module: ast.Module) -> Iterator[Finding]:
    for function in functions(module):
        for node in ast.walk(function):
            if isinstance(node, ast.Import | ast.ImportFrom):
                yield node.lineno, f"import inside {function.name}()"


def test_imports_go_down_only():
    code = "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports(no_cache=True))"
    run = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True)
    assert run.returncode == 0, run.stdout + run.stderr


def test_imports_are_absolute():
    told(scan(relative_imports, python_files() + python_files("config"), "imports are absolute"))


def test_imports_stand_at_the_top():
    paths = [path for path in python_files() if not under(path, (*HEAVY, *allowed.IMPORTS_INSIDE))]
    told(scan(imports_inside, paths, "no import inside a function"))


def test_exceptions_are_still_needed():
    used = {place(path) for path in python_files() if scan(imports_inside, [path], "")}
    assert set(allowed.IMPORTS_INSIDE) <= used


def test_scanners_can_fail():
    assert snippet(relative_imports, "from .models import Risk\nfrom .. import x\nfrom riskreg import y") == [
        "from .models import ...",
        "from .. import ...",
    ]
    assert snippet(imports_inside, "import a\ndef f():\n    import b") == ["import inside f()"]
