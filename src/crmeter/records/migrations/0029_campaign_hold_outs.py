"""Campaigns leave some of their members alone by lot."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("records", "0028_alert_notices"),
    ]

    operations = [
        migrations.AddField(
            model_name="campaign", name="held_out_percent", field=models.PositiveSmallIntegerField(default=0)
        ),
        migrations.AddField(model_name="campaignmember", name="held_out", field=models.BooleanField(default=False)),
    ]
