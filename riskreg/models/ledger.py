"""The log of every version: entries in the order of their commits, what each commits to, and signed checkpoints."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from riskreg.models.fields import Line


class LedgerEntry(models.Model):
    """One version, written down for ever. `number` leaves no gap; `body` is what is hashed.

    `content` is what the body commits to (names, words and values), with the `salt` that hides it there.
    """

    number = models.BigIntegerField(_("number"), primary_key=True)
    # The history row's own id: COMMIT refuses a version without its entry, a guard an entry without its version.
    key = models.UUIDField(_("version"), unique=True)
    model = Line(_("kind"), max_length=60)
    body = models.TextField(_("entry"))
    salt = Line(_("salt"), max_length=64)
    content = models.TextField(_("content"))

    class Meta:
        verbose_name, verbose_name_plural = _("entry of the log"), _("entries of the log")
        ordering = ("number",)
        default_permissions = ()

    def __str__(self) -> str:
        return str(self.number)


class SigningKey(models.Model):
    """The public half of a key that signs checkpoints; each but the first is signed by the one before it."""

    id = models.BigAutoField(primary_key=True)
    public = Line(_("public key"), max_length=64, unique=True)
    since = models.DateTimeField(_("since"))
    signed_by = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("signed by")
    )
    signature = Line(_("signature"), max_length=128, blank=True)

    class Meta:
        verbose_name, verbose_name_plural = _("signing key"), _("signing keys")
        ordering = ("id",)
        default_permissions = ()

    def __str__(self) -> str:
        return self.public[:16]


class Checkpoint(models.Model):
    """The root of the first `size` entries, signed: what stood then cannot change unseen."""

    id = models.BigAutoField(primary_key=True)
    size = models.BigIntegerField(_("entries"))
    root = Line(_("root"), max_length=64)
    # The roots of the complete subtrees, largest first: the next checkpoint goes on from here.
    peaks = models.JSONField(_("peaks"), default=list)
    at = models.DateTimeField(_("made at"))
    key = models.ForeignKey(SigningKey, on_delete=models.PROTECT, related_name="+", verbose_name=_("signing key"))
    signature = Line(_("signature"), max_length=128)

    class Meta:
        verbose_name, verbose_name_plural = _("checkpoint"), _("checkpoints")
        ordering = ("id",)
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.size} {self.root[:16]}"
