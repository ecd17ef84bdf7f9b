"""What a mark of basis speaks of, in words, where that is no column of its own."""

from typing import Any

from django.utils.translation import gettext_lazy as _

PARTS: dict[str, Any] = {
    "score": _("score"),
    "analysis": _("cause, event and consequence"),
    "thresholds": _("thresholds"),
    "date": _("baseline date"),
}


def label(kind: type[Any], name: str) -> str:
    """The column or part of a kind of record in words; a name that is neither as it stands."""
    columns = {field.name: field.verbose_name for field in kind._meta.fields}
    return str(columns.get(name) or PARTS.get(name, name))
