"""Saved views: a list's filters and order under a name, private to an account and outside the register."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import riskreg.models.fields


class Migration(migrations.Migration):
    dependencies = [("riskreg", "0003_the_month")]

    operations = [
        migrations.CreateModel(
            name="SavedView",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("list", riskreg.models.fields.Line(max_length=40, verbose_name="list")),
                ("name", riskreg.models.fields.Line(max_length=40, verbose_name="name")),
                ("query", riskreg.models.fields.Line(max_length=1500, verbose_name="query")),
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
                "verbose_name": "saved view",
                "verbose_name_plural": "saved views",
                "ordering": ("list", "id"),
                "default_permissions": (),
                "constraints": [models.UniqueConstraint(fields=("user", "list", "name"), name="one_view_a_name")],
            },
        ),
    ]
