"""Customers are asked by a survey about a ticket of theirs."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("records", "0029_campaign_hold_outs"),
    ]

    operations = [
        migrations.AddField(
            model_name="surveyinvitation",
            name="ticket",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="records.ticket",
            ),
        ),
    ]
