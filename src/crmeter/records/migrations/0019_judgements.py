"""Decisions judged in pairs, and what measures the brand."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("records", "0016_survey_asking"),
    ]

    operations = [
        migrations.CreateModel(
            name="Decision",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1)),
                ("title", models.CharField(max_length=160)),
                ("purpose", models.CharField(choices=[("brand", "Brand"), ("criteria", "Criteria")], max_length=8)),
                ("about", models.TextField(blank=True)),
                ("criteria", models.JSONField(default=list)),
                ("alternatives", models.JSONField(default=list)),
                (
                    "weighing",
                    models.CharField(choices=[("judged", "Judged"), ("set", "Set")], default="judged", max_length=6),
                ),
                (
                    "together",
                    models.CharField(
                        choices=[("judgements", "Judgements"), ("priorities", "Priorities")],
                        default="judgements",
                        max_length=10,
                    ),
                ),
                ("set_weights", models.JSONField(default=dict)),
                ("created_at", models.DateTimeField()),
                ("removed_at", models.DateTimeField(null=True)),
                (
                    "created_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Brand",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1)),
                ("name", models.CharField(blank=True, default="", max_length=130)),
                (
                    "decision",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="records.decision"
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Evaluator",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1)),
                ("invited_at", models.DateTimeField()),
                ("finished_at", models.DateTimeField(null=True)),
                (
                    "decision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="evaluators", to="records.decision"
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Judgement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("under", models.CharField(blank=True, default="", max_length=130)),
                ("left", models.CharField(max_length=130)),
                ("right", models.CharField(max_length=130)),
                ("favour", models.SmallIntegerField()),
                ("at", models.DateTimeField()),
                (
                    "evaluator",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="judgements", to="records.evaluator"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="BrandSource",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("component", models.CharField(max_length=20, unique=True)),
                ("driver", models.CharField(blank=True, default="", max_length=130)),
                (
                    "way",
                    models.CharField(
                        blank=True,
                        choices=[("mean", "Mean"), ("top", "Top"), ("known", "Known"), ("share", "Share")],
                        default="",
                        max_length=5,
                    ),
                ),
                ("measure", models.CharField(blank=True, default="", max_length=80)),
                (
                    "question",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.surveyquestion",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("question", None), ("way", ""), models.Q(("measure", ""), _negated=True)),
                            models.Q(
                                models.Q(("question", None), _negated=True),
                                models.Q(("way", ""), _negated=True),
                                ("measure", ""),
                            ),
                            _connector="OR",
                        ),
                        name="brand_source_is_one",
                    )
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="evaluator",
            constraint=models.UniqueConstraint(fields=("decision", "user"), name="evaluator_once"),
        ),
        migrations.AddConstraint(
            model_name="judgement",
            constraint=models.CheckConstraint(
                condition=models.Q(("favour__gte", -8), ("favour__lte", 8)), name="judgement_on_scale"
            ),
        ),
    ]
