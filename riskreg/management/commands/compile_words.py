"""Compile the translations (.po to .mo) without gettext's own programs, which a machine may lack."""

from __future__ import annotations

import ast
import struct
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

CONTEXT_SIGN, PLURAL_SIGN = "\x04", "\x00"


@dataclass
class Message:
    """One entry of a catalogue; `words` holds one text, or one for each plural form."""

    line: int
    id: str = ""
    plural: str | None = None
    context: str | None = None
    words: dict[int, str] = field(default_factory=dict)
    fuzzy: bool = False

    @property
    def complete(self) -> bool:
        return bool(self.words) and all(self.words.values())

    @property
    def key(self) -> str:
        name = self.id if self.context is None else self.context + CONTEXT_SIGN + self.id
        return name if self.plural is None else name + PLURAL_SIGN + self.plural

    def add(self, keyword: str, text: str) -> None:
        """Append to a part; a part may be written over several lines."""
        if keyword.startswith("msgstr"):
            form = int(keyword[7:-1] or 0) if "[" in keyword else 0
            self.words[form] = self.words.get(form, "") + text
        elif keyword == "msgid":
            self.id += text
        elif keyword == "msgid_plural":
            self.plural = (self.plural or "") + text
        elif keyword == "msgctxt":
            self.context = (self.context or "") + text
        else:
            raise ValueError(f"{keyword!r} is no keyword of a catalogue")


def read_po(text: str) -> list[Message]:
    """The messages of a catalogue, in order, without obsolete ones. Raises ValueError naming the line."""
    messages: list[Message] = []
    current: Message | None = None
    fuzzy, keyword = False, ""
    for number, raw in enumerate(text.splitlines(), start=1):
        line = raw.strip()
        if line.startswith("#"):
            current, fuzzy = None, fuzzy or (line.startswith("#,") and "fuzzy" in line)
            continue
        if not line:
            continue
        try:
            if not line.startswith('"'):
                keyword, _, line = line.partition(" ")
                if current is None or (keyword in {"msgid", "msgctxt"} and current.words):
                    current = Message(number, fuzzy=fuzzy)
                    messages.append(current)
                    fuzzy = False
            if current is None:
                raise ValueError("text without a keyword")
            current.add(keyword, ast.literal_eval(line))
        except (SyntaxError, ValueError) as error:
            raise ValueError(f"line {number}: {error}") from error
    return messages


def mo_bytes(messages: list[Message]) -> bytes:
    """The compiled catalogue: sorted, without fuzzy and empty messages, the same bytes for the same words."""
    chosen = {one.key: one for one in messages if one.complete and (not one.fuzzy or not one.id)}
    pairs = [
        (key.encode(), PLURAL_SIGN.join(text for _, text in sorted(chosen[key].words.items())).encode())
        for key in sorted(chosen, key=str.encode)
    ]
    start_of_texts = 28 + 16 * len(pairs)
    offsets: list[int] = []
    body = b""
    for texts in zip(*pairs, strict=True):
        for text in texts:
            offsets += [len(text), start_of_texts + len(body)]
            body += text + b"\0"
    header = struct.pack("<7I", 0x950412DE, 0, len(pairs), 28, 28 + 8 * len(pairs), 0, start_of_texts)
    return header + struct.pack(f"<{len(offsets)}I", *offsets) + body


class Command(BaseCommand):
    help = "Compile every .po beside this source to its .mo; needs no gettext programs."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true", help="write nothing; fail when a .mo is not up to date")

    def handle(self, *args: Any, **options: Any) -> None:
        stale: list[str] = []
        for source in sorted(po for folder in settings.LOCALE_PATHS for po in Path(folder).rglob("*.po")):
            try:
                made = mo_bytes(read_po(source.read_text(encoding="utf-8")))
            except ValueError as error:
                raise CommandError(f"{source}: {error}") from error
            target = source.with_suffix(".mo")
            if not target.exists() or target.read_bytes() != made:
                stale.append(str(target))
                if not options["check"]:
                    target.write_bytes(made)
                    self.stdout.write(f"{target}: written")
        if stale and options["check"]:
            raise CommandError("not up to date (run manage.py compile_words): " + ", ".join(stale))
