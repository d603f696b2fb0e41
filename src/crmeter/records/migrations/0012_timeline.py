import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from crmeter.records.migrations._word_index import IndexWords


def first_queue(apps, schema_editor):
    """Begin with one queue that firms change to theirs."""
    apps.get_model("records", "TicketQueue").objects.create(name="Hỗ trợ khách hàng")


class Migration(migrations.Migration):
    dependencies = [
        ("records", "0011_commerce"),
    ]

    operations = [
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
            },
        ),
        migrations.CreateModel(
            name="Ticket",
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
                ("is_open", models.BooleanField(default=True)),
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
                        related_name="tickets",
                        to="records.customer",
                    ),
                ),
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
            name="Activity",
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
                        related_name="activities",
                        to="records.customer",
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
                    "ticket",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="activities",
                        to="records.ticket",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="TicketEvent",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=10)),
                ("before", models.CharField(blank=True, default="", max_length=20)),
                ("after", models.CharField(blank=True, default="", max_length=20)),
                ("at", models.DateTimeField()),
                ("recorded_at", models.DateTimeField()),
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
                    "ticket",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="events", to="records.ticket"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="TicketQueue",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1)),
                ("name", models.CharField(max_length=120, unique=True)),
                ("position", models.PositiveSmallIntegerField(default=0)),
                ("is_closed", models.BooleanField(default=False)),
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
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="ticket",
            name="queue",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="records.ticketqueue"
            ),
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
                ("added_at", models.DateTimeField()),
                ("removed_at", models.DateTimeField(null=True)),
                ("forgotten_at", models.DateTimeField(null=True)),
                (
                    "added_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
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
            },
        ),
        migrations.CreateModel(
            name="Follow",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("concept", models.CharField(max_length=40)),
                ("record", models.BigIntegerField()),
                ("since", models.DateTimeField()),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
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
                ("at", models.DateTimeField()),
                ("answered_at", models.DateTimeField(null=True)),
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
                ("at", models.DateTimeField()),
                ("read_at", models.DateTimeField(null=True)),
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
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["user", "-id"], name="notice_of_user"),
                    models.Index(condition=models.Q(("read_at", None)), fields=["user"], name="notice_unread"),
                    models.Index(fields=["concept", "record", "user"], name="notice_of_record"),
                ],
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
                    "contact",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="participations",
                        to="records.contact",
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
            },
        ),
        migrations.AddIndex(
            model_name="activity",
            index=models.Index(fields=["by_name", "id"], name="activity_named"),
        ),
        migrations.AddIndex(
            model_name="activity",
            index=models.Index(fields=["-changed_at", "-id"], name="activity_changed"),
        ),
        migrations.AddIndex(
            model_name="activity",
            index=models.Index(fields=["-created_at", "-id"], name="activity_created"),
        ),
        migrations.AddIndex(
            model_name="activity",
            index=models.Index(fields=["owner", "-changed_at", "-id"], name="activity_owned"),
        ),
        migrations.AddIndex(
            model_name="activity",
            index=models.Index(fields=["happened_at", "id"], name="activity_by_moment"),
        ),
        migrations.AddIndex(
            model_name="activity",
            index=models.Index(fields=["due_on", "id"], name="activity_by_due"),
        ),
        migrations.AddIndex(
            model_name="activity",
            index=models.Index(
                condition=models.Q(("is_open", True)), fields=["owner", "due_on", "id"], name="activity_open_of_owner"
            ),
        ),
        migrations.AddIndex(
            model_name="activity",
            index=models.Index(fields=["customer", "-happened_at", "-id"], name="activity_of_customer"),
        ),
        migrations.AddIndex(
            model_name="activity",
            index=models.Index(fields=["contact", "-happened_at", "-id"], name="activity_of_contact"),
        ),
        migrations.AddIndex(
            model_name="activity",
            index=models.Index(fields=["deal", "-happened_at", "-id"], name="activity_of_deal"),
        ),
        migrations.AddIndex(
            model_name="activity",
            index=models.Index(fields=["ticket", "-happened_at", "-id"], name="activity_of_ticket"),
        ),
        migrations.AddIndex(
            model_name="activity",
            index=models.Index(fields=["lead", "-happened_at", "-id"], name="activity_of_lead"),
        ),
        migrations.AddIndex(
            model_name="activity",
            index=models.Index(fields=["order", "-happened_at", "-id"], name="activity_of_order"),
        ),
        migrations.AddConstraint(
            model_name="activity",
            constraint=models.UniqueConstraint(
                condition=models.Q(("removed_at", None), models.Q(("external_id", ""), _negated=True)),
                fields=("external_source", "external_id"),
                name="activity_external_once",
            ),
        ),
        migrations.AddIndex(
            model_name="ticketevent",
            index=models.Index(fields=["ticket", "-at", "-id"], name="ticket_event_of_ticket"),
        ),
        migrations.AddIndex(
            model_name="ticket",
            index=models.Index(fields=["by_name", "id"], name="ticket_named"),
        ),
        migrations.AddIndex(
            model_name="ticket",
            index=models.Index(fields=["-changed_at", "-id"], name="ticket_changed"),
        ),
        migrations.AddIndex(
            model_name="ticket",
            index=models.Index(fields=["-created_at", "-id"], name="ticket_created"),
        ),
        migrations.AddIndex(
            model_name="ticket",
            index=models.Index(fields=["owner", "-changed_at", "-id"], name="ticket_owned"),
        ),
        migrations.AddIndex(
            model_name="ticket",
            index=models.Index(fields=["opened_at", "id"], name="ticket_by_opening"),
        ),
        migrations.AddIndex(
            model_name="ticket",
            index=models.Index(fields=["due_at", "id"], name="ticket_by_due"),
        ),
        migrations.AddIndex(
            model_name="ticket",
            index=models.Index(
                condition=models.Q(("is_open", True)), fields=["queue", "due_at", "id"], name="ticket_open_in_queue"
            ),
        ),
        migrations.AddIndex(
            model_name="ticket",
            index=models.Index(
                condition=models.Q(("is_open", True)), fields=["owner", "due_at", "id"], name="ticket_open_of_agent"
            ),
        ),
        migrations.AddIndex(
            model_name="ticket",
            index=models.Index(fields=["customer", "-opened_at", "-id"], name="ticket_of_customer"),
        ),
        migrations.AddConstraint(
            model_name="ticket",
            constraint=models.UniqueConstraint(
                condition=models.Q(("removed_at", None), models.Q(("external_id", ""), _negated=True)),
                fields=("external_source", "external_id"),
                name="ticket_external_once",
            ),
        ),
        migrations.RunPython(first_queue, migrations.RunPython.noop),
        IndexWords("records_ticket", "records_activity"),
    ]
