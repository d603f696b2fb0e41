"""Cases of customers at risk: who is looked after, who was held out, and what became of each."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import crmeter.records.concept.amount


class Migration(migrations.Migration):
    dependencies = [
        ("records", "0017_judgements"),
    ]

    operations = [
        migrations.CreateModel(
            name="RetentionRound",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1)),
                ("kind", models.CharField(choices=[("silence", "Silence"), ("contract", "Contract")], max_length=8)),
                ("run", models.CharField(max_length=64)),
                ("currency", models.CharField(max_length=3)),
                ("held_out_percent", models.PositiveSmallIntegerField(default=0)),
                ("seed", models.BigIntegerField()),
                ("opened_on", models.DateField()),
                ("ends_on", models.DateField()),
                ("opened_at", models.DateTimeField()),
                ("taken_back_at", models.DateTimeField(null=True)),
                (
                    "opened_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="RetentionCase",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("customer_key", models.BigIntegerField()),
                ("of_owner", models.CharField(blank=True, default="", max_length=100)),
                (
                    "arm",
                    models.CharField(
                        choices=[("treated", "Treated"), ("held_out", "Held Out"), ("not_chosen", "Not Chosen")],
                        max_length=10,
                    ),
                ),
                ("expected_loss", crmeter.records.concept.amount.AmountField(null=True)),
                ("chance_of_staying", models.FloatField(null=True)),
                ("reason", models.JSONField(default=dict)),
                (
                    "outcome",
                    models.CharField(
                        choices=[("running", "Running"), ("kept", "Kept"), ("lost", "Lost"), ("left_out", "Left Out")],
                        default="running",
                        max_length=8,
                    ),
                ),
                ("happened_on", models.DateField(null=True)),
                ("spent", crmeter.records.concept.amount.AmountField(null=True)),
                ("seen_until", models.DateField(null=True)),
                ("closed_at", models.DateTimeField(null=True)),
                (
                    "customer",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="records.customer"
                    ),
                ),
                (
                    "task",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="records.activity"
                    ),
                ),
                (
                    "round",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="cases",
                        to="records.retentionround",
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="retentionround",
            index=models.Index(fields=["-opened_at", "-id"], name="retention_round_newest"),
        ),
        migrations.AddConstraint(
            model_name="retentionround",
            constraint=models.CheckConstraint(
                condition=models.Q(("held_out_percent__lte", 50)), name="retention_round_mostly_treated"
            ),
        ),
        migrations.AddConstraint(
            model_name="retentionround",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends_on__gt", models.F("opened_on"))), name="retention_round_lasts"
            ),
        ),
        migrations.AddIndex(
            model_name="retentioncase",
            index=models.Index(fields=["round", "arm", "id"], name="retention_case_of_round"),
        ),
        migrations.AddIndex(
            model_name="retentioncase",
            index=models.Index(fields=["customer", "-id"], name="retention_case_of_customer"),
        ),
        migrations.AddConstraint(
            model_name="retentioncase",
            constraint=models.UniqueConstraint(
                condition=models.Q(("outcome", "running")), fields=("customer_key",), name="retention_case_one_at_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="retentioncase",
            constraint=models.CheckConstraint(
                condition=models.Q(("task", None), ("arm", "treated"), _connector="OR"),
                name="retention_case_task_of_treated",
            ),
        ),
        migrations.AddConstraint(
            model_name="retentioncase",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("outcome", "running"), models.Q(("closed_at", None), _negated=True), _connector="XOR"
                ),
                name="retention_case_closed_has_end",
            ),
        ),
    ]
