import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("records", "0012_timeline"),
    ]

    operations = [
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
        ),
        migrations.CreateModel(
            name="ChangeSetPart",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("first", models.PositiveIntegerField()),
                ("records", models.JSONField()),
            ],
        ),
        migrations.CreateModel(
            name="ChangeSetRow",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
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
        ),
        migrations.CreateModel(
            name="SavedView",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1)),
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
        ),
        migrations.CreateModel(
            name="ViewMark",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("concept", models.CharField(max_length=40)),
                ("is_pinned", models.BooleanField(default=False)),
                ("is_default", models.BooleanField(default=False)),
            ],
        ),
        migrations.AddField(
            model_name="activity",
            name="by_words",
            field=models.CharField(default="", max_length=100),
        ),
        migrations.AddField(
            model_name="activity",
            name="merged_into",
            field=models.BigIntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="campaign",
            name="by_words",
            field=models.CharField(default="", max_length=100),
        ),
        migrations.AddField(
            model_name="campaign",
            name="merged_into",
            field=models.BigIntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="competitor",
            name="by_words",
            field=models.CharField(default="", max_length=100),
        ),
        migrations.AddField(
            model_name="competitor",
            name="merged_into",
            field=models.BigIntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="contact",
            name="by_words",
            field=models.CharField(default="", max_length=100),
        ),
        migrations.AddField(
            model_name="contact",
            name="merged_into",
            field=models.BigIntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="customer",
            name="by_words",
            field=models.CharField(default="", max_length=100),
        ),
        migrations.AddField(
            model_name="customer",
            name="merged_into",
            field=models.BigIntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="deal",
            name="by_words",
            field=models.CharField(default="", max_length=100),
        ),
        migrations.AddField(
            model_name="deal",
            name="merged_into",
            field=models.BigIntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="lead",
            name="by_words",
            field=models.CharField(default="", max_length=100),
        ),
        migrations.AddField(
            model_name="lead",
            name="merged_into",
            field=models.BigIntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="order",
            name="by_words",
            field=models.CharField(default="", max_length=100),
        ),
        migrations.AddField(
            model_name="order",
            name="merged_into",
            field=models.BigIntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="product",
            name="by_words",
            field=models.CharField(default="", max_length=100),
        ),
        migrations.AddField(
            model_name="product",
            name="merged_into",
            field=models.BigIntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="subscription",
            name="by_words",
            field=models.CharField(default="", max_length=100),
        ),
        migrations.AddField(
            model_name="subscription",
            name="merged_into",
            field=models.BigIntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="ticket",
            name="by_words",
            field=models.CharField(default="", max_length=100),
        ),
        migrations.AddField(
            model_name="ticket",
            name="merged_into",
            field=models.BigIntegerField(blank=True, null=True),
        ),
        migrations.AddIndex(
            model_name="activity",
            index=models.Index(fields=["by_words"], name="activity_same_words"),
        ),
        migrations.AddIndex(
            model_name="activity",
            index=models.Index(
                condition=models.Q(("merged_into", None), _negated=True), fields=["merged_into"], name="activity_merged"
            ),
        ),
        migrations.AddIndex(
            model_name="campaign",
            index=models.Index(fields=["by_words"], name="campaign_same_words"),
        ),
        migrations.AddIndex(
            model_name="campaign",
            index=models.Index(
                condition=models.Q(("merged_into", None), _negated=True), fields=["merged_into"], name="campaign_merged"
            ),
        ),
        migrations.AddIndex(
            model_name="competitor",
            index=models.Index(fields=["by_words"], name="competitor_same_words"),
        ),
        migrations.AddIndex(
            model_name="competitor",
            index=models.Index(
                condition=models.Q(("merged_into", None), _negated=True),
                fields=["merged_into"],
                name="competitor_merged",
            ),
        ),
        migrations.AddIndex(
            model_name="contact",
            index=models.Index(fields=["by_words"], name="contact_same_words"),
        ),
        migrations.AddIndex(
            model_name="contact",
            index=models.Index(
                condition=models.Q(("merged_into", None), _negated=True), fields=["merged_into"], name="contact_merged"
            ),
        ),
        migrations.AddIndex(
            model_name="contact",
            index=models.Index(fields=["phone"], name="contact_by_phone"),
        ),
        migrations.AddIndex(
            model_name="contact",
            index=models.Index(fields=["email"], name="contact_by_email"),
        ),
        migrations.AddIndex(
            model_name="customer",
            index=models.Index(fields=["by_words"], name="customer_same_words"),
        ),
        migrations.AddIndex(
            model_name="customer",
            index=models.Index(
                condition=models.Q(("merged_into", None), _negated=True), fields=["merged_into"], name="customer_merged"
            ),
        ),
        migrations.AddIndex(
            model_name="customer",
            index=models.Index(fields=["phone"], name="customer_by_phone"),
        ),
        migrations.AddIndex(
            model_name="customer",
            index=models.Index(fields=["email"], name="customer_by_email"),
        ),
        migrations.AddIndex(
            model_name="customer",
            index=models.Index(fields=["tax_code"], name="customer_by_tax_code"),
        ),
        migrations.AddIndex(
            model_name="deal",
            index=models.Index(fields=["by_words"], name="deal_same_words"),
        ),
        migrations.AddIndex(
            model_name="deal",
            index=models.Index(
                condition=models.Q(("merged_into", None), _negated=True), fields=["merged_into"], name="deal_merged"
            ),
        ),
        migrations.AddIndex(
            model_name="lead",
            index=models.Index(fields=["by_words"], name="lead_same_words"),
        ),
        migrations.AddIndex(
            model_name="lead",
            index=models.Index(
                condition=models.Q(("merged_into", None), _negated=True), fields=["merged_into"], name="lead_merged"
            ),
        ),
        migrations.AddIndex(
            model_name="order",
            index=models.Index(fields=["by_words"], name="order_same_words"),
        ),
        migrations.AddIndex(
            model_name="order",
            index=models.Index(
                condition=models.Q(("merged_into", None), _negated=True), fields=["merged_into"], name="order_merged"
            ),
        ),
        migrations.AddIndex(
            model_name="product",
            index=models.Index(fields=["by_words"], name="product_same_words"),
        ),
        migrations.AddIndex(
            model_name="product",
            index=models.Index(
                condition=models.Q(("merged_into", None), _negated=True), fields=["merged_into"], name="product_merged"
            ),
        ),
        migrations.AddIndex(
            model_name="product",
            index=models.Index(fields=["code"], name="product_by_code"),
        ),
        migrations.AddIndex(
            model_name="subscription",
            index=models.Index(fields=["by_words"], name="subscription_same_words"),
        ),
        migrations.AddIndex(
            model_name="subscription",
            index=models.Index(
                condition=models.Q(("merged_into", None), _negated=True),
                fields=["merged_into"],
                name="subscription_merged",
            ),
        ),
        migrations.AddIndex(
            model_name="ticket",
            index=models.Index(fields=["by_words"], name="ticket_same_words"),
        ),
        migrations.AddIndex(
            model_name="ticket",
            index=models.Index(
                condition=models.Q(("merged_into", None), _negated=True), fields=["merged_into"], name="ticket_merged"
            ),
        ),
        migrations.AddField(
            model_name="changeset",
            name="actor",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="changesetpart",
            name="of",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="parts",
                to="records.changeset",
            ),
        ),
        migrations.AddField(
            model_name="changesetrow",
            name="of",
            field=models.ForeignKey(
                db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name="rows", to="records.changeset"
            ),
        ),
        migrations.AddField(
            model_name="savedview",
            name="owner",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="viewmark",
            name="user",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="viewmark",
            name="view",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="marks", to="records.savedview"
            ),
        ),
        migrations.AddIndex(
            model_name="changeset",
            index=models.Index(fields=["concept", "-id"], name="change_set_of_concept"),
        ),
        migrations.AddIndex(
            model_name="changeset",
            index=models.Index(fields=["actor", "-id"], name="change_set_of_actor"),
        ),
        migrations.AddConstraint(
            model_name="changesetpart",
            constraint=models.UniqueConstraint(fields=("of", "first"), name="change_set_part_once"),
        ),
        migrations.AddIndex(
            model_name="changesetrow",
            index=models.Index(fields=["concept", "record", "-of"], name="change_set_row_of_record"),
        ),
        migrations.AddIndex(
            model_name="changesetrow",
            index=models.Index(
                condition=models.Q(("is_undone", None)), fields=["of", "-id"], name="change_set_row_to_undo"
            ),
        ),
        migrations.AddConstraint(
            model_name="changesetrow",
            constraint=models.UniqueConstraint(fields=("of", "concept", "record"), name="change_set_row_once"),
        ),
        migrations.AddIndex(
            model_name="savedview",
            index=models.Index(condition=models.Q(("is_shared", True)), fields=["concept"], name="saved_view_shared"),
        ),
        migrations.AddConstraint(
            model_name="savedview",
            constraint=models.UniqueConstraint(fields=("owner", "concept", "name"), name="saved_view_once"),
        ),
        migrations.AddConstraint(
            model_name="viewmark",
            constraint=models.UniqueConstraint(fields=("user", "view"), name="view_mark_once"),
        ),
        migrations.AddConstraint(
            model_name="viewmark",
            constraint=models.UniqueConstraint(
                condition=models.Q(("is_default", True)), fields=("user", "concept"), name="view_default_once"
            ),
        ),
    ]
