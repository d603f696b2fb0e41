"""Watches by what is foreseen of targets and months."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("strategy", "0004_kpi"),
    ]

    operations = [
        migrations.AlterField(
            model_name="watch",
            name="kind",
            field=models.CharField(
                choices=[
                    ("threshold", "Threshold"),
                    ("limits", "Limits"),
                    ("trend", "Trend"),
                    ("will_miss", "Will Miss"),
                    ("forecast", "Forecast"),
                ],
                max_length=9,
            ),
        ),
    ]
