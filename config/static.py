"""The address below which static files are served: another one whenever one of them is another."""

from __future__ import annotations

import hashlib
from pathlib import Path

import django

# Hexadecimal digits of the digest that stand in the address.
DIGITS = 12


def static_address(folder: Path) -> str:
    """`static/` and a digest of every file in the folder and of Django's version, whose own files are served too."""
    digest = hashlib.sha256(django.__version__.encode())
    for file in sorted(path for path in folder.rglob("*") if path.is_file()):
        digest.update(file.relative_to(folder).as_posix().encode() + b"\0" + file.read_bytes())
    return f"static/{digest.hexdigest()[:DIGITS]}/"
