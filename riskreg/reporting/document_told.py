"""What the month asked for and what was said of it, and who made the report, as data."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from riskreg.reporting.document_base import Ref


@dataclass(frozen=True)
class SilentRow:
    """An owner of whom nothing was heard about `records`, of `owed` that the month asked for; blank for no owner."""

    owner: str
    owed: int
    records: tuple[Ref, ...]


@dataclass(frozen=True)
class WordlessRow:
    """A record that needs words and has none; `kind` is forecast, confidence or plan."""

    record: Ref
    kind: str
    kind_words: str


@dataclass(frozen=True)
class QuestionRow:
    """A question on an update; the answer is blank while it is open."""

    record: Ref
    question: str
    answer: str


@dataclass(frozen=True)
class ContradictionRow:
    """What was said against what the register holds; `severity` 1 cannot be, 2 unlikely, 3 deserves a look.

    `explanation` is blank while nobody explained it.
    """

    record: Ref
    words: str
    severity: int
    explanation: str

    @property
    def state(self) -> str:
        """The shape of its hardness: red, amber, or none."""
        return {1: "red", 2: "amber"}.get(self.severity, "")


@dataclass(frozen=True)
class Told:
    """The sentences count what the four tables hold."""

    sentences: tuple[str, ...]
    owed: int
    silent: tuple[SilentRow, ...]
    wordless: tuple[WordlessRow, ...]
    questions: tuple[QuestionRow, ...]
    contradictions: tuple[ContradictionRow, ...]


@dataclass(frozen=True)
class Step:
    """One act on the way to the report: in the words of who did it as what role, when, and why where it was asked."""

    kind: str
    words: str
    role: str
    at: datetime
    reason: str
