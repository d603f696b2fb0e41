"""People are told of alerts."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("records", "0027_user_service"),
    ]

    operations = [
        migrations.AlterField(
            model_name="notice",
            name="kind",
            field=models.CharField(
                choices=[
                    ("mention", "Mention"),
                    ("assigned", "Assigned"),
                    ("followed", "Followed"),
                    ("feedback", "Feedback"),
                    ("due", "Due"),
                    ("invited", "Invited"),
                    ("alert", "Alert"),
                ],
                max_length=8,
            ),
        ),
    ]
