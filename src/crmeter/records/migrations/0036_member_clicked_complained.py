from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("records", "0035_ticket_product_cause_escalation"),
    ]

    operations = [
        migrations.AddField(
            model_name="campaignmember",
            name="clicked_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="campaignmember",
            name="complained_at",
            field=models.DateTimeField(null=True),
        ),
    ]
