"""Evidence: a file or link that proves a milestone, measure, finding or commitment."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from riskreg.models.base import Entry, head_of
from riskreg.models.fields import Choice, Line, Prose
from riskreg.querysets.base import LiveQuerySet
from riskreg.vocabulary.choices import EvidenceKind


class Evidence(Entry):
    """Append-only; `about` is the code of the record it proves, `sha256` the digest of the file's bytes."""

    about = Line(_("about"), max_length=60)
    kind = Choice(EvidenceKind, verbose_name=_("kind"))
    title = Line(_("title"), max_length=200)
    address = Line(_("address"), max_length=500, blank=True)
    stored_name = Line(_("stored name"), max_length=80, blank=True)
    media_type = Line(_("type"), max_length=100, blank=True)
    size = models.PositiveBigIntegerField(_("size in bytes"), null=True, blank=True)
    sha256 = Line(_("SHA-256"), max_length=64, blank=True)
    proves = Prose(_("level proved"), blank=True)
    head = head_of("Evidence")
    objects = LiveQuerySet.as_manager()

    class Meta(Entry.Meta):
        verbose_name, verbose_name_plural = _("evidence"), _("evidence")
        constraints = [
            models.CheckConstraint(
                condition=(Q(kind=EvidenceKind.LINK) & ~Q(address=""))
                | (Q(kind=EvidenceKind.FILE, size__isnull=False) & ~Q(sha256="") & ~Q(stored_name="")),
                name="evidence_link_or_file",
            )
        ]
