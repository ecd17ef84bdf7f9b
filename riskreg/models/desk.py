"""What lies on somebody's desk and is no part of the register, hence without history: drafts, saved views, mails."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from riskreg.models.accounts import User
from riskreg.models.fields import Line, Prose


class SheetDraft(models.Model):
    """What somebody typed in a month's sheet and has not submitted; only they see it."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", verbose_name=_("account"))
    month = Line(_("month"), max_length=7)
    # Whose items: the code of a role when an officer fills in for an owner, blank for one's own.
    role = Line(_("role"), max_length=60, blank=True)
    # field name -> what was typed, as it was typed.
    typed = models.JSONField(_("typed"), default=dict)
    saved_at = models.DateTimeField(_("saved at"))

    class Meta:
        verbose_name, verbose_name_plural = _("draft of a sheet"), _("drafts of sheets")
        ordering = ("user_id", "month", "role")
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["user", "month", "role"], name="one_draft_a_sheet")]

    def __str__(self) -> str:
        return f"{self.user_id} {self.month} {self.role}".strip()


class SavedView(models.Model):
    """A list as somebody likes to look at it: its filters and order under a name; only they see it."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", verbose_name=_("account"))
    # The name of the list's address: "risks", "finding_grid".
    list = Line(_("list"), max_length=40)
    name = Line(_("name"), max_length=40)
    # The parameters of the address, without a day: "state=open&sort=-score".
    query = Line(_("query"), max_length=1500)
    saved_at = models.DateTimeField(_("saved at"))

    class Meta:
        verbose_name, verbose_name_plural = _("saved view"), _("saved views")
        ordering = ("list", "id")
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["user", "list", "name"], name="one_view_a_name")]

    def __str__(self) -> str:
        return f"{self.list}: {self.name}"


class Mail(models.Model):
    """One mail to one account: made once for its key, sent once."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", verbose_name=_("account"))
    # What the mail is about, so that it is never made twice: "opened 2026-11 user:3".
    key = Line(_("key"), max_length=160, unique=True)
    kind = Line(_("kind"), max_length=30)
    language = Line(_("language"), max_length=10)
    subject = Line(_("subject"), max_length=250)
    text = Prose(_("text"), max_length=100_000)
    html = Prose("HTML", max_length=400_000)
    made_at = models.DateTimeField(_("made at"))
    sent_at = models.DateTimeField(_("sent at"), null=True)
    # Why it could not be sent the last time.
    trouble = Line(_("trouble"), max_length=500, blank=True)

    class Meta:
        verbose_name, verbose_name_plural = _("mail"), _("mails")
        ordering = ("-made_at", "-id")
        default_permissions = ()
        indexes = [models.Index(fields=["user", "-made_at"], name="mails_of_account")]

    def __str__(self) -> str:
        return self.subject


class MailChoice(models.Model):
    """How an account wants its mail, and the secret address of its calendar."""

    user = models.OneToOneField(User, on_delete=models.PROTECT, related_name="+", verbose_name=_("account"))
    digest = models.BooleanField(_("one digest a day"), default=True)
    language = Line(_("language"), max_length=10, blank=True)
    # SHA-256 of the address' secret part; blank: no calendar.
    calendar = Line(_("calendar"), max_length=64, blank=True)

    class Meta:
        verbose_name, verbose_name_plural = _("choice of mail"), _("choices of mail")
        ordering = ("user_id",)
        default_permissions = ()

    def __str__(self) -> str:
        return str(self.user_id)


class MailCursor(models.Model):
    """Up to which entry of the log the mails were made; one row."""

    entry = models.BigIntegerField(_("entry"), default=0)

    class Meta:
        verbose_name, verbose_name_plural = _("place in the log"), _("places in the log")
        default_permissions = ()

    def __str__(self) -> str:
        return str(self.entry)
