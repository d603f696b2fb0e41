"""Deliveries say whether their papers were right, and whether what was in them is only assumed."""

from django.db import migrations, models


def mark_assumed(apps, _editor):
    """Mark what came with the days of an order alone: nobody has touched it since."""
    delivery = apps.get_model("records", "Delivery")
    delivery.objects.filter(version=1).exclude(order__external_source="").update(is_assumed=True)


class Migration(migrations.Migration):
    dependencies = [
        ("records", "0030_survey_after_ticket"),
    ]

    operations = [
        migrations.AddField(
            model_name="delivery",
            name="documents",
            field=models.CharField(blank=True, default="", max_length=5),
        ),
        migrations.AddField(
            model_name="delivery",
            name="is_assumed",
            field=models.BooleanField(default=False),
        ),
        migrations.RunPython(mark_assumed, migrations.RunPython.noop),
    ]
