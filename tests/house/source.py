"""The source as the house tests read it: files, syntax trees, and findings that name file, line and rule."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
APP = ROOT / "riskreg"

Finding = tuple[int, str]
Scanner = Callable[[ast.Module], Iterable[Finding]]


def place(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@cache
def python_files(folder: str = "riskreg", *, migrations: bool = False) -> tuple[Path, ...]:
    """Python files under a folder of the repository, in order."""
    found = sorted((ROOT / folder).rglob("*.py"))
    return tuple(path for path in found if migrations or "migrations" not in path.parts)


@cache
def templates() -> tuple[Path, ...]:
    """Our own templates: pages, mails, reports."""
    folders = (ROOT / "templates", APP)
    return tuple(sorted(path for folder in folders for path in folder.rglob("*.html") if "static" not in path.parts))


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def under(path: Path, folders: Iterable[str]) -> bool:
    """Whether the file stands in one of the folders, or is one of the files, given from the repository's root."""
    here = place(path)
    return any(here == one or here.startswith(one.rstrip("/") + "/") for one in folders)


def scan(scanner: Scanner, paths: Iterable[Path], rule: str) -> list[str]:
    """Every finding as `file:line: what (rule)`."""
    return [f"{place(path)}:{line}: {what} ({rule})" for path in paths for line, what in scanner(tree(path))]


def snippet(scanner: Scanner, source: str) -> list[str]:
    """What a scanner says of a piece of source; for the tests of the scanners."""
    return [what for _, what in sorted(scanner(ast.parse(source)))]


def told(findings: Iterable[str]) -> None:
    """Fail with every finding on a line of its own."""
    listed = list(findings)
    assert not listed, "\n" + "\n".join(listed)


def chain(node: ast.AST) -> Iterator[str]:
    """The names of a chain from its end to its start: `a.b.c().d` gives d, c, b, a."""
    while True:
        if isinstance(node, ast.Attribute):
            yield node.attr
            node = node.value
        elif isinstance(node, ast.Call):
            node = node.func
        elif isinstance(node, ast.Subscript):
            node = node.value
        elif isinstance(node, ast.Name):
            yield node.id
            return
        else:
            return


def functions(module: ast.Module) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    return (node for node in ast.walk(module) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))
