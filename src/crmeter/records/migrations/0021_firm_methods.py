"""Of which sector the firm is, and by which methods and criteria it decides."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("records", "0018_value_map"),
    ]

    operations = [
        migrations.AddField("firm", "sector", models.CharField(blank=True, default="", max_length=30)),
        migrations.AddField("firm", "methods", models.JSONField(blank=True, default=dict)),
    ]
