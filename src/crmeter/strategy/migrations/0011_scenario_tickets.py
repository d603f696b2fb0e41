from django.db import migrations

import crmeter.records.concept.amount


class Migration(migrations.Migration):
    dependencies = [("strategy", "0010_scenarios")]

    operations = [
        migrations.AddField(
            model_name="scenario",
            name="tickets_per_order",
            field=crmeter.records.concept.amount.AmountField(null=True),
        ),
    ]
