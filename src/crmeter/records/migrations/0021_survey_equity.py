"""Scenarios of customer equity that are kept with their figures."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("records", "0020_firm_methods"),
    ]

    operations = [
        migrations.CreateModel(
            name="SurveyScenario",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1)),
                ("name", models.CharField(max_length=120)),
                ("asked", models.TextField()),
                ("figures", models.JSONField()),
                ("saved_at", models.DateTimeField()),
                (
                    "saved_by",
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
                        on_delete=django.db.models.deletion.PROTECT, related_name="scenarios", to="records.survey"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["survey", "-saved_at", "-id"], name="survey_scenario_newest")],
            },
        ),
    ]
