"""Every table of the register, in an order that needs no rebuild."""

import django.db.models.deletion
import simple_history.models
from django.conf import settings
from django.db import migrations, models

import riskreg.models.fields
from riskreg.migrations._tables import CreateModels


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        CreateModels(
            [
                migrations.CreateModel(
                    name="HistoricalAssessmentCycle",
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
                        ("name", riskreg.models.fields.Line(max_length=200, verbose_name="name")),
                        ("closes_on", models.DateField(verbose_name="closes on")),
                        ("decided_on", models.DateField(blank=True, null=True, verbose_name="top list decided on")),
                        ("source_id", models.BigIntegerField(editable=False, null=True)),
                        ("history_id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField()),
                        ("history_change_reason", models.TextField(null=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical assessment cycle",
                        "verbose_name_plural": "historical assessment cycles",
                        "ordering": ("-history_date", "-rev"),
                        "get_latest_by": ("history_date", "rev"),
                        "default_permissions": (),
                        "indexes": [
                            models.Index(fields=["id", "-history_date", "-rev"], name="seek_assessmentcycle"),
                            models.Index(fields=["history_date"], name="when_assessmentcycle"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(fields=("id", "rev"), name="one_assessmentcycle_version")
                        ],
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalAuditReport",
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
                        ("title", riskreg.models.fields.Line(max_length=200, verbose_name="title")),
                        ("audit_year", riskreg.models.fields.Whole(high=2100, low=1990, verbose_name="audit year")),
                        ("published", models.DateField(null=True, verbose_name="published")),
                        (
                            "published_precision",
                            riskreg.models.fields.Choice(
                                default="day",
                                max_length=30,
                                values=["day", "month", "quarter", "year", "approximate", "unknown", "undated"],
                                verbose_name="precision",
                            ),
                        ),
                        ("source_id", models.BigIntegerField(editable=False, null=True)),
                        ("issued_by_id", models.BigIntegerField(editable=False, null=True)),
                        ("issued_by_unit_id", models.BigIntegerField(editable=False, null=True)),
                        ("history_id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField()),
                        ("history_change_reason", models.TextField(null=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical audit report",
                        "verbose_name_plural": "historical audit reports",
                        "ordering": ("-history_date", "-rev"),
                        "get_latest_by": ("history_date", "rev"),
                        "default_permissions": (),
                        "indexes": [
                            models.Index(fields=["id", "-history_date", "-rev"], name="seek_auditreport"),
                            models.Index(fields=["history_date"], name="when_auditreport"),
                        ],
                        "constraints": [models.UniqueConstraint(fields=("id", "rev"), name="one_auditreport_version")],
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalBaseline",
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
                        ("number", riskreg.models.fields.Whole(high=999, low=1, verbose_name="number")),
                        ("approved_on", models.DateField(verbose_name="approved on")),
                        (
                            "reason_category",
                            riskreg.models.fields.Choice(
                                default="other",
                                max_length=30,
                                values=[
                                    "first_plan",
                                    "scope",
                                    "complexity",
                                    "capacity",
                                    "dependency",
                                    "priority",
                                    "other",
                                ],
                                verbose_name="kind of reason",
                            ),
                        ),
                        ("reason", riskreg.models.fields.Prose(max_length=4000, verbose_name="reason")),
                        (
                            "document",
                            riskreg.models.fields.Line(blank=True, default="", max_length=200, verbose_name="document"),
                        ),
                        ("source_id", models.BigIntegerField(editable=False, null=True)),
                        ("plan_id", models.BigIntegerField(editable=False, null=True)),
                        ("decided_by_id", models.BigIntegerField(editable=False, null=True)),
                        ("decision_id", models.BigIntegerField(editable=False, null=True)),
                        ("history_id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField()),
                        ("history_change_reason", models.TextField(null=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical baseline",
                        "verbose_name_plural": "historical baselines",
                        "ordering": ("-history_date", "-rev"),
                        "get_latest_by": ("history_date", "rev"),
                        "default_permissions": (),
                        "indexes": [
                            models.Index(fields=["id", "-history_date", "-rev"], name="seek_baseline"),
                            models.Index(fields=["history_date"], name="when_baseline"),
                        ],
                        "constraints": [models.UniqueConstraint(fields=("id", "rev"), name="one_baseline_version")],
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalBaselineLine",
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
                        ("finish", models.DateField(verbose_name="date")),
                        (
                            "precision",
                            riskreg.models.fields.Choice(
                                default="day",
                                max_length=30,
                                values=["day", "month", "quarter", "year", "approximate", "unknown", "undated"],
                                verbose_name="precision",
                            ),
                        ),
                        ("weight", riskreg.models.fields.Whole(high=1000, low=0, verbose_name="weight")),
                        ("source_id", models.BigIntegerField(editable=False, null=True)),
                        ("baseline_id", models.BigIntegerField(editable=False, null=True)),
                        ("milestone_id", models.BigIntegerField(editable=False, null=True)),
                        ("history_id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField()),
                        ("history_change_reason", models.TextField(null=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical baseline line",
                        "verbose_name_plural": "historical baseline lines",
                        "ordering": ("-history_date", "-rev"),
                        "get_latest_by": ("history_date", "rev"),
                        "default_permissions": (),
                        "indexes": [
                            models.Index(fields=["id", "-history_date", "-rev"], name="seek_baselineline"),
                            models.Index(fields=["history_date"], name="when_baselineline"),
                        ],
                        "constraints": [models.UniqueConstraint(fields=("id", "rev"), name="one_baselineline_version")],
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalCommitment",
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
                        ("title", riskreg.models.fields.Line(max_length=200, verbose_name="title")),
                        (
                            "kind",
                            riskreg.models.fields.Choice(
                                max_length=30,
                                values=["toezegging", "voornemen", "planning", "wettelijke_datum", "signaal"],
                                verbose_name="kind",
                            ),
                        ),
                        ("made_on", models.DateField(verbose_name="made on")),
                        (
                            "made_precision",
                            riskreg.models.fields.Choice(
                                default="day",
                                max_length=30,
                                values=["day", "month", "quarter", "year", "approximate", "unknown", "undated"],
                                verbose_name="precision",
                            ),
                        ),
                        (
                            "status",
                            riskreg.models.fields.Choice(
                                default="open",
                                editable=False,
                                max_length=30,
                                values=["open", "partly_met", "met", "missed", "unknown"],
                                verbose_name="status",
                            ),
                        ),
                        ("due", models.DateField(editable=False, null=True, verbose_name="due")),
                        (
                            "due_precision",
                            riskreg.models.fields.Choice(
                                blank=True,
                                default="",
                                editable=False,
                                max_length=30,
                                values=["day", "month", "quarter", "year", "approximate", "unknown", "undated"],
                                verbose_name="precision of the due date",
                            ),
                        ),
                        ("first_due", models.DateField(editable=False, null=True, verbose_name="first due")),
                        ("fulfilled_on", models.DateField(editable=False, null=True, verbose_name="met on")),
                        (
                            "outcome",
                            riskreg.models.fields.Prose(
                                blank=True, default="", editable=False, max_length=4000, verbose_name="outcome"
                            ),
                        ),
                        ("source_id", models.BigIntegerField(editable=False, null=True)),
                        ("made_by_id", models.BigIntegerField(editable=False, null=True)),
                        ("made_by_unit_id", models.BigIntegerField(editable=False, null=True)),
                        ("made_to_id", models.BigIntegerField(editable=False, null=True)),
                        ("made_to_unit_id", models.BigIntegerField(editable=False, null=True)),
                        ("keeper_id", models.BigIntegerField(editable=False, null=True)),
                        ("history_id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField()),
                        ("history_change_reason", models.TextField(null=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical commitment",
                        "verbose_name_plural": "historical commitments",
                        "ordering": ("-history_date", "-rev"),
                        "get_latest_by": ("history_date", "rev"),
                        "default_permissions": (),
                        "indexes": [
                            models.Index(fields=["id", "-history_date", "-rev"], name="seek_commitment"),
                            models.Index(fields=["history_date"], name="when_commitment"),
                        ],
                        "constraints": [models.UniqueConstraint(fields=("id", "rev"), name="one_commitment_version")],
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalCommitmentLink",
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
                        ("source_id", models.BigIntegerField(editable=False, null=True)),
                        ("commitment_id", models.BigIntegerField(editable=False, null=True)),
                        ("risk_id", models.BigIntegerField(editable=False, null=True)),
                        ("finding_id", models.BigIntegerField(editable=False, null=True)),
                        ("plan_id", models.BigIntegerField(editable=False, null=True)),
                        ("milestone_id", models.BigIntegerField(editable=False, null=True)),
                        ("history_id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField()),
                        ("history_change_reason", models.TextField(null=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical link of a commitment",
                        "verbose_name_plural": "historical links of commitments",
                        "ordering": ("-history_date", "-rev"),
                        "get_latest_by": ("history_date", "rev"),
                        "default_permissions": (),
                        "indexes": [
                            models.Index(fields=["id", "-history_date", "-rev"], name="seek_commitmentlink"),
                            models.Index(fields=["history_date"], name="when_commitmentlink"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(fields=("id", "rev"), name="one_commitmentlink_version")
                        ],
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalCommitmentReschedule",
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
                        ("previous", models.DateField(null=True, verbose_name="from")),
                        ("due", models.DateField(null=True, verbose_name="to")),
                        (
                            "precision",
                            riskreg.models.fields.Choice(
                                default="day",
                                max_length=30,
                                values=["day", "month", "quarter", "year", "approximate", "unknown", "undated"],
                                verbose_name="precision",
                            ),
                        ),
                        ("on", models.DateField(verbose_name="rescheduled on")),
                        ("reason", riskreg.models.fields.Prose(max_length=4000, verbose_name="reason")),
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
                    ],
                    options={
                        "verbose_name": "historical reschedule",
                        "verbose_name_plural": "historical reschedules",
                        "ordering": ("-history_date", "-rev"),
                        "get_latest_by": ("history_date", "rev"),
                        "default_permissions": (),
                        "indexes": [
                            models.Index(fields=["id", "-history_date", "-rev"], name="seek_commitmentreschedule"),
                            models.Index(fields=["history_date"], name="when_commitmentreschedule"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(fields=("id", "rev"), name="one_commitmentreschedule_version")
                        ],
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalConfidentialAccess",
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
                        ("source_id", models.BigIntegerField(editable=False, null=True)),
                        ("user_id", models.BigIntegerField(editable=False, null=True)),
                        ("risk_id", models.BigIntegerField(editable=False, null=True)),
                        ("history_id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField()),
                        ("history_change_reason", models.TextField(null=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical access to a confidential risk",
                        "verbose_name_plural": "historical access to confidential risks",
                        "ordering": ("-history_date", "-rev"),
                        "get_latest_by": ("history_date", "rev"),
                        "default_permissions": (),
                        "indexes": [
                            models.Index(fields=["id", "-history_date", "-rev"], name="seek_confidentialaccess"),
                            models.Index(fields=["history_date"], name="when_confidentialaccess"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(fields=("id", "rev"), name="one_confidentialaccess_version")
                        ],
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalConfirmation",
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
                        (
                            "kind",
                            riskreg.models.fields.Choice(
                                max_length=30, values=["unchanged", "assessed", "valued"], verbose_name="kind"
                            ),
                        ),
                        (
                            "note",
                            riskreg.models.fields.Prose(blank=True, default="", max_length=4000, verbose_name="note"),
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
                    ],
                    options={
                        "verbose_name": "historical confirmation",
                        "verbose_name_plural": "historical confirmations",
                        "ordering": ("-history_date", "-rev"),
                        "get_latest_by": ("history_date", "rev"),
                        "default_permissions": (),
                        "indexes": [
                            models.Index(fields=["id", "-history_date", "-rev"], name="seek_confirmation"),
                            models.Index(fields=["history_date"], name="when_confirmation"),
                        ],
                        "constraints": [models.UniqueConstraint(fields=("id", "rev"), name="one_confirmation_version")],
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalContextEvent",
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
                        ("on", models.DateField(null=True, verbose_name="on")),
                        (
                            "precision",
                            riskreg.models.fields.Choice(
                                default="day",
                                max_length=30,
                                values=["day", "month", "quarter", "year", "approximate", "unknown", "undated"],
                                verbose_name="precision",
                            ),
                        ),
                        ("text", riskreg.models.fields.Prose(max_length=4000, verbose_name="text")),
                        ("source_id", models.BigIntegerField(editable=False, null=True)),
                        ("history_id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField()),
                        ("history_change_reason", models.TextField(null=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical context event",
                        "verbose_name_plural": "historical context events",
                        "ordering": ("-history_date", "-rev"),
                        "get_latest_by": ("history_date", "rev"),
                        "default_permissions": (),
                        "indexes": [
                            models.Index(fields=["id", "-history_date", "-rev"], name="seek_contextevent"),
                            models.Index(fields=["history_date"], name="when_contextevent"),
                        ],
                        "constraints": [models.UniqueConstraint(fields=("id", "rev"), name="one_contextevent_version")],
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalDecision",
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
                        ("title", riskreg.models.fields.Line(max_length=200, verbose_name="question")),
                        (
                            "kind",
                            riskreg.models.fields.Choice(
                                default="other",
                                max_length=30,
                                values=["plan_approval", "rebaseline", "target", "acceptance", "top_list", "other"],
                                verbose_name="kind",
                            ),
                        ),
                        (
                            "about",
                            riskreg.models.fields.Line(blank=True, default="", max_length=60, verbose_name="about"),
                        ),
                        (
                            "context",
                            riskreg.models.fields.Prose(
                                blank=True, default="", max_length=4000, verbose_name="context"
                            ),
                        ),
                        (
                            "state",
                            riskreg.models.fields.Choice(
                                default="asked",
                                editable=False,
                                max_length=30,
                                values=["asked", "taken"],
                                verbose_name="state",
                            ),
                        ),
                        ("asked_on", models.DateField(verbose_name="asked on")),
                        ("needed_by", models.DateField(blank=True, null=True, verbose_name="needed by")),
                        (
                            "outcome",
                            riskreg.models.fields.Prose(
                                blank=True, default="", editable=False, max_length=4000, verbose_name="decision"
                            ),
                        ),
                        (
                            "effect",
                            riskreg.models.fields.Prose(
                                blank=True, default="", editable=False, max_length=4000, verbose_name="effect"
                            ),
                        ),
                        ("taken_on", models.DateField(editable=False, null=True, verbose_name="taken on")),
                        (
                            "proposed_act",
                            riskreg.models.fields.Line(
                                blank=True, default="", editable=False, max_length=60, verbose_name="act"
                            ),
                        ),
                        (
                            "proposal",
                            models.JSONField(blank=True, default=dict, editable=False, verbose_name="proposal"),
                        ),
                        (
                            "verdict",
                            riskreg.models.fields.Choice(
                                blank=True,
                                default="",
                                editable=False,
                                max_length=30,
                                values=["agreed", "declined"],
                                verbose_name="verdict",
                            ),
                        ),
                        (
                            "asked_key",
                            riskreg.models.fields.Line(
                                blank=True, default="", editable=False, max_length=80, verbose_name="asked by"
                            ),
                        ),
                        (
                            "taken_key",
                            riskreg.models.fields.Line(
                                blank=True, default="", editable=False, max_length=80, verbose_name="taken by"
                            ),
                        ),
                        ("source_id", models.BigIntegerField(editable=False, null=True)),
                        ("asked_by_id", models.BigIntegerField(editable=False, null=True)),
                        ("taken_by_id", models.BigIntegerField(editable=False, null=True)),
                        ("history_id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField()),
                        ("history_change_reason", models.TextField(null=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical decision",
                        "verbose_name_plural": "historical decisions",
                        "ordering": ("-history_date", "-rev"),
                        "get_latest_by": ("history_date", "rev"),
                        "default_permissions": (),
                        "indexes": [
                            models.Index(fields=["id", "-history_date", "-rev"], name="seek_decision"),
                            models.Index(fields=["history_date"], name="when_decision"),
                        ],
                        "constraints": [models.UniqueConstraint(fields=("id", "rev"), name="one_decision_version")],
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalEvidence",
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
                        (
                            "kind",
                            riskreg.models.fields.Choice(max_length=30, values=["file", "link"], verbose_name="kind"),
                        ),
                        ("title", riskreg.models.fields.Line(max_length=200, verbose_name="title")),
                        (
                            "address",
                            riskreg.models.fields.Line(blank=True, default="", max_length=500, verbose_name="address"),
                        ),
                        (
                            "stored_name",
                            riskreg.models.fields.Line(
                                blank=True, default="", max_length=80, verbose_name="stored name"
                            ),
                        ),
                        (
                            "media_type",
                            riskreg.models.fields.Line(blank=True, default="", max_length=100, verbose_name="type"),
                        ),
                        ("size", models.PositiveBigIntegerField(blank=True, null=True, verbose_name="size in bytes")),
                        (
                            "sha256",
                            riskreg.models.fields.Line(blank=True, default="", max_length=64, verbose_name="SHA-256"),
                        ),
                        (
                            "proves",
                            riskreg.models.fields.Prose(
                                blank=True, default="", max_length=4000, verbose_name="level proved"
                            ),
                        ),
                        ("source_id", models.BigIntegerField(editable=False, null=True)),
                        ("history_id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField()),
                        ("history_change_reason", models.TextField(null=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical evidence",
                        "verbose_name_plural": "historical evidence",
                        "ordering": ("-history_date", "-rev"),
                        "get_latest_by": ("history_date", "rev"),
                        "default_permissions": (),
                        "indexes": [
                            models.Index(fields=["id", "-history_date", "-rev"], name="seek_evidence"),
                            models.Index(fields=["history_date"], name="when_evidence"),
                        ],
                        "constraints": [models.UniqueConstraint(fields=("id", "rev"), name="one_evidence_version")],
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalFinding",
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
                        ("title", riskreg.models.fields.Line(max_length=200, verbose_name="title")),
                        (
                            "description",
                            riskreg.models.fields.Prose(
                                blank=True, default="", max_length=4000, verbose_name="description"
                            ),
                        ),
                        (
                            "kind",
                            riskreg.models.fields.Choice(
                                max_length=30,
                                values=[
                                    "audit_finding",
                                    "privacy_audit",
                                    "ict_advice",
                                    "eu_observation",
                                    "evaluation",
                                    "external_research",
                                    "internal_finding",
                                    "performance_deviation",
                                    "survey_signal",
                                ],
                                verbose_name="kind",
                            ),
                        ),
                        (
                            "note",
                            riskreg.models.fields.Prose(blank=True, default="", max_length=4000, verbose_name="note"),
                        ),
                        (
                            "state",
                            riskreg.models.fields.Choice(
                                default="established",
                                editable=False,
                                max_length=30,
                                values=[
                                    "established",
                                    "in_remediation",
                                    "reported_solved",
                                    "confirmed",
                                    "closed",
                                    "superseded",
                                    "accepted",
                                ],
                                verbose_name="state",
                            ),
                        ),
                        ("opened_on", models.DateField(editable=False, verbose_name="opened on")),
                        (
                            "audit_year",
                            riskreg.models.fields.Whole(
                                editable=False, high=2100, low=1990, null=True, verbose_name="latest audit year"
                            ),
                        ),
                        ("target", models.DateField(editable=False, null=True, verbose_name="target")),
                        (
                            "target_precision",
                            riskreg.models.fields.Choice(
                                blank=True,
                                default="",
                                editable=False,
                                max_length=30,
                                values=["day", "month", "quarter", "year", "approximate", "unknown", "undated"],
                                verbose_name="precision of the target",
                            ),
                        ),
                        ("first_target", models.DateField(editable=False, null=True, verbose_name="first target")),
                        (
                            "reported_by",
                            riskreg.models.fields.Line(
                                blank=True, default="", editable=False, max_length=80, verbose_name="reported solved by"
                            ),
                        ),
                        ("reported_on", models.DateField(editable=False, null=True, verbose_name="reported solved on")),
                        (
                            "confirmed_by",
                            riskreg.models.fields.Line(
                                blank=True, default="", editable=False, max_length=80, verbose_name="confirmed by"
                            ),
                        ),
                        ("confirmed_on", models.DateField(editable=False, null=True, verbose_name="confirmed on")),
                        ("ended_on", models.DateField(editable=False, null=True, verbose_name="ended on")),
                        ("source_id", models.BigIntegerField(editable=False, null=True)),
                        ("scale_id", models.BigIntegerField(editable=False, null=True)),
                        ("owner_id", models.BigIntegerField(editable=False, null=True)),
                        ("rating_id", models.BigIntegerField(editable=False, null=True)),
                        ("successor_id", models.BigIntegerField(editable=False, null=True)),
                        ("history_id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField()),
                        ("history_change_reason", models.TextField(null=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical finding",
                        "verbose_name_plural": "historical findings",
                        "ordering": ("-history_date", "-rev"),
                        "get_latest_by": ("history_date", "rev"),
                        "default_permissions": (),
                        "indexes": [
                            models.Index(fields=["id", "-history_date", "-rev"], name="seek_finding"),
                            models.Index(fields=["history_date"], name="when_finding"),
                        ],
                        "constraints": [models.UniqueConstraint(fields=("id", "rev"), name="one_finding_version")],
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalFindingPlan",
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
                        ("source_id", models.BigIntegerField(editable=False, null=True)),
                        ("finding_id", models.BigIntegerField(editable=False, null=True)),
                        ("plan_id", models.BigIntegerField(editable=False, null=True)),
                        ("history_id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField()),
                        ("history_change_reason", models.TextField(null=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical plan for a finding",
                        "verbose_name_plural": "historical plans for findings",
                        "ordering": ("-history_date", "-rev"),
                        "get_latest_by": ("history_date", "rev"),
                        "default_permissions": (),
                        "indexes": [
                            models.Index(fields=["id", "-history_date", "-rev"], name="seek_findingplan"),
                            models.Index(fields=["history_date"], name="when_findingplan"),
                        ],
                        "constraints": [models.UniqueConstraint(fields=("id", "rev"), name="one_findingplan_version")],
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalFindingRating",
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
                        (
                            "audit_year",
                            riskreg.models.fields.Whole(high=2100, low=1990, null=True, verbose_name="audit year"),
                        ),
                        (
                            "outcome",
                            riskreg.models.fields.Choice(
                                max_length=30,
                                values=[
                                    "announced",
                                    "established",
                                    "plan_approved",
                                    "in_progress",
                                    "maintained",
                                    "re_checked",
                                    "reported_solved",
                                    "solved",
                                    "verified",
                                    "closed",
                                    "reopened",
                                    "superseded",
                                    "accepted",
                                    "unknown",
                                ],
                                verbose_name="outcome",
                            ),
                        ),
                        (
                            "follow_up",
                            riskreg.models.fields.Choice(
                                blank=True,
                                default="",
                                max_length=30,
                                values=["fully", "mostly", "partly", "not"],
                                verbose_name="degree of follow-up",
                            ),
                        ),
                        ("on", models.DateField(null=True, verbose_name="on")),
                        (
                            "on_precision",
                            riskreg.models.fields.Choice(
                                default="day",
                                max_length=30,
                                values=["day", "month", "quarter", "year", "approximate", "unknown", "undated"],
                                verbose_name="precision",
                            ),
                        ),
                        ("opening", models.BooleanField(default=False, verbose_name="opened the finding")),
                        (
                            "text",
                            riskreg.models.fields.Prose(blank=True, default="", max_length=4000, verbose_name="text"),
                        ),
                        ("source_id", models.BigIntegerField(editable=False, null=True)),
                        ("finding_id", models.BigIntegerField(editable=False, null=True)),
                        ("report_id", models.BigIntegerField(editable=False, null=True)),
                        ("scale_id", models.BigIntegerField(editable=False, null=True)),
                        ("rating_id", models.BigIntegerField(editable=False, null=True)),
                        ("history_id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField()),
                        ("history_change_reason", models.TextField(null=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical audit round",
                        "verbose_name_plural": "historical audit rounds",
                        "ordering": ("-history_date", "-rev"),
                        "get_latest_by": ("history_date", "rev"),
                        "default_permissions": (),
                        "indexes": [
                            models.Index(fields=["id", "-history_date", "-rev"], name="seek_findingrating"),
                            models.Index(fields=["history_date"], name="when_findingrating"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(fields=("id", "rev"), name="one_findingrating_version")
                        ],
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalFindingSender",
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
                        ("source_id", models.BigIntegerField(editable=False, null=True)),
                        ("finding_id", models.BigIntegerField(editable=False, null=True)),
                        ("party_id", models.BigIntegerField(editable=False, null=True)),
                        ("unit_id", models.BigIntegerField(editable=False, null=True)),
                        ("history_id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField()),
                        ("history_change_reason", models.TextField(null=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical sender of a finding",
                        "verbose_name_plural": "historical senders of findings",
                        "ordering": ("-history_date", "-rev"),
                        "get_latest_by": ("history_date", "rev"),
                        "default_permissions": (),
                        "indexes": [
                            models.Index(fields=["id", "-history_date", "-rev"], name="seek_findingsender"),
                            models.Index(fields=["history_date"], name="when_findingsender"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(fields=("id", "rev"), name="one_findingsender_version")
                        ],
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalFindingTarget",
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
                        (
                            "kind",
                            riskreg.models.fields.Choice(
                                max_length=30, values=["original", "revised", "interim"], verbose_name="kind"
                            ),
                        ),
                        ("target", models.DateField(null=True, verbose_name="target")),
                        (
                            "precision",
                            riskreg.models.fields.Choice(
                                default="day",
                                max_length=30,
                                values=["day", "month", "quarter", "year", "approximate", "unknown", "undated"],
                                verbose_name="precision",
                            ),
                        ),
                        ("set_on", models.DateField(verbose_name="set on")),
                        (
                            "reason",
                            riskreg.models.fields.Prose(blank=True, default="", max_length=4000, verbose_name="reason"),
                        ),
                        ("source_id", models.BigIntegerField(editable=False, null=True)),
                        ("finding_id", models.BigIntegerField(editable=False, null=True)),
                        ("decision_id", models.BigIntegerField(editable=False, null=True)),
                        ("history_id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField()),
                        ("history_change_reason", models.TextField(null=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical target date",
                        "verbose_name_plural": "historical target dates",
                        "ordering": ("-history_date", "-rev"),
                        "get_latest_by": ("history_date", "rev"),
                        "default_permissions": (),
                        "indexes": [
                            models.Index(fields=["id", "-history_date", "-rev"], name="seek_findingtarget"),
                            models.Index(fields=["history_date"], name="when_findingtarget"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(fields=("id", "rev"), name="one_findingtarget_version")
                        ],
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalIndicator",
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
                        ("title", riskreg.models.fields.Line(max_length=200, verbose_name="title")),
                        (
                            "definition",
                            riskreg.models.fields.Prose(
                                blank=True, default="", max_length=4000, verbose_name="definition"
                            ),
                        ),
                        (
                            "kind",
                            riskreg.models.fields.Choice(
                                max_length=30, values=["KPI", "KRI", "context"], verbose_name="kind"
                            ),
                        ),
                        (
                            "measure_unit",
                            riskreg.models.fields.Choice(
                                max_length=30,
                                values=["percent", "count", "fte", "hours", "million", "million_eur", "kg", "month"],
                                verbose_name="unit of measure",
                            ),
                        ),
                        (
                            "direction",
                            riskreg.models.fields.Choice(
                                max_length=30,
                                values=["higher_is_better", "lower_is_better", "context"],
                                verbose_name="direction",
                            ),
                        ),
                        (
                            "frequency",
                            riskreg.models.fields.Choice(
                                max_length=30,
                                values=["month", "quarter", "half_year", "year"],
                                verbose_name="frequency",
                            ),
                        ),
                        (
                            "green",
                            models.DecimalField(
                                blank=True, decimal_places=4, max_digits=18, null=True, verbose_name="green from"
                            ),
                        ),
                        (
                            "red",
                            models.DecimalField(
                                blank=True, decimal_places=4, max_digits=18, null=True, verbose_name="red from"
                            ),
                        ),
                        (
                            "note",
                            riskreg.models.fields.Prose(blank=True, default="", max_length=4000, verbose_name="note"),
                        ),
                        (
                            "period",
                            riskreg.models.fields.Line(
                                blank=True, default="", editable=False, max_length=40, verbose_name="latest period"
                            ),
                        ),
                        (
                            "actual",
                            models.DecimalField(
                                decimal_places=4, editable=False, max_digits=18, null=True, verbose_name="latest value"
                            ),
                        ),
                        (
                            "target",
                            models.DecimalField(
                                decimal_places=4, editable=False, max_digits=18, null=True, verbose_name="latest target"
                            ),
                        ),
                        ("source_id", models.BigIntegerField(editable=False, null=True)),
                        ("owner_id", models.BigIntegerField(editable=False, null=True)),
                        ("history_id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField()),
                        ("history_change_reason", models.TextField(null=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical indicator",
                        "verbose_name_plural": "historical indicators",
                        "ordering": ("-history_date", "-rev"),
                        "get_latest_by": ("history_date", "rev"),
                        "default_permissions": (),
                        "indexes": [
                            models.Index(fields=["id", "-history_date", "-rev"], name="seek_indicator"),
                            models.Index(fields=["history_date"], name="when_indicator"),
                        ],
                        "constraints": [models.UniqueConstraint(fields=("id", "rev"), name="one_indicator_version")],
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalIndicatorValue",
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
                        ("period", riskreg.models.fields.Line(max_length=40, verbose_name="period")),
                        ("on", models.DateField(verbose_name="end of the period")),
                        ("actual", models.DecimalField(decimal_places=4, max_digits=18, verbose_name="value")),
                        (
                            "target",
                            models.DecimalField(
                                blank=True, decimal_places=4, max_digits=18, null=True, verbose_name="target"
                            ),
                        ),
                        ("source_id", models.BigIntegerField(editable=False, null=True)),
                        ("indicator_id", models.BigIntegerField(editable=False, null=True)),
                        ("history_id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField()),
                        ("history_change_reason", models.TextField(null=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical indicator value",
                        "verbose_name_plural": "historical indicator values",
                        "ordering": ("-history_date", "-rev"),
                        "get_latest_by": ("history_date", "rev"),
                        "default_permissions": (),
                        "indexes": [
                            models.Index(fields=["id", "-history_date", "-rev"], name="seek_indicatorvalue"),
                            models.Index(fields=["history_date"], name="when_indicatorvalue"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(fields=("id", "rev"), name="one_indicatorvalue_version")
                        ],
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalMeasure",
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
                        ("title", riskreg.models.fields.Line(max_length=200, verbose_name="title")),
                        (
                            "description",
                            riskreg.models.fields.Prose(
                                blank=True, default="", max_length=4000, verbose_name="description"
                            ),
                        ),
                        (
                            "kind",
                            riskreg.models.fields.Choice(
                                max_length=30,
                                values=["preventive", "detective", "corrective", "directive"],
                                verbose_name="kind",
                            ),
                        ),
                        (
                            "control_type",
                            riskreg.models.fields.Choice(
                                max_length=30, values=["hard", "soft"], verbose_name="control type"
                            ),
                        ),
                        (
                            "design",
                            riskreg.models.fields.Choice(
                                default="not_tested",
                                editable=False,
                                max_length=30,
                                values=["effective", "partly", "not_effective", "not_tested"],
                                verbose_name="design",
                            ),
                        ),
                        (
                            "existence",
                            riskreg.models.fields.Choice(
                                default="not_tested",
                                editable=False,
                                max_length=30,
                                values=["effective", "partly", "not_effective", "not_tested"],
                                verbose_name="existence",
                            ),
                        ),
                        (
                            "operation",
                            riskreg.models.fields.Choice(
                                default="not_tested",
                                editable=False,
                                max_length=30,
                                values=["effective", "partly", "not_effective", "not_tested"],
                                verbose_name="operation",
                            ),
                        ),
                        (
                            "existence_since",
                            models.DateField(editable=False, null=True, verbose_name="existence shown on"),
                        ),
                        ("source_id", models.BigIntegerField(editable=False, null=True)),
                        ("owner_id", models.BigIntegerField(editable=False, null=True)),
                        ("history_id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField()),
                        ("history_change_reason", models.TextField(null=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical measure",
                        "verbose_name_plural": "historical measures",
                        "ordering": ("-history_date", "-rev"),
                        "get_latest_by": ("history_date", "rev"),
                        "default_permissions": (),
                        "indexes": [
                            models.Index(fields=["id", "-history_date", "-rev"], name="seek_measure"),
                            models.Index(fields=["history_date"], name="when_measure"),
                        ],
                        "constraints": [models.UniqueConstraint(fields=("id", "rev"), name="one_measure_version")],
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalMeasureAssessment",
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
                        (
                            "step",
                            riskreg.models.fields.Choice(
                                max_length=30, values=["design", "existence", "operation"], verbose_name="step"
                            ),
                        ),
                        (
                            "result",
                            riskreg.models.fields.Choice(
                                max_length=30,
                                values=["effective", "partly", "not_effective", "not_tested"],
                                verbose_name="result",
                            ),
                        ),
                        ("on", models.DateField(null=True, verbose_name="assessed on")),
                        (
                            "tester",
                            riskreg.models.fields.Line(blank=True, default="", max_length=200, verbose_name="tester"),
                        ),
                        ("sample_from", models.DateField(blank=True, null=True, verbose_name="sample from")),
                        ("sample_until", models.DateField(blank=True, null=True, verbose_name="sample until")),
                        (
                            "reason",
                            riskreg.models.fields.Prose(blank=True, default="", max_length=4000, verbose_name="reason"),
                        ),
                        ("source_id", models.BigIntegerField(editable=False, null=True)),
                        ("measure_id", models.BigIntegerField(editable=False, null=True)),
                        ("history_id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField()),
                        ("history_change_reason", models.TextField(null=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical measure assessment",
                        "verbose_name_plural": "historical measure assessments",
                        "ordering": ("-history_date", "-rev"),
                        "get_latest_by": ("history_date", "rev"),
                        "default_permissions": (),
                        "indexes": [
                            models.Index(fields=["id", "-history_date", "-rev"], name="seek_measureassessment"),
                            models.Index(fields=["history_date"], name="when_measureassessment"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(fields=("id", "rev"), name="one_measureassessment_version")
                        ],
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalMilestone",
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
                        ("title", riskreg.models.fields.Line(max_length=200, verbose_name="title")),
                        (
                            "deliverable",
                            riskreg.models.fields.Prose(
                                blank=True, default="", max_length=2000, verbose_name="deliverable"
                            ),
                        ),
                        ("weight", riskreg.models.fields.Whole(default=1, high=1000, low=0, verbose_name="weight")),
                        ("start", models.DateField(blank=True, null=True, verbose_name="planned start")),
                        (
                            "status",
                            riskreg.models.fields.Choice(
                                default="not_started",
                                editable=False,
                                max_length=30,
                                values=["not_started", "in_progress", "blocked", "completed"],
                                verbose_name="status",
                            ),
                        ),
                        (
                            "percent",
                            riskreg.models.fields.Whole(
                                default=0, editable=False, high=100, low=0, verbose_name="percent complete"
                            ),
                        ),
                        ("first_baseline", models.DateField(editable=False, null=True, verbose_name="first baseline")),
                        ("baseline", models.DateField(editable=False, null=True, verbose_name="current baseline")),
                        ("forecast", models.DateField(editable=False, null=True, verbose_name="forecast")),
                        (
                            "forecast_precision",
                            riskreg.models.fields.Choice(
                                blank=True,
                                default="",
                                editable=False,
                                max_length=30,
                                values=["day", "month", "quarter", "year", "approximate", "unknown", "undated"],
                                verbose_name="precision of the forecast",
                            ),
                        ),
                        ("actual", models.DateField(editable=False, null=True, verbose_name="completed on")),
                        (
                            "blocked_reason",
                            riskreg.models.fields.Prose(
                                blank=True, default="", editable=False, max_length=4000, verbose_name="why blocked"
                            ),
                        ),
                        (
                            "confidence",
                            riskreg.models.fields.Choice(
                                blank=True,
                                default="",
                                editable=False,
                                max_length=30,
                                values=["green", "amber", "red"],
                                verbose_name="confidence",
                            ),
                        ),
                        (
                            "confidence_words",
                            riskreg.models.fields.Prose(
                                blank=True,
                                default="",
                                editable=False,
                                max_length=4000,
                                verbose_name="confidence in words",
                            ),
                        ),
                        ("updated_on", models.DateField(editable=False, null=True, verbose_name="last update")),
                        ("source_id", models.BigIntegerField(editable=False, null=True)),
                        ("plan_id", models.BigIntegerField(editable=False, null=True)),
                        ("workstream_id", models.BigIntegerField(editable=False, null=True)),
                        ("owner_id", models.BigIntegerField(editable=False, null=True)),
                        ("history_id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField()),
                        ("history_change_reason", models.TextField(null=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical milestone",
                        "verbose_name_plural": "historical milestones",
                        "ordering": ("-history_date", "-rev"),
                        "get_latest_by": ("history_date", "rev"),
                        "default_permissions": (),
                        "indexes": [
                            models.Index(fields=["id", "-history_date", "-rev"], name="seek_milestone"),
                            models.Index(fields=["history_date"], name="when_milestone"),
                        ],
                        "constraints": [models.UniqueConstraint(fields=("id", "rev"), name="one_milestone_version")],
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalMilestoneDependency",
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
                        ("source_id", models.BigIntegerField(editable=False, null=True)),
                        ("milestone_id", models.BigIntegerField(editable=False, null=True)),
                        ("depends_on_id", models.BigIntegerField(editable=False, null=True)),
                        ("history_id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField()),
                        ("history_change_reason", models.TextField(null=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical dependency",
                        "verbose_name_plural": "historical dependencies",
                        "ordering": ("-history_date", "-rev"),
                        "get_latest_by": ("history_date", "rev"),
                        "default_permissions": (),
                        "indexes": [
                            models.Index(fields=["id", "-history_date", "-rev"], name="seek_milestonedependency"),
                            models.Index(fields=["history_date"], name="when_milestonedependency"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(fields=("id", "rev"), name="one_milestonedependency_version")
                        ],
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalMilestoneForecast",
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
                        ("previous", models.DateField(null=True, verbose_name="from")),
                        ("forecast", models.DateField(verbose_name="to")),
                        (
                            "precision",
                            riskreg.models.fields.Choice(
                                default="day",
                                max_length=30,
                                values=["day", "month", "quarter", "year", "approximate", "unknown", "undated"],
                                verbose_name="precision",
                            ),
                        ),
                        ("on", models.DateField(verbose_name="moved on")),
                        (
                            "reason",
                            riskreg.models.fields.Prose(blank=True, default="", max_length=4000, verbose_name="reason"),
                        ),
                        ("source_id", models.BigIntegerField(editable=False, null=True)),
                        ("milestone_id", models.BigIntegerField(editable=False, null=True)),
                        ("history_id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField()),
                        ("history_change_reason", models.TextField(null=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical forecast",
                        "verbose_name_plural": "historical forecasts",
                        "ordering": ("-history_date", "-rev"),
                        "get_latest_by": ("history_date", "rev"),
                        "default_permissions": (),
                        "indexes": [
                            models.Index(fields=["id", "-history_date", "-rev"], name="seek_milestoneforecast"),
                            models.Index(fields=["history_date"], name="when_milestoneforecast"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(fields=("id", "rev"), name="one_milestoneforecast_version")
                        ],
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalObjective",
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
                        ("name", riskreg.models.fields.Line(max_length=200, verbose_name="name")),
                        (
                            "kind",
                            riskreg.models.fields.Choice(
                                max_length=30,
                                values=["mission_goal", "sub_goal", "enabling_goal", "strategy_pillar", "vision"],
                                verbose_name="kind",
                            ),
                        ),
                        (
                            "description",
                            riskreg.models.fields.Prose(
                                blank=True, default="", max_length=4000, verbose_name="description"
                            ),
                        ),
                        ("source_id", models.BigIntegerField(editable=False, null=True)),
                        ("parent_id", models.BigIntegerField(editable=False, null=True)),
                        ("history_id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField()),
                        ("history_change_reason", models.TextField(null=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical objective",
                        "verbose_name_plural": "historical objectives",
                        "ordering": ("-history_date", "-rev"),
                        "get_latest_by": ("history_date", "rev"),
                        "default_permissions": (),
                        "indexes": [
                            models.Index(fields=["id", "-history_date", "-rev"], name="seek_objective"),
                            models.Index(fields=["history_date"], name="when_objective"),
                        ],
                        "constraints": [models.UniqueConstraint(fields=("id", "rev"), name="one_objective_version")],
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalParty",
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
                        ("name", riskreg.models.fields.Line(max_length=200, verbose_name="name")),
                        ("kind", riskreg.models.fields.Line(max_length=40, verbose_name="kind")),
                        (
                            "description",
                            riskreg.models.fields.Prose(
                                blank=True, default="", max_length=4000, verbose_name="description"
                            ),
                        ),
                        ("source_id", models.BigIntegerField(editable=False, null=True)),
                        ("history_id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField()),
                        ("history_change_reason", models.TextField(null=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical party",
                        "verbose_name_plural": "historical parties",
                        "ordering": ("-history_date", "-rev"),
                        "get_latest_by": ("history_date", "rev"),
                        "default_permissions": (),
                        "indexes": [
                            models.Index(fields=["id", "-history_date", "-rev"], name="seek_party"),
                            models.Index(fields=["history_date"], name="when_party"),
                        ],
                        "constraints": [models.UniqueConstraint(fields=("id", "rev"), name="one_party_version")],
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalPeriodNote",
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
                        ("text", riskreg.models.fields.Prose(max_length=4000, verbose_name="text")),
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
                    ],
                    options={
                        "verbose_name": "historical month's words",
                        "verbose_name_plural": "historical month's words",
                        "ordering": ("-history_date", "-rev"),
                        "get_latest_by": ("history_date", "rev"),
                        "default_permissions": (),
                        "indexes": [
                            models.Index(fields=["id", "-history_date", "-rev"], name="seek_periodnote"),
                            models.Index(fields=["history_date"], name="when_periodnote"),
                        ],
                        "constraints": [models.UniqueConstraint(fields=("id", "rev"), name="one_periodnote_version")],
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalPlan",
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
                        ("title", riskreg.models.fields.Line(max_length=200, verbose_name="title")),
                        (
                            "description",
                            riskreg.models.fields.Prose(
                                blank=True, default="", max_length=4000, verbose_name="description"
                            ),
                        ),
                        ("main_plan", models.BooleanField(default=False, verbose_name="main plan")),
                        (
                            "cadence",
                            riskreg.models.fields.Choice(
                                default="monthly",
                                max_length=30,
                                values=["monthly", "quarterly"],
                                verbose_name="cadence of updates",
                            ),
                        ),
                        ("start", models.DateField(blank=True, null=True, verbose_name="start")),
                        ("target_date", models.DateField(blank=True, null=True, verbose_name="target date")),
                        (
                            "status",
                            riskreg.models.fields.Choice(
                                default="not_started",
                                editable=False,
                                max_length=30,
                                values=["not_started", "in_progress", "completed"],
                                verbose_name="status",
                            ),
                        ),
                        (
                            "baseline",
                            riskreg.models.fields.Whole(
                                editable=False, high=999, low=1, null=True, verbose_name="baseline in force"
                            ),
                        ),
                        ("approved_on", models.DateField(editable=False, null=True, verbose_name="approved on")),
                        (
                            "first_finish",
                            models.DateField(editable=False, null=True, verbose_name="finish promised first"),
                        ),
                        ("completed_on", models.DateField(editable=False, null=True, verbose_name="completed on")),
                        ("source_id", models.BigIntegerField(editable=False, null=True)),
                        ("owner_id", models.BigIntegerField(editable=False, null=True)),
                        ("history_id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField()),
                        ("history_change_reason", models.TextField(null=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical improvement plan",
                        "verbose_name_plural": "historical improvement plans",
                        "ordering": ("-history_date", "-rev"),
                        "get_latest_by": ("history_date", "rev"),
                        "default_permissions": (),
                        "indexes": [
                            models.Index(fields=["id", "-history_date", "-rev"], name="seek_plan"),
                            models.Index(fields=["history_date"], name="when_plan"),
                        ],
                        "constraints": [models.UniqueConstraint(fields=("id", "rev"), name="one_plan_version")],
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalProgressUpdate",
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
                        (
                            "kind",
                            riskreg.models.fields.Choice(
                                max_length=30, values=["changed", "unchanged"], verbose_name="kind"
                            ),
                        ),
                        (
                            "status",
                            riskreg.models.fields.Choice(
                                max_length=30,
                                values=["not_started", "in_progress", "blocked", "completed"],
                                verbose_name="status",
                            ),
                        ),
                        ("percent", riskreg.models.fields.Whole(high=100, low=0, verbose_name="percent complete")),
                        ("forecast", models.DateField(null=True, verbose_name="forecast")),
                        (
                            "confidence",
                            riskreg.models.fields.Choice(
                                blank=True,
                                default="",
                                max_length=30,
                                values=["green", "amber", "red"],
                                verbose_name="confidence",
                            ),
                        ),
                        (
                            "note",
                            riskreg.models.fields.Line(blank=True, default="", max_length=2000, verbose_name="note"),
                        ),
                        ("source_id", models.BigIntegerField(editable=False, null=True)),
                        ("milestone_id", models.BigIntegerField(editable=False, null=True)),
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
                    ],
                    options={
                        "verbose_name": "historical progress update",
                        "verbose_name_plural": "historical progress updates",
                        "ordering": ("-history_date", "-rev"),
                        "get_latest_by": ("history_date", "rev"),
                        "default_permissions": (),
                        "indexes": [
                            models.Index(fields=["id", "-history_date", "-rev"], name="seek_progressupdate"),
                            models.Index(fields=["history_date"], name="when_progressupdate"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(fields=("id", "rev"), name="one_progressupdate_version")
                        ],
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalPublishedReport",
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
                        ("data", riskreg.models.fields.Prose(max_length=20000000, verbose_name="canonical data")),
                        ("sha256", riskreg.models.fields.Line(max_length=64, verbose_name="SHA-256")),
                        ("drafted_by", riskreg.models.fields.Line(max_length=80, verbose_name="drafted by")),
                        ("sealed_by", riskreg.models.fields.Line(max_length=80, verbose_name="sealed by")),
                        (
                            "reason",
                            riskreg.models.fields.Prose(blank=True, default="", max_length=4000, verbose_name="reason"),
                        ),
                        ("source_id", models.BigIntegerField(editable=False, null=True)),
                        ("period_id", models.BigIntegerField(editable=False, null=True)),
                        ("corrects_id", models.BigIntegerField(editable=False, null=True)),
                        ("history_id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField()),
                        ("history_change_reason", models.TextField(null=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical sealed report",
                        "verbose_name_plural": "historical sealed reports",
                        "ordering": ("-history_date", "-rev"),
                        "get_latest_by": ("history_date", "rev"),
                        "default_permissions": (),
                        "indexes": [
                            models.Index(fields=["id", "-history_date", "-rev"], name="seek_publishedreport"),
                            models.Index(fields=["history_date"], name="when_publishedreport"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(fields=("id", "rev"), name="one_publishedreport_version")
                        ],
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalRatingLevel",
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
                        ("key", riskreg.models.fields.Line(max_length=40, verbose_name="key")),
                        ("name", riskreg.models.fields.Line(max_length=200, verbose_name="name")),
                        (
                            "meaning",
                            riskreg.models.fields.Line(blank=True, default="", max_length=200, verbose_name="meaning"),
                        ),
                        (
                            "severity",
                            riskreg.models.fields.Whole(
                                blank=True,
                                high=9,
                                low=1,
                                null=True,
                                verbose_name="order within the scale, 1 is the lightest",
                            ),
                        ),
                        ("source_id", models.BigIntegerField(editable=False, null=True)),
                        ("scale_id", models.BigIntegerField(editable=False, null=True)),
                        ("history_id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField()),
                        ("history_change_reason", models.TextField(null=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical rating",
                        "verbose_name_plural": "historical ratings",
                        "ordering": ("-history_date", "-rev"),
                        "get_latest_by": ("history_date", "rev"),
                        "default_permissions": (),
                        "indexes": [
                            models.Index(fields=["id", "-history_date", "-rev"], name="seek_ratinglevel"),
                            models.Index(fields=["history_date"], name="when_ratinglevel"),
                        ],
                        "constraints": [models.UniqueConstraint(fields=("id", "rev"), name="one_ratinglevel_version")],
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalRatingScale",
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
                        ("name", riskreg.models.fields.Line(max_length=200, verbose_name="name")),
                        ("source_id", models.BigIntegerField(editable=False, null=True)),
                        ("history_id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField()),
                        ("history_change_reason", models.TextField(null=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical rating scale",
                        "verbose_name_plural": "historical rating scales",
                        "ordering": ("-history_date", "-rev"),
                        "get_latest_by": ("history_date", "rev"),
                        "default_permissions": (),
                        "indexes": [
                            models.Index(fields=["id", "-history_date", "-rev"], name="seek_ratingscale"),
                            models.Index(fields=["history_date"], name="when_ratingscale"),
                        ],
                        "constraints": [models.UniqueConstraint(fields=("id", "rev"), name="one_ratingscale_version")],
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalRecommendation",
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
                        ("text", riskreg.models.fields.Prose(max_length=2000, verbose_name="text")),
                        (
                            "response",
                            riskreg.models.fields.Choice(
                                blank=True,
                                default="",
                                max_length=30,
                                values=["agreed", "partly", "not_agreed"],
                                verbose_name="response",
                            ),
                        ),
                        (
                            "response_text",
                            riskreg.models.fields.Prose(
                                blank=True, default="", max_length=4000, verbose_name="response in words"
                            ),
                        ),
                        ("source_id", models.BigIntegerField(editable=False, null=True)),
                        ("finding_id", models.BigIntegerField(editable=False, null=True)),
                        ("history_id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField()),
                        ("history_change_reason", models.TextField(null=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical recommendation",
                        "verbose_name_plural": "historical recommendations",
                        "ordering": ("-history_date", "-rev"),
                        "get_latest_by": ("history_date", "rev"),
                        "default_permissions": (),
                        "indexes": [
                            models.Index(fields=["id", "-history_date", "-rev"], name="seek_recommendation"),
                            models.Index(fields=["history_date"], name="when_recommendation"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(fields=("id", "rev"), name="one_recommendation_version")
                        ],
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalReportingPeriod",
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
                        (
                            "state",
                            riskreg.models.fields.Choice(
                                default="open",
                                editable=False,
                                max_length=30,
                                values=["open", "in_review", "sealed", "reconstructed"],
                                verbose_name="state",
                            ),
                        ),
                        ("cut_off", models.DateTimeField(editable=False, null=True, verbose_name="cut-off")),
                        ("source_id", models.BigIntegerField(editable=False, null=True)),
                        ("history_id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField()),
                        ("history_change_reason", models.TextField(null=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical month",
                        "verbose_name_plural": "historical months",
                        "ordering": ("-history_date", "-rev"),
                        "get_latest_by": ("history_date", "rev"),
                        "default_permissions": (),
                        "indexes": [
                            models.Index(fields=["id", "-history_date", "-rev"], name="seek_reportingperiod"),
                            models.Index(fields=["history_date"], name="when_reportingperiod"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(fields=("id", "rev"), name="one_reportingperiod_version")
                        ],
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalRisk",
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
                        ("title", riskreg.models.fields.Line(max_length=200, verbose_name="title")),
                        (
                            "category",
                            riskreg.models.fields.Choice(
                                max_length=30,
                                values=[
                                    "continuity",
                                    "cyber",
                                    "data",
                                    "enforcement",
                                    "finance",
                                    "integrity",
                                    "it_change",
                                    "it_continuity",
                                    "legal_protection",
                                    "legislation",
                                    "organisation",
                                    "people",
                                    "privacy",
                                    "security",
                                ],
                                verbose_name="category",
                            ),
                        ),
                        (
                            "state",
                            riskreg.models.fields.Choice(
                                default="draft",
                                max_length=30,
                                values=["draft", "open", "monitored", "closed"],
                                verbose_name="state",
                            ),
                        ),
                        (
                            "cause",
                            riskreg.models.fields.Prose(blank=True, default="", max_length=2000, verbose_name="cause"),
                        ),
                        (
                            "event",
                            riskreg.models.fields.Prose(blank=True, default="", max_length=2000, verbose_name="event"),
                        ),
                        (
                            "consequence",
                            riskreg.models.fields.Prose(
                                blank=True, default="", max_length=2000, verbose_name="consequence"
                            ),
                        ),
                        (
                            "appetite",
                            riskreg.models.fields.Choice(
                                blank=True,
                                default="",
                                max_length=30,
                                values=["averse", "low", "moderate", "open"],
                                verbose_name="appetite",
                            ),
                        ),
                        (
                            "response",
                            riskreg.models.fields.Choice(
                                blank=True,
                                default="",
                                max_length=30,
                                values=["reduce", "avoid", "share", "accept"],
                                verbose_name="response",
                            ),
                        ),
                        ("confidential", models.BooleanField(default=False, verbose_name="confidential")),
                        (
                            "note",
                            riskreg.models.fields.Prose(blank=True, default="", max_length=4000, verbose_name="note"),
                        ),
                        (
                            "inherent_likelihood",
                            riskreg.models.fields.Whole(
                                editable=False, high=5, low=1, null=True, verbose_name="inherent likelihood"
                            ),
                        ),
                        (
                            "inherent_impact",
                            riskreg.models.fields.Whole(
                                editable=False, high=5, low=1, null=True, verbose_name="inherent impact"
                            ),
                        ),
                        (
                            "likelihood",
                            riskreg.models.fields.Whole(
                                editable=False, high=5, low=1, null=True, verbose_name="likelihood"
                            ),
                        ),
                        (
                            "impact",
                            riskreg.models.fields.Whole(
                                editable=False, high=5, low=1, null=True, verbose_name="impact"
                            ),
                        ),
                        (
                            "target_likelihood",
                            riskreg.models.fields.Whole(
                                editable=False, high=5, low=1, null=True, verbose_name="target likelihood"
                            ),
                        ),
                        (
                            "target_impact",
                            riskreg.models.fields.Whole(
                                editable=False, high=5, low=1, null=True, verbose_name="target impact"
                            ),
                        ),
                        ("assessed_on", models.DateField(editable=False, null=True, verbose_name="assessed on")),
                        ("top_risk", models.BooleanField(default=False, editable=False, verbose_name="top risk")),
                        ("source_id", models.BigIntegerField(editable=False, null=True)),
                        ("unit_id", models.BigIntegerField(editable=False, null=True)),
                        ("owner_id", models.BigIntegerField(editable=False, null=True)),
                        ("predecessor_id", models.BigIntegerField(editable=False, null=True)),
                        ("history_id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField()),
                        ("history_change_reason", models.TextField(null=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical risk",
                        "verbose_name_plural": "historical risks",
                        "ordering": ("-history_date", "-rev"),
                        "get_latest_by": ("history_date", "rev"),
                        "default_permissions": (),
                        "indexes": [
                            models.Index(fields=["id", "-history_date", "-rev"], name="seek_risk"),
                            models.Index(fields=["history_date"], name="when_risk"),
                        ],
                        "constraints": [models.UniqueConstraint(fields=("id", "rev"), name="one_risk_version")],
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalRiskAcceptance",
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
                        ("on", models.DateField(verbose_name="accepted on")),
                        ("until", models.DateField(verbose_name="until")),
                        ("at_likelihood", riskreg.models.fields.Whole(high=5, low=1, verbose_name="likelihood then")),
                        ("at_impact", riskreg.models.fields.Whole(high=5, low=1, verbose_name="impact then")),
                        ("reason", riskreg.models.fields.Prose(max_length=4000, verbose_name="reason")),
                        ("source_id", models.BigIntegerField(editable=False, null=True)),
                        ("risk_id", models.BigIntegerField(editable=False, null=True)),
                        ("accepted_by_id", models.BigIntegerField(editable=False, null=True)),
                        ("decision_id", models.BigIntegerField(editable=False, null=True)),
                        ("history_id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField()),
                        ("history_change_reason", models.TextField(null=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical risk acceptance",
                        "verbose_name_plural": "historical risk acceptances",
                        "ordering": ("-history_date", "-rev"),
                        "get_latest_by": ("history_date", "rev"),
                        "default_permissions": (),
                        "indexes": [
                            models.Index(fields=["id", "-history_date", "-rev"], name="seek_riskacceptance"),
                            models.Index(fields=["history_date"], name="when_riskacceptance"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(fields=("id", "rev"), name="one_riskacceptance_version")
                        ],
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalRiskAssessment",
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
                        (
                            "kind",
                            riskreg.models.fields.Choice(
                                max_length=30, values=["inherent", "current", "target"], verbose_name="kind"
                            ),
                        ),
                        (
                            "likelihood",
                            riskreg.models.fields.Whole(high=5, low=1, null=True, verbose_name="likelihood"),
                        ),
                        ("impact", riskreg.models.fields.Whole(high=5, low=1, null=True, verbose_name="impact")),
                        ("on", models.DateField(null=True, verbose_name="assessed on")),
                        (
                            "reason",
                            riskreg.models.fields.Prose(blank=True, default="", max_length=4000, verbose_name="reason"),
                        ),
                        ("source_id", models.BigIntegerField(editable=False, null=True)),
                        ("risk_id", models.BigIntegerField(editable=False, null=True)),
                        ("cycle_id", models.BigIntegerField(editable=False, null=True)),
                        ("history_id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField()),
                        ("history_change_reason", models.TextField(null=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical risk assessment",
                        "verbose_name_plural": "historical risk assessments",
                        "ordering": ("-history_date", "-rev"),
                        "get_latest_by": ("history_date", "rev"),
                        "default_permissions": (),
                        "indexes": [
                            models.Index(fields=["id", "-history_date", "-rev"], name="seek_riskassessment"),
                            models.Index(fields=["history_date"], name="when_riskassessment"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(fields=("id", "rev"), name="one_riskassessment_version")
                        ],
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalRiskFinding",
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
                        ("source_id", models.BigIntegerField(editable=False, null=True)),
                        ("risk_id", models.BigIntegerField(editable=False, null=True)),
                        ("finding_id", models.BigIntegerField(editable=False, null=True)),
                        ("history_id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField()),
                        ("history_change_reason", models.TextField(null=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical finding of a risk",
                        "verbose_name_plural": "historical findings of risks",
                        "ordering": ("-history_date", "-rev"),
                        "get_latest_by": ("history_date", "rev"),
                        "default_permissions": (),
                        "indexes": [
                            models.Index(fields=["id", "-history_date", "-rev"], name="seek_riskfinding"),
                            models.Index(fields=["history_date"], name="when_riskfinding"),
                        ],
                        "constraints": [models.UniqueConstraint(fields=("id", "rev"), name="one_riskfinding_version")],
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalRiskIndicator",
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
                        ("source_id", models.BigIntegerField(editable=False, null=True)),
                        ("risk_id", models.BigIntegerField(editable=False, null=True)),
                        ("indicator_id", models.BigIntegerField(editable=False, null=True)),
                        ("history_id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField()),
                        ("history_change_reason", models.TextField(null=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical indicator of a risk",
                        "verbose_name_plural": "historical indicators of risks",
                        "ordering": ("-history_date", "-rev"),
                        "get_latest_by": ("history_date", "rev"),
                        "default_permissions": (),
                        "indexes": [
                            models.Index(fields=["id", "-history_date", "-rev"], name="seek_riskindicator"),
                            models.Index(fields=["history_date"], name="when_riskindicator"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(fields=("id", "rev"), name="one_riskindicator_version")
                        ],
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalRiskMeasure",
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
                        ("source_id", models.BigIntegerField(editable=False, null=True)),
                        ("risk_id", models.BigIntegerField(editable=False, null=True)),
                        ("measure_id", models.BigIntegerField(editable=False, null=True)),
                        ("history_id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField()),
                        ("history_change_reason", models.TextField(null=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical measure on a risk",
                        "verbose_name_plural": "historical measures on risks",
                        "ordering": ("-history_date", "-rev"),
                        "get_latest_by": ("history_date", "rev"),
                        "default_permissions": (),
                        "indexes": [
                            models.Index(fields=["id", "-history_date", "-rev"], name="seek_riskmeasure"),
                            models.Index(fields=["history_date"], name="when_riskmeasure"),
                        ],
                        "constraints": [models.UniqueConstraint(fields=("id", "rev"), name="one_riskmeasure_version")],
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalRiskObjective",
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
                        ("source_id", models.BigIntegerField(editable=False, null=True)),
                        ("risk_id", models.BigIntegerField(editable=False, null=True)),
                        ("objective_id", models.BigIntegerField(editable=False, null=True)),
                        ("history_id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField()),
                        ("history_change_reason", models.TextField(null=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical objective of a risk",
                        "verbose_name_plural": "historical objectives of risks",
                        "ordering": ("-history_date", "-rev"),
                        "get_latest_by": ("history_date", "rev"),
                        "default_permissions": (),
                        "indexes": [
                            models.Index(fields=["id", "-history_date", "-rev"], name="seek_riskobjective"),
                            models.Index(fields=["history_date"], name="when_riskobjective"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(fields=("id", "rev"), name="one_riskobjective_version")
                        ],
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalRiskPlan",
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
                        ("source_id", models.BigIntegerField(editable=False, null=True)),
                        ("risk_id", models.BigIntegerField(editable=False, null=True)),
                        ("plan_id", models.BigIntegerField(editable=False, null=True)),
                        ("history_id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField()),
                        ("history_change_reason", models.TextField(null=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical plan for a risk",
                        "verbose_name_plural": "historical plans for risks",
                        "ordering": ("-history_date", "-rev"),
                        "get_latest_by": ("history_date", "rev"),
                        "default_permissions": (),
                        "indexes": [
                            models.Index(fields=["id", "-history_date", "-rev"], name="seek_riskplan"),
                            models.Index(fields=["history_date"], name="when_riskplan"),
                        ],
                        "constraints": [models.UniqueConstraint(fields=("id", "rev"), name="one_riskplan_version")],
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalRole",
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
                        ("name", riskreg.models.fields.Line(max_length=200, verbose_name="name")),
                        (
                            "line",
                            riskreg.models.fields.Choice(
                                max_length=30,
                                values=["1", "2", "3", "board", "external", "political"],
                                verbose_name="line",
                            ),
                        ),
                        ("source_id", models.BigIntegerField(editable=False, null=True)),
                        ("unit_id", models.BigIntegerField(editable=False, null=True)),
                        ("party_id", models.BigIntegerField(editable=False, null=True)),
                        ("history_id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField()),
                        ("history_change_reason", models.TextField(null=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical role",
                        "verbose_name_plural": "historical roles",
                        "ordering": ("-history_date", "-rev"),
                        "get_latest_by": ("history_date", "rev"),
                        "default_permissions": (),
                        "indexes": [
                            models.Index(fields=["id", "-history_date", "-rev"], name="seek_role"),
                            models.Index(fields=["history_date"], name="when_role"),
                        ],
                        "constraints": [models.UniqueConstraint(fields=("id", "rev"), name="one_role_version")],
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalRoleAssignment",
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
                        (
                            "right",
                            riskreg.models.fields.Choice(
                                max_length=30,
                                values=["officer", "owner", "auditor", "management", "administrator"],
                                verbose_name="right",
                            ),
                        ),
                        ("starts", models.DateField(verbose_name="from")),
                        ("ends", models.DateField(blank=True, null=True, verbose_name="until")),
                        ("source_id", models.BigIntegerField(editable=False, null=True)),
                        ("user_id", models.BigIntegerField(editable=False, null=True)),
                        ("role_id", models.BigIntegerField(editable=False, null=True)),
                        ("history_id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField()),
                        ("history_change_reason", models.TextField(null=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical role assignment",
                        "verbose_name_plural": "historical role assignments",
                        "ordering": ("-history_date", "-rev"),
                        "get_latest_by": ("history_date", "rev"),
                        "default_permissions": (),
                        "indexes": [
                            models.Index(fields=["id", "-history_date", "-rev"], name="seek_roleassignment"),
                            models.Index(fields=["history_date"], name="when_roleassignment"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(fields=("id", "rev"), name="one_roleassignment_version")
                        ],
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalSetting",
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
                        ("value", riskreg.models.fields.Line(max_length=200, verbose_name="value")),
                        ("source_id", models.BigIntegerField(editable=False, null=True)),
                        ("history_id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField()),
                        ("history_change_reason", models.TextField(null=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical setting",
                        "verbose_name_plural": "historical settings",
                        "ordering": ("-history_date", "-rev"),
                        "get_latest_by": ("history_date", "rev"),
                        "default_permissions": (),
                        "indexes": [
                            models.Index(fields=["id", "-history_date", "-rev"], name="seek_setting"),
                            models.Index(fields=["history_date"], name="when_setting"),
                        ],
                        "constraints": [models.UniqueConstraint(fields=("id", "rev"), name="one_setting_version")],
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalSource",
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
                        ("title", riskreg.models.fields.Line(max_length=200, verbose_name="title")),
                        (
                            "kind",
                            riskreg.models.fields.Choice(
                                max_length=30,
                                values=["seed", "public_context", "professional_knowledge", "illustrative"],
                                verbose_name="kind",
                            ),
                        ),
                        (
                            "publisher",
                            riskreg.models.fields.Line(
                                blank=True, default="", max_length=200, verbose_name="publisher"
                            ),
                        ),
                        ("published", models.DateField(blank=True, null=True, verbose_name="published")),
                        (
                            "published_precision",
                            riskreg.models.fields.Choice(
                                default="day",
                                max_length=30,
                                values=["day", "month", "quarter", "year", "approximate", "unknown", "undated"],
                                verbose_name="precision",
                            ),
                        ),
                        (
                            "reference",
                            riskreg.models.fields.Line(
                                blank=True, default="", max_length=200, verbose_name="reference"
                            ),
                        ),
                        (
                            "note",
                            riskreg.models.fields.Prose(blank=True, default="", max_length=4000, verbose_name="note"),
                        ),
                        ("source_id", models.BigIntegerField(editable=False, null=True)),
                        ("history_id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField()),
                        ("history_change_reason", models.TextField(null=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical source",
                        "verbose_name_plural": "historical sources",
                        "ordering": ("-history_date", "-rev"),
                        "get_latest_by": ("history_date", "rev"),
                        "default_permissions": (),
                        "indexes": [
                            models.Index(fields=["id", "-history_date", "-rev"], name="seek_source"),
                            models.Index(fields=["history_date"], name="when_source"),
                        ],
                        "constraints": [models.UniqueConstraint(fields=("id", "rev"), name="one_source_version")],
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalTopRisk",
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
                        (
                            "change",
                            riskreg.models.fields.Choice(
                                max_length=30,
                                values=["new", "confirmed", "reworded", "delisted"],
                                verbose_name="change",
                            ),
                        ),
                        (
                            "place",
                            riskreg.models.fields.Whole(
                                blank=True, high=999, low=1, null=True, verbose_name="place in the list, not a ranking"
                            ),
                        ),
                        (
                            "reason",
                            riskreg.models.fields.Prose(blank=True, default="", max_length=4000, verbose_name="reason"),
                        ),
                        ("source_id", models.BigIntegerField(editable=False, null=True)),
                        ("risk_id", models.BigIntegerField(editable=False, null=True)),
                        ("cycle_id", models.BigIntegerField(editable=False, null=True)),
                        ("history_id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField()),
                        ("history_change_reason", models.TextField(null=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical top-list line",
                        "verbose_name_plural": "historical top-list lines",
                        "ordering": ("-history_date", "-rev"),
                        "get_latest_by": ("history_date", "rev"),
                        "default_permissions": (),
                        "indexes": [
                            models.Index(fields=["id", "-history_date", "-rev"], name="seek_toprisk"),
                            models.Index(fields=["history_date"], name="when_toprisk"),
                        ],
                        "constraints": [models.UniqueConstraint(fields=("id", "rev"), name="one_toprisk_version")],
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalUnit",
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
                        ("name", riskreg.models.fields.Line(max_length=200, verbose_name="name")),
                        ("kind", riskreg.models.fields.Line(max_length=40, verbose_name="kind")),
                        (
                            "status",
                            riskreg.models.fields.Choice(
                                default="active", max_length=30, values=["active", "closed"], verbose_name="status"
                            ),
                        ),
                        (
                            "description",
                            riskreg.models.fields.Prose(
                                blank=True, default="", max_length=4000, verbose_name="description"
                            ),
                        ),
                        ("source_id", models.BigIntegerField(editable=False, null=True)),
                        ("parent_id", models.BigIntegerField(editable=False, null=True)),
                        ("parent_party_id", models.BigIntegerField(editable=False, null=True)),
                        ("future_parent_id", models.BigIntegerField(editable=False, null=True)),
                        ("history_id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField()),
                        ("history_change_reason", models.TextField(null=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical unit",
                        "verbose_name_plural": "historical units",
                        "ordering": ("-history_date", "-rev"),
                        "get_latest_by": ("history_date", "rev"),
                        "default_permissions": (),
                        "indexes": [
                            models.Index(fields=["id", "-history_date", "-rev"], name="seek_unit"),
                            models.Index(fields=["history_date"], name="when_unit"),
                        ],
                        "constraints": [models.UniqueConstraint(fields=("id", "rev"), name="one_unit_version")],
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalUser",
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
                        ("username", riskreg.models.fields.Line(max_length=80, verbose_name="user name")),
                        ("name", riskreg.models.fields.Line(max_length=120, verbose_name="name")),
                        ("email", models.EmailField(blank=True, default="", max_length=254, verbose_name="e-mail")),
                        ("is_active", models.BooleanField(default=True, verbose_name="active")),
                        ("history_id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField()),
                        ("history_change_reason", models.TextField(null=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical account",
                        "verbose_name_plural": "historical accounts",
                        "ordering": ("-history_date", "-rev"),
                        "get_latest_by": ("history_date", "rev"),
                        "default_permissions": (),
                        "indexes": [
                            models.Index(fields=["id", "-history_date", "-rev"], name="seek_user"),
                            models.Index(fields=["history_date"], name="when_user"),
                        ],
                        "constraints": [models.UniqueConstraint(fields=("id", "rev"), name="one_user_version")],
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalWorkstream",
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
                        ("title", riskreg.models.fields.Line(max_length=200, verbose_name="title")),
                        ("source_id", models.BigIntegerField(editable=False, null=True)),
                        ("plan_id", models.BigIntegerField(editable=False, null=True)),
                        ("history_id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField()),
                        ("history_change_reason", models.TextField(null=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical workstream",
                        "verbose_name_plural": "historical workstreams",
                        "ordering": ("-history_date", "-rev"),
                        "get_latest_by": ("history_date", "rev"),
                        "default_permissions": (),
                        "indexes": [
                            models.Index(fields=["id", "-history_date", "-rev"], name="seek_workstream"),
                            models.Index(fields=["history_date"], name="when_workstream"),
                        ],
                        "constraints": [models.UniqueConstraint(fields=("id", "rev"), name="one_workstream_version")],
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="Source",
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
                            "source_section",
                            riskreg.models.fields.Line(
                                blank=True, default="", max_length=200, verbose_name="section of the source"
                            ),
                        ),
                        ("title", riskreg.models.fields.Line(max_length=200, verbose_name="title")),
                        (
                            "kind",
                            riskreg.models.fields.Choice(
                                max_length=30,
                                values=["seed", "public_context", "professional_knowledge", "illustrative"],
                                verbose_name="kind",
                            ),
                        ),
                        (
                            "publisher",
                            riskreg.models.fields.Line(
                                blank=True, default="", max_length=200, verbose_name="publisher"
                            ),
                        ),
                        ("published", models.DateField(blank=True, null=True, verbose_name="published")),
                        (
                            "published_precision",
                            riskreg.models.fields.Choice(
                                default="day",
                                max_length=30,
                                values=["day", "month", "quarter", "year", "approximate", "unknown", "undated"],
                                verbose_name="precision",
                            ),
                        ),
                        (
                            "reference",
                            riskreg.models.fields.Line(
                                blank=True, default="", max_length=200, verbose_name="reference"
                            ),
                        ),
                        (
                            "note",
                            riskreg.models.fields.Prose(blank=True, default="", max_length=4000, verbose_name="note"),
                        ),
                        (
                            "head",
                            models.OneToOneField(
                                db_index=False,
                                editable=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="riskreg.historicalsource",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "source",
                        "verbose_name_plural": "sources",
                        "ordering": ("code",),
                        "abstract": False,
                        "default_permissions": (),
                        "indexes": [],
                        "constraints": [],
                    },
                ),
                migrations.CreateModel(
                    name="AssessmentCycle",
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
                            "source_section",
                            riskreg.models.fields.Line(
                                blank=True, default="", max_length=200, verbose_name="section of the source"
                            ),
                        ),
                        ("name", riskreg.models.fields.Line(max_length=200, verbose_name="name")),
                        ("closes_on", models.DateField(verbose_name="closes on")),
                        ("decided_on", models.DateField(blank=True, null=True, verbose_name="top list decided on")),
                        (
                            "head",
                            models.OneToOneField(
                                db_index=False,
                                editable=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="riskreg.historicalassessmentcycle",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "assessment cycle",
                        "verbose_name_plural": "assessment cycles",
                        "ordering": ("code",),
                        "abstract": False,
                        "default_permissions": (),
                        "indexes": [],
                        "constraints": [],
                    },
                ),
                migrations.CreateModel(
                    name="Party",
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
                            "source_section",
                            riskreg.models.fields.Line(
                                blank=True, default="", max_length=200, verbose_name="section of the source"
                            ),
                        ),
                        ("name", riskreg.models.fields.Line(max_length=200, verbose_name="name")),
                        ("kind", riskreg.models.fields.Line(max_length=40, verbose_name="kind")),
                        (
                            "description",
                            riskreg.models.fields.Prose(
                                blank=True, default="", max_length=4000, verbose_name="description"
                            ),
                        ),
                        (
                            "head",
                            models.OneToOneField(
                                db_index=False,
                                editable=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="riskreg.historicalparty",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "party",
                        "verbose_name_plural": "parties",
                        "ordering": ("code",),
                        "abstract": False,
                        "default_permissions": (),
                        "indexes": [],
                        "constraints": [],
                    },
                ),
                migrations.CreateModel(
                    name="Unit",
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
                            "source_section",
                            riskreg.models.fields.Line(
                                blank=True, default="", max_length=200, verbose_name="section of the source"
                            ),
                        ),
                        ("name", riskreg.models.fields.Line(max_length=200, verbose_name="name")),
                        ("kind", riskreg.models.fields.Line(max_length=40, verbose_name="kind")),
                        (
                            "status",
                            riskreg.models.fields.Choice(
                                default="active", max_length=30, values=["active", "closed"], verbose_name="status"
                            ),
                        ),
                        (
                            "description",
                            riskreg.models.fields.Prose(
                                blank=True, default="", max_length=4000, verbose_name="description"
                            ),
                        ),
                        (
                            "parent",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="riskreg.unit",
                                verbose_name="parent",
                            ),
                        ),
                        (
                            "parent_party",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="riskreg.party",
                                verbose_name="parent party",
                            ),
                        ),
                        (
                            "future_parent",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="riskreg.unit",
                                verbose_name="future parent",
                            ),
                        ),
                        (
                            "head",
                            models.OneToOneField(
                                db_index=False,
                                editable=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="riskreg.historicalunit",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "unit",
                        "verbose_name_plural": "units",
                        "ordering": ("code",),
                        "abstract": False,
                        "default_permissions": (),
                        "indexes": [],
                        "constraints": [],
                    },
                ),
                migrations.CreateModel(
                    name="AuditReport",
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
                            "source_section",
                            riskreg.models.fields.Line(
                                blank=True, default="", max_length=200, verbose_name="section of the source"
                            ),
                        ),
                        ("title", riskreg.models.fields.Line(max_length=200, verbose_name="title")),
                        (
                            "issued_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="riskreg.party",
                                verbose_name="issued by",
                            ),
                        ),
                        (
                            "issued_by_unit",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="riskreg.unit",
                                verbose_name="issued by (unit)",
                            ),
                        ),
                        ("audit_year", riskreg.models.fields.Whole(high=2100, low=1990, verbose_name="audit year")),
                        ("published", models.DateField(null=True, verbose_name="published")),
                        (
                            "published_precision",
                            riskreg.models.fields.Choice(
                                default="day",
                                max_length=30,
                                values=["day", "month", "quarter", "year", "approximate", "unknown", "undated"],
                                verbose_name="precision",
                            ),
                        ),
                        (
                            "head",
                            models.OneToOneField(
                                db_index=False,
                                editable=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="riskreg.historicalauditreport",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "audit report",
                        "verbose_name_plural": "audit reports",
                        "ordering": ("code",),
                        "abstract": False,
                        "default_permissions": (),
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("issued_by__isnull", False), ("issued_by_unit__isnull", False), _connector="XOR"
                                ),
                                name="report_has_one_issuer",
                            )
                        ],
                        "indexes": [],
                    },
                ),
                migrations.CreateModel(
                    name="Role",
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
                            "source_section",
                            riskreg.models.fields.Line(
                                blank=True, default="", max_length=200, verbose_name="section of the source"
                            ),
                        ),
                        ("name", riskreg.models.fields.Line(max_length=200, verbose_name="name")),
                        (
                            "line",
                            riskreg.models.fields.Choice(
                                max_length=30,
                                values=["1", "2", "3", "board", "external", "political"],
                                verbose_name="line",
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="riskreg.unit",
                                verbose_name="unit",
                            ),
                        ),
                        (
                            "party",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="riskreg.party",
                                verbose_name="party",
                            ),
                        ),
                        (
                            "head",
                            models.OneToOneField(
                                db_index=False,
                                editable=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="riskreg.historicalrole",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "role",
                        "verbose_name_plural": "roles",
                        "ordering": ("code",),
                        "abstract": False,
                        "default_permissions": (),
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("unit__isnull", True), ("party__isnull", True), _connector="OR"),
                                name="role_in_unit_or_party",
                            )
                        ],
                        "indexes": [],
                    },
                ),
                migrations.CreateModel(
                    name="Plan",
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
                            "source_section",
                            riskreg.models.fields.Line(
                                blank=True, default="", max_length=200, verbose_name="section of the source"
                            ),
                        ),
                        ("title", riskreg.models.fields.Line(max_length=200, verbose_name="title")),
                        (
                            "description",
                            riskreg.models.fields.Prose(
                                blank=True, default="", max_length=4000, verbose_name="description"
                            ),
                        ),
                        (
                            "owner",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="riskreg.role",
                                verbose_name="owner",
                            ),
                        ),
                        ("main_plan", models.BooleanField(default=False, verbose_name="main plan")),
                        (
                            "cadence",
                            riskreg.models.fields.Choice(
                                default="monthly",
                                max_length=30,
                                values=["monthly", "quarterly"],
                                verbose_name="cadence of updates",
                            ),
                        ),
                        ("start", models.DateField(blank=True, null=True, verbose_name="start")),
                        ("target_date", models.DateField(blank=True, null=True, verbose_name="target date")),
                        (
                            "status",
                            riskreg.models.fields.Choice(
                                default="not_started",
                                editable=False,
                                max_length=30,
                                values=["not_started", "in_progress", "completed"],
                                verbose_name="status",
                            ),
                        ),
                        (
                            "baseline",
                            riskreg.models.fields.Whole(
                                editable=False, high=999, low=1, null=True, verbose_name="baseline in force"
                            ),
                        ),
                        ("approved_on", models.DateField(editable=False, null=True, verbose_name="approved on")),
                        (
                            "first_finish",
                            models.DateField(editable=False, null=True, verbose_name="finish promised first"),
                        ),
                        ("completed_on", models.DateField(editable=False, null=True, verbose_name="completed on")),
                        (
                            "head",
                            models.OneToOneField(
                                db_index=False,
                                editable=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="riskreg.historicalplan",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "improvement plan",
                        "verbose_name_plural": "improvement plans",
                        "ordering": ("code",),
                        "abstract": False,
                        "default_permissions": (),
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("status", "completed"), ("completed_on__isnull", True), _connector="OR"
                                ),
                                name="plan_completed_day",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("approved_on__isnull", True), ("baseline__isnull", True)),
                                    models.Q(("approved_on__isnull", False), ("baseline__isnull", False)),
                                    _connector="OR",
                                ),
                                name="plan_approved_day",
                            ),
                        ],
                        "indexes": [],
                    },
                ),
                migrations.CreateModel(
                    name="Decision",
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
                            "source_section",
                            riskreg.models.fields.Line(
                                blank=True, default="", max_length=200, verbose_name="section of the source"
                            ),
                        ),
                        ("title", riskreg.models.fields.Line(max_length=200, verbose_name="question")),
                        (
                            "kind",
                            riskreg.models.fields.Choice(
                                default="other",
                                max_length=30,
                                values=["plan_approval", "rebaseline", "target", "acceptance", "top_list", "other"],
                                verbose_name="kind",
                            ),
                        ),
                        (
                            "about",
                            riskreg.models.fields.Line(blank=True, default="", max_length=60, verbose_name="about"),
                        ),
                        (
                            "context",
                            riskreg.models.fields.Prose(
                                blank=True, default="", max_length=4000, verbose_name="context"
                            ),
                        ),
                        (
                            "state",
                            riskreg.models.fields.Choice(
                                default="asked",
                                editable=False,
                                max_length=30,
                                values=["asked", "taken"],
                                verbose_name="state",
                            ),
                        ),
                        (
                            "asked_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="riskreg.role",
                                verbose_name="asked by",
                            ),
                        ),
                        ("asked_on", models.DateField(verbose_name="asked on")),
                        ("needed_by", models.DateField(blank=True, null=True, verbose_name="needed by")),
                        (
                            "outcome",
                            riskreg.models.fields.Prose(
                                blank=True, default="", editable=False, max_length=4000, verbose_name="decision"
                            ),
                        ),
                        (
                            "effect",
                            riskreg.models.fields.Prose(
                                blank=True, default="", editable=False, max_length=4000, verbose_name="effect"
                            ),
                        ),
                        (
                            "taken_by",
                            models.ForeignKey(
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="riskreg.role",
                                verbose_name="taken by",
                            ),
                        ),
                        ("taken_on", models.DateField(editable=False, null=True, verbose_name="taken on")),
                        (
                            "proposed_act",
                            riskreg.models.fields.Line(
                                blank=True, default="", editable=False, max_length=60, verbose_name="act"
                            ),
                        ),
                        (
                            "proposal",
                            models.JSONField(blank=True, default=dict, editable=False, verbose_name="proposal"),
                        ),
                        (
                            "verdict",
                            riskreg.models.fields.Choice(
                                blank=True,
                                default="",
                                editable=False,
                                max_length=30,
                                values=["agreed", "declined"],
                                verbose_name="verdict",
                            ),
                        ),
                        (
                            "asked_key",
                            riskreg.models.fields.Line(
                                blank=True, default="", editable=False, max_length=80, verbose_name="asked by"
                            ),
                        ),
                        (
                            "taken_key",
                            riskreg.models.fields.Line(
                                blank=True, default="", editable=False, max_length=80, verbose_name="taken by"
                            ),
                        ),
                        (
                            "head",
                            models.OneToOneField(
                                db_index=False,
                                editable=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="riskreg.historicaldecision",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "decision",
                        "verbose_name_plural": "decisions",
                        "ordering": ("code",),
                        "abstract": False,
                        "default_permissions": (),
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "asked"), ("taken_on__isnull", True)),
                                    models.Q(
                                        ("state", "taken"), ("taken_by__isnull", False), ("taken_on__isnull", False)
                                    ),
                                    _connector="OR",
                                ),
                                name="decision_taken_whole",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("taken_key", ""),
                                    models.Q(("taken_key", models.F("asked_key")), _negated=True),
                                    _connector="OR",
                                ),
                                name="decision_two_keys",
                            ),
                        ],
                        "indexes": [],
                    },
                ),
                migrations.CreateModel(
                    name="Baseline",
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
                            "source_section",
                            riskreg.models.fields.Line(
                                blank=True, default="", max_length=200, verbose_name="section of the source"
                            ),
                        ),
                        (
                            "plan",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="riskreg.plan",
                                verbose_name="improvement plan",
                            ),
                        ),
                        ("number", riskreg.models.fields.Whole(high=999, low=1, verbose_name="number")),
                        (
                            "decided_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="riskreg.role",
                                verbose_name="decided by",
                            ),
                        ),
                        ("approved_on", models.DateField(verbose_name="approved on")),
                        (
                            "reason_category",
                            riskreg.models.fields.Choice(
                                default="other",
                                max_length=30,
                                values=[
                                    "first_plan",
                                    "scope",
                                    "complexity",
                                    "capacity",
                                    "dependency",
                                    "priority",
                                    "other",
                                ],
                                verbose_name="kind of reason",
                            ),
                        ),
                        ("reason", riskreg.models.fields.Prose(max_length=4000, verbose_name="reason")),
                        (
                            "document",
                            riskreg.models.fields.Line(blank=True, default="", max_length=200, verbose_name="document"),
                        ),
                        (
                            "decision",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="riskreg.decision",
                                verbose_name="decision",
                            ),
                        ),
                        (
                            "head",
                            models.OneToOneField(
                                db_index=False,
                                editable=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="riskreg.historicalbaseline",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "baseline",
                        "verbose_name_plural": "baselines",
                        "ordering": ("code",),
                        "abstract": False,
                        "default_permissions": (),
                        "constraints": [
                            models.UniqueConstraint(fields=("plan", "number"), name="one_baseline_a_number")
                        ],
                        "indexes": [],
                    },
                ),
                migrations.CreateModel(
                    name="Workstream",
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
                            "source_section",
                            riskreg.models.fields.Line(
                                blank=True, default="", max_length=200, verbose_name="section of the source"
                            ),
                        ),
                        (
                            "plan",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="riskreg.plan",
                                verbose_name="improvement plan",
                            ),
                        ),
                        ("title", riskreg.models.fields.Line(max_length=200, verbose_name="title")),
                        (
                            "head",
                            models.OneToOneField(
                                db_index=False,
                                editable=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="riskreg.historicalworkstream",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "workstream",
                        "verbose_name_plural": "workstreams",
                        "ordering": ("code",),
                        "abstract": False,
                        "default_permissions": (),
                        "indexes": [],
                        "constraints": [],
                    },
                ),
                migrations.CreateModel(
                    name="Milestone",
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
                            "source_section",
                            riskreg.models.fields.Line(
                                blank=True, default="", max_length=200, verbose_name="section of the source"
                            ),
                        ),
                        (
                            "plan",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="riskreg.plan",
                                verbose_name="improvement plan",
                            ),
                        ),
                        (
                            "workstream",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="riskreg.workstream",
                                verbose_name="workstream",
                            ),
                        ),
                        ("title", riskreg.models.fields.Line(max_length=200, verbose_name="title")),
                        (
                            "deliverable",
                            riskreg.models.fields.Prose(
                                blank=True, default="", max_length=2000, verbose_name="deliverable"
                            ),
                        ),
                        (
                            "owner",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="riskreg.role",
                                verbose_name="owner",
                            ),
                        ),
                        ("weight", riskreg.models.fields.Whole(default=1, high=1000, low=0, verbose_name="weight")),
                        ("start", models.DateField(blank=True, null=True, verbose_name="planned start")),
                        (
                            "status",
                            riskreg.models.fields.Choice(
                                default="not_started",
                                editable=False,
                                max_length=30,
                                values=["not_started", "in_progress", "blocked", "completed"],
                                verbose_name="status",
                            ),
                        ),
                        (
                            "percent",
                            riskreg.models.fields.Whole(
                                default=0, editable=False, high=100, low=0, verbose_name="percent complete"
                            ),
                        ),
                        ("first_baseline", models.DateField(editable=False, null=True, verbose_name="first baseline")),
                        ("baseline", models.DateField(editable=False, null=True, verbose_name="current baseline")),
                        ("forecast", models.DateField(editable=False, null=True, verbose_name="forecast")),
                        (
                            "forecast_precision",
                            riskreg.models.fields.Choice(
                                blank=True,
                                default="",
                                editable=False,
                                max_length=30,
                                values=["day", "month", "quarter", "year", "approximate", "unknown", "undated"],
                                verbose_name="precision of the forecast",
                            ),
                        ),
                        ("actual", models.DateField(editable=False, null=True, verbose_name="completed on")),
                        (
                            "blocked_reason",
                            riskreg.models.fields.Prose(
                                blank=True, default="", editable=False, max_length=4000, verbose_name="why blocked"
                            ),
                        ),
                        (
                            "confidence",
                            riskreg.models.fields.Choice(
                                blank=True,
                                default="",
                                editable=False,
                                max_length=30,
                                values=["green", "amber", "red"],
                                verbose_name="confidence",
                            ),
                        ),
                        (
                            "confidence_words",
                            riskreg.models.fields.Prose(
                                blank=True,
                                default="",
                                editable=False,
                                max_length=4000,
                                verbose_name="confidence in words",
                            ),
                        ),
                        ("updated_on", models.DateField(editable=False, null=True, verbose_name="last update")),
                        (
                            "head",
                            models.OneToOneField(
                                db_index=False,
                                editable=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="riskreg.historicalmilestone",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "milestone",
                        "verbose_name_plural": "milestones",
                        "ordering": ("code",),
                        "abstract": False,
                        "default_permissions": (),
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("actual__isnull", False), ("percent", 100), ("status", "completed")),
                                    models.Q(
                                        models.Q(("status", "completed"), _negated=True),
                                        ("actual__isnull", True),
                                        ("percent__lt", 100),
                                    ),
                                    _connector="OR",
                                ),
                                name="milestone_completed_whole",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("baseline__isnull", True), ("first_baseline__isnull", True)),
                                    models.Q(("baseline__isnull", False), ("first_baseline__isnull", False)),
                                    _connector="OR",
                                ),
                                name="milestone_baselines_whole",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("status", "blocked"), _negated=True),
                                    models.Q(("blocked_reason", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="blocked_with_reason",
                            ),
                        ],
                        "indexes": [],
                    },
                ),
                migrations.CreateModel(
                    name="BaselineLine",
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
                            "source_section",
                            riskreg.models.fields.Line(
                                blank=True, default="", max_length=200, verbose_name="section of the source"
                            ),
                        ),
                        (
                            "baseline",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="riskreg.baseline",
                                verbose_name="baseline",
                            ),
                        ),
                        (
                            "milestone",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="riskreg.milestone",
                                verbose_name="milestone",
                            ),
                        ),
                        ("finish", models.DateField(verbose_name="date")),
                        (
                            "precision",
                            riskreg.models.fields.Choice(
                                default="day",
                                max_length=30,
                                values=["day", "month", "quarter", "year", "approximate", "unknown", "undated"],
                                verbose_name="precision",
                            ),
                        ),
                        ("weight", riskreg.models.fields.Whole(high=1000, low=0, verbose_name="weight")),
                        (
                            "head",
                            models.OneToOneField(
                                db_index=False,
                                editable=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="riskreg.historicalbaselineline",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "baseline line",
                        "verbose_name_plural": "baseline lines",
                        "ordering": ("code",),
                        "abstract": False,
                        "default_permissions": (),
                        "constraints": [
                            models.UniqueConstraint(fields=("baseline", "milestone"), name="one_line_a_milestone")
                        ],
                        "indexes": [],
                    },
                ),
                migrations.CreateModel(
                    name="Commitment",
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
                            "source_section",
                            riskreg.models.fields.Line(
                                blank=True, default="", max_length=200, verbose_name="section of the source"
                            ),
                        ),
                        ("title", riskreg.models.fields.Line(max_length=200, verbose_name="title")),
                        (
                            "kind",
                            riskreg.models.fields.Choice(
                                max_length=30,
                                values=["toezegging", "voornemen", "planning", "wettelijke_datum", "signaal"],
                                verbose_name="kind",
                            ),
                        ),
                        (
                            "made_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="riskreg.party",
                                verbose_name="made by",
                            ),
                        ),
                        (
                            "made_by_unit",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="riskreg.unit",
                                verbose_name="made by (unit)",
                            ),
                        ),
                        (
                            "made_to",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="riskreg.party",
                                verbose_name="made to",
                            ),
                        ),
                        (
                            "made_to_unit",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="riskreg.unit",
                                verbose_name="made to (unit)",
                            ),
                        ),
                        (
                            "keeper",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="riskreg.role",
                                verbose_name="keeper",
                            ),
                        ),
                        ("made_on", models.DateField(verbose_name="made on")),
                        (
                            "made_precision",
                            riskreg.models.fields.Choice(
                                default="day",
                                max_length=30,
                                values=["day", "month", "quarter", "year", "approximate", "unknown", "undated"],
                                verbose_name="precision",
                            ),
                        ),
                        (
                            "status",
                            riskreg.models.fields.Choice(
                                default="open",
                                editable=False,
                                max_length=30,
                                values=["open", "partly_met", "met", "missed", "unknown"],
                                verbose_name="status",
                            ),
                        ),
                        ("due", models.DateField(editable=False, null=True, verbose_name="due")),
                        (
                            "due_precision",
                            riskreg.models.fields.Choice(
                                blank=True,
                                default="",
                                editable=False,
                                max_length=30,
                                values=["day", "month", "quarter", "year", "approximate", "unknown", "undated"],
                                verbose_name="precision of the due date",
                            ),
                        ),
                        ("first_due", models.DateField(editable=False, null=True, verbose_name="first due")),
                        ("fulfilled_on", models.DateField(editable=False, null=True, verbose_name="met on")),
                        (
                            "outcome",
                            riskreg.models.fields.Prose(
                                blank=True, default="", editable=False, max_length=4000, verbose_name="outcome"
                            ),
                        ),
                        (
                            "head",
                            models.OneToOneField(
                                db_index=False,
                                editable=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="riskreg.historicalcommitment",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "commitment",
                        "verbose_name_plural": "commitments",
                        "ordering": ("code",),
                        "abstract": False,
                        "default_permissions": (),
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("made_by__isnull", False), ("made_by_unit__isnull", False), _connector="XOR"
                                ),
                                name="commitment_one_maker",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("made_to__isnull", False), ("made_to_unit__isnull", False), _connector="XOR"
                                ),
                                name="commitment_one_receiver",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("status", "met"), ("fulfilled_on__isnull", True), _connector="OR"),
                                name="commitment_met_day",
                            ),
                        ],
                        "indexes": [],
                    },
                ),
                migrations.CreateModel(
                    name="Risk",
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
                            "source_section",
                            riskreg.models.fields.Line(
                                blank=True, default="", max_length=200, verbose_name="section of the source"
                            ),
                        ),
                        ("title", riskreg.models.fields.Line(max_length=200, verbose_name="title")),
                        (
                            "category",
                            riskreg.models.fields.Choice(
                                max_length=30,
                                values=[
                                    "continuity",
                                    "cyber",
                                    "data",
                                    "enforcement",
                                    "finance",
                                    "integrity",
                                    "it_change",
                                    "it_continuity",
                                    "legal_protection",
                                    "legislation",
                                    "organisation",
                                    "people",
                                    "privacy",
                                    "security",
                                ],
                                verbose_name="category",
                            ),
                        ),
                        (
                            "state",
                            riskreg.models.fields.Choice(
                                default="draft",
                                max_length=30,
                                values=["draft", "open", "monitored", "closed"],
                                verbose_name="state",
                            ),
                        ),
                        (
                            "cause",
                            riskreg.models.fields.Prose(blank=True, default="", max_length=2000, verbose_name="cause"),
                        ),
                        (
                            "event",
                            riskreg.models.fields.Prose(blank=True, default="", max_length=2000, verbose_name="event"),
                        ),
                        (
                            "consequence",
                            riskreg.models.fields.Prose(
                                blank=True, default="", max_length=2000, verbose_name="consequence"
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="riskreg.unit",
                                verbose_name="unit",
                            ),
                        ),
                        (
                            "owner",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="riskreg.role",
                                verbose_name="owner",
                            ),
                        ),
                        (
                            "appetite",
                            riskreg.models.fields.Choice(
                                blank=True,
                                default="",
                                max_length=30,
                                values=["averse", "low", "moderate", "open"],
                                verbose_name="appetite",
                            ),
                        ),
                        (
                            "response",
                            riskreg.models.fields.Choice(
                                blank=True,
                                default="",
                                max_length=30,
                                values=["reduce", "avoid", "share", "accept"],
                                verbose_name="response",
                            ),
                        ),
                        ("confidential", models.BooleanField(default=False, verbose_name="confidential")),
                        (
                            "predecessor",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="riskreg.risk",
                                verbose_name="predecessor",
                            ),
                        ),
                        (
                            "note",
                            riskreg.models.fields.Prose(blank=True, default="", max_length=4000, verbose_name="note"),
                        ),
                        (
                            "inherent_likelihood",
                            riskreg.models.fields.Whole(
                                editable=False, high=5, low=1, null=True, verbose_name="inherent likelihood"
                            ),
                        ),
                        (
                            "inherent_impact",
                            riskreg.models.fields.Whole(
                                editable=False, high=5, low=1, null=True, verbose_name="inherent impact"
                            ),
                        ),
                        (
                            "likelihood",
                            riskreg.models.fields.Whole(
                                editable=False, high=5, low=1, null=True, verbose_name="likelihood"
                            ),
                        ),
                        (
                            "impact",
                            riskreg.models.fields.Whole(
                                editable=False, high=5, low=1, null=True, verbose_name="impact"
                            ),
                        ),
                        (
                            "target_likelihood",
                            riskreg.models.fields.Whole(
                                editable=False, high=5, low=1, null=True, verbose_name="target likelihood"
                            ),
                        ),
                        (
                            "target_impact",
                            riskreg.models.fields.Whole(
                                editable=False, high=5, low=1, null=True, verbose_name="target impact"
                            ),
                        ),
                        ("assessed_on", models.DateField(editable=False, null=True, verbose_name="assessed on")),
                        ("top_risk", models.BooleanField(default=False, editable=False, verbose_name="top risk")),
                        (
                            "head",
                            models.OneToOneField(
                                db_index=False,
                                editable=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="riskreg.historicalrisk",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "risk",
                        "verbose_name_plural": "risks",
                        "ordering": ("code",),
                        "abstract": False,
                        "default_permissions": (),
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("inherent_impact__isnull", True), ("inherent_likelihood__isnull", True)),
                                    models.Q(
                                        ("inherent_impact__isnull", False), ("inherent_likelihood__isnull", False)
                                    ),
                                    _connector="OR",
                                ),
                                name="risk_inherent_whole",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("impact__isnull", True), ("likelihood__isnull", True)),
                                    models.Q(("impact__isnull", False), ("likelihood__isnull", False)),
                                    _connector="OR",
                                ),
                                name="risk_current_whole",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("target_impact__isnull", True), ("target_likelihood__isnull", True)),
                                    models.Q(("target_impact__isnull", False), ("target_likelihood__isnull", False)),
                                    _connector="OR",
                                ),
                                name="risk_target_whole",
                            ),
                        ],
                        "indexes": [],
                    },
                ),
                migrations.CreateModel(
                    name="RatingScale",
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
                            "source_section",
                            riskreg.models.fields.Line(
                                blank=True, default="", max_length=200, verbose_name="section of the source"
                            ),
                        ),
                        ("name", riskreg.models.fields.Line(max_length=200, verbose_name="name")),
                        (
                            "head",
                            models.OneToOneField(
                                db_index=False,
                                editable=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="riskreg.historicalratingscale",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "rating scale",
                        "verbose_name_plural": "rating scales",
                        "ordering": ("code",),
                        "abstract": False,
                        "default_permissions": (),
                        "indexes": [],
                        "constraints": [],
                    },
                ),
                migrations.CreateModel(
                    name="RatingLevel",
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
                            "source_section",
                            riskreg.models.fields.Line(
                                blank=True, default="", max_length=200, verbose_name="section of the source"
                            ),
                        ),
                        (
                            "scale",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="riskreg.ratingscale",
                                verbose_name="scale",
                            ),
                        ),
                        ("key", riskreg.models.fields.Line(max_length=40, verbose_name="key")),
                        ("name", riskreg.models.fields.Line(max_length=200, verbose_name="name")),
                        (
                            "meaning",
                            riskreg.models.fields.Line(blank=True, default="", max_length=200, verbose_name="meaning"),
                        ),
                        (
                            "severity",
                            riskreg.models.fields.Whole(
                                blank=True,
                                high=9,
                                low=1,
                                null=True,
                                verbose_name="order within the scale, 1 is the lightest",
                            ),
                        ),
                        (
                            "head",
                            models.OneToOneField(
                                db_index=False,
                                editable=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="riskreg.historicalratinglevel",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "rating",
                        "verbose_name_plural": "ratings",
                        "ordering": ("code",),
                        "abstract": False,
                        "default_permissions": (),
                        "constraints": [models.UniqueConstraint(fields=("scale", "key"), name="one_level_a_key")],
                        "indexes": [],
                    },
                ),
                migrations.CreateModel(
                    name="Finding",
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
                            "source_section",
                            riskreg.models.fields.Line(
                                blank=True, default="", max_length=200, verbose_name="section of the source"
                            ),
                        ),
                        ("title", riskreg.models.fields.Line(max_length=200, verbose_name="title")),
                        (
                            "description",
                            riskreg.models.fields.Prose(
                                blank=True, default="", max_length=4000, verbose_name="description"
                            ),
                        ),
                        (
                            "kind",
                            riskreg.models.fields.Choice(
                                max_length=30,
                                values=[
                                    "audit_finding",
                                    "privacy_audit",
                                    "ict_advice",
                                    "eu_observation",
                                    "evaluation",
                                    "external_research",
                                    "internal_finding",
                                    "performance_deviation",
                                    "survey_signal",
                                ],
                                verbose_name="kind",
                            ),
                        ),
                        (
                            "scale",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="riskreg.ratingscale",
                                verbose_name="rating scale",
                            ),
                        ),
                        (
                            "owner",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="riskreg.role",
                                verbose_name="owner",
                            ),
                        ),
                        (
                            "note",
                            riskreg.models.fields.Prose(blank=True, default="", max_length=4000, verbose_name="note"),
                        ),
                        (
                            "state",
                            riskreg.models.fields.Choice(
                                default="established",
                                editable=False,
                                max_length=30,
                                values=[
                                    "established",
                                    "in_remediation",
                                    "reported_solved",
                                    "confirmed",
                                    "closed",
                                    "superseded",
                                    "accepted",
                                ],
                                verbose_name="state",
                            ),
                        ),
                        ("opened_on", models.DateField(editable=False, verbose_name="opened on")),
                        (
                            "audit_year",
                            riskreg.models.fields.Whole(
                                editable=False, high=2100, low=1990, null=True, verbose_name="latest audit year"
                            ),
                        ),
                        (
                            "rating",
                            models.ForeignKey(
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="riskreg.ratinglevel",
                                verbose_name="rating",
                            ),
                        ),
                        ("target", models.DateField(editable=False, null=True, verbose_name="target")),
                        (
                            "target_precision",
                            riskreg.models.fields.Choice(
                                blank=True,
                                default="",
                                editable=False,
                                max_length=30,
                                values=["day", "month", "quarter", "year", "approximate", "unknown", "undated"],
                                verbose_name="precision of the target",
                            ),
                        ),
                        ("first_target", models.DateField(editable=False, null=True, verbose_name="first target")),
                        (
                            "reported_by",
                            riskreg.models.fields.Line(
                                blank=True, default="", editable=False, max_length=80, verbose_name="reported solved by"
                            ),
                        ),
                        ("reported_on", models.DateField(editable=False, null=True, verbose_name="reported solved on")),
                        (
                            "confirmed_by",
                            riskreg.models.fields.Line(
                                blank=True, default="", editable=False, max_length=80, verbose_name="confirmed by"
                            ),
                        ),
                        ("confirmed_on", models.DateField(editable=False, null=True, verbose_name="confirmed on")),
                        ("ended_on", models.DateField(editable=False, null=True, verbose_name="ended on")),
                        (
                            "successor",
                            models.ForeignKey(
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="riskreg.finding",
                                verbose_name="successor",
                            ),
                        ),
                        (
                            "head",
                            models.OneToOneField(
                                db_index=False,
                                editable=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="riskreg.historicalfinding",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "finding",
                        "verbose_name_plural": "findings",
                        "ordering": ("code",),
                        "abstract": False,
                        "default_permissions": (),
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("confirmed_by", ""),
                                    models.Q(("confirmed_by", models.F("reported_by")), _negated=True),
                                    _connector="OR",
                                ),
                                name="finding_two_keys",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("state", "superseded"), ("successor__isnull", True), _connector="OR"
                                ),
                                name="successor_when_superseded",
                            ),
                        ],
                        "indexes": [],
                    },
                ),
                migrations.CreateModel(
                    name="CommitmentLink",
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
                            "source_section",
                            riskreg.models.fields.Line(
                                blank=True, default="", max_length=200, verbose_name="section of the source"
                            ),
                        ),
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
                            "risk",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="riskreg.risk",
                                verbose_name="risk",
                            ),
                        ),
                        (
                            "finding",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="riskreg.finding",
                                verbose_name="finding",
                            ),
                        ),
                        (
                            "plan",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="riskreg.plan",
                                verbose_name="improvement plan",
                            ),
                        ),
                        (
                            "milestone",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="riskreg.milestone",
                                verbose_name="milestone",
                            ),
                        ),
                        (
                            "head",
                            models.OneToOneField(
                                db_index=False,
                                editable=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="riskreg.historicalcommitmentlink",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "link of a commitment",
                        "verbose_name_plural": "links of commitments",
                        "ordering": ("code",),
                        "abstract": False,
                        "default_permissions": (),
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("finding__isnull", True),
                                        ("milestone__isnull", True),
                                        ("plan__isnull", True),
                                        ("risk__isnull", False),
                                    ),
                                    models.Q(
                                        ("finding__isnull", False),
                                        ("milestone__isnull", True),
                                        ("plan__isnull", True),
                                        ("risk__isnull", True),
                                    ),
                                    models.Q(
                                        ("finding__isnull", True),
                                        ("milestone__isnull", True),
                                        ("plan__isnull", False),
                                        ("risk__isnull", True),
                                    ),
                                    models.Q(
                                        ("finding__isnull", True),
                                        ("milestone__isnull", False),
                                        ("plan__isnull", True),
                                        ("risk__isnull", True),
                                    ),
                                    _connector="OR",
                                ),
                                name="commitment_link_to_one",
                            )
                        ],
                        "indexes": [],
                    },
                ),
                migrations.CreateModel(
                    name="CommitmentReschedule",
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
                            "source_section",
                            riskreg.models.fields.Line(
                                blank=True, default="", max_length=200, verbose_name="section of the source"
                            ),
                        ),
                        (
                            "commitment",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="riskreg.commitment",
                                verbose_name="commitment",
                            ),
                        ),
                        ("previous", models.DateField(null=True, verbose_name="from")),
                        ("due", models.DateField(null=True, verbose_name="to")),
                        (
                            "precision",
                            riskreg.models.fields.Choice(
                                default="day",
                                max_length=30,
                                values=["day", "month", "quarter", "year", "approximate", "unknown", "undated"],
                                verbose_name="precision",
                            ),
                        ),
                        ("on", models.DateField(verbose_name="rescheduled on")),
                        ("reason", riskreg.models.fields.Prose(max_length=4000, verbose_name="reason")),
                        (
                            "head",
                            models.OneToOneField(
                                db_index=False,
                                editable=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="riskreg.historicalcommitmentreschedule",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "reschedule",
                        "verbose_name_plural": "reschedules",
                        "ordering": ("code",),
                        "abstract": False,
                        "default_permissions": (),
                        "indexes": [],
                        "constraints": [],
                    },
                ),
                migrations.CreateModel(
                    name="User",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("password", models.CharField(max_length=128, verbose_name="password")),
                        ("last_login", models.DateTimeField(blank=True, null=True, verbose_name="last login")),
                        ("rev", models.PositiveIntegerField(editable=False, verbose_name="version")),
                        ("username", riskreg.models.fields.Line(max_length=80, unique=True, verbose_name="user name")),
                        ("name", riskreg.models.fields.Line(max_length=120, verbose_name="name")),
                        ("email", models.EmailField(blank=True, default="", max_length=254, verbose_name="e-mail")),
                        ("is_active", models.BooleanField(default=True, verbose_name="active")),
                        (
                            "head",
                            models.OneToOneField(
                                db_index=False,
                                editable=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="riskreg.historicaluser",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "account",
                        "verbose_name_plural": "accounts",
                        "ordering": ("username",),
                        "abstract": False,
                        "default_permissions": (),
                        "indexes": [],
                        "constraints": [],
                    },
                ),
                migrations.CreateModel(
                    name="ConfidentialAccess",
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
                            "source_section",
                            riskreg.models.fields.Line(
                                blank=True, default="", max_length=200, verbose_name="section of the source"
                            ),
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
                        (
                            "risk",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="riskreg.risk",
                                verbose_name="risk",
                            ),
                        ),
                        (
                            "head",
                            models.OneToOneField(
                                db_index=False,
                                editable=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="riskreg.historicalconfidentialaccess",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "access to a confidential risk",
                        "verbose_name_plural": "access to confidential risks",
                        "ordering": ("code",),
                        "abstract": False,
                        "default_permissions": (),
                        "constraints": [models.UniqueConstraint(fields=("user", "risk"), name="one_access_a_risk")],
                        "indexes": [],
                    },
                ),
                migrations.CreateModel(
                    name="ReportingPeriod",
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
                            "source_section",
                            riskreg.models.fields.Line(
                                blank=True, default="", max_length=200, verbose_name="section of the source"
                            ),
                        ),
                        (
                            "state",
                            riskreg.models.fields.Choice(
                                default="open",
                                editable=False,
                                max_length=30,
                                values=["open", "in_review", "sealed", "reconstructed"],
                                verbose_name="state",
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
                                to="riskreg.historicalreportingperiod",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "month",
                        "verbose_name_plural": "months",
                        "ordering": ("code",),
                        "abstract": False,
                        "default_permissions": (),
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("state", "open"), ("cut_off__isnull", False), _connector="OR"),
                                name="closed_month_has_cut_off",
                            )
                        ],
                        "indexes": [],
                    },
                ),
                migrations.CreateModel(
                    name="Confirmation",
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
                            "source_section",
                            riskreg.models.fields.Line(
                                blank=True, default="", max_length=200, verbose_name="section of the source"
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
                        ("about", riskreg.models.fields.Line(max_length=60, verbose_name="about")),
                        (
                            "kind",
                            riskreg.models.fields.Choice(
                                max_length=30, values=["unchanged", "assessed", "valued"], verbose_name="kind"
                            ),
                        ),
                        (
                            "note",
                            riskreg.models.fields.Prose(blank=True, default="", max_length=4000, verbose_name="note"),
                        ),
                        (
                            "head",
                            models.OneToOneField(
                                db_index=False,
                                editable=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="riskreg.historicalconfirmation",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "confirmation",
                        "verbose_name_plural": "confirmations",
                        "ordering": ("code",),
                        "abstract": False,
                        "default_permissions": (),
                        "constraints": [
                            models.UniqueConstraint(fields=("period", "about"), name="one_confirmation_a_month")
                        ],
                        "indexes": [],
                    },
                ),
                migrations.CreateModel(
                    name="ContextEvent",
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
                            "source_section",
                            riskreg.models.fields.Line(
                                blank=True, default="", max_length=200, verbose_name="section of the source"
                            ),
                        ),
                        ("about", riskreg.models.fields.Line(max_length=60, verbose_name="about")),
                        ("on", models.DateField(null=True, verbose_name="on")),
                        (
                            "precision",
                            riskreg.models.fields.Choice(
                                default="day",
                                max_length=30,
                                values=["day", "month", "quarter", "year", "approximate", "unknown", "undated"],
                                verbose_name="precision",
                            ),
                        ),
                        ("text", riskreg.models.fields.Prose(max_length=4000, verbose_name="text")),
                        (
                            "head",
                            models.OneToOneField(
                                db_index=False,
                                editable=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="riskreg.historicalcontextevent",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "context event",
                        "verbose_name_plural": "context events",
                        "ordering": ("code",),
                        "abstract": False,
                        "default_permissions": (),
                        "indexes": [],
                        "constraints": [],
                    },
                ),
                migrations.CreateModel(
                    name="Evidence",
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
                            "source_section",
                            riskreg.models.fields.Line(
                                blank=True, default="", max_length=200, verbose_name="section of the source"
                            ),
                        ),
                        ("about", riskreg.models.fields.Line(max_length=60, verbose_name="about")),
                        (
                            "kind",
                            riskreg.models.fields.Choice(max_length=30, values=["file", "link"], verbose_name="kind"),
                        ),
                        ("title", riskreg.models.fields.Line(max_length=200, verbose_name="title")),
                        (
                            "address",
                            riskreg.models.fields.Line(blank=True, default="", max_length=500, verbose_name="address"),
                        ),
                        (
                            "stored_name",
                            riskreg.models.fields.Line(
                                blank=True, default="", max_length=80, verbose_name="stored name"
                            ),
                        ),
                        (
                            "media_type",
                            riskreg.models.fields.Line(blank=True, default="", max_length=100, verbose_name="type"),
                        ),
                        ("size", models.PositiveBigIntegerField(blank=True, null=True, verbose_name="size in bytes")),
                        (
                            "sha256",
                            riskreg.models.fields.Line(blank=True, default="", max_length=64, verbose_name="SHA-256"),
                        ),
                        (
                            "proves",
                            riskreg.models.fields.Prose(
                                blank=True, default="", max_length=4000, verbose_name="level proved"
                            ),
                        ),
                        (
                            "head",
                            models.OneToOneField(
                                db_index=False,
                                editable=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="riskreg.historicalevidence",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "evidence",
                        "verbose_name_plural": "evidence",
                        "ordering": ("code",),
                        "abstract": False,
                        "default_permissions": (),
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("kind", "link"), models.Q(("address", ""), _negated=True)),
                                    models.Q(
                                        ("kind", "file"),
                                        ("size__isnull", False),
                                        models.Q(("sha256", ""), _negated=True),
                                        models.Q(("stored_name", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="evidence_link_or_file",
                            )
                        ],
                        "indexes": [],
                    },
                ),
                migrations.CreateModel(
                    name="FindingPlan",
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
                            "source_section",
                            riskreg.models.fields.Line(
                                blank=True, default="", max_length=200, verbose_name="section of the source"
                            ),
                        ),
                        (
                            "finding",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="riskreg.finding",
                                verbose_name="finding",
                            ),
                        ),
                        (
                            "plan",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="riskreg.plan",
                                verbose_name="improvement plan",
                            ),
                        ),
                        (
                            "head",
                            models.OneToOneField(
                                db_index=False,
                                editable=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="riskreg.historicalfindingplan",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "plan for a finding",
                        "verbose_name_plural": "plans for findings",
                        "ordering": ("code",),
                        "abstract": False,
                        "default_permissions": (),
                        "constraints": [models.UniqueConstraint(fields=("finding", "plan"), name="one_finding_plan")],
                        "indexes": [],
                    },
                ),
                migrations.CreateModel(
                    name="FindingRating",
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
                            "source_section",
                            riskreg.models.fields.Line(
                                blank=True, default="", max_length=200, verbose_name="section of the source"
                            ),
                        ),
                        (
                            "finding",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="riskreg.finding",
                                verbose_name="finding",
                            ),
                        ),
                        (
                            "report",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="riskreg.auditreport",
                                verbose_name="audit report",
                            ),
                        ),
                        (
                            "audit_year",
                            riskreg.models.fields.Whole(high=2100, low=1990, null=True, verbose_name="audit year"),
                        ),
                        (
                            "scale",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="riskreg.ratingscale",
                                verbose_name="rating scale",
                            ),
                        ),
                        (
                            "rating",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="riskreg.ratinglevel",
                                verbose_name="rating",
                            ),
                        ),
                        (
                            "outcome",
                            riskreg.models.fields.Choice(
                                max_length=30,
                                values=[
                                    "announced",
                                    "established",
                                    "plan_approved",
                                    "in_progress",
                                    "maintained",
                                    "re_checked",
                                    "reported_solved",
                                    "solved",
                                    "verified",
                                    "closed",
                                    "reopened",
                                    "superseded",
                                    "accepted",
                                    "unknown",
                                ],
                                verbose_name="outcome",
                            ),
                        ),
                        (
                            "follow_up",
                            riskreg.models.fields.Choice(
                                blank=True,
                                default="",
                                max_length=30,
                                values=["fully", "mostly", "partly", "not"],
                                verbose_name="degree of follow-up",
                            ),
                        ),
                        ("on", models.DateField(null=True, verbose_name="on")),
                        (
                            "on_precision",
                            riskreg.models.fields.Choice(
                                default="day",
                                max_length=30,
                                values=["day", "month", "quarter", "year", "approximate", "unknown", "undated"],
                                verbose_name="precision",
                            ),
                        ),
                        ("opening", models.BooleanField(default=False, verbose_name="opened the finding")),
                        (
                            "text",
                            riskreg.models.fields.Prose(blank=True, default="", max_length=4000, verbose_name="text"),
                        ),
                        (
                            "head",
                            models.OneToOneField(
                                db_index=False,
                                editable=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="riskreg.historicalfindingrating",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "audit round",
                        "verbose_name_plural": "audit rounds",
                        "ordering": ("code",),
                        "abstract": False,
                        "default_permissions": (),
                        "indexes": [],
                        "constraints": [],
                    },
                ),
                migrations.CreateModel(
                    name="FindingSender",
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
                            "source_section",
                            riskreg.models.fields.Line(
                                blank=True, default="", max_length=200, verbose_name="section of the source"
                            ),
                        ),
                        (
                            "finding",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="riskreg.finding",
                                verbose_name="finding",
                            ),
                        ),
                        (
                            "party",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="riskreg.party",
                                verbose_name="party",
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="riskreg.unit",
                                verbose_name="unit",
                            ),
                        ),
                        (
                            "head",
                            models.OneToOneField(
                                db_index=False,
                                editable=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="riskreg.historicalfindingsender",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "sender of a finding",
                        "verbose_name_plural": "senders of findings",
                        "ordering": ("code",),
                        "abstract": False,
                        "default_permissions": (),
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("party__isnull", False), ("unit__isnull", False), _connector="XOR"),
                                name="one_sender",
                            )
                        ],
                        "indexes": [],
                    },
                ),
                migrations.CreateModel(
                    name="FindingTarget",
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
                            "source_section",
                            riskreg.models.fields.Line(
                                blank=True, default="", max_length=200, verbose_name="section of the source"
                            ),
                        ),
                        (
                            "finding",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="riskreg.finding",
                                verbose_name="finding",
                            ),
                        ),
                        (
                            "kind",
                            riskreg.models.fields.Choice(
                                max_length=30, values=["original", "revised", "interim"], verbose_name="kind"
                            ),
                        ),
                        ("target", models.DateField(null=True, verbose_name="target")),
                        (
                            "precision",
                            riskreg.models.fields.Choice(
                                default="day",
                                max_length=30,
                                values=["day", "month", "quarter", "year", "approximate", "unknown", "undated"],
                                verbose_name="precision",
                            ),
                        ),
                        ("set_on", models.DateField(verbose_name="set on")),
                        (
                            "reason",
                            riskreg.models.fields.Prose(blank=True, default="", max_length=4000, verbose_name="reason"),
                        ),
                        (
                            "decision",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="riskreg.decision",
                                verbose_name="decision",
                            ),
                        ),
                        (
                            "head",
                            models.OneToOneField(
                                db_index=False,
                                editable=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="riskreg.historicalfindingtarget",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "target date",
                        "verbose_name_plural": "target dates",
                        "ordering": ("code",),
                        "abstract": False,
                        "default_permissions": (),
                        "indexes": [],
                        "constraints": [],
                    },
                ),
                migrations.CreateModel(
                    name="Indicator",
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
                            "source_section",
                            riskreg.models.fields.Line(
                                blank=True, default="", max_length=200, verbose_name="section of the source"
                            ),
                        ),
                        ("title", riskreg.models.fields.Line(max_length=200, verbose_name="title")),
                        (
                            "definition",
                            riskreg.models.fields.Prose(
                                blank=True, default="", max_length=4000, verbose_name="definition"
                            ),
                        ),
                        (
                            "kind",
                            riskreg.models.fields.Choice(
                                max_length=30, values=["KPI", "KRI", "context"], verbose_name="kind"
                            ),
                        ),
                        (
                            "measure_unit",
                            riskreg.models.fields.Choice(
                                max_length=30,
                                values=["percent", "count", "fte", "hours", "million", "million_eur", "kg", "month"],
                                verbose_name="unit of measure",
                            ),
                        ),
                        (
                            "direction",
                            riskreg.models.fields.Choice(
                                max_length=30,
                                values=["higher_is_better", "lower_is_better", "context"],
                                verbose_name="direction",
                            ),
                        ),
                        (
                            "frequency",
                            riskreg.models.fields.Choice(
                                max_length=30,
                                values=["month", "quarter", "half_year", "year"],
                                verbose_name="frequency",
                            ),
                        ),
                        (
                            "owner",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="riskreg.role",
                                verbose_name="owner",
                            ),
                        ),
                        (
                            "green",
                            models.DecimalField(
                                blank=True, decimal_places=4, max_digits=18, null=True, verbose_name="green from"
                            ),
                        ),
                        (
                            "red",
                            models.DecimalField(
                                blank=True, decimal_places=4, max_digits=18, null=True, verbose_name="red from"
                            ),
                        ),
                        (
                            "note",
                            riskreg.models.fields.Prose(blank=True, default="", max_length=4000, verbose_name="note"),
                        ),
                        (
                            "period",
                            riskreg.models.fields.Line(
                                blank=True, default="", editable=False, max_length=40, verbose_name="latest period"
                            ),
                        ),
                        (
                            "actual",
                            models.DecimalField(
                                decimal_places=4, editable=False, max_digits=18, null=True, verbose_name="latest value"
                            ),
                        ),
                        (
                            "target",
                            models.DecimalField(
                                decimal_places=4, editable=False, max_digits=18, null=True, verbose_name="latest target"
                            ),
                        ),
                        (
                            "head",
                            models.OneToOneField(
                                db_index=False,
                                editable=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="riskreg.historicalindicator",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "indicator",
                        "verbose_name_plural": "indicators",
                        "ordering": ("code",),
                        "abstract": False,
                        "default_permissions": (),
                        "indexes": [],
                        "constraints": [],
                    },
                ),
                migrations.CreateModel(
                    name="IndicatorValue",
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
                            "source_section",
                            riskreg.models.fields.Line(
                                blank=True, default="", max_length=200, verbose_name="section of the source"
                            ),
                        ),
                        (
                            "indicator",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="riskreg.indicator",
                                verbose_name="indicator",
                            ),
                        ),
                        ("period", riskreg.models.fields.Line(max_length=40, verbose_name="period")),
                        ("on", models.DateField(verbose_name="end of the period")),
                        ("actual", models.DecimalField(decimal_places=4, max_digits=18, verbose_name="value")),
                        (
                            "target",
                            models.DecimalField(
                                blank=True, decimal_places=4, max_digits=18, null=True, verbose_name="target"
                            ),
                        ),
                        (
                            "head",
                            models.OneToOneField(
                                db_index=False,
                                editable=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="riskreg.historicalindicatorvalue",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "indicator value",
                        "verbose_name_plural": "indicator values",
                        "ordering": ("code",),
                        "abstract": False,
                        "default_permissions": (),
                        "indexes": [],
                        "constraints": [],
                    },
                ),
                migrations.CreateModel(
                    name="Measure",
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
                            "source_section",
                            riskreg.models.fields.Line(
                                blank=True, default="", max_length=200, verbose_name="section of the source"
                            ),
                        ),
                        ("title", riskreg.models.fields.Line(max_length=200, verbose_name="title")),
                        (
                            "description",
                            riskreg.models.fields.Prose(
                                blank=True, default="", max_length=4000, verbose_name="description"
                            ),
                        ),
                        (
                            "kind",
                            riskreg.models.fields.Choice(
                                max_length=30,
                                values=["preventive", "detective", "corrective", "directive"],
                                verbose_name="kind",
                            ),
                        ),
                        (
                            "control_type",
                            riskreg.models.fields.Choice(
                                max_length=30, values=["hard", "soft"], verbose_name="control type"
                            ),
                        ),
                        (
                            "owner",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="riskreg.role",
                                verbose_name="owner",
                            ),
                        ),
                        (
                            "design",
                            riskreg.models.fields.Choice(
                                default="not_tested",
                                editable=False,
                                max_length=30,
                                values=["effective", "partly", "not_effective", "not_tested"],
                                verbose_name="design",
                            ),
                        ),
                        (
                            "existence",
                            riskreg.models.fields.Choice(
                                default="not_tested",
                                editable=False,
                                max_length=30,
                                values=["effective", "partly", "not_effective", "not_tested"],
                                verbose_name="existence",
                            ),
                        ),
                        (
                            "operation",
                            riskreg.models.fields.Choice(
                                default="not_tested",
                                editable=False,
                                max_length=30,
                                values=["effective", "partly", "not_effective", "not_tested"],
                                verbose_name="operation",
                            ),
                        ),
                        (
                            "existence_since",
                            models.DateField(editable=False, null=True, verbose_name="existence shown on"),
                        ),
                        (
                            "head",
                            models.OneToOneField(
                                db_index=False,
                                editable=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="riskreg.historicalmeasure",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "measure",
                        "verbose_name_plural": "measures",
                        "ordering": ("code",),
                        "abstract": False,
                        "default_permissions": (),
                        "indexes": [],
                        "constraints": [],
                    },
                ),
                migrations.CreateModel(
                    name="MeasureAssessment",
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
                            "source_section",
                            riskreg.models.fields.Line(
                                blank=True, default="", max_length=200, verbose_name="section of the source"
                            ),
                        ),
                        (
                            "measure",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="riskreg.measure",
                                verbose_name="measure",
                            ),
                        ),
                        (
                            "step",
                            riskreg.models.fields.Choice(
                                max_length=30, values=["design", "existence", "operation"], verbose_name="step"
                            ),
                        ),
                        (
                            "result",
                            riskreg.models.fields.Choice(
                                max_length=30,
                                values=["effective", "partly", "not_effective", "not_tested"],
                                verbose_name="result",
                            ),
                        ),
                        ("on", models.DateField(null=True, verbose_name="assessed on")),
                        (
                            "tester",
                            riskreg.models.fields.Line(blank=True, default="", max_length=200, verbose_name="tester"),
                        ),
                        ("sample_from", models.DateField(blank=True, null=True, verbose_name="sample from")),
                        ("sample_until", models.DateField(blank=True, null=True, verbose_name="sample until")),
                        (
                            "reason",
                            riskreg.models.fields.Prose(blank=True, default="", max_length=4000, verbose_name="reason"),
                        ),
                        (
                            "head",
                            models.OneToOneField(
                                db_index=False,
                                editable=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="riskreg.historicalmeasureassessment",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "measure assessment",
                        "verbose_name_plural": "measure assessments",
                        "ordering": ("code",),
                        "abstract": False,
                        "default_permissions": (),
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("sample_from__isnull", True),
                                    ("sample_until__isnull", True),
                                    ("sample_until__gte", models.F("sample_from")),
                                    _connector="OR",
                                ),
                                name="sample_dates_in_order",
                            )
                        ],
                        "indexes": [],
                    },
                ),
                migrations.CreateModel(
                    name="MilestoneDependency",
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
                            "source_section",
                            riskreg.models.fields.Line(
                                blank=True, default="", max_length=200, verbose_name="section of the source"
                            ),
                        ),
                        (
                            "milestone",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="riskreg.milestone",
                                verbose_name="milestone",
                            ),
                        ),
                        (
                            "depends_on",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="riskreg.milestone",
                                verbose_name="depends on",
                            ),
                        ),
                        (
                            "head",
                            models.OneToOneField(
                                db_index=False,
                                editable=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="riskreg.historicalmilestonedependency",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "dependency",
                        "verbose_name_plural": "dependencies",
                        "ordering": ("code",),
                        "abstract": False,
                        "default_permissions": (),
                        "constraints": [
                            models.UniqueConstraint(fields=("milestone", "depends_on"), name="one_dependency"),
                            models.CheckConstraint(
                                condition=models.Q(("milestone", models.F("depends_on")), _negated=True),
                                name="no_self_dependency",
                            ),
                        ],
                        "indexes": [],
                    },
                ),
                migrations.CreateModel(
                    name="MilestoneForecast",
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
                            "source_section",
                            riskreg.models.fields.Line(
                                blank=True, default="", max_length=200, verbose_name="section of the source"
                            ),
                        ),
                        (
                            "milestone",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="riskreg.milestone",
                                verbose_name="milestone",
                            ),
                        ),
                        ("previous", models.DateField(null=True, verbose_name="from")),
                        ("forecast", models.DateField(verbose_name="to")),
                        (
                            "precision",
                            riskreg.models.fields.Choice(
                                default="day",
                                max_length=30,
                                values=["day", "month", "quarter", "year", "approximate", "unknown", "undated"],
                                verbose_name="precision",
                            ),
                        ),
                        ("on", models.DateField(verbose_name="moved on")),
                        (
                            "reason",
                            riskreg.models.fields.Prose(blank=True, default="", max_length=4000, verbose_name="reason"),
                        ),
                        (
                            "head",
                            models.OneToOneField(
                                db_index=False,
                                editable=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="riskreg.historicalmilestoneforecast",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "forecast",
                        "verbose_name_plural": "forecasts",
                        "ordering": ("code",),
                        "abstract": False,
                        "default_permissions": (),
                        "indexes": [],
                        "constraints": [],
                    },
                ),
                migrations.CreateModel(
                    name="Objective",
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
                            "source_section",
                            riskreg.models.fields.Line(
                                blank=True, default="", max_length=200, verbose_name="section of the source"
                            ),
                        ),
                        ("name", riskreg.models.fields.Line(max_length=200, verbose_name="name")),
                        (
                            "kind",
                            riskreg.models.fields.Choice(
                                max_length=30,
                                values=["mission_goal", "sub_goal", "enabling_goal", "strategy_pillar", "vision"],
                                verbose_name="kind",
                            ),
                        ),
                        (
                            "description",
                            riskreg.models.fields.Prose(
                                blank=True, default="", max_length=4000, verbose_name="description"
                            ),
                        ),
                        (
                            "parent",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="riskreg.objective",
                                verbose_name="parent",
                            ),
                        ),
                        (
                            "head",
                            models.OneToOneField(
                                db_index=False,
                                editable=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="riskreg.historicalobjective",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "objective",
                        "verbose_name_plural": "objectives",
                        "ordering": ("code",),
                        "abstract": False,
                        "default_permissions": (),
                        "indexes": [],
                        "constraints": [],
                    },
                ),
                migrations.CreateModel(
                    name="PeriodNote",
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
                            "source_section",
                            riskreg.models.fields.Line(
                                blank=True, default="", max_length=200, verbose_name="section of the source"
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
                        ("about", riskreg.models.fields.Line(max_length=60, verbose_name="about")),
                        ("text", riskreg.models.fields.Prose(max_length=4000, verbose_name="text")),
                        (
                            "head",
                            models.OneToOneField(
                                db_index=False,
                                editable=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="riskreg.historicalperiodnote",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "month's words",
                        "verbose_name_plural": "month's words",
                        "ordering": ("code",),
                        "abstract": False,
                        "default_permissions": (),
                        "indexes": [],
                        "constraints": [],
                    },
                ),
                migrations.CreateModel(
                    name="ProgressUpdate",
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
                            "source_section",
                            riskreg.models.fields.Line(
                                blank=True, default="", max_length=200, verbose_name="section of the source"
                            ),
                        ),
                        (
                            "milestone",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="riskreg.milestone",
                                verbose_name="milestone",
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
                            "kind",
                            riskreg.models.fields.Choice(
                                max_length=30, values=["changed", "unchanged"], verbose_name="kind"
                            ),
                        ),
                        (
                            "status",
                            riskreg.models.fields.Choice(
                                max_length=30,
                                values=["not_started", "in_progress", "blocked", "completed"],
                                verbose_name="status",
                            ),
                        ),
                        ("percent", riskreg.models.fields.Whole(high=100, low=0, verbose_name="percent complete")),
                        ("forecast", models.DateField(null=True, verbose_name="forecast")),
                        (
                            "confidence",
                            riskreg.models.fields.Choice(
                                blank=True,
                                default="",
                                max_length=30,
                                values=["green", "amber", "red"],
                                verbose_name="confidence",
                            ),
                        ),
                        (
                            "note",
                            riskreg.models.fields.Line(blank=True, default="", max_length=2000, verbose_name="note"),
                        ),
                        (
                            "head",
                            models.OneToOneField(
                                db_index=False,
                                editable=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="riskreg.historicalprogressupdate",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "progress update",
                        "verbose_name_plural": "progress updates",
                        "ordering": ("code",),
                        "abstract": False,
                        "default_permissions": (),
                        "constraints": [
                            models.UniqueConstraint(fields=("milestone", "period"), name="one_update_a_month")
                        ],
                        "indexes": [],
                    },
                ),
                migrations.CreateModel(
                    name="PublishedReport",
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
                            "source_section",
                            riskreg.models.fields.Line(
                                blank=True, default="", max_length=200, verbose_name="section of the source"
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
                        ("edition", riskreg.models.fields.Whole(high=99, low=1, verbose_name="edition")),
                        ("data", riskreg.models.fields.Prose(max_length=20000000, verbose_name="canonical data")),
                        ("sha256", riskreg.models.fields.Line(max_length=64, verbose_name="SHA-256")),
                        ("drafted_by", riskreg.models.fields.Line(max_length=80, verbose_name="drafted by")),
                        ("sealed_by", riskreg.models.fields.Line(max_length=80, verbose_name="sealed by")),
                        (
                            "reason",
                            riskreg.models.fields.Prose(blank=True, default="", max_length=4000, verbose_name="reason"),
                        ),
                        (
                            "corrects",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="riskreg.publishedreport",
                                verbose_name="corrects",
                            ),
                        ),
                        (
                            "head",
                            models.OneToOneField(
                                db_index=False,
                                editable=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="riskreg.historicalpublishedreport",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "sealed report",
                        "verbose_name_plural": "sealed reports",
                        "ordering": ("code",),
                        "abstract": False,
                        "default_permissions": (),
                        "constraints": [
                            models.UniqueConstraint(fields=("period", "edition"), name="one_report_an_edition"),
                            models.CheckConstraint(
                                condition=models.Q(("sealed_by", models.F("drafted_by")), _negated=True),
                                name="report_two_keys",
                            ),
                        ],
                        "indexes": [],
                    },
                ),
                migrations.CreateModel(
                    name="Recommendation",
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
                            "source_section",
                            riskreg.models.fields.Line(
                                blank=True, default="", max_length=200, verbose_name="section of the source"
                            ),
                        ),
                        (
                            "finding",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="riskreg.finding",
                                verbose_name="finding",
                            ),
                        ),
                        ("text", riskreg.models.fields.Prose(max_length=2000, verbose_name="text")),
                        (
                            "response",
                            riskreg.models.fields.Choice(
                                blank=True,
                                default="",
                                max_length=30,
                                values=["agreed", "partly", "not_agreed"],
                                verbose_name="response",
                            ),
                        ),
                        (
                            "response_text",
                            riskreg.models.fields.Prose(
                                blank=True, default="", max_length=4000, verbose_name="response in words"
                            ),
                        ),
                        (
                            "head",
                            models.OneToOneField(
                                db_index=False,
                                editable=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="riskreg.historicalrecommendation",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "recommendation",
                        "verbose_name_plural": "recommendations",
                        "ordering": ("code",),
                        "abstract": False,
                        "default_permissions": (),
                        "indexes": [],
                        "constraints": [],
                    },
                ),
                migrations.CreateModel(
                    name="RiskAcceptance",
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
                            "source_section",
                            riskreg.models.fields.Line(
                                blank=True, default="", max_length=200, verbose_name="section of the source"
                            ),
                        ),
                        (
                            "risk",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="riskreg.risk",
                                verbose_name="risk",
                            ),
                        ),
                        (
                            "accepted_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="riskreg.role",
                                verbose_name="accepted by",
                            ),
                        ),
                        ("on", models.DateField(verbose_name="accepted on")),
                        ("until", models.DateField(verbose_name="until")),
                        ("at_likelihood", riskreg.models.fields.Whole(high=5, low=1, verbose_name="likelihood then")),
                        ("at_impact", riskreg.models.fields.Whole(high=5, low=1, verbose_name="impact then")),
                        ("reason", riskreg.models.fields.Prose(max_length=4000, verbose_name="reason")),
                        (
                            "decision",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="riskreg.decision",
                                verbose_name="decision",
                            ),
                        ),
                        (
                            "head",
                            models.OneToOneField(
                                db_index=False,
                                editable=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="riskreg.historicalriskacceptance",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "risk acceptance",
                        "verbose_name_plural": "risk acceptances",
                        "ordering": ("code",),
                        "abstract": False,
                        "default_permissions": (),
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("until__gte", models.F("on"))), name="acceptance_dates_in_order"
                            )
                        ],
                        "indexes": [],
                    },
                ),
                migrations.CreateModel(
                    name="RiskAssessment",
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
                            "source_section",
                            riskreg.models.fields.Line(
                                blank=True, default="", max_length=200, verbose_name="section of the source"
                            ),
                        ),
                        (
                            "risk",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="riskreg.risk",
                                verbose_name="risk",
                            ),
                        ),
                        (
                            "kind",
                            riskreg.models.fields.Choice(
                                max_length=30, values=["inherent", "current", "target"], verbose_name="kind"
                            ),
                        ),
                        (
                            "likelihood",
                            riskreg.models.fields.Whole(high=5, low=1, null=True, verbose_name="likelihood"),
                        ),
                        ("impact", riskreg.models.fields.Whole(high=5, low=1, null=True, verbose_name="impact")),
                        (
                            "cycle",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="riskreg.assessmentcycle",
                                verbose_name="cycle",
                            ),
                        ),
                        ("on", models.DateField(null=True, verbose_name="assessed on")),
                        (
                            "reason",
                            riskreg.models.fields.Prose(blank=True, default="", max_length=4000, verbose_name="reason"),
                        ),
                        (
                            "head",
                            models.OneToOneField(
                                db_index=False,
                                editable=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="riskreg.historicalriskassessment",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "risk assessment",
                        "verbose_name_plural": "risk assessments",
                        "ordering": ("code",),
                        "abstract": False,
                        "default_permissions": (),
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("impact__isnull", True), ("likelihood__isnull", True)),
                                    models.Q(("impact__isnull", False), ("likelihood__isnull", False)),
                                    _connector="OR",
                                ),
                                name="assessment_whole",
                            )
                        ],
                        "indexes": [],
                    },
                ),
                migrations.CreateModel(
                    name="RiskFinding",
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
                            "source_section",
                            riskreg.models.fields.Line(
                                blank=True, default="", max_length=200, verbose_name="section of the source"
                            ),
                        ),
                        (
                            "risk",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="riskreg.risk",
                                verbose_name="risk",
                            ),
                        ),
                        (
                            "finding",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="riskreg.finding",
                                verbose_name="finding",
                            ),
                        ),
                        (
                            "head",
                            models.OneToOneField(
                                db_index=False,
                                editable=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="riskreg.historicalriskfinding",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "finding of a risk",
                        "verbose_name_plural": "findings of risks",
                        "ordering": ("code",),
                        "abstract": False,
                        "default_permissions": (),
                        "constraints": [models.UniqueConstraint(fields=("risk", "finding"), name="one_risk_finding")],
                        "indexes": [],
                    },
                ),
                migrations.CreateModel(
                    name="RiskIndicator",
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
                            "source_section",
                            riskreg.models.fields.Line(
                                blank=True, default="", max_length=200, verbose_name="section of the source"
                            ),
                        ),
                        (
                            "risk",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="riskreg.risk",
                                verbose_name="risk",
                            ),
                        ),
                        (
                            "indicator",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="riskreg.indicator",
                                verbose_name="indicator",
                            ),
                        ),
                        (
                            "head",
                            models.OneToOneField(
                                db_index=False,
                                editable=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="riskreg.historicalriskindicator",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "indicator of a risk",
                        "verbose_name_plural": "indicators of risks",
                        "ordering": ("code",),
                        "abstract": False,
                        "default_permissions": (),
                        "constraints": [
                            models.UniqueConstraint(fields=("risk", "indicator"), name="one_risk_indicator")
                        ],
                        "indexes": [],
                    },
                ),
                migrations.CreateModel(
                    name="RiskMeasure",
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
                            "source_section",
                            riskreg.models.fields.Line(
                                blank=True, default="", max_length=200, verbose_name="section of the source"
                            ),
                        ),
                        (
                            "risk",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="riskreg.risk",
                                verbose_name="risk",
                            ),
                        ),
                        (
                            "measure",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="riskreg.measure",
                                verbose_name="measure",
                            ),
                        ),
                        (
                            "head",
                            models.OneToOneField(
                                db_index=False,
                                editable=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="riskreg.historicalriskmeasure",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "measure on a risk",
                        "verbose_name_plural": "measures on risks",
                        "ordering": ("code",),
                        "abstract": False,
                        "default_permissions": (),
                        "constraints": [models.UniqueConstraint(fields=("risk", "measure"), name="one_risk_measure")],
                        "indexes": [],
                    },
                ),
                migrations.CreateModel(
                    name="RiskObjective",
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
                            "source_section",
                            riskreg.models.fields.Line(
                                blank=True, default="", max_length=200, verbose_name="section of the source"
                            ),
                        ),
                        (
                            "risk",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="riskreg.risk",
                                verbose_name="risk",
                            ),
                        ),
                        (
                            "objective",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="riskreg.objective",
                                verbose_name="objective",
                            ),
                        ),
                        (
                            "head",
                            models.OneToOneField(
                                db_index=False,
                                editable=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="riskreg.historicalriskobjective",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "objective of a risk",
                        "verbose_name_plural": "objectives of risks",
                        "ordering": ("code",),
                        "abstract": False,
                        "default_permissions": (),
                        "constraints": [
                            models.UniqueConstraint(fields=("risk", "objective"), name="one_risk_objective")
                        ],
                        "indexes": [],
                    },
                ),
                migrations.CreateModel(
                    name="RiskPlan",
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
                            "source_section",
                            riskreg.models.fields.Line(
                                blank=True, default="", max_length=200, verbose_name="section of the source"
                            ),
                        ),
                        (
                            "risk",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="riskreg.risk",
                                verbose_name="risk",
                            ),
                        ),
                        (
                            "plan",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="riskreg.plan",
                                verbose_name="improvement plan",
                            ),
                        ),
                        (
                            "head",
                            models.OneToOneField(
                                db_index=False,
                                editable=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="riskreg.historicalriskplan",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "plan for a risk",
                        "verbose_name_plural": "plans for risks",
                        "ordering": ("code",),
                        "abstract": False,
                        "default_permissions": (),
                        "constraints": [models.UniqueConstraint(fields=("risk", "plan"), name="one_risk_plan")],
                        "indexes": [],
                    },
                ),
                migrations.CreateModel(
                    name="RoleAssignment",
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
                            "source_section",
                            riskreg.models.fields.Line(
                                blank=True, default="", max_length=200, verbose_name="section of the source"
                            ),
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
                        (
                            "right",
                            riskreg.models.fields.Choice(
                                max_length=30,
                                values=["officer", "owner", "auditor", "management", "administrator"],
                                verbose_name="right",
                            ),
                        ),
                        (
                            "role",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="riskreg.role",
                                verbose_name="role",
                            ),
                        ),
                        ("starts", models.DateField(verbose_name="from")),
                        ("ends", models.DateField(blank=True, null=True, verbose_name="until")),
                        (
                            "head",
                            models.OneToOneField(
                                db_index=False,
                                editable=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="riskreg.historicalroleassignment",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "role assignment",
                        "verbose_name_plural": "role assignments",
                        "ordering": ("code",),
                        "abstract": False,
                        "default_permissions": (),
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("ends__isnull", True), ("ends__gte", models.F("starts")), _connector="OR"
                                ),
                                name="assignment_order",
                            )
                        ],
                        "indexes": [],
                    },
                ),
                migrations.CreateModel(
                    name="SecurityEvent",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "kind",
                            riskreg.models.fields.Choice(
                                max_length=30,
                                values=[
                                    "confidential_read",
                                    "refused_act",
                                    "evidence_mismatch",
                                    "sign_in",
                                    "sign_in_failed",
                                ],
                                verbose_name="kind",
                            ),
                        ),
                        ("at", models.DateTimeField(verbose_name="at")),
                        ("actor", riskreg.models.fields.Line(max_length=80, verbose_name="who")),
                        ("actor_name", riskreg.models.fields.Line(max_length=200, verbose_name="name")),
                        (
                            "about",
                            riskreg.models.fields.Line(blank=True, default="", max_length=200, verbose_name="about"),
                        ),
                        ("request_id", riskreg.models.fields.Line(blank=True, default="", max_length=64)),
                    ],
                    options={
                        "verbose_name": "security event",
                        "verbose_name_plural": "security events",
                        "ordering": ("-at", "-id"),
                        "default_permissions": (),
                        "indexes": [models.Index(fields=["-at", "-id"], name="security_event_at")],
                        "constraints": [],
                    },
                ),
                migrations.CreateModel(
                    name="Setting",
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
                            "source_section",
                            riskreg.models.fields.Line(
                                blank=True, default="", max_length=200, verbose_name="section of the source"
                            ),
                        ),
                        ("value", riskreg.models.fields.Line(max_length=200, verbose_name="value")),
                        (
                            "head",
                            models.OneToOneField(
                                db_index=False,
                                editable=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="riskreg.historicalsetting",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "setting",
                        "verbose_name_plural": "settings",
                        "ordering": ("code",),
                        "abstract": False,
                        "default_permissions": (),
                        "indexes": [],
                        "constraints": [],
                    },
                ),
                migrations.CreateModel(
                    name="TopRisk",
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
                            "source_section",
                            riskreg.models.fields.Line(
                                blank=True, default="", max_length=200, verbose_name="section of the source"
                            ),
                        ),
                        (
                            "risk",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="riskreg.risk",
                                verbose_name="risk",
                            ),
                        ),
                        (
                            "cycle",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="riskreg.assessmentcycle",
                                verbose_name="cycle",
                            ),
                        ),
                        (
                            "change",
                            riskreg.models.fields.Choice(
                                max_length=30,
                                values=["new", "confirmed", "reworded", "delisted"],
                                verbose_name="change",
                            ),
                        ),
                        (
                            "place",
                            riskreg.models.fields.Whole(
                                blank=True, high=999, low=1, null=True, verbose_name="place in the list, not a ranking"
                            ),
                        ),
                        (
                            "reason",
                            riskreg.models.fields.Prose(blank=True, default="", max_length=4000, verbose_name="reason"),
                        ),
                        (
                            "head",
                            models.OneToOneField(
                                db_index=False,
                                editable=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="riskreg.historicaltoprisk",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "top-list line",
                        "verbose_name_plural": "top-list lines",
                        "ordering": ("code",),
                        "abstract": False,
                        "default_permissions": (),
                        "indexes": [],
                        "constraints": [],
                    },
                ),
            ]
        )
    ]
