"""Target shares of a survey, and what each of its responses counts under them."""

from django.db import migrations, models

import crmeter.records.concept.amount


class Migration(migrations.Migration):
    dependencies = [
        ("records", "0024_stated_importance"),
    ]

    operations = [
        migrations.AddField(
            model_name="survey",
            name="target_shares",
            field=models.JSONField(default=dict),
        ),
        migrations.AddField(
            model_name="surveyresponse",
            name="weight",
            field=crmeter.records.concept.amount.AmountField(default=1),
        ),
    ]
