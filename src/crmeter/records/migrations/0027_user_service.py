"""People of the firm have a department, and days on which they came and left."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("records", "0026_invitation_notices"),
    ]

    operations = [
        migrations.AddField(
            model_name="user", name="department", field=models.CharField(blank=True, default="", max_length=120)
        ),
        migrations.AddField(model_name="user", name="joined_on", field=models.DateField(null=True)),
        migrations.AddField(model_name="user", name="left_on", field=models.DateField(null=True)),
    ]
