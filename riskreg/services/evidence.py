"""Evidence that a claim rests on: added as a file or a link, withdrawn with a reason, never replaced."""

from __future__ import annotations

import re
from datetime import datetime
from typing import IO, Any, BinaryIO
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext as _

from riskreg.access import PROVED, Actor, require
from riskreg.models import AuditReport, Evidence, Measure
from riskreg.services import evidence_store, evidence_types
from riskreg.services._record import Writing, writing
from riskreg.vocabulary.choices import EvidenceKind, LadderStep
from riskreg.vocabulary.errors import RuleBroken

LONGEST_ADDRESS = 500


def exists_for(record: Any) -> bool:
    """Whether at least one standing piece of evidence proves the record."""
    return bool(Evidence.objects.standing().filter(about=record.code).exists())


def add_link(
    record: Any, *, title: str, address: str, by: Actor, at: datetime, proves: str = "", rev: int | None = None
) -> Evidence:
    """A page elsewhere that proves the record. Raises RuleBroken for an address that is no plain http(s) one."""
    with writing("evidence.add", by=by, at=at, record=record, rev=rev) as act:
        values = {"title": _title(title), "proves": _level(record, proves)}
        return _add(act, record, kind=EvidenceKind.LINK, address=checked_address(address), **values)


def add_file(
    record: Any,
    *,
    file: BinaryIO,
    name: str,
    by: Actor,
    at: datetime,
    title: str = "",
    proves: str = "",
    rev: int | None = None,
) -> Evidence:
    """A file that proves the record; `address` keeps the name under which it was brought.

    Raises RuleBroken, naming the file and what was expected, for anything but a file of a type that is taken.
    """
    require(by, "evidence.add", record)
    name = evidence_types.checked_name(name)
    _check_size(file, name)
    media_type = evidence_types.recognised(file, name)
    with (
        evidence_store.storing(file) as stored,
        writing("evidence.add", by=by, at=at, record=record, rev=rev) as act,
    ):
        values = {"title": _title(title or name), "proves": _level(record, proves)}
        return _add(
            act, record, kind=EvidenceKind.FILE, address=name, media_type=media_type, stored_name=stored.name,
            size=stored.size, sha256=stored.sha256, **values,
        )  # fmt: skip


def attach_report(act: Writing, record: Any, report: AuditReport, *, proves: str) -> Evidence:
    """Inside another act: an audit report of the register as evidence; `address` keeps its code."""
    return _add(act, record, kind=EvidenceKind.LINK, title=report.title, address=report.code, proves=proves)


def check_withdrawal(proof: Evidence) -> None:
    """Inside a withdrawal: the report that a confirmation or a return rests on stays with it."""
    added = Evidence.versions().filter(id=proof.pk, rev=1).values_list("act", flat=True).first()
    if added in ("finding.confirm", "finding.return"):
        raise RuleBroken(
            _("%(code)s is the report that a verdict rests on; it stays with the verdict") % {"code": proof.code},
            code="verdict",
        )


def opened(proof: Any) -> IO[bytes]:
    """A copy of the file as it was added. Raises evidence_store.Missing or Changed."""
    return evidence_store.fetch(proof.stored_name, proof.sha256)


def checked_address(address: str) -> str:
    """A plain http or https address. Raises RuleBroken that says what was expected."""
    address = address.strip()
    if not address or len(address) > LONGEST_ADDRESS:
        raise _wrong_address(_("An address has 1 to %(longest)d characters") % {"longest": LONGEST_ADDRESS})
    if re.search(r"[\s\\<>\"`]", address) or not address.isprintable():
        raise _wrong_address(_("The address holds a space or a sign that an address cannot have"))
    try:
        parts = urlsplit(address)
        host, _port = parts.hostname, parts.port
    except ValueError as error:
        raise _wrong_address(_("The address cannot be read; expected is one like https://example.org/page")) from error
    if parts.scheme.lower() not in ("http", "https") or not host:
        raise _wrong_address(_("The address begins with https:// or http:// and names a host"))
    if "@" in parts.netloc:
        raise _wrong_address(_("Leave the name and password out of the address"))
    return address


def _wrong_address(message: str) -> RuleBroken:
    return RuleBroken(message, code="address")


def _title(title: str) -> str:
    if not title.strip():
        raise RuleBroken(_("Say in a few words what the evidence is"), code="title")
    return title.strip()


def _level(record: Any, proves: str) -> str:
    """For a measure the step of its ladder; for other records words."""
    if isinstance(record, Measure) and proves not in LadderStep.values:
        raise RuleBroken(
            _("Say which step of %(code)s it proves: %(expected)s")
            % {"code": record.code, "expected": ", ".join(str(label) for label in LadderStep.labels)},
            code="proves",
        )
    return proves.strip()


def _check_size(file: BinaryIO, name: str) -> None:
    size, most = file.seek(0, 2), settings.EVIDENCE_MAX_BYTES
    if size == 0:
        raise RuleBroken(_("“%(name)s” is empty: it has 0 bytes") % {"name": name}, code="file")
    if size > most:
        raise RuleBroken(
            _("“%(name)s” has %(size)d bytes; at most %(most)d are kept") % {"name": name, "size": size, "most": most},
            code="file",
        )


def _add(act: Writing, record: Any, **values: Any) -> Evidence:
    if not isinstance(record, PROVED):
        raise RuleBroken(_("%(code)s cannot have evidence of its own") % {"code": record.code}, code="about")
    number = Evidence._base_manager.filter(about=record.code).count() + 1
    made: Evidence = act.add(Evidence(code=f"{record.code}-E{number:02d}", about=record.code, **values))
    return made
