"""Findings that go to review."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import crmeter.records.concept.amount


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Finding",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1)),
                ("source", models.CharField(max_length=60)),
                ("page", models.CharField(max_length=2000)),
                ("sentence_vi", models.CharField(max_length=600)),
                ("sentence_en", models.CharField(max_length=600)),
                ("money", crmeter.records.concept.amount.AmountField(null=True)),
                ("currency", models.CharField(blank=True, default="", max_length=3)),
                (
                    "status",
                    models.CharField(
                        choices=[("waiting", "Waiting"), ("withdrawn", "Withdrawn")], default="waiting", max_length=9
                    ),
                ),
                ("same", models.CharField(max_length=64)),
                ("sent_at", models.DateTimeField()),
                (
                    "sent_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["status", "-sent_at", "-id"], name="finding_latest")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("status", "waiting")), fields=("same",), name="finding_waits_once"
                    )
                ],
            },
        ),
    ]
