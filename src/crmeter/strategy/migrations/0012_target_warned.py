"""Whoever a target is of is warned once."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("strategy", "0011_alert_target"),
    ]

    operations = [
        migrations.AddField(
            model_name="targetchance",
            name="is_warned",
            field=models.BooleanField(default=False),
        ),
    ]
