"""A set of changes can put records into one of another concept."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Names the deed; nothing in the database changes by it."""

    dependencies = (("records", "0010_privacy"),)

    operations = (
        migrations.AlterField(
            model_name="changesetrow",
            name="deed",
            field=models.CharField(
                choices=[
                    ("created", "Created"),
                    ("changed", "Changed"),
                    ("removed", "Removed"),
                    ("moved", "Moved"),
                    ("tagged", "Tagged"),
                    ("untagged", "Untagged"),
                    ("joined", "Joined"),
                    ("none", "None"),
                ],
                max_length=10,
            ),
        ),
    )
