"""Erasure and restriction of people, and a seal of the audit that lets values be erased."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.utils import timezone

CONCEPTS = (
    "activity", "campaign", "competitor", "contact", "customer", "deal", "lead", "order", "product", "subscription",
    "ticket",
)  # fmt: skip


def keep_end(apps, schema_editor):
    """Write down how far the chain goes now."""
    newest = apps.get_model("records", "AuditEntry").objects.exclude(sequence=None).order_by("-sequence").first()
    if newest is not None:
        apps.get_model("records", "SealedEnd").objects.create(
            sequence=newest.sequence, hash=newest.hash, at=timezone.now()
        )


class Migration(migrations.Migration):
    dependencies = [
        ("records", "0009_adoption"),
    ]

    operations = [
        migrations.CreateModel(
            name="SealedEnd",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("sequence", models.PositiveBigIntegerField()),
                ("hash", models.CharField(max_length=64)),
                ("at", models.DateTimeField()),
            ],
        ),
        # Entries that are there were sealed with their values in the hash; those to come have a digest of them.
        migrations.AddField("auditentry", "form", models.PositiveSmallIntegerField(default=1)),
        migrations.AlterField("auditentry", "form", models.PositiveSmallIntegerField(default=2)),
        migrations.AddField("auditentry", "salt", models.CharField(blank=True, max_length=64, default="")),
        migrations.AlterField("auditentry", "salt", models.CharField(blank=True, max_length=64)),
        migrations.AddField("auditentry", "digest", models.CharField(blank=True, max_length=64, default="")),
        migrations.AlterField("auditentry", "digest", models.CharField(blank=True, max_length=64)),
        migrations.AddField("auditentry", "erased_at", models.DateTimeField(null=True)),
        migrations.RunPython(keep_end, migrations.RunPython.noop),
        *(
            migrations.AddField(concept, "erased_at", models.DateTimeField(blank=True, null=True))
            for concept in CONCEPTS
        ),
        migrations.CreateModel(
            name="Erasure",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("concept", models.CharField(max_length=40)),
                ("record", models.BigIntegerField()),
                ("records", models.JSONField(default=dict)),
                ("keys", models.JSONField(default=list)),
                ("traces", models.JSONField(default=dict)),
                ("asked_at", models.DateTimeField()),
                ("job", models.PositiveBigIntegerField(null=True)),
                ("counts", models.JSONField(default=dict)),
                ("done_at", models.DateTimeField(null=True)),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("concept", "record"), name="erasure_once")],
            },
        ),
        migrations.CreateModel(
            name="Restriction",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("concept", models.CharField(max_length=40)),
                ("record", models.BigIntegerField()),
                ("reason", models.TextField()),
                ("from_on", models.DateField()),
                ("until_on", models.DateField(null=True)),
                ("set_at", models.DateTimeField()),
                ("lifted_at", models.DateTimeField(null=True)),
                (
                    "set_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("lifted_at", None)), fields=["concept", "record"], name="restriction_holds"
                    )
                ],
            },
        ),
    ]
