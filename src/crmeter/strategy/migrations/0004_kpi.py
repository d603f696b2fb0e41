"""Targets of every measure with their chances, goals under the mission, the headline, and summaries."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import crmeter.records.concept.amount


class Migration(migrations.Migration):
    dependencies = [
        ("strategy", "0003_alerts"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="GoalAgreement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("of_version", models.PositiveIntegerField()),
                ("at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="Headline",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1)),
                ("measures", models.JSONField(default=list)),
                ("set_at", models.DateTimeField()),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Mission",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1)),
                ("statement", models.CharField(max_length=1000)),
                ("set_at", models.DateTimeField()),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Summary",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "every",
                    models.CharField(choices=[("day", "Day"), ("week", "Week"), ("month", "Month")], max_length=5),
                ),
                ("since", models.DateField()),
                ("until", models.DateField()),
                ("run", models.CharField(max_length=64)),
                ("made_at", models.DateTimeField()),
                ("said", models.JSONField(default=list)),
            ],
        ),
        migrations.CreateModel(
            name="SummaryChoice",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "every",
                    models.CharField(
                        blank=True,
                        choices=[("day", "Day"), ("week", "Week"), ("month", "Month")],
                        default="",
                        max_length=5,
                    ),
                ),
                ("by_mail", models.BooleanField(default=False)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="TargetChance",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("run", models.CharField(max_length=64)),
                ("judged_at", models.DateTimeField()),
                ("as_of", models.DateField()),
                ("missed", models.FloatField(null=True)),
                ("why_vi", models.CharField(blank=True, default="", max_length=600)),
                ("why_en", models.CharField(blank=True, default="", max_length=600)),
                ("expected", models.FloatField(null=True)),
                ("low", models.FloatField(null=True)),
                ("high", models.FloatField(null=True)),
                ("so_far", models.FloatField(null=True)),
                ("method", models.CharField(blank=True, default="", max_length=20)),
                ("tried", models.PositiveIntegerField(default=0)),
                ("brier", models.FloatField(null=True)),
                ("base_brier", models.FloatField(null=True)),
                ("first_low", models.FloatField(null=True)),
                ("first_high", models.FloatField(null=True)),
                ("first_as_of", models.DateField(null=True)),
            ],
        ),
        migrations.AddField(
            model_name="target",
            name="agreed_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="target",
            name="agreed_by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="target",
            name="benchmark",
            field=crmeter.records.concept.amount.AmountField(null=True),
        ),
        migrations.AddField(
            model_name="target",
            name="benchmark_sector",
            field=models.CharField(blank=True, default="", max_length=300),
        ),
        migrations.AddField(
            model_name="target",
            name="benchmark_source",
            field=models.CharField(blank=True, default="", max_length=300),
        ),
        migrations.AddField(
            model_name="target",
            name="floor",
            field=crmeter.records.concept.amount.AmountField(null=True),
        ),
        migrations.AddField(
            model_name="target",
            name="is_on",
            field=models.BooleanField(default=True),
        ),
        migrations.AddField(
            model_name="target",
            name="owner",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="target",
            name="perspective",
            field=models.CharField(
                blank=True,
                choices=[("finance", "Finance"), ("process", "Process"), ("customer", "Customer")],
                default="",
                max_length=8,
            ),
        ),
        migrations.AddField(
            model_name="target",
            name="previous",
            field=models.JSONField(null=True),
        ),
        migrations.AddField(
            model_name="target",
            name="reminded_for",
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name="target",
            name="review",
            field=models.CharField(
                blank=True, choices=[("month", "Month"), ("quarter", "Quarter")], default="", max_length=7
            ),
        ),
        migrations.AddField(
            model_name="target",
            name="reviewed_on",
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name="target",
            name="span",
            field=models.CharField(
                choices=[("month", "Month"), ("quarter", "Quarter"), ("year", "Year"), ("day", "Day")],
                default="day",
                max_length=7,
            ),
        ),
        migrations.AddField(
            model_name="target",
            name="starts_on",
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name="target",
            name="way_en",
            field=models.CharField(blank=True, default="", max_length=600),
        ),
        migrations.AddField(
            model_name="target",
            name="way_vi",
            field=models.CharField(blank=True, default="", max_length=600),
        ),
        migrations.AddField(
            model_name="target",
            name="weight",
            field=crmeter.records.concept.amount.AmountField(default=1),
        ),
        migrations.AddField(
            model_name="target",
            name="whose",
            field=models.CharField(
                choices=[("firm", "Firm"), ("team", "Team"), ("person", "Person")], default="firm", max_length=6
            ),
        ),
        migrations.AddField(
            model_name="target",
            name="whose_id",
            field=models.BigIntegerField(default=0),
        ),
        migrations.AlterField(
            model_name="target",
            name="measure",
            field=models.CharField(max_length=80),
        ),
        migrations.CreateModel(
            name="Goal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1)),
                ("name", models.CharField(max_length=200)),
                ("number", crmeter.records.concept.amount.AmountField()),
                ("unit", models.CharField(max_length=40)),
                ("reach_by", models.DateField()),
                ("is_on", models.BooleanField(default=True)),
                ("set_at", models.DateTimeField()),
                (
                    "owner",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "set_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="target",
            name="goal",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="targets", to="strategy.goal"
            ),
        ),
        migrations.AddConstraint(
            model_name="target",
            constraint=models.UniqueConstraint(
                condition=models.Q(("span", "day"), _negated=True),
                fields=("measure", "whose", "whose_id", "span", "starts_on"),
                name="target_once_a_period",
            ),
        ),
        migrations.AddConstraint(
            model_name="target",
            constraint=models.UniqueConstraint(
                condition=models.Q(("span", "day")),
                fields=("measure", "whose", "whose_id"),
                name="target_by_a_day_once",
            ),
        ),
        migrations.AddField(
            model_name="goalagreement",
            name="goal",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="agreements", to="strategy.goal"
            ),
        ),
        migrations.AddField(
            model_name="goalagreement",
            name="user",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="headline",
            name="set_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="mission",
            name="set_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddConstraint(
            model_name="summary",
            constraint=models.UniqueConstraint(fields=("every", "until"), name="summary_once"),
        ),
        migrations.AddField(
            model_name="summarychoice",
            name="user",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="targetchance",
            name="target",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.CASCADE, related_name="chance", to="strategy.target"
            ),
        ),
        migrations.AddIndex(
            model_name="goal",
            index=models.Index(fields=["is_on", "reach_by", "id"], name="goal_in_order"),
        ),
        migrations.AddConstraint(
            model_name="goalagreement",
            constraint=models.UniqueConstraint(fields=("goal", "of_version", "user"), name="goal_agreed_once"),
        ),
    ]
