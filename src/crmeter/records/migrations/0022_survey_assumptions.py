"""What evaluations assume where a survey compares brands."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("records", "0021_survey_equity"),
    ]

    operations = [
        migrations.AddField(
            model_name="survey",
            name="equity",
            field=models.JSONField(default=dict),
        ),
        migrations.AddField(
            model_name="survey",
            name="equity_stated_at",
            field=models.DateTimeField(null=True),
        ),
    ]
