"""Alerts know of which target they are."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("strategy", "0010_scenarios"),
    ]

    operations = [
        migrations.AddField(
            model_name="alert",
            name="target",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="strategy.target",
            ),
        ),
    ]
