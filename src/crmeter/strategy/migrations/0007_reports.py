"""To whom boards are sent, and what was sent."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("strategy", "0006_boards"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="BoardSchedule",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "every",
                    models.CharField(
                        choices=[("day", "Day"), ("week", "Week"), ("month", "Month"), ("quarter", "Quarter")],
                        max_length=7,
                    ),
                ),
                ("recipients", models.JSONField(default=list)),
                ("due_on", models.DateField()),
                ("is_on", models.BooleanField(default=True)),
                ("set_at", models.DateTimeField()),
                (
                    "board",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="schedule", to="strategy.board"
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
            name="SentReport",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("due_on", models.DateField()),
                ("name", models.CharField(max_length=120)),
                ("run", models.CharField(blank=True, default="", max_length=64)),
                ("at", models.DateTimeField()),
                ("workbook", models.BinaryField(null=True)),
                ("document", models.BinaryField(null=True)),
                ("is_mailed", models.BooleanField(default=False)),
                ("why_vi", models.CharField(blank=True, default="", max_length=300)),
                ("why_en", models.CharField(blank=True, default="", max_length=300)),
                (
                    "recipient",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "schedule",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="sent", to="strategy.boardschedule"
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="boardschedule",
            index=models.Index(condition=models.Q(("is_on", True)), fields=["due_on"], name="board_schedule_due"),
        ),
        migrations.AddIndex(
            model_name="sentreport",
            index=models.Index(fields=["recipient", "-at", "-id"], name="board_sent_to"),
        ),
        migrations.AddConstraint(
            model_name="sentreport",
            constraint=models.UniqueConstraint(fields=("schedule", "due_on", "recipient"), name="board_sent_once"),
        ),
    ]
