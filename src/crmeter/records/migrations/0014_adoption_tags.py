"""Which tags were made for a source that was taken in: they go with it."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("records", "0013_pages"),
    ]

    operations = [
        migrations.AddField(model_name="adoption", name="tags", field=models.JSONField(default=list)),
    ]
