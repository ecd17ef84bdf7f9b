"""The value lists: sources, parties, units, roles and rating scales."""

from riskreg.admin.base import READERS_OF_LISTS, shown
from riskreg.admin.records import RecordAdmin
from riskreg.models import Party, RatingLevel, RatingScale, Role, Source, Unit


class ListAdmin(RecordAdmin):
    """A list that the administrator keeps and everyone reads."""

    readers = READERS_OF_LISTS
    search_fields = ("code", "name")


@shown(Source)
class SourceAdmin(ListAdmin):
    list_display = ("code", "title", "kind", "publisher", "published", "withdrawn")
    search_fields = ("code", "title", "publisher")
    list_filter = ("kind", "withdrawn")
    date_hierarchy = "published"


@shown(Party)
class PartyAdmin(ListAdmin):
    list_display = ("code", "name", "kind", "withdrawn")
    list_filter = ("kind", "withdrawn")


@shown(Unit)
class UnitAdmin(ListAdmin):
    list_display = ("code", "name", "kind", "status", "parent", "withdrawn")
    list_filter = ("status", "kind", "withdrawn")


@shown(Role)
class RoleAdmin(ListAdmin):
    list_display = ("code", "name", "line", "unit", "party", "withdrawn")
    list_filter = ("line", "withdrawn")


@shown(RatingScale)
class RatingScaleAdmin(ListAdmin):
    list_display = ("code", "name", "withdrawn")
    list_filter = ("withdrawn",)


@shown(RatingLevel)
class RatingLevelAdmin(ListAdmin):
    list_display = ("code", "name", "scale", "severity", "withdrawn")
    list_filter = ("scale", "withdrawn")
