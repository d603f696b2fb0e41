"""Files that people send in."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("records", "0002_readings"),
    ]

    operations = [
        migrations.CreateModel(
            name="Upload",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1)),
                ("file_name", models.CharField(max_length=255)),
                ("size", models.PositiveBigIntegerField()),
                ("sha256", models.CharField(max_length=64)),
                ("place", models.CharField(max_length=400)),
                ("source", models.CharField(max_length=120)),
                ("sent_at", models.DateTimeField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("received", "Received"),
                            ("looked", "Looked"),
                            ("importing", "Importing"),
                            ("asked", "Asked"),
                            ("done", "Done"),
                            ("failed", "Failed"),
                            ("undone", "Undone"),
                            ("replaced", "Replaced"),
                            ("discarded", "Discarded"),
                        ],
                        default="received",
                        max_length=10,
                    ),
                ),
                ("without_sample", models.BooleanField(default=False)),
                ("headers_sha256", models.CharField(blank=True, max_length=64)),
                ("answers", models.JSONField(default=dict)),
                ("look", models.JSONField(null=True)),
                ("job", models.PositiveBigIntegerField(null=True)),
                ("error", models.JSONField(null=True)),
                ("import_id", models.CharField(blank=True, max_length=32)),
                ("rows", models.PositiveBigIntegerField(null=True)),
                ("rejected", models.PositiveBigIntegerField(null=True)),
                ("tables", models.JSONField(default=dict)),
                ("details", models.JSONField(default=dict)),
                ("finished_at", models.DateTimeField(null=True)),
                ("undone_at", models.DateTimeField(null=True)),
                ("forgotten_at", models.DateTimeField(null=True)),
                (
                    "mends",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="mended_by",
                        to="records.upload",
                    ),
                ),
                (
                    "sent_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["-id"], name="upload_by_age"),
                    models.Index(fields=["headers_sha256", "-id"], name="upload_by_headers"),
                    models.Index(fields=["import_id"], name="upload_by_import"),
                    models.Index(condition=models.Q(("forgotten_at", None)), fields=["sent_at"], name="upload_kept"),
                ],
            },
        ),
    ]
