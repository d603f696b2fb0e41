"""A kind of question: how important each aspect is."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("records", "0023_survey_portal"),
    ]

    operations = [
        migrations.AlterField(
            model_name="surveyquestion",
            name="kind",
            field=models.CharField(
                choices=[
                    ("nps", "Nps"),
                    ("csat", "Csat"),
                    ("ces", "Ces"),
                    ("rating", "Rating"),
                    ("importance", "Importance"),
                    ("last_brand", "Last Brand"),
                    ("next_brand", "Next Brand"),
                    ("price", "Price"),
                    ("spend", "Spend"),
                    ("frequency", "Frequency"),
                    ("choice", "Choice"),
                    ("text", "Text"),
                ],
                max_length=10,
            ),
        ),
    ]
