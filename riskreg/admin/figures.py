"""Figures in the columns of the admin: plain words, an en dash for what is not known."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from riskreg.models import Role, User
from riskreg.templatetags.riskreg_format import NONE, signed
from riskreg.vocabulary.choices import ActorKind

HARD_SPACE = "\u00a0"


def _whole(text: str) -> str:
    """A figure stays on one line with its unit."""
    return text.replace(" ", HARD_SPACE)


def percent(value: int | None) -> str:
    return NONE if value is None else _whole(f"{value} %")


def points(value: int | None) -> str:
    """Percentage points of change."""
    if value is None:
        return NONE
    return _whole(ngettext("%(gap)s point", "%(gap)s points", abs(value)) % {"gap": signed(value)})


def days(value: int | None) -> str:
    """Days after the promised day; minus is earlier."""
    return NONE if value is None else _whole(_("%(days)s d") % {"days": signed(value)})


def person(key: str) -> str:
    """Who acted, by name: an account, a role, or whoever a load names."""
    kind, _colon, name = key.partition(":")
    if kind == ActorKind.USER and name.isdecimal():
        return str(User.objects.filter(pk=int(name)).values_list("name", flat=True).first() or NONE)
    if kind == ActorKind.ROLE:
        return str(Role.objects.coded(name).values_list("name", flat=True).first() or name)
    return name or NONE
