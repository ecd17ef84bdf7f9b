"""Which files are taken as evidence: told by their content, and the name has to agree with it."""

from __future__ import annotations

import lzma
import re
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from typing import BinaryIO

from django.utils.translation import gettext as _

from riskreg.vocabulary.errors import RuleBroken

PDF, PNG, JPEG, TEXT, CSV = "application/pdf", "image/png", "image/jpeg", "text/plain", "text/csv"
_OOXML = "application/vnd.openxmlformats-officedocument."
_ODF = "application/vnd.oasis.opendocument."
DOCX, XLSX, PPTX = f"{_OOXML}wordprocessingml.document", f"{_OOXML}spreadsheetml.sheet", (
    f"{_OOXML}presentationml.presentation"
)  # fmt: skip
ODT, ODS = f"{_ODF}text", f"{_ODF}spreadsheet"
# ending of the name -> what the content has to be
ENDINGS = {
    "pdf": PDF, "png": PNG, "jpg": JPEG, "jpeg": JPEG, "txt": TEXT, "csv": CSV, "docx": DOCX, "xlsx": XLSX,
    "pptx": PPTX, "odt": ODT, "ods": ODS,
}  # fmt: skip
LONGEST_NAME = 200
CHUNK = 64 * 1024
# What unpacking raises for a file that is damaged, cut short, locked, or packed in a way that nobody asked for.
_UNREADABLE = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, NotImplementedError, RuntimeError, EOFError, OSError,
    ValueError, KeyError, IndexError, OverflowError,
)  # fmt: skip
# An office file unpacks to no more than this; a bomb is refused by what it says and by what it gives.
MOST_PARTS, MOST_UNPACKED = 5000, 256 * 1024 * 1024
_MAIN_PARTS = {DOCX: "word/document.xml", XLSX: "xl/workbook.xml", PPTX: "ppt/presentation.xml"}
_MACROS = re.compile(
    r"(?:^|/)(?:vbaproject\.bin|vbadata\.xml)$|(?:^|/)(?:activex|macrosheets|dialogsheets)/|^(?:basic|scripts)/"
    r"|\.(?:exe|dll|js|vbs|bat|cmd|ps1|jar|hta|scr)$",
    re.IGNORECASE,
)
_VIRUS_TEST = b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE"
# What makes text a page, a drawing or a program for whoever opens it.
_MARKUP = re.compile(r"<\s*(?:!doctype|html|head|body|svg|script|iframe|object|embed|\?xml|\?php)\b|^\s*<\?|^\s*#!",
                     re.IGNORECASE)  # fmt: skip
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f\x80-\x9f]")
_TURNED = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")


def expected() -> str:
    """The endings that are taken, in words."""
    return ", ".join(sorted(ENDINGS))


def checked_name(name: str) -> str:
    """The file's name. Raises RuleBroken for one that hides what it is or cannot be a name."""
    name = name.strip()
    if not name or len(name) > LONGEST_NAME:
        raise _refused(_("A file's name has 1 to %(longest)d characters") % {"longest": LONGEST_NAME})
    if re.search(r"[\x00-\x1f\x7f-\x9f/\\:]", name) or _TURNED.search(name) or not name.isprintable():
        raise _refused(
            _("The name “%(name)s” holds a character that a file's name cannot have; rename the file")
            % {"name": "".join(sign if sign.isprintable() else "?" for sign in name)[:80]}
        )
    return name


def recognised(file: BinaryIO, name: str) -> str:
    """The type of the content. Raises RuleBroken unless it is one that is taken and the name's ending agrees."""
    ending = name.rpartition(".")[2].lower() if "." in name else ""
    claimed = ENDINGS.get(ending)
    if claimed is None:
        raise _refused(
            _("“%(name)s”: files ending in “%(ending)s” are not kept; expected is one of: %(expected)s")
            % {"name": name, "ending": ending or _("nothing"), "expected": expected()}
        )
    _without_virus_test(_chunks(file), name)
    file.seek(0)
    head = file.read(CHUNK)
    found = _by_content(file, head, name)
    if found == TEXT and claimed == CSV:
        found = CSV
    if found != claimed:
        raise _refused(
            _("“%(name)s”: the content is %(found)s, not what its ending “%(ending)s” says")
            % {"name": name, "found": found or _("of a type that is not kept"), "ending": ending}
        )
    file.seek(0)
    return found


def _refused(message: str) -> RuleBroken:
    return RuleBroken(message, code="file")


def _chunks(file: BinaryIO) -> Iterator[bytes]:
    file.seek(0)
    while chunk := file.read(CHUNK):
        yield chunk


def _without_virus_test(chunks: Iterator[bytes], name: str) -> int:
    """How many bytes there are. Raises RuleBroken where the test pattern of virus scanners stands in them."""
    size, before = 0, b""
    for chunk in chunks:
        if _VIRUS_TEST in before + chunk:
            raise _refused(_("“%(name)s” is refused: a virus scanner would stop it") % {"name": name})
        size, before = size + len(chunk), chunk[-len(_VIRUS_TEST) :]
    return size


def _by_content(file: BinaryIO, head: bytes, name: str) -> str:
    """The type by the bytes themselves; blank for what is not known."""
    for begins, tell in _SIGNATURES:
        if head.startswith(begins):
            return tell(file, name)
    return TEXT if _is_text(file) else ""


def _tail(file: BinaryIO, length: int) -> bytes:
    size = file.seek(0, 2)
    file.seek(max(size - length, 0))
    return file.read(length)


def _pdf(file: BinaryIO, name: str) -> str:
    return PDF if b"%%EOF" in _tail(file, 2048) else ""


def _png(file: BinaryIO, name: str) -> str:
    file.seek(12)
    return PNG if file.read(4) == b"IHDR" and b"IEND" in _tail(file, 12) else ""


def _jpeg(file: BinaryIO, name: str) -> str:
    return JPEG if any(b"\xff\xd9" in chunk for chunk in _chunks(file)) else ""


def _is_text(file: BinaryIO) -> bool:
    """UTF-8, UTF-16 with its mark, or Windows-1252, without control characters and without markup or a script."""
    file.seek(0)
    raw = file.read()
    encodings = ["utf-16"] if raw[:2] in (b"\xff\xfe", b"\xfe\xff") else ["utf-8-sig", "cp1252"]
    for encoding in encodings:
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        return not _CONTROL.search(text) and not _MARKUP.search(text)
    return False


def _office(file: BinaryIO, name: str) -> str:
    """An office document by the parts inside it; blank for another archive."""
    file.seek(0)
    try:
        with zipfile.ZipFile(file) as archive:
            parts = archive.infolist()
            names = [part.filename for part in parts]
            _bounded(parts, name)
            if any(_MACROS.search(part) for part in names):
                raise _refused(
                    _("“%(name)s” holds a macro or a program; save it without, for example as .docx, .xlsx or PDF")
                    % {"name": name}
                )
            found = _office_type(archive, names)
            if found:
                _unpacked(archive, parts, name)
            return found
    except _UNREADABLE as error:
        raise _refused(_("“%(name)s” is damaged or locked; it cannot be read") % {"name": name}) from error


def _bounded(parts: list[zipfile.ZipInfo], name: str) -> None:
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise _refused(_("“%(name)s” unpacks to more than an office file holds") % {"name": name})


def _office_type(archive: zipfile.ZipFile, names: list[str]) -> str:
    if names[:1] == ["mimetype"]:
        told = archive.read("mimetype").decode("ascii", "replace")
        return told if told in (ODT, ODS) and {"content.xml", "META-INF/manifest.xml"} <= set(names) else ""
    if "[Content_Types].xml" not in names:
        return ""
    types = archive.read("[Content_Types].xml")
    if b"macroEnabled" in types or b"vbaProject" in types:
        return ""
    for media_type, part in _MAIN_PARTS.items():
        if part in names and f"{media_type}.main+xml".encode() in types:
            return media_type
    return ""


def _unpacked(archive: zipfile.ZipFile, parts: list[zipfile.ZipInfo], name: str) -> None:
    """Read every part to its end, counting: what it says of its size need not be so."""
    size = 0
    for part in parts:
        with archive.open(part) as opened:
            size += _without_virus_test(iter(lambda: opened.read(CHUNK), b""), name)
        if size > MOST_UNPACKED:
            raise _refused(_("“%(name)s” unpacks to more than an office file holds") % {"name": name})


_SIGNATURES: tuple[tuple[bytes, Callable[[BinaryIO, str], str]], ...] = (
    (b"%PDF-", _pdf),
    (b"\x89PNG\r\n\x1a\n", _png),
    (b"\xff\xd8\xff", _jpeg),
    (b"PK\x03\x04", _office),
)
