"""The current run for the rows of some owners."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("records", "0004_staff_names"),
    ]

    operations = [
        migrations.CreateModel(
            name="PublishedPart",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("words_hash", models.CharField(max_length=64)),
                ("scope_kind", models.CharField(max_length=6)),
                ("scope_names", models.JSONField()),
                ("is_empty", models.BooleanField(default=False)),
                ("document", models.TextField(blank=True)),
                ("made_at", models.DateTimeField()),
                ("opened_on", models.DateField()),
                (
                    "run",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="parts", to="records.publishedrun"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="PartReadingRow",
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
                    "part",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="readings", to="records.publishedpart"
                    ),
                ),
            ],
            options={
                "db_table": "records_part_reading",
            },
        ),
        migrations.AddConstraint(
            model_name="publishedpart",
            constraint=models.UniqueConstraint(fields=("run", "words_hash"), name="published_part_once"),
        ),
        migrations.AddIndex(
            model_name="partreadingrow",
            index=models.Index(fields=["part", "cut", "measure"], name="part_reading_by_cut"),
        ),
        migrations.AddConstraint(
            model_name="partreadingrow",
            constraint=models.UniqueConstraint(fields=("part", "position"), name="part_reading_once"),
        ),
    ]
