"""Surveys: reminders as often as wanted, samples that were drawn, sites that may show a survey inside their pages."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


def keep_reminders(apps, schema):
    """Make a row of each reminder that stood beside its invitation."""
    reminded = apps.get_model("records", "SurveyInvitation").objects.exclude(reminder_hash=None)
    apps.get_model("records", "SurveyReminder").objects.bulk_create(
        apps.get_model("records", "SurveyReminder")(
            invitation_id=each.pk, token_hash=each.reminder_hash, message=each.reminder, sent_at=each.reminded_at
        )
        for each in reminded.exclude(reminded_at=None).iterator()
    )


class Migration(migrations.Migration):
    dependencies = [
        ("records", "0015_surveys"),
    ]

    operations = [
        migrations.AddField("survey", "remind_after", models.PositiveSmallIntegerField(default=7)),
        migrations.AddField("survey", "remind_most", models.PositiveSmallIntegerField(default=0)),
        migrations.AddField("survey", "embed_hosts", models.JSONField(default=list)),
        migrations.AlterField(
            "surveyinvitation",
            "channel",
            models.CharField(
                choices=[("email", "Email"), ("link", "Link"), ("qr", "Qr"), ("embed", "Embed")],
                default="email",
                max_length=5,
            ),
        ),
        migrations.AlterField(
            "surveyresponse",
            "came_by",
            models.CharField(
                choices=[("email", "Email"), ("link", "Link"), ("qr", "Qr"), ("embed", "Embed")], max_length=5
            ),
        ),
        migrations.CreateModel(
            name="SurveyReminder",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("token_hash", models.CharField(max_length=64, unique=True)),
                ("message", models.BigIntegerField(null=True)),
                ("sent_at", models.DateTimeField()),
                (
                    "invitation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="reminders",
                        to="records.surveyinvitation",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="SurveyDraw",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("seed", models.PositiveIntegerField()),
                ("size", models.PositiveIntegerField()),
                ("of", models.PositiveIntegerField()),
                ("by_segment", models.BooleanField()),
                ("drawn_at", models.DateTimeField()),
                (
                    "drawn_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "survey",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="draws", to="records.survey"
                    ),
                ),
            ],
        ),
        migrations.RunPython(keep_reminders, migrations.RunPython.noop),
        migrations.RemoveConstraint("surveyinvitation", "survey_reminder_has_link"),
        migrations.RemoveIndex("surveyinvitation", "survey_reminded_by_mail"),
        migrations.RemoveField("surveyinvitation", "reminder_hash"),
        migrations.RemoveField("surveyinvitation", "reminder"),
        migrations.RemoveField("surveyinvitation", "reminded_at"),
    ]
