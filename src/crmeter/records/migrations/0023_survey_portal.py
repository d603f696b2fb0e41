"""Somebody comes to a survey from their own page too."""

from django.db import migrations, models

_WAYS = [
    ("email", "Email"),
    ("link", "Link"),
    ("qr", "Qr"),
    ("embed", "Embed"),
    ("portal", "Portal"),
]


class Migration(migrations.Migration):
    dependencies = [
        ("records", "0022_survey_assumptions"),
    ]

    operations = [
        migrations.AlterField(
            model_name="surveyinvitation",
            name="channel",
            field=models.CharField(choices=_WAYS, default="email", max_length=6),
        ),
        migrations.AlterField(
            model_name="surveyresponse",
            name="came_by",
            field=models.CharField(choices=_WAYS, max_length=6),
        ),
    ]
