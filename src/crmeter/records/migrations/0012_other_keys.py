"""Other keys by which a system knows a record."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("records", "0011_joined"),
    ]

    operations = [
        migrations.CreateModel(
            name="OtherKey",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("concept", models.CharField(max_length=40)),
                ("record", models.BigIntegerField()),
                ("source", models.CharField(max_length=100)),
                ("key", models.CharField(max_length=200)),
                (
                    "of",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="records.changeset",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["concept", "record"], name="other_key_of_record")],
                "constraints": [models.UniqueConstraint(fields=("concept", "source", "key"), name="other_key_once")],
            },
        ),
    ]
