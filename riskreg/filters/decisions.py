"""What the decision list can be narrowed by."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from riskreg.filters.base import OfRegister, Pick, RegisterFilter
from riskreg.models import Role
from riskreg.vocabulary.choices import DecisionKind, DecisionState


class DecisionFilter(RegisterFilter):
    SEARCH = ("code", "title", "about", "context", "outcome")

    state = Pick(label=_("State"), choices=DecisionState.choices)
    kind = Pick(label=_("Kind"), choices=DecisionKind.choices)
    taken_by = OfRegister(Role, field_name="taken_by_id", label=_("Taken by"))
