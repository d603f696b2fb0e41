"""Published runs and their readings."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("records", "0001_first"),
    ]

    operations = [
        migrations.CreateModel(
            name="PublishedRun",
            fields=[
                ("id", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("as_of", models.DateField()),
                ("snapshot", models.CharField(max_length=80)),
                ("currency", models.CharField(max_length=3)),
                ("period_start", models.DateField()),
                ("period_end", models.DateField()),
                ("made_at", models.DateTimeField(null=True)),
                ("published_at", models.DateTimeField()),
                ("document", models.TextField()),
                ("is_current", models.BooleanField(default=False)),
                ("is_sample", models.BooleanField(default=False)),
            ],
            options={
                "indexes": [models.Index(fields=["-published_at"], name="published_run_by_age")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("is_current", True)),
                        fields=("is_current",),
                        name="published_run_one_current",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ReadingRow",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveIntegerField()),
                ("measure", models.CharField(max_length=80)),
                ("cut", models.CharField(blank=True, max_length=80)),
                ("slice", models.TextField()),
                ("period_start", models.DateField()),
                ("period_end", models.DateField()),
                ("unit", models.CharField(max_length=40)),
                ("value", models.TextField(null=True)),
                ("value_number", models.FloatField(null=True)),
                ("n", models.BigIntegerField()),
                ("rest", models.TextField()),
                (
                    "run",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="readings", to="records.publishedrun"
                    ),
                ),
            ],
            options={
                "db_table": "records_reading",
                "indexes": [models.Index(fields=["run", "cut", "measure"], name="reading_by_cut")],
                "constraints": [models.UniqueConstraint(fields=("run", "position"), name="reading_once")],
            },
        ),
    ]
