"""Where people begin, tags of kept views, records that are two, address of the firm."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("records", "0012_other_keys"),
    ]

    operations = [
        migrations.AddField(
            model_name="firm",
            name="address",
            field=models.CharField(blank=True, default="", max_length=300),
        ),
        migrations.AddField(
            model_name="firm",
            name="tax_code",
            field=models.CharField(blank=True, default="", max_length=20),
        ),
        migrations.AddField(
            model_name="savedview",
            name="tag",
            field=models.ForeignKey(
                blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="records.tag"
            ),
        ),
        migrations.AddField(
            model_name="user",
            name="start_page",
            field=models.CharField(blank=True, default="", max_length=20),
        ),
        migrations.CreateModel(
            name="ToldApart",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("concept", models.CharField(max_length=40)),
                ("first", models.BigIntegerField()),
                ("second", models.BigIntegerField()),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["concept", "second"], name="told_apart_second")],
                "constraints": [models.UniqueConstraint(fields=("concept", "first", "second"), name="told_apart_once")],
            },
        ),
    ]
