import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import crmeter.records.concept.amount
from crmeter.records.migrations._word_index import IndexWords


class Migration(migrations.Migration):
    dependencies = [
        ("records", "0010_consent"),
    ]

    operations = [
        migrations.CreateModel(
            name="Campaign",
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
            },
        ),
        migrations.CreateModel(
            name="CampaignCost",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("on", models.DateField()),
                ("amount", crmeter.records.concept.amount.AmountField()),
                ("currency", models.CharField(max_length=3)),
                ("what", models.CharField(max_length=300)),
            ],
        ),
        migrations.CreateModel(
            name="CampaignMember",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("state", models.CharField(default="planned", max_length=12)),
                ("planned_at", models.DateTimeField()),
                ("sent_at", models.DateTimeField(null=True)),
                ("opened_at", models.DateTimeField(null=True)),
                ("replied_at", models.DateTimeField(null=True)),
                ("converted_at", models.DateTimeField(null=True)),
                ("unsubscribed_at", models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="Delivery",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1)),
                ("promised_on", models.DateField(null=True)),
                ("shipped_on", models.DateField(null=True)),
                ("delivered_on", models.DateField(null=True)),
                ("state", models.CharField(default="planned", max_length=10)),
                ("created_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="DeliveryLine",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("quantity", crmeter.records.concept.amount.AmountField()),
                ("damaged", crmeter.records.concept.amount.AmountField(default=0)),
            ],
        ),
        migrations.CreateModel(
            name="Lead",
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
                ("firm_name", models.CharField(blank=True, default="", max_length=300)),
                ("phone", models.CharField(blank=True, default="", max_length=300)),
                ("email", models.CharField(blank=True, default="", max_length=300)),
                ("channel", models.CharField(blank=True, default="", max_length=300)),
                ("status", models.CharField(default="new", max_length=12)),
                ("unqualified_reason", models.CharField(blank=True, default="", max_length=40)),
                ("interest", models.TextField(blank=True, default="")),
                ("converted_on", models.DateField(blank=True, null=True)),
                ("assigned_at", models.DateTimeField(blank=True, null=True)),
                ("first_response_at", models.DateTimeField(blank=True, null=True)),
                ("score", models.PositiveSmallIntegerField(blank=True, null=True)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Order",
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
            },
        ),
        migrations.CreateModel(
            name="OrderLine",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField()),
                ("quantity", crmeter.records.concept.amount.AmountField()),
                ("unit_price", crmeter.records.concept.amount.AmountField()),
                ("discount", crmeter.records.concept.amount.AmountField(default=0)),
                ("amount", crmeter.records.concept.amount.AmountField()),
                ("unit_cost", crmeter.records.concept.amount.AmountField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="Return",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1)),
                ("returned_on", models.DateField()),
                ("amount", crmeter.records.concept.amount.AmountField()),
                ("currency", models.CharField(max_length=3)),
                ("reason", models.CharField(max_length=40)),
                ("created_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="ReturnLine",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("quantity", crmeter.records.concept.amount.AmountField()),
                ("damaged", crmeter.records.concept.amount.AmountField(default=0)),
                ("amount", crmeter.records.concept.amount.AmountField()),
            ],
        ),
        migrations.CreateModel(
            name="Subscription",
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
            },
        ),
        migrations.CreateModel(
            name="SubscriptionEvent",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=10)),
                ("on", models.DateField()),
                ("quantity", crmeter.records.concept.amount.AmountField(null=True)),
                ("price", crmeter.records.concept.amount.AmountField(null=True)),
                ("currency", models.CharField(max_length=3)),
                ("period", models.CharField(max_length=10)),
                ("renews_on", models.DateField(null=True)),
                ("recorded_at", models.DateTimeField()),
            ],
        ),
        migrations.RemoveConstraint(
            model_name="stage",
            name="stage_once_in_a_pipeline",
        ),
        migrations.AddField(
            model_name="stage",
            name="is_removed",
            field=models.BooleanField(default=False),
        ),
        migrations.AddIndex(
            model_name="deal",
            index=models.Index(fields=["entered_stage_at", "id"], name="deal_by_stage_moment"),
        ),
        migrations.AddConstraint(
            model_name="stage",
            constraint=models.UniqueConstraint(
                condition=models.Q(("is_removed", False)), fields=("pipeline", "name"), name="stage_once_in_a_pipeline"
            ),
        ),
        migrations.AddField(
            model_name="campaign",
            name="created_by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="campaign",
            name="owner",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="campaigncost",
            name="campaign",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="costs", to="records.campaign"
            ),
        ),
        migrations.AddField(
            model_name="campaignmember",
            name="campaign",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="members", to="records.campaign"
            ),
        ),
        migrations.AddField(
            model_name="campaignmember",
            name="contact",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.CASCADE, related_name="memberships", to="records.contact"
            ),
        ),
        migrations.AddField(
            model_name="campaignmember",
            name="customer",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="memberships",
                to="records.customer",
            ),
        ),
        migrations.AddField(
            model_name="deliveryline",
            name="delivery",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="lines", to="records.delivery"
            ),
        ),
        migrations.AddField(
            model_name="lead",
            name="campaign",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="leads",
                to="records.campaign",
            ),
        ),
        migrations.AddField(
            model_name="lead",
            name="contact",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="leads",
                to="records.contact",
            ),
        ),
        migrations.AddField(
            model_name="lead",
            name="created_by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="lead",
            name="customer",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="leads",
                to="records.customer",
            ),
        ),
        migrations.AddField(
            model_name="lead",
            name="deal",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="leads",
                to="records.deal",
            ),
        ),
        migrations.AddField(
            model_name="lead",
            name="owner",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="campaignmember",
            name="lead",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.CASCADE, related_name="memberships", to="records.lead"
            ),
        ),
        migrations.AddField(
            model_name="order",
            name="campaign",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="orders",
                to="records.campaign",
            ),
        ),
        migrations.AddField(
            model_name="order",
            name="contact",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="orders",
                to="records.contact",
            ),
        ),
        migrations.AddField(
            model_name="order",
            name="created_by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="order",
            name="customer",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="orders",
                to="records.customer",
            ),
        ),
        migrations.AddField(
            model_name="order",
            name="deal",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="orders",
                to="records.deal",
            ),
        ),
        migrations.AddField(
            model_name="order",
            name="owner",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="delivery",
            name="order",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="deliveries", to="records.order"
            ),
        ),
        migrations.AddField(
            model_name="orderline",
            name="order",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="lines", to="records.order"
            ),
        ),
        migrations.AddField(
            model_name="orderline",
            name="product",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="records.product"
            ),
        ),
        migrations.AddField(
            model_name="deliveryline",
            name="order_line",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="delivered", to="records.orderline"
            ),
        ),
        migrations.AddField(
            model_name="return",
            name="customer",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="returns", to="records.customer"
            ),
        ),
        migrations.AddField(
            model_name="return",
            name="order",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="returns", to="records.order"
            ),
        ),
        migrations.AddField(
            model_name="returnline",
            name="of",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="lines", to="records.return"
            ),
        ),
        migrations.AddField(
            model_name="returnline",
            name="order_line",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="returned", to="records.orderline"
            ),
        ),
        migrations.AddField(
            model_name="returnline",
            name="product",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="records.product"
            ),
        ),
        migrations.AddField(
            model_name="subscription",
            name="created_by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="subscription",
            name="customer",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="subscriptions", to="records.customer"
            ),
        ),
        migrations.AddField(
            model_name="subscription",
            name="owner",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="subscription",
            name="product",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="records.product",
            ),
        ),
        migrations.AddField(
            model_name="subscriptionevent",
            name="by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="subscriptionevent",
            name="subscription",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="events", to="records.subscription"
            ),
        ),
        migrations.AddIndex(
            model_name="campaign",
            index=models.Index(fields=["by_name", "id"], name="campaign_named"),
        ),
        migrations.AddIndex(
            model_name="campaign",
            index=models.Index(fields=["-changed_at", "-id"], name="campaign_changed"),
        ),
        migrations.AddIndex(
            model_name="campaign",
            index=models.Index(fields=["-created_at", "-id"], name="campaign_created"),
        ),
        migrations.AddIndex(
            model_name="campaign",
            index=models.Index(fields=["owner", "-changed_at", "-id"], name="campaign_owned"),
        ),
        migrations.AddIndex(
            model_name="campaign",
            index=models.Index(fields=["starts_on", "id"], name="campaign_by_first_day"),
        ),
        migrations.AddIndex(
            model_name="campaign",
            index=models.Index(fields=["budget", "id"], name="campaign_by_budget"),
        ),
        migrations.AddConstraint(
            model_name="campaign",
            constraint=models.UniqueConstraint(
                condition=models.Q(("removed_at", None), models.Q(("external_id", ""), _negated=True)),
                fields=("external_source", "external_id"),
                name="campaign_external_once",
            ),
        ),
        migrations.AddIndex(
            model_name="campaigncost",
            index=models.Index(fields=["campaign", "on"], name="cost_of_campaign"),
        ),
        migrations.AddIndex(
            model_name="lead",
            index=models.Index(fields=["by_name", "id"], name="lead_named"),
        ),
        migrations.AddIndex(
            model_name="lead",
            index=models.Index(fields=["-changed_at", "-id"], name="lead_changed"),
        ),
        migrations.AddIndex(
            model_name="lead",
            index=models.Index(fields=["-created_at", "-id"], name="lead_created"),
        ),
        migrations.AddIndex(
            model_name="lead",
            index=models.Index(fields=["owner", "-changed_at", "-id"], name="lead_owned"),
        ),
        migrations.AddIndex(
            model_name="lead",
            index=models.Index(fields=["status", "-created_at", "-id"], name="lead_by_status"),
        ),
        migrations.AddIndex(
            model_name="lead",
            index=models.Index(fields=["score", "id"], name="lead_by_score"),
        ),
        migrations.AddIndex(
            model_name="lead",
            index=models.Index(fields=["assigned_at", "id"], name="lead_by_assignment"),
        ),
        migrations.AddIndex(
            model_name="lead",
            index=models.Index(fields=["customer", "-id"], name="lead_of_customer"),
        ),
        migrations.AddConstraint(
            model_name="lead",
            constraint=models.UniqueConstraint(
                condition=models.Q(("removed_at", None), models.Q(("external_id", ""), _negated=True)),
                fields=("external_source", "external_id"),
                name="lead_external_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="lead",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("converted_on__isnull", False), ("status", "converted")),
                    models.Q(models.Q(("status", "converted"), _negated=True), ("converted_on", None)),
                    _connector="OR",
                ),
                name="lead_converted_is_dated",
            ),
        ),
        migrations.AddIndex(
            model_name="campaignmember",
            index=models.Index(fields=["campaign", "state", "id"], name="member_by_state"),
        ),
        migrations.AddConstraint(
            model_name="campaignmember",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("contact", None), ("customer__isnull", False), ("lead", None)),
                    models.Q(("contact__isnull", False), ("customer", None), ("lead", None)),
                    models.Q(("contact", None), ("customer", None), ("lead__isnull", False)),
                    _connector="OR",
                ),
                name="member_is_one",
            ),
        ),
        migrations.AddConstraint(
            model_name="campaignmember",
            constraint=models.UniqueConstraint(
                condition=models.Q(("customer__isnull", False)),
                fields=("campaign", "customer"),
                name="customer_once_in_a_campaign",
            ),
        ),
        migrations.AddConstraint(
            model_name="campaignmember",
            constraint=models.UniqueConstraint(
                condition=models.Q(("contact__isnull", False)),
                fields=("campaign", "contact"),
                name="contact_once_in_a_campaign",
            ),
        ),
        migrations.AddConstraint(
            model_name="campaignmember",
            constraint=models.UniqueConstraint(
                condition=models.Q(("lead__isnull", False)), fields=("campaign", "lead"), name="lead_once_in_a_campaign"
            ),
        ),
        migrations.AddIndex(
            model_name="order",
            index=models.Index(fields=["by_name", "id"], name="order_named"),
        ),
        migrations.AddIndex(
            model_name="order",
            index=models.Index(fields=["-changed_at", "-id"], name="order_changed"),
        ),
        migrations.AddIndex(
            model_name="order",
            index=models.Index(fields=["-created_at", "-id"], name="order_created"),
        ),
        migrations.AddIndex(
            model_name="order",
            index=models.Index(fields=["owner", "-changed_at", "-id"], name="order_owned"),
        ),
        migrations.AddIndex(
            model_name="order",
            index=models.Index(fields=["ordered_at", "id"], name="order_by_moment"),
        ),
        migrations.AddIndex(
            model_name="order",
            index=models.Index(fields=["amount", "id"], name="order_by_amount"),
        ),
        migrations.AddIndex(
            model_name="order",
            index=models.Index(fields=["promised_on", "id"], name="order_by_promise"),
        ),
        migrations.AddIndex(
            model_name="order",
            index=models.Index(fields=["customer", "-ordered_at", "-id"], name="order_of_customer"),
        ),
        migrations.AddConstraint(
            model_name="order",
            constraint=models.UniqueConstraint(
                condition=models.Q(("removed_at", None), models.Q(("external_id", ""), _negated=True)),
                fields=("external_source", "external_id"),
                name="order_external_once",
            ),
        ),
        migrations.AddIndex(
            model_name="delivery",
            index=models.Index(fields=["state", "promised_on", "id"], name="delivery_by_promise"),
        ),
        migrations.AddConstraint(
            model_name="deliveryline",
            constraint=models.UniqueConstraint(fields=("delivery", "order_line"), name="order_line_once_in_a_delivery"),
        ),
        migrations.AddConstraint(
            model_name="return",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("customer", None), ("order__isnull", False)),
                    models.Q(("customer__isnull", False), ("order", None)),
                    _connector="OR",
                ),
                name="return_is_of_one",
            ),
        ),
        migrations.AddIndex(
            model_name="subscription",
            index=models.Index(fields=["by_name", "id"], name="subscription_named"),
        ),
        migrations.AddIndex(
            model_name="subscription",
            index=models.Index(fields=["-changed_at", "-id"], name="subscription_changed"),
        ),
        migrations.AddIndex(
            model_name="subscription",
            index=models.Index(fields=["-created_at", "-id"], name="subscription_created"),
        ),
        migrations.AddIndex(
            model_name="subscription",
            index=models.Index(fields=["owner", "-changed_at", "-id"], name="subscription_owned"),
        ),
        migrations.AddIndex(
            model_name="subscription",
            index=models.Index(fields=["renews_on", "id"], name="subscription_by_renewal"),
        ),
        migrations.AddIndex(
            model_name="subscription",
            index=models.Index(fields=["price", "id"], name="subscription_by_price"),
        ),
        migrations.AddIndex(
            model_name="subscription",
            index=models.Index(fields=["customer", "-id"], name="subscription_of_customer"),
        ),
        migrations.AddConstraint(
            model_name="subscription",
            constraint=models.UniqueConstraint(
                condition=models.Q(("removed_at", None), models.Q(("external_id", ""), _negated=True)),
                fields=("external_source", "external_id"),
                name="subscription_external_once",
            ),
        ),
        migrations.AddIndex(
            model_name="subscriptionevent",
            index=models.Index(fields=["subscription", "on", "id"], name="event_of_subscription"),
        ),
        IndexWords("records_campaign", "records_lead", "records_order", "records_subscription"),
    ]
