from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("records", "0013_change_sets"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="deal",
            index=models.Index(
                condition=models.Q(("removed_at", None)),
                fields=["stage", "currency", "probability", "amount"],
                name="deal_sums",
            ),
        ),
    ]
