"""By which names files call people."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("records", "0003_imports"),
    ]

    operations = [
        migrations.AddField(
            model_name="user",
            name="names_in_data",
            field=models.JSONField(blank=True, default=list, verbose_name="names in the data"),
        ),
    ]
