"""What is watched in figures, and the alerts that come of it."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import crmeter.records.concept.amount


class Migration(migrations.Migration):
    dependencies = [
        ("strategy", "0002_targets"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Watch",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1)),
                ("measure", models.CharField(max_length=80)),
                (
                    "kind",
                    models.CharField(
                        choices=[("threshold", "Threshold"), ("limits", "Limits"), ("trend", "Trend")], max_length=9
                    ),
                ),
                ("bound", crmeter.records.concept.amount.AmountField(null=True)),
                ("currency", models.CharField(blank=True, default="", max_length=3)),
                (
                    "side",
                    models.CharField(
                        blank=True, choices=[("above", "Above"), ("below", "Below")], default="", max_length=5
                    ),
                ),
                ("persistence", models.PositiveSmallIntegerField()),
                ("is_on", models.BooleanField(default=True)),
                ("set_at", models.DateTimeField()),
                ("judged_month", models.DateField(null=True)),
                ("unjudged_vi", models.CharField(blank=True, default="", max_length=300)),
                ("unjudged_en", models.CharField(blank=True, default="", max_length=300)),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "set_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Alert",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1)),
                ("opened_on", models.DateField()),
                ("opened_at", models.DateTimeField()),
                ("last_month", models.DateField()),
                ("value", models.FloatField()),
                ("sentence_vi", models.CharField(max_length=600)),
                ("sentence_en", models.CharField(max_length=600)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "Open"),
                            ("acknowledged", "Acknowledged"),
                            ("snoozed", "Snoozed"),
                            ("resolved", "Resolved"),
                        ],
                        default="open",
                        max_length=12,
                    ),
                ),
                ("snoozed_until", models.DateField(null=True)),
                ("note_vi", models.CharField(blank=True, default="", max_length=600)),
                ("note_en", models.CharField(blank=True, default="", max_length=600)),
                ("at", models.DateTimeField()),
                ("run", models.CharField(max_length=64)),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "watch",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="alerts", to="strategy.watch"
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="watch",
            constraint=models.UniqueConstraint(fields=("measure", "kind"), name="watch_once"),
        ),
        migrations.AddIndex(
            model_name="alert",
            index=models.Index(fields=["state", "-at", "-id"], name="alert_latest"),
        ),
        migrations.AddConstraint(
            model_name="alert",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ["open", "acknowledged", "snoozed"])),
                fields=("watch",),
                name="alert_unresolved_once",
            ),
        ),
    ]
