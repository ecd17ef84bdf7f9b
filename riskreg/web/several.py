"""One act on several rows of a list: which acts a list offers, and which of its rows may be chosen."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from riskreg.vocabulary.errors import BadInput
from riskreg.web.forms.all import FORMS
from riskreg.web.forms.base import ActForm

# More than two pages of a list cannot be looked over before they are written.
MOST = 100
_CHOSEN = re.compile(r"([0-9]{1,18}):([0-9]{1,9})", re.ASCII)


@dataclass(frozen=True)
class Offer:
    """What stands above a list: the acts, where they are sent, and the box of each row that one may act on."""

    acts: list[tuple[str, str]]
    url: str
    boxes: dict[int, str]
    all_chosen: bool
    turn_url: str
    query: str

    @property
    def count_words(self) -> str:
        return chosen_words(len(self.boxes) if self.all_chosen else 0)

    @property
    def count_pattern(self) -> str:
        """The same for a script that counts, with # for the number."""
        return chosen_words("#")


def chosen_words(count: int | str) -> str:
    return _("%(count)s selected") % {"count": count}


def forms_of(kind: type[Any]) -> list[type[ActForm]]:
    """The verbs that make sense on several records of a kind; what takes them away comes last."""
    return sorted(
        (form for form in FORMS if form.kind is kind and form.for_several), key=lambda form: form.slug == "withdraw"
    )


def offer(request: HttpRequest, kind: type[Any], rows: Iterable[Any], address: Any) -> Offer | None:
    """None on a past day, on another list of the kind, and for who may do none of the acts to any of the rows."""
    if request.day.is_past or request.resolver_match.url_name != f"{kind._meta.model_name}s":
        return None
    open_to = {
        row.id: [form for form in forms_of(kind) if form.allowed(request.actor, row) and form.applies(row)]
        for row in rows
        if not row.withdrawn
    }
    offered = {form for forms in open_to.values() for form in forms}
    if not offered:
        return None
    all_chosen = request.GET.get("select") == "page"
    page = request.GET.get("page")
    return Offer(
        acts=[(form.slug, form.heading()) for form in forms_of(kind) if form in offered],
        url=reverse("several", args=[kind._meta.model_name]),
        boxes={row.id: f"{row.id}:{row.rev}" for row in rows if open_to.get(row.id)},
        all_chosen=all_chosen,
        turn_url=address.with_(page=page, select=None if all_chosen else "page"),
        query=urlencode(address.parameters),
    )


def seen_in(values: list[str]) -> dict[int, int]:
    """Primary key -> version that was seen, as the boxes carried them. Raises BadInput."""
    found = [_CHOSEN.fullmatch(value) for value in values]
    if not all(found) or len(found) > MOST:
        raise BadInput(_("Expected a selection of at most %(most)d records") % {"most": MOST}, code="chosen")
    return {int(one[1]): int(one[2]) for one in found if one is not None}
