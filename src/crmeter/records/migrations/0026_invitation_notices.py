"""People are told that they were invited to judge."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("records", "0025_survey_weights"),
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
                ],
                max_length=8,
            ),
        ),
    ]
