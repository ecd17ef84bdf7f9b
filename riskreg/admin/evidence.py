"""Evidence in the admin: read only, added on the record that it proves."""

from riskreg.admin.base import shown
from riskreg.admin.records import LineAdmin
from riskreg.models import Evidence


@shown(Evidence)
class EvidenceAdmin(LineAdmin):
    list_display = ("code", "title", "about", "kind", "media_type", "size")
    search_fields = ("code", "title", "about", "sha256")
    list_filter = ("kind", "withdrawn")
