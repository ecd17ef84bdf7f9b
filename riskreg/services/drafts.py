"""Drafts of a month's sheet: private to whoever types, outside the register, hence without history."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.utils.translation import gettext as _

from riskreg.access import Actor
from riskreg.models import SheetDraft
from riskreg.vocabulary.errors import RuleBroken
from riskreg.vocabulary.periods import Month

MOST_FIELDS, MOST_SIGNS = 5_000, 2_000_000


def keep(month: Month, role: str, typed: Mapping[str, str], *, by: Actor, at: datetime) -> SheetDraft | None:
    """Keep what was typed in the sheet of a month, as it was typed; nothing typed: no draft.

    `role` is the code of the role that is filled in for, blank for one's own. Raises RuleBroken when it is too much.
    """
    # A text column of PostgreSQL holds no NUL, and no rule accepts one: without it the rest is kept.
    typed = {name.replace("\x00", ""): value.replace("\x00", "") for name, value in typed.items()}
    if not typed:
        drop(month, role, by=by)
        return None
    length = sum(len(name) + len(value) for name, value in typed.items())
    if len(typed) > MOST_FIELDS:
        raise RuleBroken(
            _("The draft has %(count)d fields; at most %(most)d are kept. Submit a part of it first")
            % {"count": len(typed), "most": MOST_FIELDS},
            code="typed",
        )
    if length > MOST_SIGNS:
        raise RuleBroken(
            _("The draft has %(length)d characters; at most %(most)d are kept. Shorten a note, and save again")
            % {"length": length, "most": MOST_SIGNS},
            code="typed",
        )
    kept, _made = SheetDraft.objects.update_or_create(
        user_id=int(by.key), month=str(month), role=role, defaults={"typed": typed, "saved_at": at}
    )
    return kept


def read(month: Month, role: str, *, by: Actor) -> SheetDraft | None:
    """The actor's own draft; nobody else's is ever read."""
    found: SheetDraft | None = SheetDraft.objects.filter(user_id=int(by.key), month=str(month), role=role).first()
    return found


def drop(month: Month, role: str, *, by: Actor) -> None:
    """Submitted, or emptied."""
    SheetDraft.objects.filter(user_id=int(by.key), month=str(month), role=role).delete()
