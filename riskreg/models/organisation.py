"""Units, external parties and the roles that own records."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from riskreg.models.base import Record, head_of
from riskreg.models.fields import Choice, Line, Prose
from riskreg.querysets.base import LiveQuerySet
from riskreg.vocabulary.choices import DefenceLine, Precision, SourceKind, UnitStatus


class Source(Record):
    """A document that a fact comes from."""

    title = Line(_("title"), max_length=200)
    kind = Choice(SourceKind, verbose_name=_("kind"))
    publisher = Line(_("publisher"), blank=True)
    published = models.DateField(_("published"), null=True, blank=True)
    published_precision = Choice(Precision, verbose_name=_("precision"), default=Precision.DAY)
    reference = Line(_("reference"), blank=True)
    note = Prose(_("note"), blank=True)
    head = head_of("Source")
    objects = LiveQuerySet.as_manager()

    class Meta(Record.Meta):
        verbose_name, verbose_name_plural = _("source"), _("sources")


class Party(Record):
    """A body outside the organisation: an auditor, a ministry, parliament."""

    name = Line(_("name"))
    kind = Line(_("kind"), max_length=40)
    description = Prose(_("description"), blank=True)
    head = head_of("Party")
    objects = LiveQuerySet.as_manager()

    class Meta(Record.Meta):
        verbose_name, verbose_name_plural = _("party"), _("parties")


class Unit(Record):
    """A part of the organisation; it can sit under another unit or, on its way in, under a party."""

    name = Line(_("name"))
    kind = Line(_("kind"), max_length=40)
    status = Choice(UnitStatus, verbose_name=_("status"), default=UnitStatus.ACTIVE)
    description = Prose(_("description"), blank=True)
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("parent")
    )
    parent_party = models.ForeignKey(
        Party, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("parent party")
    )
    future_parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("future parent")
    )
    head = head_of("Unit")
    objects = LiveQuerySet.as_manager()

    class Meta(Record.Meta):
        verbose_name, verbose_name_plural = _("unit"), _("units")


class Role(Record):
    """A role that owns records; a person fills it from a day until a day."""

    name = Line(_("name"))
    line = Choice(DefenceLine, verbose_name=_("line"))
    unit = models.ForeignKey(
        Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("unit")
    )
    party = models.ForeignKey(
        Party, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("party")
    )
    head = head_of("Role")
    objects = LiveQuerySet.as_manager()

    class Meta(Record.Meta):
        verbose_name, verbose_name_plural = _("role"), _("roles")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(unit__isnull=True) | models.Q(party__isnull=True), name="role_in_unit_or_party"
            )
        ]
