"""Segments that people build, and what rules ask of customers that lists did not hold yet."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("records", "0031_delivery_documents"),
    ]

    operations = [
        migrations.AddField(
            model_name="customerrow",
            name="channel",
            field=models.TextField(null=True),
        ),
        migrations.AddField(
            model_name="customerrow",
            name="country",
            field=models.TextField(null=True),
        ),
        migrations.AddField(
            model_name="customerrow",
            name="open_tickets",
            field=models.PositiveIntegerField(null=True),
        ),
        migrations.AddField(
            model_name="customerrow",
            name="rfm",
            field=models.CharField(max_length=20, null=True),
        ),
        migrations.AddField(
            model_name="customerrow",
            name="satisfaction",
            field=models.FloatField(null=True),
        ),
        migrations.CreateModel(
            name="Segment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1)),
                ("name", models.CharField(max_length=80)),
                ("rule", models.JSONField()),
                ("is_live", models.BooleanField(default=True)),
                ("is_shared", models.BooleanField(default=False)),
                ("is_measured", models.BooleanField(default=False)),
                ("set_at", models.DateTimeField()),
                ("kept_on", models.DateField(null=True)),
                ("kept", models.PositiveIntegerField(default=0)),
                ("is_removed", models.BooleanField(default=False)),
                (
                    "kept_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="SegmentMember",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("customer_key", models.BigIntegerField()),
                (
                    "segment",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="members",
                        to="records.segment",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("segment", "customer_key"), name="segment_member_once")
                ],
            },
        ),
    ]
