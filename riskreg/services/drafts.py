"""Drafts of a month's sheet: private to whoever types, outside the register, hence without history."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from riskreg.access import Actor
from riskreg.models import SheetDraft, User
from riskreg.vocabulary.errors import RuleBroken
from riskreg.vocabulary.periods import Month

MOST_FIELDS, MOST_SIGNS = 5_000, 2_000_000


Typed = Mapping[str, str]


@transaction.atomic
def keep(month: Month, role: str, join: Callable[[Typed], Typed], *, by: Actor, at: datetime) -> None:
    """Keep what `join` makes of what is kept already, as it was typed; nothing typed: no draft.

    `role` is the code of the role that is filled in for, blank for one's own. Two windows of one account keep one after
    the other: the account's row is held. Raises RuleBroken when it is too much.
    """
    User.objects.select_for_update().filter(pk=int(by.key)).exists()
    before = read(month, role, by=by)
    typed = join(before.typed if before is not None else {})
    # A text column of PostgreSQL holds no NUL, and no rule accepts one: without it the rest is kept.
    typed = {name.replace("\x00", ""): value.replace("\x00", "") for name, value in typed.items()}
    if not typed:
        SheetDraft.objects.filter(user_id=int(by.key), month=str(month), role=role).delete()
        return
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
    SheetDraft.objects.update_or_create(
        user_id=int(by.key), month=str(month), role=role, defaults={"typed": typed, "saved_at": at}
    )


def read(month: Month, role: str, *, by: Actor) -> SheetDraft | None:
    """The actor's own draft; nobody else's is ever read."""
    found: SheetDraft | None = SheetDraft.objects.filter(user_id=int(by.key), month=str(month), role=role).first()
    return found
