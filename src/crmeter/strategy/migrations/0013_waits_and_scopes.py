"""Since when a part is waited for, and whose rows are in files that were sent."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("strategy", "0012_target_warned")]

    operations = [
        migrations.AddField("boardschedule", "waits_since", models.JSONField(default=dict)),
        migrations.AddField("sentreport", "scope", models.CharField(blank=True, default="", max_length=64)),
    ]
