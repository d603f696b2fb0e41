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


class Migration(migrations.Migration):
    dependencies = [
        ("records", "0007_customers"),
    ]

    operations = [
        migrations.CreateModel(
            name="ChangeEntry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("concept", models.CharField(max_length=40)),
                ("record", models.BigIntegerField()),
                ("at", models.DateTimeField()),
            ],
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
            },
        ),
        migrations.CreateModel(
            name="Competitor",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1)),
                ("name", models.CharField(max_length=300)),
                ("external_source", models.CharField(blank=True, default="", max_length=100)),
                ("external_id", models.CharField(blank=True, default="", max_length=200)),
                ("custom", models.JSONField(blank=True, default=dict)),
                ("created_at", models.DateTimeField()),
                ("changed_at", models.DateTimeField()),
                ("removed_at", models.DateTimeField(blank=True, null=True)),
                ("by_name", models.CharField(max_length=100)),
                ("folded", models.TextField()),
                ("website", models.CharField(blank=True, default="", max_length=300)),
                ("about", models.TextField(blank=True, default="")),
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
                    "owner",
                    models.ForeignKey(
                        blank=True,
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
            name="Customer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1)),
                ("name", models.CharField(max_length=300)),
                ("external_source", models.CharField(blank=True, default="", max_length=100)),
                ("external_id", models.CharField(blank=True, default="", max_length=200)),
                ("custom", models.JSONField(blank=True, default=dict)),
                ("created_at", models.DateTimeField()),
                ("changed_at", models.DateTimeField()),
                ("removed_at", models.DateTimeField(blank=True, null=True)),
                ("by_name", models.CharField(max_length=100)),
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
                ("about", models.TextField(blank=True, default="")),
                ("customer_key", models.BigIntegerField(blank=True, null=True, unique=True)),
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
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
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
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Contact",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1)),
                ("name", models.CharField(max_length=300)),
                ("external_source", models.CharField(blank=True, default="", max_length=100)),
                ("external_id", models.CharField(blank=True, default="", max_length=200)),
                ("custom", models.JSONField(blank=True, default=dict)),
                ("created_at", models.DateTimeField()),
                ("changed_at", models.DateTimeField()),
                ("removed_at", models.DateTimeField(blank=True, null=True)),
                ("by_name", models.CharField(max_length=100)),
                ("folded", models.TextField()),
                ("position", models.CharField(blank=True, default="", max_length=300)),
                ("decides", models.BooleanField(default=False)),
                ("phone", models.CharField(blank=True, default="", max_length=300)),
                ("email", models.CharField(blank=True, default="", max_length=300)),
                ("preferred_channel", models.CharField(blank=True, default="", max_length=20)),
                ("birthday", models.DateField(blank=True, null=True)),
                ("about", models.TextField(blank=True, default="")),
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
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
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
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Deal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1)),
                ("name", models.CharField(max_length=300)),
                ("external_source", models.CharField(blank=True, default="", max_length=100)),
                ("external_id", models.CharField(blank=True, default="", max_length=200)),
                ("custom", models.JSONField(blank=True, default=dict)),
                ("created_at", models.DateTimeField()),
                ("changed_at", models.DateTimeField()),
                ("removed_at", models.DateTimeField(blank=True, null=True)),
                ("by_name", models.CharField(max_length=100)),
                ("folded", models.TextField()),
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
                ("is_open", models.BooleanField(default=True)),
                ("about", models.TextField(blank=True, default="")),
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
                    "created_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
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
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "pipeline",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="records.pipeline"
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Product",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1)),
                ("name", models.CharField(max_length=300)),
                ("external_source", models.CharField(blank=True, default="", max_length=100)),
                ("external_id", models.CharField(blank=True, default="", max_length=200)),
                ("custom", models.JSONField(blank=True, default=dict)),
                ("created_at", models.DateTimeField()),
                ("changed_at", models.DateTimeField()),
                ("removed_at", models.DateTimeField(blank=True, null=True)),
                ("by_name", models.CharField(max_length=100)),
                ("folded", models.TextField()),
                ("code", models.CharField(blank=True, default="", max_length=300)),
                ("category", models.CharField(blank=True, default="", max_length=300)),
                ("unit", models.CharField(blank=True, default="", max_length=300)),
                ("price", crmeter.records.concept.amount.AmountField(blank=True, null=True)),
                ("unit_cost", crmeter.records.concept.amount.AmountField(blank=True, null=True)),
                ("currency", models.CharField(blank=True, default="VND", max_length=3)),
                ("is_sold", models.BooleanField(default=True)),
                ("about", models.TextField(blank=True, default="")),
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
                    "owner",
                    models.ForeignKey(
                        blank=True,
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
            name="DealLine",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField()),
                ("quantity", crmeter.records.concept.amount.AmountField()),
                ("unit_price", crmeter.records.concept.amount.AmountField()),
                ("discount", crmeter.records.concept.amount.AmountField(default=0)),
                ("amount", crmeter.records.concept.amount.AmountField()),
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
            ],
        ),
        migrations.CreateModel(
            name="Share",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("concept", models.CharField(max_length=40)),
                ("record", models.BigIntegerField()),
                ("may_change", models.BooleanField(default=False)),
                (
                    "team",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="records.team"
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Stage",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1)),
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
                (
                    "pipeline",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="stages", to="records.pipeline"
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="deal",
            name="stage",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="records.stage"),
        ),
        migrations.CreateModel(
            name="StageEvent",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=10)),
                ("amount", crmeter.records.concept.amount.AmountField(null=True)),
                ("at", models.DateTimeField()),
                ("recorded_at", models.DateTimeField()),
                (
                    "after",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="records.stage"
                    ),
                ),
                (
                    "before",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="records.stage"
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "deal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="stage_events", to="records.deal"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Tagging",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("concept", models.CharField(max_length=40)),
                ("record", models.BigIntegerField()),
                (
                    "tag",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="taggings", to="records.tag"
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="competitor",
            index=models.Index(fields=["by_name", "id"], name="competitor_named"),
        ),
        migrations.AddIndex(
            model_name="competitor",
            index=models.Index(fields=["-changed_at", "-id"], name="competitor_changed"),
        ),
        migrations.AddIndex(
            model_name="competitor",
            index=models.Index(fields=["-created_at", "-id"], name="competitor_created"),
        ),
        migrations.AddIndex(
            model_name="competitor",
            index=models.Index(fields=["owner", "-changed_at", "-id"], name="competitor_owned"),
        ),
        migrations.AddConstraint(
            model_name="competitor",
            constraint=models.UniqueConstraint(
                condition=models.Q(("removed_at", None), models.Q(("external_id", ""), _negated=True)),
                fields=("external_source", "external_id"),
                name="competitor_external_once",
            ),
        ),
        migrations.AddIndex(
            model_name="customer",
            index=models.Index(fields=["by_name", "id"], name="customer_named"),
        ),
        migrations.AddIndex(
            model_name="customer",
            index=models.Index(fields=["-changed_at", "-id"], name="customer_changed"),
        ),
        migrations.AddIndex(
            model_name="customer",
            index=models.Index(fields=["-created_at", "-id"], name="customer_created"),
        ),
        migrations.AddIndex(
            model_name="customer",
            index=models.Index(fields=["owner", "-changed_at", "-id"], name="customer_owned"),
        ),
        migrations.AddConstraint(
            model_name="customer",
            constraint=models.UniqueConstraint(
                condition=models.Q(("removed_at", None), models.Q(("external_id", ""), _negated=True)),
                fields=("external_source", "external_id"),
                name="customer_external_once",
            ),
        ),
        migrations.AddIndex(
            model_name="contact",
            index=models.Index(fields=["by_name", "id"], name="contact_named"),
        ),
        migrations.AddIndex(
            model_name="contact",
            index=models.Index(fields=["-changed_at", "-id"], name="contact_changed"),
        ),
        migrations.AddIndex(
            model_name="contact",
            index=models.Index(fields=["-created_at", "-id"], name="contact_created"),
        ),
        migrations.AddIndex(
            model_name="contact",
            index=models.Index(fields=["owner", "-changed_at", "-id"], name="contact_owned"),
        ),
        migrations.AddConstraint(
            model_name="contact",
            constraint=models.UniqueConstraint(
                condition=models.Q(("removed_at", None), models.Q(("external_id", ""), _negated=True)),
                fields=("external_source", "external_id"),
                name="contact_external_once",
            ),
        ),
        migrations.AddIndex(
            model_name="product",
            index=models.Index(fields=["by_name", "id"], name="product_named"),
        ),
        migrations.AddIndex(
            model_name="product",
            index=models.Index(fields=["-changed_at", "-id"], name="product_changed"),
        ),
        migrations.AddIndex(
            model_name="product",
            index=models.Index(fields=["-created_at", "-id"], name="product_created"),
        ),
        migrations.AddIndex(
            model_name="product",
            index=models.Index(fields=["owner", "-changed_at", "-id"], name="product_owned"),
        ),
        migrations.AddIndex(
            model_name="product",
            index=models.Index(fields=["price", "id"], name="product_by_price"),
        ),
        migrations.AddConstraint(
            model_name="product",
            constraint=models.UniqueConstraint(
                condition=models.Q(("removed_at", None), models.Q(("external_id", ""), _negated=True)),
                fields=("external_source", "external_id"),
                name="product_external_once",
            ),
        ),
        migrations.AddIndex(
            model_name="share",
            index=models.Index(fields=["user", "concept"], name="share_of_user"),
        ),
        migrations.AddIndex(
            model_name="share",
            index=models.Index(fields=["team", "concept"], name="share_of_team"),
        ),
        migrations.AddConstraint(
            model_name="share",
            constraint=models.CheckConstraint(
                condition=models.Q(("user", None), ("team", None), _connector="XOR"), name="share_with_one"
            ),
        ),
        migrations.AddConstraint(
            model_name="share",
            constraint=models.UniqueConstraint(
                condition=models.Q(("user", None), _negated=True),
                fields=("concept", "record", "user"),
                name="share_with_user_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="share",
            constraint=models.UniqueConstraint(
                condition=models.Q(("team", None), _negated=True),
                fields=("concept", "record", "team"),
                name="share_with_team_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="stage",
            constraint=models.UniqueConstraint(fields=("pipeline", "name"), name="stage_once_in_a_pipeline"),
        ),
        migrations.AddConstraint(
            model_name="stage",
            constraint=models.CheckConstraint(
                condition=models.Q(("probability__lte", 100)), name="stage_probability_is_a_share"
            ),
        ),
        migrations.AddIndex(
            model_name="deal",
            index=models.Index(fields=["by_name", "id"], name="deal_named"),
        ),
        migrations.AddIndex(
            model_name="deal",
            index=models.Index(fields=["-changed_at", "-id"], name="deal_changed"),
        ),
        migrations.AddIndex(
            model_name="deal",
            index=models.Index(fields=["-created_at", "-id"], name="deal_created"),
        ),
        migrations.AddIndex(
            model_name="deal",
            index=models.Index(fields=["owner", "-changed_at", "-id"], name="deal_owned"),
        ),
        migrations.AddIndex(
            model_name="deal",
            index=models.Index(fields=["amount", "id"], name="deal_by_amount"),
        ),
        migrations.AddIndex(
            model_name="deal",
            index=models.Index(fields=["expected_on", "id"], name="deal_by_expected_day"),
        ),
        migrations.AddIndex(
            model_name="deal",
            index=models.Index(fields=["stage", "-entered_stage_at", "-id"], name="deal_by_stage"),
        ),
        migrations.AddIndex(
            model_name="deal",
            index=models.Index(fields=["customer", "-id"], name="deal_of_customer"),
        ),
        migrations.AddConstraint(
            model_name="deal",
            constraint=models.UniqueConstraint(
                condition=models.Q(("removed_at", None), models.Q(("external_id", ""), _negated=True)),
                fields=("external_source", "external_id"),
                name="deal_external_once",
            ),
        ),
        migrations.AddIndex(
            model_name="stageevent",
            index=models.Index(fields=["deal", "at"], name="stage_event_of_deal"),
        ),
        migrations.AddIndex(
            model_name="tagging",
            index=models.Index(fields=["tag", "concept", "record"], name="tagging_of_tag"),
        ),
        migrations.AddConstraint(
            model_name="tagging",
            constraint=models.UniqueConstraint(fields=("concept", "record", "tag"), name="tagging_once"),
        ),
        migrations.RunPython(number_transactions, migrations.RunPython.noop),
        migrations.RunPython(first_pipeline, migrations.RunPython.noop),
        IndexWords("records_customer", "records_contact", "records_product", "records_competitor", "records_deal"),
    ]
