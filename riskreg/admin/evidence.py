"""Evidence in the admin: added on the record that it proves, withdrawn here, never edited."""

from riskreg.admin.base import shown
from riskreg.admin.records import RecordAdmin
from riskreg.models import Evidence


@shown(Evidence)
class EvidenceAdmin(RecordAdmin):
    list_display = ("code", "title", "about", "kind", "media_type", "size")
    search_fields = ("code", "title", "about", "sha256")
    list_filter = ("kind", "withdrawn")
