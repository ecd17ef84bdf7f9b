"""The log: an entry for every version, tied to its history row, and signed checkpoints."""

from typing import Any

import django.db.models.deletion
from django.db import migrations, models

import riskreg.models.fields
from riskreg.migrations._tables import AddFields, CreateModels

KINDS = (
    "AssessmentCycle",
    "AuditReport",
    "Baseline",
    "BaselineLine",
    "Commitment",
    "CommitmentLink",
    "CommitmentReschedule",
    "ConfidentialAccess",
    "Confirmation",
    "ContextEvent",
    "Decision",
    "Evidence",
    "Finding",
    "FindingPlan",
    "FindingRating",
    "FindingSender",
    "FindingTarget",
    "Indicator",
    "IndicatorValue",
    "Measure",
    "MeasureAssessment",
    "Milestone",
    "MilestoneDependency",
    "MilestoneForecast",
    "Objective",
    "Party",
    "PeriodNote",
    "Plan",
    "ProgressUpdate",
    "PublishedReport",
    "RatingLevel",
    "RatingScale",
    "Recommendation",
    "ReportingPeriod",
    "Risk",
    "RiskAcceptance",
    "RiskAssessment",
    "RiskFinding",
    "RiskIndicator",
    "RiskMeasure",
    "RiskObjective",
    "RiskPlan",
    "Role",
    "RoleAssignment",
    "Setting",
    "Source",
    "TopRisk",
    "Unit",
    "User",
    "Workstream",
)


def refuse_versions_without_entries(apps: Any, schema_editor: Any) -> None:
    """No entry can be made afterwards for what was written before the log. Raises RuntimeError naming the kind."""
    for kind in KINDS:
        if apps.get_model("riskreg", f"Historical{kind}").objects.using(schema_editor.connection.alias).exists():
            raise RuntimeError(
                f"{kind}: this register holds versions that were written before the log existed; "
                "start from an empty database and load it again"
            )


def _entry(kind: str) -> migrations.AddField:
    field = models.OneToOneField(
        default=None,
        editable=False,
        on_delete=django.db.models.deletion.PROTECT,
        related_name="+",
        to="riskreg.ledgerentry",
        to_field="key",
    )
    return migrations.AddField(f"historical{kind.lower()}", "entry", field, preserve_default=False)


class Migration(migrations.Migration):
    dependencies = [("riskreg", "0001_the_register")]

    operations = [
        migrations.RunPython(refuse_versions_without_entries, migrations.RunPython.noop),
        CreateModels(
            [
                migrations.CreateModel(
                    name="LedgerEntry",
                    fields=[
                        ("number", models.BigIntegerField(primary_key=True, serialize=False, verbose_name="number")),
                        ("key", models.UUIDField(unique=True, verbose_name="version")),
                        ("model", riskreg.models.fields.Line(max_length=60, verbose_name="kind")),
                        ("body", models.TextField(verbose_name="entry")),
                        ("salt", riskreg.models.fields.Line(max_length=64, verbose_name="salt")),
                        ("content", models.TextField(verbose_name="content")),
                    ],
                    options={
                        "verbose_name": "entry of the log",
                        "verbose_name_plural": "entries of the log",
                        "ordering": ("number",),
                        "default_permissions": (),
                    },
                ),
                migrations.CreateModel(
                    name="SigningKey",
                    fields=[
                        ("id", models.BigAutoField(primary_key=True, serialize=False)),
                        ("public", riskreg.models.fields.Line(max_length=64, unique=True, verbose_name="public key")),
                        ("since", models.DateTimeField(verbose_name="since")),
                        (
                            "signature",
                            riskreg.models.fields.Line(
                                blank=True, default="", max_length=128, verbose_name="signature"
                            ),
                        ),
                        (
                            "signed_by",
                            models.OneToOneField(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="riskreg.signingkey",
                                verbose_name="signed by",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "signing key",
                        "verbose_name_plural": "signing keys",
                        "ordering": ("id",),
                        "default_permissions": (),
                    },
                ),
                migrations.CreateModel(
                    name="Checkpoint",
                    fields=[
                        ("id", models.BigAutoField(primary_key=True, serialize=False)),
                        ("size", models.BigIntegerField(verbose_name="entries")),
                        ("root", riskreg.models.fields.Line(max_length=64, verbose_name="root")),
                        ("peaks", models.JSONField(default=list, verbose_name="peaks")),
                        ("at", models.DateTimeField(verbose_name="made at")),
                        ("signature", riskreg.models.fields.Line(max_length=128, verbose_name="signature")),
                        (
                            "key",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="riskreg.signingkey",
                                verbose_name="signing key",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "checkpoint",
                        "verbose_name_plural": "checkpoints",
                        "ordering": ("id",),
                        "default_permissions": (),
                    },
                ),
            ]
        ),
        AddFields([_entry(kind) for kind in KINDS]),
    ]
