"""The kinds of mail: their words, and which of them do not wait for the day's digest."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class MailKind(TextChoices):
    OPENED = "opened", _("month opened")
    DUE_SOON = "due_soon", _("update due soon")
    OVERDUE = "overdue", _("update overdue")
    CHASED = "chased", _("update asked for")
    RETURNED = "returned", _("update returned")
    DECISION_ASKED = "decision_asked", _("decision asked")
    ACCEPTANCE_EXPIRING = "acceptance_expiring", _("acceptance expiring")
    TO_REPORT = "to_report", _("delay to be reported now")
    REPORT_READY = "report_ready", _("report ready to be sealed")
    REPORT_SEALED = "report_sealed", _("report sealed")


# They lose their point when they come a day late: sent at once, also after the day's digest went out.
AT_ONCE = frozenset(
    (MailKind.CHASED, MailKind.RETURNED, MailKind.TO_REPORT, MailKind.REPORT_READY, MailKind.REPORT_SEALED)
)
