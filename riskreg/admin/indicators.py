"""Indicators and their values in the admin."""

from riskreg.admin.base import shown
from riskreg.admin.records import LineAdmin, OwnedAdmin
from riskreg.models import Indicator, IndicatorValue


@shown(Indicator)
class IndicatorAdmin(OwnedAdmin):
    list_display = ("code", "title", "kind", "frequency", "owner", "period", "actual", "target", "withdrawn")
    search_fields = ("code", "title", "definition")
    list_filter = ("kind", "frequency", "direction", "basis", "withdrawn")


@shown(IndicatorValue)
class IndicatorValueAdmin(LineAdmin):
    list_display = ("code", "indicator", "period", "actual", "target", "on")
    search_fields = ("code", "period")
    date_hierarchy = "on"
