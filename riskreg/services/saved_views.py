"""Saved views of lists: private to whoever saved them, outside the register, hence without history."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from riskreg.access import Actor
from riskreg.models import SavedView
from riskreg.vocabulary.errors import RuleBroken

# So many of one list fit above it; a longer name or query is cut off by no one, but refused.
MOST, LONGEST_NAME, LONGEST_QUERY = 20, 40, 1_500


def own(by: Actor, list_name: str = "") -> list[SavedView]:
    """The actor's own views of a list, or of all, oldest first; nobody else's are ever read. One query."""
    rows = SavedView.objects.filter(user_id=int(by.key))
    return list(rows.filter(list=list_name) if list_name else rows)


def find(number: int, *, by: Actor) -> SavedView | None:
    """One of the actor's own, or None: another's is as absent as one that is not there."""
    found: SavedView | None = SavedView.objects.filter(user_id=int(by.key), pk=number).first()
    return found


def save(list_name: str, name: str, query: str, *, by: Actor, at: datetime) -> SavedView:
    """Keep the query of a list under a name. Raises RuleBroken for a name that is taken or too long, or too many."""
    name = _checked(name)
    if len(query) > LONGEST_QUERY:
        raise RuleBroken(_("These filters are too long to be kept; leave one out"), code="query")
    if SavedView.objects.filter(user_id=int(by.key), list=list_name).count() >= MOST:
        raise RuleBroken(
            _("You have %(most)d views of this list, which is all that fit; remove one first") % {"most": MOST},
            code="name",
        )
    view = SavedView(user_id=int(by.key), list=list_name, name=name, query=query, saved_at=at)
    _write(view)
    return view


def rename(view: SavedView, name: str) -> None:
    """Another name. Raises RuleBroken for one that is taken or too long."""
    view.name = _checked(name)
    _write(view)


def remove(view: SavedView) -> None:
    """The view is gone; the register is not touched."""
    view.delete()


def _checked(name: str) -> str:
    name = " ".join(name.split())
    if not name or len(name) > LONGEST_NAME or not name.isprintable():
        raise RuleBroken(
            _("A name has 1 to %(longest)d characters that can be seen") % {"longest": LONGEST_NAME}, code="name"
        )
    return name


def _write(view: SavedView) -> None:
    """Raises RuleBroken when the person has a view of that name on the list."""
    try:
        with transaction.atomic():
            view.save()
    except IntegrityError as error:
        raise RuleBroken(
            _("You have a view “%(name)s” of this list already; give another name") % {"name": view.name}, code="name"
        ) from error
