"""Objectives that risks threaten."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from riskreg.models.base import Record, head_of
from riskreg.models.fields import Choice, Line, Prose
from riskreg.querysets.base import LiveQuerySet
from riskreg.vocabulary.choices import ObjectiveKind


class Objective(Record):
    name = Line(_("name"))
    kind = Choice(ObjectiveKind, verbose_name=_("kind"))
    description = Prose(_("description"), blank=True)
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("parent")
    )
    head = head_of("Objective")
    objects = LiveQuerySet.as_manager()

    class Meta(Record.Meta):
        verbose_name, verbose_name_plural = _("objective"), _("objectives")
