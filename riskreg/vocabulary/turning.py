"""Characters that turn the direction of text: shown as what they are, so that nothing reads otherwise than it is."""

from __future__ import annotations

import dataclasses
import re
from typing import Any

_TURNING = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def visible(text: str) -> str:
    """The text with every such character as its number: [U+202E]."""
    return _TURNING.sub(lambda found: f"[U+{ord(found[0]):04X}]", text)


def every(value: Any) -> Any:
    """The same for every text within dataclasses, tuples, lists and dictionaries."""
    if isinstance(value, str):
        return visible(value) if type(value) is str and not value.isascii() else value
    if isinstance(value, tuple | list):
        return type(value)(every(one) for one in value)
    if isinstance(value, dict):
        return {name: every(one) for name, one in value.items()}
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        made = {one.name: (getattr(value, one.name)) for one in dataclasses.fields(value) if one.init}
        turned = {name: every(one) for name, one in made.items()}
        changed = {name: one for name, one in turned.items() if one is not made[name] and one != made[name]}
        return dataclasses.replace(value, **changed) if changed else value
    return value
