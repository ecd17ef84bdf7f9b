"""Files that are archives (XLSX, DOCX) with the same bytes each time: fixed order of entries, fixed moments."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import datetime

from riskreg.vocabulary.turning import visible

# Characters that XML 1.0 forbids; one of them makes the whole file unreadable.
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def clean(text: object) -> str:
    """Text without the characters XML forbids; those that turn its direction are shown as what they are."""
    return _FORBIDDEN.sub("", visible(str(text)))


def fixed(content: bytes, at: datetime) -> bytes:
    """The archive written again in the order of its entries, each with the same moment and the same attributes."""
    kept = io.BytesIO()
    moment = (at.year, at.month, at.day, at.hour, at.minute, at.second // 2 * 2)
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(kept, "w") as new:
        for entry in old.infolist():
            made = zipfile.ZipInfo(entry.filename, date_time=moment)
            made.compress_type = zipfile.ZIP_DEFLATED
            made.create_system = 3
            made.external_attr = 0o600 << 16
            new.writestr(made, old.read(entry.filename), compresslevel=6)
    return kept.getvalue()
