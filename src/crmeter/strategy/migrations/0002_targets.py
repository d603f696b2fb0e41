"""What figures are to reach."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import crmeter.records.concept.amount


class Migration(migrations.Migration):
    dependencies = [
        ("strategy", "0001_findings"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Target",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1)),
                ("measure", models.CharField(max_length=80, unique=True)),
                ("value", crmeter.records.concept.amount.AmountField()),
                ("currency", models.CharField(blank=True, default="", max_length=3)),
                ("reach_by", models.DateField()),
                ("set_at", models.DateTimeField()),
                (
                    "set_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={"abstract": False},
        ),
    ]
