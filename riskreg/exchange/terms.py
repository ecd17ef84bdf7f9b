"""The terms of auditors and of the trade, from the folder of facts: read for the page of definitions, kept nowhere."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from django.utils.text import capfirst

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True)
class Term:
    """A term in every language of the interface: language -> text. `source` is the title of the document it is from."""

    code: str
    word: dict[str, str]
    words: dict[str, str]
    source: dict[str, str]
    basis: str

    @property
    def key(self) -> str:
        """Its anchor on the page."""
        return self.code.lower()

    def name(self, language: str) -> str:
        return str(capfirst(self.word[language]))


@cache
def terms(folder: Path) -> tuple[Term, ...]:
    """Every term of `vocabulary.yaml` in the folder, in its order; none when the folder has no such file.

    Read once a process. yaml.YAMLError or KeyError when the file is not what it should be.
    """
    if not (folder / "vocabulary.yaml").exists():
        return ()
    titles = {one["code"]: one["title"] for one in _document(folder / "sources.yaml")["sources"]}
    return tuple(
        Term(one["code"], one["term"], one["definition"], titles.get(one["source"]["doc"], {}), one.get("basis", ""))
        for one in _document(folder / "vocabulary.yaml")["terms"]
    )


def _document(path: Path) -> dict[str, Any]:
    found: dict[str, Any] = yaml.load(path.read_text(encoding="utf-8"), Loader=_LOADER)  # noqa: S506 - a safe loader
    return found
