"""Surveys: what is asked, who is asked, and what they answer."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import crmeter.records.concept.amount


class Migration(migrations.Migration):
    dependencies = [
        ("records", "0014_adoption_tags"),
    ]

    operations = [
        migrations.CreateModel(
            name="Survey",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1)),
                ("name", models.CharField(max_length=120)),
                (
                    "respondents",
                    models.CharField(
                        choices=[("customer", "Customer"), ("partner", "Partner"), ("employee", "Employee")],
                        max_length=8,
                    ),
                ),
                (
                    "languages",
                    models.CharField(
                        choices=[("both", "Both"), ("vi", "Vietnamese"), ("en", "English")],
                        default="both",
                        max_length=4,
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[("draft", "Draft"), ("open", "Open"), ("closed", "Closed")],
                        default="draft",
                        max_length=6,
                    ),
                ),
                ("title_vi", models.CharField(blank=True, max_length=300)),
                ("title_en", models.CharField(blank=True, max_length=300)),
                ("intro_vi", models.TextField(blank=True)),
                ("intro_en", models.TextField(blank=True)),
                ("thanks_vi", models.TextField(blank=True)),
                ("thanks_en", models.TextField(blank=True)),
                ("wave", models.PositiveSmallIntegerField(default=1)),
                ("is_anonymous", models.BooleanField(default=False)),
                ("resting_days", models.PositiveSmallIntegerField(default=90)),
                ("open_key", models.CharField(blank=True, default="", max_length=40)),
                ("created_at", models.DateTimeField()),
                ("opened_at", models.DateTimeField(null=True)),
                ("closed_at", models.DateTimeField(null=True)),
                (
                    "created_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "previous",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="records.survey"
                    ),
                ),
                (
                    "product",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="records.product"
                    ),
                ),
                (
                    "queue",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.ticketqueue",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="SurveyInvitation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("address", models.CharField(max_length=254)),
                (
                    "channel",
                    models.CharField(
                        choices=[("email", "Email"), ("link", "Link"), ("qr", "Qr")], default="email", max_length=5
                    ),
                ),
                ("language", models.CharField(max_length=2)),
                ("token_hash", models.CharField(max_length=64, unique=True)),
                ("reminder_hash", models.CharField(max_length=64, null=True, unique=True)),
                ("message", models.BigIntegerField(null=True)),
                ("reminder", models.BigIntegerField(null=True)),
                ("sent_at", models.DateTimeField()),
                ("reminded_at", models.DateTimeField(null=True)),
                ("is_answered", models.BooleanField(default=False)),
                ("answered_at", models.DateTimeField(null=True)),
                ("bounced_at", models.DateTimeField(null=True)),
                ("expires_at", models.DateTimeField()),
                (
                    "agent",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "contact",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="records.contact"
                    ),
                ),
                (
                    "customer",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="records.customer"
                    ),
                ),
                (
                    "survey",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="invitations", to="records.survey"
                    ),
                ),
                (
                    "user",
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
            name="SurveyQuestion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1)),
                ("position", models.PositiveSmallIntegerField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("nps", "Nps"),
                            ("csat", "Csat"),
                            ("ces", "Ces"),
                            ("rating", "Rating"),
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
                ("title_vi", models.CharField(blank=True, max_length=300)),
                ("title_en", models.CharField(blank=True, max_length=300)),
                ("options", models.JSONField(default=dict)),
                ("is_required", models.BooleanField(default=False)),
                (
                    "survey",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="questions", to="records.survey"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="SurveyResponse",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "came_by",
                    models.CharField(choices=[("email", "Email"), ("link", "Link"), ("qr", "Qr")], max_length=5),
                ),
                ("language", models.CharField(max_length=2)),
                ("answered_at", models.DateTimeField()),
                (
                    "invitation",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="response",
                        to="records.surveyinvitation",
                    ),
                ),
                (
                    "survey",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="responses", to="records.survey"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="SurveyAnswer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("driver", models.CharField(blank=True, default="", max_length=130)),
                ("brand", models.CharField(blank=True, default="", max_length=130)),
                ("number", crmeter.records.concept.amount.AmountField(null=True)),
                ("text", models.TextField(blank=True, default="")),
                ("is_text", models.BooleanField(default=False)),
                (
                    "question",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="records.surveyquestion"
                    ),
                ),
                (
                    "response",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="answers", to="records.surveyresponse"
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="survey",
            constraint=models.UniqueConstraint(
                condition=models.Q(("previous", None), _negated=True), fields=("previous",), name="survey_followed_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="survey",
            constraint=models.UniqueConstraint(
                condition=models.Q(("open_key", ""), _negated=True), fields=("open_key",), name="survey_open_key_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="survey",
            constraint=models.CheckConstraint(condition=models.Q(("wave__gte", 1)), name="survey_wave_counts"),
        ),
        migrations.AddIndex(
            model_name="surveyinvitation",
            index=models.Index(fields=["customer", "-sent_at"], name="survey_asked_customer"),
        ),
        migrations.AddIndex(
            model_name="surveyinvitation",
            index=models.Index(fields=["address", "-sent_at"], name="survey_asked_address"),
        ),
        migrations.AddIndex(
            model_name="surveyinvitation",
            index=models.Index(fields=["message"], name="survey_invited_by_mail"),
        ),
        migrations.AddIndex(
            model_name="surveyinvitation",
            index=models.Index(fields=["reminder"], name="survey_reminded_by_mail"),
        ),
        migrations.AddConstraint(
            model_name="surveyinvitation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("reminded_at", None), models.Q(("reminder_hash", None), _negated=True), _connector="OR"
                ),
                name="survey_reminder_has_link",
            ),
        ),
        migrations.AddConstraint(
            model_name="surveyinvitation",
            constraint=models.CheckConstraint(
                condition=models.Q(("answered_at", None), ("is_answered", True), _connector="OR"),
                name="survey_answered_has_answered",
            ),
        ),
        migrations.AddIndex(
            model_name="surveyquestion",
            index=models.Index(fields=["survey", "position", "id"], name="survey_question_in_order"),
        ),
        migrations.AddIndex(
            model_name="surveyresponse",
            index=models.Index(fields=["survey", "-answered_at", "-id"], name="survey_response_newest"),
        ),
        migrations.AddConstraint(
            model_name="surveyanswer",
            constraint=models.UniqueConstraint(
                fields=("response", "question", "driver", "brand"), name="survey_answer_once"
            ),
        ),
    ]
