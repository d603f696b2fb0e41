from django.db import migrations

import crmeter.records.concept.amount


class Migration(migrations.Migration):
    dependencies = [("strategy", "0013_waits_and_scopes")]

    operations = [
        migrations.AddField(
            model_name="scenario",
            name="tickets_per_order",
            field=crmeter.records.concept.amount.AmountField(null=True),
        ),
    ]
