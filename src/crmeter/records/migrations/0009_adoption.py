"""What was taken into the records as one."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("records", "0008_record"),
    ]

    operations = [
        migrations.CreateModel(
            name="Adoption",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("source", models.CharField(max_length=100)),
                (
                    "state",
                    models.CharField(
                        choices=[("writing", "Writing"), ("in", "In"), ("leaving", "Leaving"), ("gone", "Gone")],
                        default="writing",
                        max_length=10,
                    ),
                ),
                ("imports", models.JSONField(default=list)),
                ("left_in", models.CharField(blank=True, default="", max_length=64)),
                ("left", models.JSONField(default=dict)),
                ("is_sample", models.BooleanField(default=False)),
                ("made_of", models.JSONField(default=dict)),
                ("written", models.JSONField(default=dict)),
                ("people", models.JSONField(default=list)),
                ("begun_at", models.DateTimeField()),
                ("counted_at", models.DateTimeField(null=True)),
                ("undo_until", models.DateTimeField(null=True)),
                ("gone_at", models.DateTimeField(null=True)),
                (
                    "actor",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "gone"), _negated=True), fields=("source",), name="adoption_once"
                    )
                ],
            },
        ),
    ]
