"""Records: all concepts, and what is kept beside them."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import crmeter.records.concept.amount
from crmeter.records.migrations._word_index import IndexWords

# (name, kind, probability, days until a deal is stale)
STAGES = (
    ("Tiếp cận", "open", 10, 14),
    ("Khảo sát nhu cầu", "open", 25, 21),
    ("Báo giá", "open", 40, 14),
    ("Đàm phán", "open", 60, 14),
    ("Chờ ký", "open", 85, 10),
    ("Thắng", "won", 100, None),
    ("Mất", "lost", 0, None),
)


def number_transactions(apps, schema_editor):
    """Let each entry carry the number of its transaction, by which a reader knows what may still come before it."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(
            "ALTER TABLE records_changeentry ADD COLUMN transaction xid8 NOT NULL DEFAULT pg_current_xact_id()"
        )


def first_pipeline(apps, schema_editor):
    """Begin with one pipeline that firms change to theirs."""
    pipeline = apps.get_model("records", "Pipeline").objects.create(name="Bán hàng")
    stages = apps.get_model("records", "Stage").objects
    for position, (name, kind, probability, days) in enumerate(STAGES):
        stages.create(
            pipeline=pipeline,
            name=name,
            position=position,
            kind=kind,
            probability=probability,
            stale_after_days=days,
        )


def first_queue(apps, schema_editor):
    """Begin with one queue that firms change to theirs."""
    apps.get_model("records", "TicketQueue").objects.create(name="Hỗ trợ khách hàng")


class Migration(migrations.Migration):
    dependencies = [
        ("records", "0007_customers"),
    ]

    operations = [
        migrations.CreateModel(
            name="Customer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1)),
                ("name", models.CharField(max_length=300)),
                (
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("external_source", models.CharField(blank=True, default="", max_length=100)),
                ("external_id", models.CharField(blank=True, default="", max_length=200)),
                ("custom", models.JSONField(blank=True, default=dict)),
                ("created_at", models.DateTimeField()),
                (
                    "created_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("changed_at", models.DateTimeField()),
                ("removed_at", models.DateTimeField(blank=True, null=True)),
                ("merged_into", models.BigIntegerField(blank=True, null=True)),
                ("by_name", models.CharField(max_length=100)),
                ("by_words", models.CharField(default="", max_length=100)),
                ("folded", models.TextField()),
                ("kind", models.CharField(default="firm", max_length=10)),
                ("is_customer", models.BooleanField(default=True)),
                ("is_partner", models.BooleanField(default=False)),
                ("is_supplier", models.BooleanField(default=False)),
                ("segment", models.CharField(blank=True, default="", max_length=300)),
                ("region", models.CharField(blank=True, default="", max_length=300)),
                ("country", models.CharField(blank=True, default="", max_length=300)),
                ("channel", models.CharField(blank=True, default="", max_length=300)),
                ("phone", models.CharField(blank=True, default="", max_length=300)),
                ("email", models.CharField(blank=True, default="", max_length=300)),
                ("website", models.CharField(blank=True, default="", max_length=300)),
                ("address", models.TextField(blank=True, default="")),
                ("tax_code", models.CharField(blank=True, default="", max_length=300)),
                ("preferred_channel", models.CharField(blank=True, default="", max_length=20)),
                ("since_on", models.DateField(blank=True, null=True)),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="branches",
                        to="records.customer",
                    ),
                ),
                (
                    "steward",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("about", models.TextField(blank=True, default="")),
                ("customer_key", models.BigIntegerField(blank=True, null=True, unique=True)),
            ],
            options={
                "abstract": False,
                "indexes": [
                    models.Index(fields=["by_name", "id"], name="customer_named"),
                    models.Index(fields=["by_words"], name="customer_same_words"),
                    models.Index(
                        condition=models.Q(("merged_into", None), _negated=True),
                        fields=["merged_into"],
                        name="customer_merged",
                    ),
                    models.Index(fields=["-changed_at", "-id"], name="customer_changed"),
                    models.Index(fields=["-created_at", "-id"], name="customer_created"),
                    models.Index(fields=["owner", "-changed_at", "-id"], name="customer_owned"),
                    models.Index(fields=["phone"], name="customer_by_phone"),
                    models.Index(fields=["email"], name="customer_by_email"),
                    models.Index(fields=["tax_code"], name="customer_by_tax_code"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("removed_at", None), models.Q(("external_id", ""), _negated=True)),
                        fields=("external_source", "external_id"),
                        name="customer_external_once",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Contact",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1)),
                ("name", models.CharField(max_length=300)),
                (
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("external_source", models.CharField(blank=True, default="", max_length=100)),
                ("external_id", models.CharField(blank=True, default="", max_length=200)),
                ("custom", models.JSONField(blank=True, default=dict)),
                ("created_at", models.DateTimeField()),
                (
                    "created_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("changed_at", models.DateTimeField()),
                ("removed_at", models.DateTimeField(blank=True, null=True)),
                ("merged_into", models.BigIntegerField(blank=True, null=True)),
                ("by_name", models.CharField(max_length=100)),
                ("by_words", models.CharField(default="", max_length=100)),
                ("folded", models.TextField()),
                (
                    "customer",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="contacts",
                        to="records.customer",
                    ),
                ),
                ("position", models.CharField(blank=True, default="", max_length=300)),
                ("decides", models.BooleanField(default=False)),
                ("phone", models.CharField(blank=True, default="", max_length=300)),
                ("email", models.CharField(blank=True, default="", max_length=300)),
                ("preferred_channel", models.CharField(blank=True, default="", max_length=20)),
                ("birthday", models.DateField(blank=True, null=True)),
                ("about", models.TextField(blank=True, default="")),
            ],
            options={
                "abstract": False,
                "indexes": [
                    models.Index(fields=["by_name", "id"], name="contact_named"),
                    models.Index(fields=["by_words"], name="contact_same_words"),
                    models.Index(
                        condition=models.Q(("merged_into", None), _negated=True),
                        fields=["merged_into"],
                        name="contact_merged",
                    ),
                    models.Index(fields=["-changed_at", "-id"], name="contact_changed"),
                    models.Index(fields=["-created_at", "-id"], name="contact_created"),
                    models.Index(fields=["owner", "-changed_at", "-id"], name="contact_owned"),
                    models.Index(fields=["phone"], name="contact_by_phone"),
                    models.Index(fields=["email"], name="contact_by_email"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("removed_at", None), models.Q(("external_id", ""), _negated=True)),
                        fields=("external_source", "external_id"),
                        name="contact_external_once",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Competitor",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1)),
                ("name", models.CharField(max_length=300)),
                (
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("external_source", models.CharField(blank=True, default="", max_length=100)),
                ("external_id", models.CharField(blank=True, default="", max_length=200)),
                ("custom", models.JSONField(blank=True, default=dict)),
                ("created_at", models.DateTimeField()),
                (
                    "created_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("changed_at", models.DateTimeField()),
                ("removed_at", models.DateTimeField(blank=True, null=True)),
                ("merged_into", models.BigIntegerField(blank=True, null=True)),
                ("by_name", models.CharField(max_length=100)),
                ("by_words", models.CharField(default="", max_length=100)),
                ("folded", models.TextField()),
                ("website", models.CharField(blank=True, default="", max_length=300)),
                ("about", models.TextField(blank=True, default="")),
            ],
            options={
                "abstract": False,
                "indexes": [
                    models.Index(fields=["by_name", "id"], name="competitor_named"),
                    models.Index(fields=["by_words"], name="competitor_same_words"),
                    models.Index(
                        condition=models.Q(("merged_into", None), _negated=True),
                        fields=["merged_into"],
                        name="competitor_merged",
                    ),
                    models.Index(fields=["-changed_at", "-id"], name="competitor_changed"),
                    models.Index(fields=["-created_at", "-id"], name="competitor_created"),
                    models.Index(fields=["owner", "-changed_at", "-id"], name="competitor_owned"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("removed_at", None), models.Q(("external_id", ""), _negated=True)),
                        fields=("external_source", "external_id"),
                        name="competitor_external_once",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Pipeline",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1)),
                ("name", models.CharField(max_length=120, unique=True)),
                ("position", models.PositiveSmallIntegerField(default=0)),
                ("is_closed", models.BooleanField(default=False)),
            ],
            options={
                "abstract": False,
                "indexes": [],
                "constraints": [],
            },
        ),
        migrations.CreateModel(
            name="Stage",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "pipeline",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="stages", to="records.pipeline"
                    ),
                ),
                ("name", models.CharField(max_length=120)),
                ("position", models.PositiveSmallIntegerField()),
                (
                    "kind",
                    models.CharField(
                        choices=[("open", "Open"), ("won", "Won"), ("lost", "Lost")], default="open", max_length=4
                    ),
                ),
                ("probability", models.PositiveSmallIntegerField(default=0)),
                ("stale_after_days", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("needs", models.JSONField(blank=True, default=list)),
                ("is_removed", models.BooleanField(default=False)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("is_removed", False)),
                        fields=("pipeline", "name"),
                        name="stage_once_in_a_pipeline",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("probability__lte", 100)), name="stage_probability_is_a_share"
                    ),
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="Deal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1)),
                ("name", models.CharField(max_length=300)),
                (
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("external_source", models.CharField(blank=True, default="", max_length=100)),
                ("external_id", models.CharField(blank=True, default="", max_length=200)),
                ("custom", models.JSONField(blank=True, default=dict)),
                ("created_at", models.DateTimeField()),
                (
                    "created_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("changed_at", models.DateTimeField()),
                ("removed_at", models.DateTimeField(blank=True, null=True)),
                ("merged_into", models.BigIntegerField(blank=True, null=True)),
                ("by_name", models.CharField(max_length=100)),
                ("by_words", models.CharField(default="", max_length=100)),
                ("folded", models.TextField()),
                (
                    "customer",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="deals",
                        to="records.customer",
                    ),
                ),
                (
                    "contact",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="deals",
                        to="records.contact",
                    ),
                ),
                (
                    "pipeline",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="records.pipeline"
                    ),
                ),
                (
                    "stage",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="records.stage"
                    ),
                ),
                ("amount", crmeter.records.concept.amount.AmountField(blank=True, null=True)),
                ("currency", models.CharField(blank=True, default="VND", max_length=3)),
                ("probability", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("expected_on", models.DateField(blank=True, null=True)),
                ("next_step", models.CharField(blank=True, default="", max_length=300)),
                ("next_step_on", models.DateField(blank=True, null=True)),
                ("channel", models.CharField(blank=True, default="", max_length=300)),
                ("entered_stage_at", models.DateTimeField()),
                ("won_on", models.DateField(blank=True, null=True)),
                ("lost_on", models.DateField(blank=True, null=True)),
                ("lost_reason", models.CharField(blank=True, default="", max_length=40)),
                (
                    "competitor",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.competitor",
                    ),
                ),
                ("is_open", models.BooleanField(default=True)),
                ("about", models.TextField(blank=True, default="")),
            ],
            options={
                "abstract": False,
                "indexes": [
                    models.Index(fields=["by_name", "id"], name="deal_named"),
                    models.Index(fields=["by_words"], name="deal_same_words"),
                    models.Index(
                        condition=models.Q(("merged_into", None), _negated=True),
                        fields=["merged_into"],
                        name="deal_merged",
                    ),
                    models.Index(fields=["-changed_at", "-id"], name="deal_changed"),
                    models.Index(fields=["-created_at", "-id"], name="deal_created"),
                    models.Index(fields=["owner", "-changed_at", "-id"], name="deal_owned"),
                    models.Index(fields=["amount", "id"], name="deal_by_amount"),
                    models.Index(fields=["expected_on", "id"], name="deal_by_expected_day"),
                    models.Index(fields=["entered_stage_at", "id"], name="deal_by_stage_moment"),
                    models.Index(fields=["stage", "-entered_stage_at", "-id"], name="deal_by_stage"),
                    models.Index(fields=["customer", "-id"], name="deal_of_customer"),
                    models.Index(
                        condition=models.Q(("removed_at", None)),
                        fields=["stage", "currency", "probability", "amount"],
                        name="deal_sums",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("removed_at", None), models.Q(("external_id", ""), _negated=True)),
                        fields=("external_source", "external_id"),
                        name="deal_external_once",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Campaign",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1)),
                ("name", models.CharField(max_length=300)),
                (
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("external_source", models.CharField(blank=True, default="", max_length=100)),
                ("external_id", models.CharField(blank=True, default="", max_length=200)),
                ("custom", models.JSONField(blank=True, default=dict)),
                ("created_at", models.DateTimeField()),
                (
                    "created_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("changed_at", models.DateTimeField()),
                ("removed_at", models.DateTimeField(blank=True, null=True)),
                ("merged_into", models.BigIntegerField(blank=True, null=True)),
                ("by_name", models.CharField(max_length=100)),
                ("by_words", models.CharField(default="", max_length=100)),
                ("folded", models.TextField()),
                ("channel", models.CharField(blank=True, default="", max_length=20)),
                ("status", models.CharField(default="planned", max_length=10)),
                ("starts_on", models.DateField(blank=True, null=True)),
                ("ends_on", models.DateField(blank=True, null=True)),
                ("budget", crmeter.records.concept.amount.AmountField(blank=True, null=True)),
                ("currency", models.CharField(default="VND", max_length=3)),
                ("expected_response", crmeter.records.concept.amount.AmountField(blank=True, null=True)),
                ("about", models.TextField(blank=True, default="")),
            ],
            options={
                "abstract": False,
                "indexes": [
                    models.Index(fields=["by_name", "id"], name="campaign_named"),
                    models.Index(fields=["by_words"], name="campaign_same_words"),
                    models.Index(
                        condition=models.Q(("merged_into", None), _negated=True),
                        fields=["merged_into"],
                        name="campaign_merged",
                    ),
                    models.Index(fields=["-changed_at", "-id"], name="campaign_changed"),
                    models.Index(fields=["-created_at", "-id"], name="campaign_created"),
                    models.Index(fields=["owner", "-changed_at", "-id"], name="campaign_owned"),
                    models.Index(fields=["starts_on", "id"], name="campaign_by_first_day"),
                    models.Index(fields=["budget", "id"], name="campaign_by_budget"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("removed_at", None), models.Q(("external_id", ""), _negated=True)),
                        fields=("external_source", "external_id"),
                        name="campaign_external_once",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Lead",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1)),
                ("name", models.CharField(max_length=300)),
                (
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("external_source", models.CharField(blank=True, default="", max_length=100)),
                ("external_id", models.CharField(blank=True, default="", max_length=200)),
                ("custom", models.JSONField(blank=True, default=dict)),
                ("created_at", models.DateTimeField()),
                (
                    "created_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("changed_at", models.DateTimeField()),
                ("removed_at", models.DateTimeField(blank=True, null=True)),
                ("merged_into", models.BigIntegerField(blank=True, null=True)),
                ("by_name", models.CharField(max_length=100)),
                ("by_words", models.CharField(default="", max_length=100)),
                ("folded", models.TextField()),
                ("firm_name", models.CharField(blank=True, default="", max_length=300)),
                ("phone", models.CharField(blank=True, default="", max_length=300)),
                ("email", models.CharField(blank=True, default="", max_length=300)),
                ("channel", models.CharField(blank=True, default="", max_length=300)),
                (
                    "campaign",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="leads",
                        to="records.campaign",
                    ),
                ),
                ("status", models.CharField(default="new", max_length=12)),
                ("unqualified_reason", models.CharField(blank=True, default="", max_length=40)),
                ("interest", models.TextField(blank=True, default="")),
                (
                    "customer",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="leads",
                        to="records.customer",
                    ),
                ),
                (
                    "contact",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="leads",
                        to="records.contact",
                    ),
                ),
                (
                    "deal",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="leads",
                        to="records.deal",
                    ),
                ),
                ("converted_on", models.DateField(blank=True, null=True)),
                ("assigned_at", models.DateTimeField(blank=True, null=True)),
                ("first_response_at", models.DateTimeField(blank=True, null=True)),
                ("score", models.PositiveSmallIntegerField(blank=True, null=True)),
            ],
            options={
                "abstract": False,
                "indexes": [
                    models.Index(fields=["by_name", "id"], name="lead_named"),
                    models.Index(fields=["by_words"], name="lead_same_words"),
                    models.Index(
                        condition=models.Q(("merged_into", None), _negated=True),
                        fields=["merged_into"],
                        name="lead_merged",
                    ),
                    models.Index(fields=["-changed_at", "-id"], name="lead_changed"),
                    models.Index(fields=["-created_at", "-id"], name="lead_created"),
                    models.Index(fields=["owner", "-changed_at", "-id"], name="lead_owned"),
                    models.Index(fields=["status", "-created_at", "-id"], name="lead_by_status"),
                    models.Index(fields=["score", "id"], name="lead_by_score"),
                    models.Index(fields=["assigned_at", "id"], name="lead_by_assignment"),
                    models.Index(fields=["customer", "-id"], name="lead_of_customer"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("removed_at", None), models.Q(("external_id", ""), _negated=True)),
                        fields=("external_source", "external_id"),
                        name="lead_external_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("converted_on__isnull", False), ("status", "converted")),
                            models.Q(models.Q(("status", "converted"), _negated=True), ("converted_on", None)),
                            _connector="OR",
                        ),
                        name="lead_converted_is_dated",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Order",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1)),
                ("name", models.CharField(max_length=300)),
                (
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("external_source", models.CharField(blank=True, default="", max_length=100)),
                ("external_id", models.CharField(blank=True, default="", max_length=200)),
                ("custom", models.JSONField(blank=True, default=dict)),
                ("created_at", models.DateTimeField()),
                (
                    "created_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("changed_at", models.DateTimeField()),
                ("removed_at", models.DateTimeField(blank=True, null=True)),
                ("merged_into", models.BigIntegerField(blank=True, null=True)),
                ("by_name", models.CharField(max_length=100)),
                ("by_words", models.CharField(default="", max_length=100)),
                ("folded", models.TextField()),
                (
                    "customer",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="orders",
                        to="records.customer",
                    ),
                ),
                (
                    "contact",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="orders",
                        to="records.contact",
                    ),
                ),
                (
                    "deal",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="orders",
                        to="records.deal",
                    ),
                ),
                (
                    "campaign",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="orders",
                        to="records.campaign",
                    ),
                ),
                ("ordered_at", models.DateTimeField()),
                ("amount", crmeter.records.concept.amount.AmountField(blank=True, null=True)),
                ("currency", models.CharField(default="VND", max_length=3)),
                ("status", models.CharField(default="draft", max_length=10)),
                ("confirmed_at", models.DateTimeField(blank=True, null=True)),
                ("cancelled_on", models.DateField(blank=True, null=True)),
                ("cancel_reason", models.CharField(blank=True, default="", max_length=40)),
                ("promised_on", models.DateField(blank=True, null=True)),
                ("channel", models.CharField(blank=True, default="", max_length=300)),
                ("region", models.CharField(blank=True, default="", max_length=300)),
                ("about", models.TextField(blank=True, default="")),
            ],
            options={
                "abstract": False,
                "indexes": [
                    models.Index(fields=["by_name", "id"], name="order_named"),
                    models.Index(fields=["by_words"], name="order_same_words"),
                    models.Index(
                        condition=models.Q(("merged_into", None), _negated=True),
                        fields=["merged_into"],
                        name="order_merged",
                    ),
                    models.Index(fields=["-changed_at", "-id"], name="order_changed"),
                    models.Index(fields=["-created_at", "-id"], name="order_created"),
                    models.Index(fields=["owner", "-changed_at", "-id"], name="order_owned"),
                    models.Index(fields=["ordered_at", "id"], name="order_by_moment"),
                    models.Index(fields=["amount", "id"], name="order_by_amount"),
                    models.Index(fields=["promised_on", "id"], name="order_by_promise"),
                    models.Index(fields=["customer", "-ordered_at", "-id"], name="order_of_customer"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("removed_at", None), models.Q(("external_id", ""), _negated=True)),
                        fields=("external_source", "external_id"),
                        name="order_external_once",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="TicketQueue",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1)),
                ("name", models.CharField(max_length=120, unique=True)),
                (
                    "team",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="records.team",
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0)),
                ("is_closed", models.BooleanField(default=False)),
            ],
            options={
                "abstract": False,
                "indexes": [],
                "constraints": [],
            },
        ),
        migrations.CreateModel(
            name="Ticket",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1)),
                ("name", models.CharField(max_length=300)),
                (
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("external_source", models.CharField(blank=True, default="", max_length=100)),
                ("external_id", models.CharField(blank=True, default="", max_length=200)),
                ("custom", models.JSONField(blank=True, default=dict)),
                ("created_at", models.DateTimeField()),
                (
                    "created_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("changed_at", models.DateTimeField()),
                ("removed_at", models.DateTimeField(blank=True, null=True)),
                ("merged_into", models.BigIntegerField(blank=True, null=True)),
                ("by_name", models.CharField(max_length=100)),
                ("by_words", models.CharField(default="", max_length=100)),
                ("folded", models.TextField()),
                (
                    "customer",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="tickets",
                        to="records.customer",
                    ),
                ),
                (
                    "contact",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="tickets",
                        to="records.contact",
                    ),
                ),
                (
                    "queue",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="records.ticketqueue"
                    ),
                ),
                ("category", models.CharField(blank=True, default="", max_length=300)),
                (
                    "priority",
                    models.CharField(
                        choices=[("low", "Low"), ("normal", "Normal"), ("high", "High"), ("urgent", "Urgent")],
                        default="normal",
                        max_length=6,
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("new", "New"),
                            ("open", "Open"),
                            ("waiting", "Waiting"),
                            ("solved", "Solved"),
                            ("closed", "Closed"),
                        ],
                        default="new",
                        max_length=7,
                    ),
                ),
                ("channel", models.CharField(blank=True, default="", max_length=20)),
                ("description", models.TextField(blank=True, default="")),
                ("opened_at", models.DateTimeField()),
                ("first_responded_at", models.DateTimeField(blank=True, null=True)),
                ("solved_at", models.DateTimeField(blank=True, null=True)),
                ("answer_due_at", models.DateTimeField(blank=True, null=True)),
                ("due_at", models.DateTimeField(blank=True, null=True)),
                ("paused_since", models.DateTimeField(blank=True, null=True)),
                ("paused_seconds", models.PositiveBigIntegerField(default=0)),
                ("reopened", models.PositiveIntegerField(default=0)),
                (
                    "duplicate_of",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="duplicates",
                        to="records.ticket",
                    ),
                ),
                ("is_open", models.BooleanField(default=True)),
            ],
            options={
                "abstract": False,
                "indexes": [
                    models.Index(fields=["by_name", "id"], name="ticket_named"),
                    models.Index(fields=["by_words"], name="ticket_same_words"),
                    models.Index(
                        condition=models.Q(("merged_into", None), _negated=True),
                        fields=["merged_into"],
                        name="ticket_merged",
                    ),
                    models.Index(fields=["-changed_at", "-id"], name="ticket_changed"),
                    models.Index(fields=["-created_at", "-id"], name="ticket_created"),
                    models.Index(fields=["owner", "-changed_at", "-id"], name="ticket_owned"),
                    models.Index(fields=["opened_at", "id"], name="ticket_by_opening"),
                    models.Index(fields=["due_at", "id"], name="ticket_by_due"),
                    models.Index(
                        condition=models.Q(("is_open", True)),
                        fields=["queue", "due_at", "id"],
                        name="ticket_open_in_queue",
                    ),
                    models.Index(
                        condition=models.Q(("is_open", True)),
                        fields=["owner", "due_at", "id"],
                        name="ticket_open_of_agent",
                    ),
                    models.Index(fields=["customer", "-opened_at", "-id"], name="ticket_of_customer"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("removed_at", None), models.Q(("external_id", ""), _negated=True)),
                        fields=("external_source", "external_id"),
                        name="ticket_external_once",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Activity",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1)),
                ("name", models.CharField(max_length=300)),
                (
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("external_source", models.CharField(blank=True, default="", max_length=100)),
                ("external_id", models.CharField(blank=True, default="", max_length=200)),
                ("custom", models.JSONField(blank=True, default=dict)),
                ("created_at", models.DateTimeField()),
                (
                    "created_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("changed_at", models.DateTimeField()),
                ("removed_at", models.DateTimeField(blank=True, null=True)),
                ("merged_into", models.BigIntegerField(blank=True, null=True)),
                ("by_name", models.CharField(max_length=100)),
                ("by_words", models.CharField(default="", max_length=100)),
                ("folded", models.TextField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("call", "Call"),
                            ("mail", "Mail"),
                            ("meeting", "Meeting"),
                            ("note", "Note"),
                            ("task", "Task"),
                            ("chat", "Chat"),
                        ],
                        max_length=7,
                    ),
                ),
                ("body", models.TextField(blank=True, default="")),
                (
                    "direction",
                    models.CharField(
                        choices=[("in", "In"), ("out", "Out"), ("none", "None")], default="none", max_length=4
                    ),
                ),
                ("outcome", models.CharField(blank=True, default="", max_length=20)),
                ("happened_at", models.DateTimeField()),
                ("duration_minutes", models.PositiveIntegerField(blank=True, null=True)),
                ("due_on", models.DateField(blank=True, null=True)),
                ("due_at", models.DateTimeField(blank=True, null=True)),
                ("done_at", models.DateTimeField(blank=True, null=True)),
                ("is_open", models.BooleanField(default=False)),
                ("is_pinned", models.BooleanField(default=False)),
                (
                    "customer",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="activities",
                        to="records.customer",
                    ),
                ),
                (
                    "contact",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="activities",
                        to="records.contact",
                    ),
                ),
                (
                    "deal",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="activities",
                        to="records.deal",
                    ),
                ),
                (
                    "ticket",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="activities",
                        to="records.ticket",
                    ),
                ),
                (
                    "lead",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="activities",
                        to="records.lead",
                    ),
                ),
                (
                    "order",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="activities",
                        to="records.order",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "indexes": [
                    models.Index(fields=["by_name", "id"], name="activity_named"),
                    models.Index(fields=["by_words"], name="activity_same_words"),
                    models.Index(
                        condition=models.Q(("merged_into", None), _negated=True),
                        fields=["merged_into"],
                        name="activity_merged",
                    ),
                    models.Index(fields=["-changed_at", "-id"], name="activity_changed"),
                    models.Index(fields=["-created_at", "-id"], name="activity_created"),
                    models.Index(fields=["owner", "-changed_at", "-id"], name="activity_owned"),
                    models.Index(fields=["happened_at", "id"], name="activity_by_moment"),
                    models.Index(fields=["due_on", "id"], name="activity_by_due"),
                    models.Index(
                        condition=models.Q(("is_open", True)),
                        fields=["owner", "due_on", "id"],
                        name="activity_open_of_owner",
                    ),
                    models.Index(fields=["customer", "-happened_at", "-id"], name="activity_of_customer"),
                    models.Index(fields=["contact", "-happened_at", "-id"], name="activity_of_contact"),
                    models.Index(fields=["deal", "-happened_at", "-id"], name="activity_of_deal"),
                    models.Index(fields=["ticket", "-happened_at", "-id"], name="activity_of_ticket"),
                    models.Index(fields=["lead", "-happened_at", "-id"], name="activity_of_lead"),
                    models.Index(fields=["order", "-happened_at", "-id"], name="activity_of_order"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("removed_at", None), models.Q(("external_id", ""), _negated=True)),
                        fields=("external_source", "external_id"),
                        name="activity_external_once",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Attachment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("concept", models.CharField(max_length=40)),
                ("record", models.BigIntegerField()),
                ("name", models.CharField(max_length=255)),
                ("size", models.PositiveBigIntegerField()),
                ("sha256", models.CharField(max_length=64)),
                ("media_type", models.CharField(max_length=100)),
                ("place", models.CharField(max_length=100, unique=True)),
                (
                    "added_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("added_at", models.DateTimeField()),
                ("removed_at", models.DateTimeField(null=True)),
                ("forgotten_at", models.DateTimeField(null=True)),
            ],
            options={
                "indexes": [
                    models.Index(fields=["concept", "record", "-id"], name="attachment_of_record"),
                    models.Index(
                        condition=models.Q(("forgotten_at", None), models.Q(("removed_at", None), _negated=True)),
                        fields=["removed_at"],
                        name="attachment_removed",
                    ),
                ],
                "constraints": [],
            },
        ),
        migrations.CreateModel(
            name="CampaignCost",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "campaign",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="costs", to="records.campaign"
                    ),
                ),
                ("on", models.DateField()),
                ("amount", crmeter.records.concept.amount.AmountField()),
                ("currency", models.CharField(max_length=3)),
                ("what", models.CharField(max_length=300)),
            ],
            options={
                "indexes": [models.Index(fields=["campaign", "on"], name="cost_of_campaign")],
                "constraints": [],
            },
        ),
        migrations.CreateModel(
            name="CampaignMember",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "campaign",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="members", to="records.campaign"
                    ),
                ),
                (
                    "customer",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="memberships",
                        to="records.customer",
                    ),
                ),
                (
                    "contact",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="memberships",
                        to="records.contact",
                    ),
                ),
                (
                    "lead",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="memberships",
                        to="records.lead",
                    ),
                ),
                ("state", models.CharField(default="planned", max_length=12)),
                ("planned_at", models.DateTimeField()),
                ("sent_at", models.DateTimeField(null=True)),
                ("opened_at", models.DateTimeField(null=True)),
                ("replied_at", models.DateTimeField(null=True)),
                ("converted_at", models.DateTimeField(null=True)),
                ("unsubscribed_at", models.DateTimeField(null=True)),
            ],
            options={
                "indexes": [models.Index(fields=["campaign", "state", "id"], name="member_by_state")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("contact", None), ("customer__isnull", False), ("lead", None)),
                            models.Q(("contact__isnull", False), ("customer", None), ("lead", None)),
                            models.Q(("contact", None), ("customer", None), ("lead__isnull", False)),
                            _connector="OR",
                        ),
                        name="member_is_one",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("customer__isnull", False)),
                        fields=("campaign", "customer"),
                        name="customer_once_in_a_campaign",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("contact__isnull", False)),
                        fields=("campaign", "contact"),
                        name="contact_once_in_a_campaign",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("lead__isnull", False)),
                        fields=("campaign", "lead"),
                        name="lead_once_in_a_campaign",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ChangeEntry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("concept", models.CharField(max_length=40)),
                ("record", models.BigIntegerField()),
                ("at", models.DateTimeField()),
            ],
            options={
                "indexes": [],
                "constraints": [],
            },
        ),
        migrations.CreateModel(
            name="ChangeSet",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[("bulk", "Bulk"), ("import", "Import"), ("merge", "Merge"), ("removal", "Removal")],
                        max_length=10,
                    ),
                ),
                ("title", models.JSONField()),
                ("concept", models.CharField(max_length=40)),
                ("record", models.BigIntegerField(null=True)),
                (
                    "actor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("at", models.DateTimeField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("running", "Running"),
                            ("done", "Done"),
                            ("undoing", "Undoing"),
                            ("undone", "Undone"),
                            ("failed", "Failed"),
                        ],
                        default="running",
                        max_length=10,
                    ),
                ),
                ("asked", models.JSONField(default=dict)),
                ("job", models.BigIntegerField(null=True)),
                ("undo_job", models.BigIntegerField(null=True)),
                ("total", models.PositiveIntegerField(default=0)),
                ("place", models.PositiveIntegerField(default=0)),
                ("done", models.PositiveIntegerField(default=0)),
                ("failed", models.PositiveIntegerField(default=0)),
                ("ended_at", models.DateTimeField(null=True)),
                ("undo_until", models.DateTimeField()),
                ("undone_at", models.DateTimeField(null=True)),
            ],
            options={
                "indexes": [
                    models.Index(fields=["concept", "-id"], name="change_set_of_concept"),
                    models.Index(fields=["actor", "-id"], name="change_set_of_actor"),
                ],
                "constraints": [],
            },
        ),
        migrations.CreateModel(
            name="ChangeSetPart",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "of",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="parts",
                        to="records.changeset",
                    ),
                ),
                ("first", models.PositiveIntegerField()),
                ("records", models.JSONField()),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("of", "first"), name="change_set_part_once")],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="ChangeSetRow",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "of",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="rows",
                        to="records.changeset",
                    ),
                ),
                ("concept", models.CharField(max_length=80)),
                ("record", models.BigIntegerField()),
                (
                    "deed",
                    models.CharField(
                        choices=[
                            ("created", "Created"),
                            ("changed", "Changed"),
                            ("removed", "Removed"),
                            ("moved", "Moved"),
                            ("tagged", "Tagged"),
                            ("untagged", "Untagged"),
                            ("none", "None"),
                        ],
                        max_length=10,
                    ),
                ),
                ("before", models.JSONField(default=dict)),
                ("version_after", models.PositiveIntegerField(null=True)),
                ("error", models.JSONField(null=True)),
                ("is_undone", models.BooleanField(null=True)),
                ("undo_error", models.JSONField(null=True)),
            ],
            options={
                "indexes": [
                    models.Index(fields=["concept", "record", "-of"], name="change_set_row_of_record"),
                    models.Index(
                        condition=models.Q(("is_undone", None)), fields=["of", "-id"], name="change_set_row_to_undo"
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("of", "concept", "record"), name="change_set_row_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="ConsentStatement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("address", models.CharField(max_length=254)),
                ("channel", models.CharField(max_length=10)),
                ("purpose", models.CharField(max_length=20)),
                ("says_yes", models.BooleanField()),
                ("said_at", models.DateTimeField()),
                ("written_at", models.DateTimeField()),
                ("source", models.TextField()),
                ("about_kind", models.CharField(blank=True, max_length=40)),
                ("about_id", models.BigIntegerField(null=True)),
                (
                    "actor",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("actor_name", models.CharField(max_length=200)),
            ],
            options={
                "indexes": [
                    models.Index(fields=["address", "channel", "purpose", "-said_at", "-id"], name="consent_latest"),
                    models.Index(fields=["about_kind", "about_id"], name="consent_about"),
                ],
                "constraints": [],
            },
        ),
        migrations.CreateModel(
            name="Product",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1)),
                ("name", models.CharField(max_length=300)),
                (
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("external_source", models.CharField(blank=True, default="", max_length=100)),
                ("external_id", models.CharField(blank=True, default="", max_length=200)),
                ("custom", models.JSONField(blank=True, default=dict)),
                ("created_at", models.DateTimeField()),
                (
                    "created_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("changed_at", models.DateTimeField()),
                ("removed_at", models.DateTimeField(blank=True, null=True)),
                ("merged_into", models.BigIntegerField(blank=True, null=True)),
                ("by_name", models.CharField(max_length=100)),
                ("by_words", models.CharField(default="", max_length=100)),
                ("folded", models.TextField()),
                ("code", models.CharField(blank=True, default="", max_length=300)),
                ("category", models.CharField(blank=True, default="", max_length=300)),
                ("unit", models.CharField(blank=True, default="", max_length=300)),
                ("price", crmeter.records.concept.amount.AmountField(blank=True, null=True)),
                ("unit_cost", crmeter.records.concept.amount.AmountField(blank=True, null=True)),
                ("currency", models.CharField(blank=True, default="VND", max_length=3)),
                ("is_sold", models.BooleanField(default=True)),
                (
                    "competitor",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="products",
                        to="records.competitor",
                    ),
                ),
                ("about", models.TextField(blank=True, default="")),
            ],
            options={
                "abstract": False,
                "indexes": [
                    models.Index(fields=["by_name", "id"], name="product_named"),
                    models.Index(fields=["by_words"], name="product_same_words"),
                    models.Index(
                        condition=models.Q(("merged_into", None), _negated=True),
                        fields=["merged_into"],
                        name="product_merged",
                    ),
                    models.Index(fields=["-changed_at", "-id"], name="product_changed"),
                    models.Index(fields=["-created_at", "-id"], name="product_created"),
                    models.Index(fields=["owner", "-changed_at", "-id"], name="product_owned"),
                    models.Index(fields=["code"], name="product_by_code"),
                    models.Index(fields=["price", "id"], name="product_by_price"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("removed_at", None), models.Q(("external_id", ""), _negated=True)),
                        fields=("external_source", "external_id"),
                        name="product_external_once",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="DealLine",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "deal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="lines", to="records.deal"
                    ),
                ),
                (
                    "product",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="records.product"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField()),
                ("quantity", crmeter.records.concept.amount.AmountField()),
                ("unit_price", crmeter.records.concept.amount.AmountField()),
                ("discount", crmeter.records.concept.amount.AmountField(default=0)),
                ("amount", crmeter.records.concept.amount.AmountField()),
            ],
            options={
                "indexes": [],
                "constraints": [],
            },
        ),
        migrations.CreateModel(
            name="Delivery",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "order",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="deliveries", to="records.order"
                    ),
                ),
                ("promised_on", models.DateField(null=True)),
                ("shipped_on", models.DateField(null=True)),
                ("delivered_on", models.DateField(null=True)),
                ("state", models.CharField(default="planned", max_length=10)),
                ("created_at", models.DateTimeField()),
            ],
            options={
                "indexes": [models.Index(fields=["state", "promised_on", "id"], name="delivery_by_promise")],
                "constraints": [],
            },
        ),
        migrations.CreateModel(
            name="OrderLine",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "order",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="lines", to="records.order"
                    ),
                ),
                (
                    "product",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="records.product"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField()),
                ("quantity", crmeter.records.concept.amount.AmountField()),
                ("unit_price", crmeter.records.concept.amount.AmountField()),
                ("discount", crmeter.records.concept.amount.AmountField(default=0)),
                ("amount", crmeter.records.concept.amount.AmountField()),
                ("unit_cost", crmeter.records.concept.amount.AmountField(null=True)),
            ],
            options={
                "indexes": [],
                "constraints": [],
            },
        ),
        migrations.CreateModel(
            name="DeliveryLine",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "delivery",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="lines", to="records.delivery"
                    ),
                ),
                (
                    "order_line",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="delivered", to="records.orderline"
                    ),
                ),
                ("quantity", crmeter.records.concept.amount.AmountField()),
                ("damaged", crmeter.records.concept.amount.AmountField(default=0)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("delivery", "order_line"), name="order_line_once_in_a_delivery")
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="UsedCurrency",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1)),
                ("code", models.CharField(max_length=3, unique=True)),
            ],
            options={
                "abstract": False,
                "indexes": [],
                "constraints": [],
            },
        ),
        migrations.CreateModel(
            name="ExchangeRate",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "currency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rates",
                        to="records.usedcurrency",
                        to_field="code",
                    ),
                ),
                ("into", models.CharField(max_length=3)),
                ("rated_on", models.DateField()),
                ("rate", models.CharField(max_length=40)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("currency", "into", "rated_on"), name="rate_once_a_day")
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="RecordImport",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "of",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="record_import", to="records.upload"
                    ),
                ),
                ("concept", models.CharField(max_length=40)),
                ("plan", models.JSONField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("mapping", "Mapping"),
                            ("reading", "Reading"),
                            ("asked", "Asked"),
                            ("running", "Running"),
                            ("done", "Done"),
                            ("stopped", "Stopped"),
                            ("failed", "Failed"),
                        ],
                        default="mapping",
                        max_length=10,
                    ),
                ),
                ("questions", models.JSONField(default=list)),
                ("unknown", models.JSONField(default=dict)),
                ("error", models.JSONField(null=True)),
                ("job", models.PositiveBigIntegerField(null=True)),
                (
                    "change_set",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="records.changeset"
                    ),
                ),
                ("offset", models.PositiveBigIntegerField(default=0)),
                ("created", models.PositiveIntegerField(default=0)),
                ("changed", models.PositiveIntegerField(default=0)),
                ("skipped", models.PositiveIntegerField(default=0)),
            ],
            options={
                "abstract": False,
                "indexes": [],
                "constraints": [],
            },
        ),
        migrations.CreateModel(
            name="FailedRow",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "of",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="failures",
                        to="records.recordimport",
                    ),
                ),
                ("line", models.PositiveBigIntegerField()),
                ("field", models.JSONField(null=True)),
                ("reason", models.JSONField()),
                ("cells", models.JSONField()),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("of", "line"), name="record_import_row_once")],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="FeatureUse",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "user",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("feature", models.CharField(max_length=80)),
                ("used_on", models.DateField()),
                ("uses", models.PositiveBigIntegerField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("user", "feature", "used_on"), name="feature_use_once_a_day")
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="Follow",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("concept", models.CharField(max_length=40)),
                ("record", models.BigIntegerField()),
                ("since", models.DateTimeField()),
            ],
            options={
                "indexes": [models.Index(fields=["user", "-id"], name="follow_of_user")],
                "constraints": [models.UniqueConstraint(fields=("concept", "record", "user"), name="follow_once")],
            },
        ),
        migrations.CreateModel(
            name="Mention",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "activity",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="mentions", to="records.activity"
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("at", models.DateTimeField()),
                ("answered_at", models.DateTimeField(null=True)),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("answered_at", None)), fields=["user", "at"], name="mention_unanswered"
                    )
                ],
                "constraints": [models.UniqueConstraint(fields=("activity", "user"), name="mention_once")],
            },
        ),
        migrations.CreateModel(
            name="Notice",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("mention", "Mention"),
                            ("assigned", "Assigned"),
                            ("followed", "Followed"),
                            ("feedback", "Feedback"),
                            ("due", "Due"),
                        ],
                        max_length=8,
                    ),
                ),
                ("concept", models.CharField(max_length=40)),
                ("record", models.BigIntegerField()),
                ("words", models.JSONField(default=dict)),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("at", models.DateTimeField()),
                ("read_at", models.DateTimeField(null=True)),
            ],
            options={
                "indexes": [
                    models.Index(fields=["user", "-id"], name="notice_of_user"),
                    models.Index(condition=models.Q(("read_at", None)), fields=["user"], name="notice_unread"),
                    models.Index(fields=["concept", "record", "user"], name="notice_of_record"),
                ],
                "constraints": [],
            },
        ),
        migrations.CreateModel(
            name="Participation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "activity",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="participations",
                        to="records.activity",
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
                (
                    "contact",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="participations",
                        to="records.contact",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("user", None), ("contact", None), _connector="XOR"),
                        name="participation_of_one",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("user", None), _negated=True),
                        fields=("activity", "user"),
                        name="participation_of_user_once",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("contact", None), _negated=True),
                        fields=("activity", "contact"),
                        name="participation_of_contact_once",
                    ),
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="Return",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "order",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="returns",
                        to="records.order",
                    ),
                ),
                (
                    "customer",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="returns",
                        to="records.customer",
                    ),
                ),
                ("returned_on", models.DateField()),
                ("amount", crmeter.records.concept.amount.AmountField()),
                ("currency", models.CharField(max_length=3)),
                ("reason", models.CharField(max_length=40)),
                ("created_at", models.DateTimeField()),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("customer", None), ("order__isnull", False)),
                            models.Q(("customer__isnull", False), ("order", None)),
                            _connector="OR",
                        ),
                        name="return_is_of_one",
                    )
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="ReturnLine",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "of",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="lines", to="records.return"
                    ),
                ),
                (
                    "order_line",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="returned",
                        to="records.orderline",
                    ),
                ),
                (
                    "product",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="records.product"
                    ),
                ),
                ("quantity", crmeter.records.concept.amount.AmountField()),
                ("damaged", crmeter.records.concept.amount.AmountField(default=0)),
                ("amount", crmeter.records.concept.amount.AmountField()),
            ],
            options={
                "indexes": [],
                "constraints": [],
            },
        ),
        migrations.CreateModel(
            name="RoleRights",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("director", "Director"),
                            ("marketing_manager", "Marketing manager"),
                            ("sales_manager", "Sales manager"),
                            ("rep", "Sales representative"),
                            ("agent", "Service agent"),
                            ("analyst", "Analyst"),
                            ("steward", "Data steward"),
                        ],
                        max_length=20,
                        unique=True,
                    ),
                ),
                ("decided", models.JSONField(default=dict)),
            ],
            options={
                "abstract": False,
                "indexes": [],
                "constraints": [],
            },
        ),
        migrations.CreateModel(
            name="SavedView",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("concept", models.CharField(max_length=40)),
                ("name", models.CharField(max_length=120)),
                ("mode", models.CharField(default="list", max_length=20)),
                ("columns", models.JSONField(default=list)),
                ("sort", models.CharField(blank=True, max_length=60)),
                ("clauses", models.JSONField(default=list)),
                ("words", models.CharField(blank=True, max_length=200)),
                ("group", models.CharField(blank=True, max_length=60)),
                ("is_shared", models.BooleanField(default=False)),
            ],
            options={
                "indexes": [
                    models.Index(condition=models.Q(("is_shared", True)), fields=["concept"], name="saved_view_shared")
                ],
                "constraints": [models.UniqueConstraint(fields=("owner", "concept", "name"), name="saved_view_once")],
            },
        ),
        migrations.CreateModel(
            name="Share",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("concept", models.CharField(max_length=40)),
                ("record", models.BigIntegerField()),
                (
                    "user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "team",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="records.team"
                    ),
                ),
                ("may_change", models.BooleanField(default=False)),
            ],
            options={
                "indexes": [
                    models.Index(fields=["user", "concept"], name="share_of_user"),
                    models.Index(fields=["team", "concept"], name="share_of_team"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("user", None), ("team", None), _connector="XOR"), name="share_with_one"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("user", None), _negated=True),
                        fields=("concept", "record", "user"),
                        name="share_with_user_once",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("team", None), _negated=True),
                        fields=("concept", "record", "team"),
                        name="share_with_team_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SpecialDay",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1)),
                ("day", models.DateField(unique=True)),
                ("name_vi", models.CharField(max_length=120)),
                ("name_en", models.CharField(max_length=120)),
                ("hours_of", models.PositiveSmallIntegerField(null=True)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("hours_of", None), ("hours_of__lte", 6), _connector="OR"),
                        name="special_day_of_a_week",
                    )
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="StageEvent",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "deal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="stage_events", to="records.deal"
                    ),
                ),
                ("kind", models.CharField(max_length=10)),
                (
                    "before",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="records.stage"
                    ),
                ),
                (
                    "after",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="records.stage"
                    ),
                ),
                ("amount", crmeter.records.concept.amount.AmountField(null=True)),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("recorded_at", models.DateTimeField()),
            ],
            options={
                "indexes": [models.Index(fields=["deal", "at"], name="stage_event_of_deal")],
                "constraints": [],
            },
        ),
        migrations.CreateModel(
            name="Subscription",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1)),
                ("name", models.CharField(max_length=300)),
                (
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("external_source", models.CharField(blank=True, default="", max_length=100)),
                ("external_id", models.CharField(blank=True, default="", max_length=200)),
                ("custom", models.JSONField(blank=True, default=dict)),
                ("created_at", models.DateTimeField()),
                (
                    "created_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("changed_at", models.DateTimeField()),
                ("removed_at", models.DateTimeField(blank=True, null=True)),
                ("merged_into", models.BigIntegerField(blank=True, null=True)),
                ("by_name", models.CharField(max_length=100)),
                ("by_words", models.CharField(default="", max_length=100)),
                ("folded", models.TextField()),
                (
                    "customer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="subscriptions", to="records.customer"
                    ),
                ),
                (
                    "product",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.product",
                    ),
                ),
                ("quantity", crmeter.records.concept.amount.AmountField(blank=True, null=True)),
                ("price", crmeter.records.concept.amount.AmountField(blank=True, null=True)),
                ("currency", models.CharField(default="VND", max_length=3)),
                ("period", models.CharField(max_length=10)),
                ("starts_on", models.DateField()),
                ("ends_on", models.DateField(blank=True, null=True)),
                ("renews_on", models.DateField(blank=True, null=True)),
                ("status", models.CharField(default="active", max_length=10)),
                ("cancelled_on", models.DateField(blank=True, null=True)),
                ("cancel_reason", models.CharField(blank=True, default="", max_length=40)),
                ("about", models.TextField(blank=True, default="")),
            ],
            options={
                "abstract": False,
                "indexes": [
                    models.Index(fields=["by_name", "id"], name="subscription_named"),
                    models.Index(fields=["by_words"], name="subscription_same_words"),
                    models.Index(
                        condition=models.Q(("merged_into", None), _negated=True),
                        fields=["merged_into"],
                        name="subscription_merged",
                    ),
                    models.Index(fields=["-changed_at", "-id"], name="subscription_changed"),
                    models.Index(fields=["-created_at", "-id"], name="subscription_created"),
                    models.Index(fields=["owner", "-changed_at", "-id"], name="subscription_owned"),
                    models.Index(fields=["renews_on", "id"], name="subscription_by_renewal"),
                    models.Index(fields=["price", "id"], name="subscription_by_price"),
                    models.Index(fields=["customer", "-id"], name="subscription_of_customer"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("removed_at", None), models.Q(("external_id", ""), _negated=True)),
                        fields=("external_source", "external_id"),
                        name="subscription_external_once",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SubscriptionEvent",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "subscription",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="events", to="records.subscription"
                    ),
                ),
                ("kind", models.CharField(max_length=10)),
                ("on", models.DateField()),
                ("quantity", crmeter.records.concept.amount.AmountField(null=True)),
                ("price", crmeter.records.concept.amount.AmountField(null=True)),
                ("currency", models.CharField(max_length=3)),
                ("period", models.CharField(max_length=10)),
                ("renews_on", models.DateField(null=True)),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("recorded_at", models.DateTimeField()),
            ],
            options={
                "indexes": [models.Index(fields=["subscription", "on", "id"], name="event_of_subscription")],
                "constraints": [],
            },
        ),
        migrations.CreateModel(
            name="Tag",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1)),
                ("name", models.CharField(max_length=60)),
                ("folded", models.CharField(max_length=60, unique=True)),
            ],
            options={
                "abstract": False,
                "indexes": [],
                "constraints": [],
            },
        ),
        migrations.CreateModel(
            name="Tagging",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "tag",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="taggings", to="records.tag"
                    ),
                ),
                ("concept", models.CharField(max_length=40)),
                ("record", models.BigIntegerField()),
            ],
            options={
                "indexes": [models.Index(fields=["tag", "concept", "record"], name="tagging_of_tag")],
                "constraints": [models.UniqueConstraint(fields=("concept", "record", "tag"), name="tagging_once")],
            },
        ),
        migrations.CreateModel(
            name="TicketEvent",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "ticket",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="events", to="records.ticket"
                    ),
                ),
                ("kind", models.CharField(max_length=10)),
                ("before", models.CharField(blank=True, default="", max_length=20)),
                ("after", models.CharField(blank=True, default="", max_length=20)),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("recorded_at", models.DateTimeField()),
            ],
            options={
                "indexes": [models.Index(fields=["ticket", "-at", "-id"], name="ticket_event_of_ticket")],
                "constraints": [],
            },
        ),
        migrations.CreateModel(
            name="TicketPromise",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "priority",
                    models.CharField(
                        choices=[("low", "Low"), ("normal", "Normal"), ("high", "High"), ("urgent", "Urgent")],
                        max_length=6,
                        unique=True,
                    ),
                ),
                ("first_response_minutes", models.PositiveIntegerField(blank=True, null=True)),
                ("resolution_minutes", models.PositiveIntegerField(blank=True, null=True)),
                ("in_working_time", models.BooleanField()),
            ],
            options={
                "abstract": False,
                "indexes": [],
                "constraints": [],
            },
        ),
        migrations.CreateModel(
            name="ViewMark",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "view",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="marks", to="records.savedview"
                    ),
                ),
                ("concept", models.CharField(max_length=40)),
                ("is_pinned", models.BooleanField(default=False)),
                ("is_default", models.BooleanField(default=False)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("user", "view"), name="view_mark_once"),
                    models.UniqueConstraint(
                        condition=models.Q(("is_default", True)), fields=("user", "concept"), name="view_default_once"
                    ),
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="WorkingWeek",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1)),
                ("zone", models.CharField(blank=True, max_length=64)),
                ("hours", models.JSONField(default=list)),
            ],
            options={
                "abstract": False,
                "indexes": [],
                "constraints": [],
            },
        ),
        migrations.AddField(
            model_name="user",
            name="single_keys",
            field=models.BooleanField(default=True),
        ),
        migrations.AlterField(
            model_name="upload",
            name="state",
            field=models.CharField(
                choices=[
                    ("received", "Received"),
                    ("looked", "Looked"),
                    ("importing", "Importing"),
                    ("asked", "Asked"),
                    ("done", "Done"),
                    ("failed", "Failed"),
                    ("undone", "Undone"),
                    ("replaced", "Replaced"),
                    ("recorded", "Recorded"),
                    ("discarded", "Discarded"),
                ],
                default="received",
                max_length=10,
            ),
        ),
        migrations.AddIndex(
            model_name="auditentry",
            index=models.Index(fields=["-at", "-id"], name="audit_by_time"),
        ),
        migrations.AddIndex(
            model_name="auditentry",
            index=models.Index(fields=["actor", "-at", "-id"], name="audit_by_actor_and_time"),
        ),
        migrations.AddIndex(
            model_name="auditentry",
            index=models.Index(fields=["action", "-at", "-id"], name="audit_by_action"),
        ),
        migrations.AddIndex(
            model_name="auditentry",
            index=models.Index(fields=["object_kind", "-at", "-id"], name="audit_by_kind"),
        ),
        migrations.RunPython(number_transactions, migrations.RunPython.noop),
        migrations.RunPython(first_pipeline, migrations.RunPython.noop),
        migrations.RunPython(first_queue, migrations.RunPython.noop),
        IndexWords(
            "records_activity",
            "records_campaign",
            "records_competitor",
            "records_contact",
            "records_customer",
            "records_deal",
            "records_lead",
            "records_order",
            "records_product",
            "records_subscription",
            "records_ticket",
        ),
    ]
