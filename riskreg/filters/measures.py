"""What the measure list can be narrowed by."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from riskreg.filters.base import OfRegister, Pick, RegisterFilter
from riskreg.models import Role
from riskreg.vocabulary.choices import ControlType, LadderResult, MeasureKind


class MeasureFilter(RegisterFilter):
    SEARCH = ("code", "title", "description")

    kind = Pick(label=_("Kind"), choices=MeasureKind.choices)
    control_type = Pick(label=_("Control type"), choices=ControlType.choices)
    design = Pick(label=_("Design"), choices=LadderResult.choices)
    existence = Pick(label=_("Existence"), choices=LadderResult.choices)
    operation = Pick(label=_("Operation"), choices=LadderResult.choices)
    owner = OfRegister(Role, field_name="owner_id", label=_("Owner"))
