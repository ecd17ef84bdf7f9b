"""The month: questions, explanations, drafts, sealed editions with their files, and what lies on desks."""

import django.db.models.deletion
import simple_history.models
from django.conf import settings
from django.db import migrations, models

import riskreg.models.fields
from riskreg.migrations._tables import AddFields, CreateModels


class Migration(migrations.Migration):
    dependencies = [("riskreg", "0002_the_log")]

    operations = [
        CreateModels(
            [
                migrations.CreateModel(
                    name="MailCursor",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("entry", models.BigIntegerField(default=0, verbose_name="entry")),
                    ],
                    options={
                        "verbose_name": "place in the log",
                        "verbose_name_plural": "places in the log",
                        "default_permissions": (),
                    },
                ),
                migrations.CreateModel(
                    name="MonthFigures",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("month", riskreg.models.fields.Line(max_length=7, unique=True, verbose_name="month")),
                        ("figures", models.JSONField(default=dict, verbose_name="figures")),
                    ],
                    options={
                        "verbose_name": "figures of a month",
                        "verbose_name_plural": "figures of months",
                        "ordering": ("month",),
                        "default_permissions": (),
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalCommitmentReport",
                    fields=[
                        ("id", models.BigIntegerField(auto_created=True, blank=True, verbose_name="ID")),
                        ("actor_name", models.CharField(max_length=200, verbose_name="who")),
                        ("actor_role", models.CharField(blank=True, max_length=60, verbose_name="acted as")),
                        ("act", models.CharField(max_length=60, verbose_name="act")),
                        ("request_id", models.CharField(blank=True, max_length=64)),
                        ("recorded_at", models.DateTimeField(verbose_name="recorded at")),
                        ("applies_to", models.DateField(null=True, verbose_name="applies to")),
                        ("rev", models.PositiveIntegerField(editable=False, verbose_name="version")),
                        ("history_user_id", models.CharField(max_length=80)),
                        ("code", riskreg.models.fields.Line(max_length=60, verbose_name="code")),
                        ("withdrawn", models.BooleanField(default=False, verbose_name="withdrawn")),
                        (
                            "basis",
                            riskreg.models.fields.Choice(
                                blank=True,
                                default="",
                                max_length=30,
                                values=["stated", "derived", "illustrative"],
                                verbose_name="basis",
                            ),
                        ),
                        ("basis_by_field", models.JSONField(blank=True, default=dict, verbose_name="basis by field")),
                        (
                            "source_section",
                            riskreg.models.fields.Line(
                                blank=True, default="", max_length=200, verbose_name="section of the source"
                            ),
                        ),
                        ("on", models.DateField(verbose_name="reported on")),
                        ("due", models.DateField(null=True, verbose_name="due")),
                        ("reach", models.DateField(null=True, verbose_name="expected")),
                        ("words", riskreg.models.fields.Prose(max_length=4000, verbose_name="how and to whom")),
                        ("source_id", models.BigIntegerField(editable=False, null=True)),
                        ("commitment_id", models.BigIntegerField(editable=False, null=True)),
                        ("history_id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField()),
                        ("history_change_reason", models.TextField(null=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                            ),
                        ),
                        (
                            "entry",
                            models.OneToOneField(
                                editable=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="riskreg.ledgerentry",
                                to_field="key",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical report of a delay",
                        "verbose_name_plural": "historical reports of delays",
                        "ordering": ("-history_date", "-rev"),
                        "get_latest_by": ("history_date", "rev"),
                        "default_permissions": (),
                        "indexes": [
                            models.Index(fields=["id", "-history_date", "-rev"], name="seek_commitmentreport"),
                            models.Index(fields=["history_date"], name="when_commitmentreport"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(fields=("id", "rev"), name="one_commitmentreport_version")
                        ],
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="CommitmentReport",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("rev", models.PositiveIntegerField(editable=False, verbose_name="version")),
                        ("code", riskreg.models.fields.Line(max_length=60, unique=True, verbose_name="code")),
                        ("withdrawn", models.BooleanField(default=False, verbose_name="withdrawn")),
                        (
                            "basis",
                            riskreg.models.fields.Choice(
                                blank=True,
                                default="",
                                max_length=30,
                                values=["stated", "derived", "illustrative"],
                                verbose_name="basis",
                            ),
                        ),
                        ("basis_by_field", models.JSONField(blank=True, default=dict, verbose_name="basis by field")),
                        (
                            "source_section",
                            riskreg.models.fields.Line(
                                blank=True, default="", max_length=200, verbose_name="section of the source"
                            ),
                        ),
                        ("on", models.DateField(verbose_name="reported on")),
                        ("due", models.DateField(null=True, verbose_name="due")),
                        ("reach", models.DateField(null=True, verbose_name="expected")),
                        ("words", riskreg.models.fields.Prose(max_length=4000, verbose_name="how and to whom")),
                        (
                            "commitment",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="riskreg.commitment",
                                verbose_name="commitment",
                            ),
                        ),
                        (
                            "source",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="riskreg.source",
                                verbose_name="source",
                            ),
                        ),
                        (
                            "head",
                            models.OneToOneField(
                                db_index=False,
                                editable=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="riskreg.historicalcommitmentreport",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "report of a delay",
                        "verbose_name_plural": "reports of delays",
                        "ordering": ("code",),
                        "abstract": False,
                        "default_permissions": (),
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalExplanation",
                    fields=[
                        ("id", models.BigIntegerField(auto_created=True, blank=True, verbose_name="ID")),
                        ("actor_name", models.CharField(max_length=200, verbose_name="who")),
                        ("actor_role", models.CharField(blank=True, max_length=60, verbose_name="acted as")),
                        ("act", models.CharField(max_length=60, verbose_name="act")),
                        ("request_id", models.CharField(blank=True, max_length=64)),
                        ("recorded_at", models.DateTimeField(verbose_name="recorded at")),
                        ("applies_to", models.DateField(null=True, verbose_name="applies to")),
                        ("rev", models.PositiveIntegerField(editable=False, verbose_name="version")),
                        ("history_user_id", models.CharField(max_length=80)),
                        ("code", riskreg.models.fields.Line(max_length=60, verbose_name="code")),
                        ("withdrawn", models.BooleanField(default=False, verbose_name="withdrawn")),
                        (
                            "basis",
                            riskreg.models.fields.Choice(
                                blank=True,
                                default="",
                                max_length=30,
                                values=["stated", "derived", "illustrative"],
                                verbose_name="basis",
                            ),
                        ),
                        ("basis_by_field", models.JSONField(blank=True, default=dict, verbose_name="basis by field")),
                        (
                            "source_section",
                            riskreg.models.fields.Line(
                                blank=True, default="", max_length=200, verbose_name="section of the source"
                            ),
                        ),
                        ("about", riskreg.models.fields.Line(max_length=60, verbose_name="about")),
                        ("rule", riskreg.models.fields.Line(max_length=30, verbose_name="rule")),
                        ("text", riskreg.models.fields.Prose(max_length=2000, verbose_name="explanation")),
                        ("source_id", models.BigIntegerField(editable=False, null=True)),
                        ("period_id", models.BigIntegerField(editable=False, null=True)),
                        ("history_id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField()),
                        ("history_change_reason", models.TextField(null=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                            ),
                        ),
                        (
                            "entry",
                            models.OneToOneField(
                                editable=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="riskreg.ledgerentry",
                                to_field="key",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical explanation of a contradiction",
                        "verbose_name_plural": "historical explanations of contradictions",
                        "ordering": ("-history_date", "-rev"),
                        "get_latest_by": ("history_date", "rev"),
                        "default_permissions": (),
                        "indexes": [
                            models.Index(fields=["id", "-history_date", "-rev"], name="seek_explanation"),
                            models.Index(fields=["history_date"], name="when_explanation"),
                        ],
                        "constraints": [models.UniqueConstraint(fields=("id", "rev"), name="one_explanation_version")],
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="Explanation",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("rev", models.PositiveIntegerField(editable=False, verbose_name="version")),
                        ("code", riskreg.models.fields.Line(max_length=60, unique=True, verbose_name="code")),
                        ("withdrawn", models.BooleanField(default=False, verbose_name="withdrawn")),
                        (
                            "basis",
                            riskreg.models.fields.Choice(
                                blank=True,
                                default="",
                                max_length=30,
                                values=["stated", "derived", "illustrative"],
                                verbose_name="basis",
                            ),
                        ),
                        ("basis_by_field", models.JSONField(blank=True, default=dict, verbose_name="basis by field")),
                        (
                            "source_section",
                            riskreg.models.fields.Line(
                                blank=True, default="", max_length=200, verbose_name="section of the source"
                            ),
                        ),
                        ("about", riskreg.models.fields.Line(max_length=60, verbose_name="about")),
                        ("rule", riskreg.models.fields.Line(max_length=30, verbose_name="rule")),
                        ("text", riskreg.models.fields.Prose(max_length=2000, verbose_name="explanation")),
                        (
                            "period",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="riskreg.reportingperiod",
                                verbose_name="month",
                            ),
                        ),
                        (
                            "source",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="riskreg.source",
                                verbose_name="source",
                            ),
                        ),
                        (
                            "head",
                            models.OneToOneField(
                                db_index=False,
                                editable=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="riskreg.historicalexplanation",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "explanation of a contradiction",
                        "verbose_name_plural": "explanations of contradictions",
                        "ordering": ("code",),
                        "abstract": False,
                        "default_permissions": (),
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("period", "about", "rule"), name="one_explanation_a_contradiction"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalReportDraft",
                    fields=[
                        ("id", models.BigIntegerField(auto_created=True, blank=True, verbose_name="ID")),
                        ("actor_name", models.CharField(max_length=200, verbose_name="who")),
                        ("actor_role", models.CharField(blank=True, max_length=60, verbose_name="acted as")),
                        ("act", models.CharField(max_length=60, verbose_name="act")),
                        ("request_id", models.CharField(blank=True, max_length=64)),
                        ("recorded_at", models.DateTimeField(verbose_name="recorded at")),
                        ("applies_to", models.DateField(null=True, verbose_name="applies to")),
                        ("rev", models.PositiveIntegerField(editable=False, verbose_name="version")),
                        ("history_user_id", models.CharField(max_length=80)),
                        ("code", riskreg.models.fields.Line(max_length=60, verbose_name="code")),
                        ("withdrawn", models.BooleanField(default=False, verbose_name="withdrawn")),
                        (
                            "basis",
                            riskreg.models.fields.Choice(
                                blank=True,
                                default="",
                                max_length=30,
                                values=["stated", "derived", "illustrative"],
                                verbose_name="basis",
                            ),
                        ),
                        ("basis_by_field", models.JSONField(blank=True, default=dict, verbose_name="basis by field")),
                        (
                            "source_section",
                            riskreg.models.fields.Line(
                                blank=True, default="", max_length=200, verbose_name="section of the source"
                            ),
                        ),
                        ("edition", riskreg.models.fields.Whole(high=99, low=1, verbose_name="edition")),
                        ("language", riskreg.models.fields.Line(max_length=10, verbose_name="language")),
                        (
                            "headline",
                            riskreg.models.fields.Prose(
                                blank=True, default="", max_length=600, verbose_name="headline"
                            ),
                        ),
                        (
                            "is_ready",
                            models.BooleanField(default=False, editable=False, verbose_name="ready to be sealed"),
                        ),
                        (
                            "reason",
                            riskreg.models.fields.Prose(
                                blank=True,
                                default="",
                                editable=False,
                                max_length=4000,
                                verbose_name="reason of the correction",
                            ),
                        ),
                        ("cut_off", models.DateTimeField(editable=False, null=True, verbose_name="cut-off")),
                        ("source_id", models.BigIntegerField(editable=False, null=True)),
                        ("period_id", models.BigIntegerField(editable=False, null=True)),
                        ("history_id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField()),
                        ("history_change_reason", models.TextField(null=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                            ),
                        ),
                        (
                            "entry",
                            models.OneToOneField(
                                editable=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="riskreg.ledgerentry",
                                to_field="key",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical draft of a report",
                        "verbose_name_plural": "historical drafts of reports",
                        "ordering": ("-history_date", "-rev"),
                        "get_latest_by": ("history_date", "rev"),
                        "default_permissions": (),
                        "indexes": [
                            models.Index(fields=["id", "-history_date", "-rev"], name="seek_reportdraft"),
                            models.Index(fields=["history_date"], name="when_reportdraft"),
                        ],
                        "constraints": [models.UniqueConstraint(fields=("id", "rev"), name="one_reportdraft_version")],
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalUpdateQuestion",
                    fields=[
                        ("id", models.BigIntegerField(auto_created=True, blank=True, verbose_name="ID")),
                        ("actor_name", models.CharField(max_length=200, verbose_name="who")),
                        ("actor_role", models.CharField(blank=True, max_length=60, verbose_name="acted as")),
                        ("act", models.CharField(max_length=60, verbose_name="act")),
                        ("request_id", models.CharField(blank=True, max_length=64)),
                        ("recorded_at", models.DateTimeField(verbose_name="recorded at")),
                        ("applies_to", models.DateField(null=True, verbose_name="applies to")),
                        ("rev", models.PositiveIntegerField(editable=False, verbose_name="version")),
                        ("history_user_id", models.CharField(max_length=80)),
                        ("code", riskreg.models.fields.Line(max_length=60, verbose_name="code")),
                        ("withdrawn", models.BooleanField(default=False, verbose_name="withdrawn")),
                        (
                            "basis",
                            riskreg.models.fields.Choice(
                                blank=True,
                                default="",
                                max_length=30,
                                values=["stated", "derived", "illustrative"],
                                verbose_name="basis",
                            ),
                        ),
                        ("basis_by_field", models.JSONField(blank=True, default=dict, verbose_name="basis by field")),
                        (
                            "source_section",
                            riskreg.models.fields.Line(
                                blank=True, default="", max_length=200, verbose_name="section of the source"
                            ),
                        ),
                        ("about", riskreg.models.fields.Line(max_length=60, verbose_name="about")),
                        ("question", riskreg.models.fields.Prose(max_length=2000, verbose_name="question")),
                        (
                            "answer",
                            riskreg.models.fields.Prose(blank=True, default="", max_length=2000, verbose_name="answer"),
                        ),
                        ("source_id", models.BigIntegerField(editable=False, null=True)),
                        ("period_id", models.BigIntegerField(editable=False, null=True)),
                        ("history_id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField()),
                        ("history_change_reason", models.TextField(null=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                            ),
                        ),
                        (
                            "entry",
                            models.OneToOneField(
                                editable=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="riskreg.ledgerentry",
                                to_field="key",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical question on an update",
                        "verbose_name_plural": "historical questions on updates",
                        "ordering": ("-history_date", "-rev"),
                        "get_latest_by": ("history_date", "rev"),
                        "default_permissions": (),
                        "indexes": [
                            models.Index(fields=["id", "-history_date", "-rev"], name="seek_updatequestion"),
                            models.Index(fields=["history_date"], name="when_updatequestion"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(fields=("id", "rev"), name="one_updatequestion_version")
                        ],
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="Mail",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("key", riskreg.models.fields.Line(max_length=160, unique=True, verbose_name="key")),
                        ("kind", riskreg.models.fields.Line(max_length=30, verbose_name="kind")),
                        ("language", riskreg.models.fields.Line(max_length=10, verbose_name="language")),
                        ("subject", riskreg.models.fields.Line(max_length=250, verbose_name="subject")),
                        ("text", riskreg.models.fields.Prose(max_length=100000, verbose_name="text")),
                        ("html", riskreg.models.fields.Prose(max_length=400000, verbose_name="HTML")),
                        ("made_at", models.DateTimeField(verbose_name="made at")),
                        ("sent_at", models.DateTimeField(null=True, verbose_name="sent at")),
                        (
                            "trouble",
                            riskreg.models.fields.Line(blank=True, default="", max_length=500, verbose_name="trouble"),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="account",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "mail",
                        "verbose_name_plural": "mails",
                        "ordering": ("-made_at", "-id"),
                        "default_permissions": (),
                        "indexes": [models.Index(fields=["user", "-made_at"], name="mails_of_account")],
                    },
                ),
                migrations.CreateModel(
                    name="MailChoice",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("digest", models.BooleanField(default=True, verbose_name="one digest a day")),
                        (
                            "language",
                            riskreg.models.fields.Line(blank=True, default="", max_length=10, verbose_name="language"),
                        ),
                        (
                            "calendar",
                            riskreg.models.fields.Line(blank=True, default="", max_length=64, verbose_name="calendar"),
                        ),
                        (
                            "user",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="account",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "choice of mail",
                        "verbose_name_plural": "choices of mail",
                        "ordering": ("user_id",),
                        "default_permissions": (),
                    },
                ),
                migrations.CreateModel(
                    name="ReportDraft",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("rev", models.PositiveIntegerField(editable=False, verbose_name="version")),
                        ("code", riskreg.models.fields.Line(max_length=60, unique=True, verbose_name="code")),
                        ("withdrawn", models.BooleanField(default=False, verbose_name="withdrawn")),
                        (
                            "basis",
                            riskreg.models.fields.Choice(
                                blank=True,
                                default="",
                                max_length=30,
                                values=["stated", "derived", "illustrative"],
                                verbose_name="basis",
                            ),
                        ),
                        ("basis_by_field", models.JSONField(blank=True, default=dict, verbose_name="basis by field")),
                        (
                            "source_section",
                            riskreg.models.fields.Line(
                                blank=True, default="", max_length=200, verbose_name="section of the source"
                            ),
                        ),
                        ("edition", riskreg.models.fields.Whole(high=99, low=1, verbose_name="edition")),
                        ("language", riskreg.models.fields.Line(max_length=10, verbose_name="language")),
                        (
                            "headline",
                            riskreg.models.fields.Prose(
                                blank=True, default="", max_length=600, verbose_name="headline"
                            ),
                        ),
                        (
                            "is_ready",
                            models.BooleanField(default=False, editable=False, verbose_name="ready to be sealed"),
                        ),
                        (
                            "reason",
                            riskreg.models.fields.Prose(
                                blank=True,
                                default="",
                                editable=False,
                                max_length=4000,
                                verbose_name="reason of the correction",
                            ),
                        ),
                        ("cut_off", models.DateTimeField(editable=False, null=True, verbose_name="cut-off")),
                        (
                            "head",
                            models.OneToOneField(
                                db_index=False,
                                editable=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="riskreg.historicalreportdraft",
                            ),
                        ),
                        (
                            "period",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="riskreg.reportingperiod",
                                verbose_name="month",
                            ),
                        ),
                        (
                            "source",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="riskreg.source",
                                verbose_name="source",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "draft of a report",
                        "verbose_name_plural": "drafts of reports",
                        "ordering": ("code",),
                        "abstract": False,
                        "default_permissions": (),
                        "constraints": [
                            models.UniqueConstraint(fields=("period", "edition"), name="one_draft_an_edition"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("edition", 1), models.Q(("reason", ""), _negated=True), _connector="OR"
                                ),
                                name="correction_with_reason",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ReportFile",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("format", riskreg.models.fields.Line(max_length=8, verbose_name="format")),
                        ("content", models.BinaryField(verbose_name="content")),
                        (
                            "report",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="riskreg.publishedreport",
                                verbose_name="sealed report",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "file of a sealed report",
                        "verbose_name_plural": "files of sealed reports",
                        "ordering": ("report_id", "format"),
                        "default_permissions": (),
                        "constraints": [models.UniqueConstraint(fields=("report", "format"), name="one_file_a_format")],
                    },
                ),
                migrations.CreateModel(
                    name="SheetDraft",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("month", riskreg.models.fields.Line(max_length=7, verbose_name="month")),
                        (
                            "role",
                            riskreg.models.fields.Line(blank=True, default="", max_length=60, verbose_name="role"),
                        ),
                        ("typed", models.JSONField(default=dict, verbose_name="typed")),
                        ("saved_at", models.DateTimeField(verbose_name="saved at")),
                        (
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="account",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "draft of a sheet",
                        "verbose_name_plural": "drafts of sheets",
                        "ordering": ("user_id", "month", "role"),
                        "default_permissions": (),
                        "constraints": [
                            models.UniqueConstraint(fields=("user", "month", "role"), name="one_draft_a_sheet")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="UpdateQuestion",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("rev", models.PositiveIntegerField(editable=False, verbose_name="version")),
                        ("code", riskreg.models.fields.Line(max_length=60, unique=True, verbose_name="code")),
                        ("withdrawn", models.BooleanField(default=False, verbose_name="withdrawn")),
                        (
                            "basis",
                            riskreg.models.fields.Choice(
                                blank=True,
                                default="",
                                max_length=30,
                                values=["stated", "derived", "illustrative"],
                                verbose_name="basis",
                            ),
                        ),
                        ("basis_by_field", models.JSONField(blank=True, default=dict, verbose_name="basis by field")),
                        (
                            "source_section",
                            riskreg.models.fields.Line(
                                blank=True, default="", max_length=200, verbose_name="section of the source"
                            ),
                        ),
                        ("about", riskreg.models.fields.Line(max_length=60, verbose_name="about")),
                        ("question", riskreg.models.fields.Prose(max_length=2000, verbose_name="question")),
                        (
                            "answer",
                            riskreg.models.fields.Prose(blank=True, default="", max_length=2000, verbose_name="answer"),
                        ),
                        (
                            "head",
                            models.OneToOneField(
                                db_index=False,
                                editable=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="riskreg.historicalupdatequestion",
                            ),
                        ),
                        (
                            "period",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="riskreg.reportingperiod",
                                verbose_name="month",
                            ),
                        ),
                        (
                            "source",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="riskreg.source",
                                verbose_name="source",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "question on an update",
                        "verbose_name_plural": "questions on updates",
                        "ordering": ("code",),
                        "abstract": False,
                        "default_permissions": (),
                    },
                ),
            ]
        ),
        AddFields(
            [
                migrations.AddField(
                    model_name="historicalpublishedreport",
                    name="cut_off",
                    field=models.DateTimeField(null=True, verbose_name="cut-off"),
                ),
                migrations.AddField(
                    model_name="historicalreportingperiod",
                    name="due",
                    field=models.DateField(editable=False, null=True, verbose_name="due"),
                ),
                migrations.AddField(
                    model_name="publishedreport",
                    name="cut_off",
                    field=models.DateTimeField(null=True, verbose_name="cut-off"),
                ),
                migrations.AddField(
                    model_name="reportingperiod",
                    name="due",
                    field=models.DateField(editable=False, null=True, verbose_name="due"),
                ),
            ]
        ),
        AddFields(
            [
                migrations.AddField(
                    model_name="historicalpublishedreport",
                    name="figures",
                    field=models.JSONField(blank=True, default=dict, verbose_name="figures"),
                ),
                migrations.AddField(
                    model_name="publishedreport",
                    name="figures",
                    field=models.JSONField(blank=True, default=dict, verbose_name="figures"),
                ),
            ]
        ),
        AddFields(
            [
                migrations.AddField(
                    model_name="historicalpublishedreport",
                    name="files",
                    field=models.JSONField(blank=True, default=dict, verbose_name="files"),
                ),
                migrations.AddField(
                    model_name="publishedreport",
                    name="files",
                    field=models.JSONField(blank=True, default=dict, verbose_name="files"),
                ),
            ]
        ),
        AddFields(
            [
                migrations.AddField(
                    model_name="historicalpublishedreport",
                    name="language",
                    field=riskreg.models.fields.Line(default="en", max_length=10, verbose_name="language"),
                ),
                migrations.AddField(
                    model_name="publishedreport",
                    name="language",
                    field=riskreg.models.fields.Line(default="en", max_length=10, verbose_name="language"),
                ),
            ]
        ),
        AddFields(
            [
                migrations.AddField(
                    model_name="historicalpublishedreport",
                    name="log_root",
                    field=riskreg.models.fields.Line(
                        blank=True, default="", max_length=64, verbose_name="root of the log"
                    ),
                ),
                migrations.AddField(
                    model_name="publishedreport",
                    name="log_root",
                    field=riskreg.models.fields.Line(
                        blank=True, default="", max_length=64, verbose_name="root of the log"
                    ),
                ),
            ]
        ),
        AddFields(
            [
                migrations.AddField(
                    model_name="historicalpublishedreport",
                    name="log_size",
                    field=models.BigIntegerField(default=0, verbose_name="entries of the log"),
                ),
                migrations.AddField(
                    model_name="publishedreport",
                    name="log_size",
                    field=models.BigIntegerField(default=0, verbose_name="entries of the log"),
                ),
            ]
        ),
    ]
