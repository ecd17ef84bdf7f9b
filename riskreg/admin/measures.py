"""Measures and their evidence ladder in the admin."""

from riskreg.admin.base import shown
from riskreg.admin.records import LineAdmin, OwnedAdmin
from riskreg.models import Measure, MeasureAssessment


@shown(Measure)
class MeasureAdmin(OwnedAdmin):
    list_display = ("code", "title", "kind", "design", "existence", "operation", "owner", "withdrawn")
    search_fields = ("code", "title", "description")
    list_filter = ("kind", "control_type", "design", "existence", "operation", "basis", "withdrawn")


@shown(MeasureAssessment)
class MeasureAssessmentAdmin(LineAdmin):
    list_display = ("code", "measure", "step", "result", "on", "tester")
    search_fields = ("code", "tester", "reason")
    list_filter = ("step", "result", "basis", "withdrawn")
    date_hierarchy = "on"
