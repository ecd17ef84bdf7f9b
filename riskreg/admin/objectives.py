"""Objectives in the admin."""

from riskreg.admin.base import shown
from riskreg.admin.records import RecordAdmin
from riskreg.models import Objective


@shown(Objective)
class ObjectiveAdmin(RecordAdmin):
    list_display = ("code", "name", "kind", "parent", "withdrawn")
    search_fields = ("code", "name")
    list_filter = ("kind", "withdrawn", "basis")
