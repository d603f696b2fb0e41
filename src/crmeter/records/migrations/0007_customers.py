"""Lists of customers, and how their words are found."""

import django.db.models.deletion
from django.db import DatabaseError, migrations, models, transaction


def index_words(apps, schema_editor):
    """Make the index that words are searched in.

    PostgreSQL: trigrams (pg_trgm comes with every server and may be installed by the owner of the database) answer
    both the beginning of a word and digits anywhere. Where it is missing or not allowed, the rows are read through: a
    search over a million customers then takes a third of a second instead of a few milliseconds, and finds the same.
    SQLite: a narrow index with the words in it is read through, 100,000 customers in some 20 ms. A full-text table of
    its own would be quicker, and would be a second copy of names to keep in step and to erase from.
    """
    connection = schema_editor.connection
    if connection.vendor == "sqlite":
        schema_editor.execute("CREATE INDEX customer_words ON records_customerrow (of_id, folded, customer_key)")
        return
    if connection.vendor != "postgresql":
        return
    try:
        with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
            cursor.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
            cursor.execute(
                "SELECT quote_ident(n.nspname) FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace"
                " WHERE e.extname = 'pg_trgm'"
            )
            (schema,) = cursor.fetchone()
            # It may lie in another schema, where nobody looks by itself. New words are sorted in by half a megabyte: by
            # the usual four, every few batches would take half a second.
            cursor.execute(
                f"CREATE INDEX customer_words ON records_customerrow USING gin (folded {schema}.gin_trgm_ops)"
                " WITH (gin_pending_list_limit = 512)"
            )
    except DatabaseError:
        return


def drop_index_of_words(apps, schema_editor):
    """Remove the index again; the extension may be somebody else's by now."""
    schema_editor.execute("DROP INDEX IF EXISTS customer_words")


class Migration(migrations.Migration):
    dependencies = [
        ("records", "0006_firm"),
    ]

    operations = [
        migrations.CreateModel(
            name="CustomerList",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("run", models.CharField(max_length=64, unique=True)),
                ("begun_at", models.DateTimeField()),
                ("is_whole", models.BooleanField(default=False)),
                ("customers", models.PositiveIntegerField(default=0)),
                ("has_values", models.BooleanField(default=False)),
                ("choices", models.JSONField(default=dict)),
            ],
        ),
        migrations.CreateModel(
            name="CustomerRow",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("customer_key", models.BigIntegerField()),
                ("source", models.TextField()),
                ("source_key", models.TextField()),
                ("name", models.TextField(null=True)),
                ("kind", models.TextField(null=True)),
                ("segment", models.TextField(null=True)),
                ("region", models.TextField(null=True)),
                ("owner", models.TextField(null=True)),
                ("phone", models.TextField(null=True)),
                ("email", models.TextField(null=True)),
                ("stage", models.CharField(max_length=20)),
                ("first_on", models.DateField(null=True)),
                ("last_on", models.DateField(null=True)),
                ("purchases", models.PositiveIntegerField()),
                ("spend", models.BigIntegerField(null=True)),
                ("value", models.BigIntegerField(null=True)),
                ("value_low", models.BigIntegerField(null=True)),
                ("value_high", models.BigIntegerField(null=True)),
                ("probability_active", models.FloatField(null=True)),
                ("value_at_risk", models.BigIntegerField(null=True)),
                ("last_contact_on", models.DateField(null=True)),
                ("by_name", models.CharField(max_length=100)),
                ("by_given_name", models.CharField(max_length=100)),
                ("of_segment", models.CharField(max_length=100)),
                ("of_region", models.CharField(max_length=100)),
                ("of_owner", models.CharField(max_length=100)),
                ("of_source", models.CharField(max_length=100)),
                ("folded", models.TextField()),
                (
                    "of",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="rows",
                        to="records.customerlist",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["of", "by_name", "customer_key"], name="customer_by_name"),
                    models.Index(fields=["of", "by_given_name", "customer_key"], name="customer_by_given_name"),
                    models.Index(fields=["of", "value", "customer_key"], name="customer_by_value"),
                    models.Index(fields=["of", "value_at_risk", "customer_key"], name="customer_by_risk"),
                    models.Index(fields=["of", "last_on", "customer_key"], name="customer_by_last"),
                    models.Index(fields=["of", "spend", "customer_key"], name="customer_by_spend"),
                    models.Index(fields=["of", "purchases", "customer_key"], name="customer_by_purchases"),
                    models.Index(fields=["of", "stage", "value", "customer_key"], name="customer_stage_by_value"),
                    models.Index(
                        fields=["of", "stage", "value_at_risk", "customer_key"], name="customer_stage_by_risk"
                    ),
                    models.Index(fields=["of", "stage", "last_on", "customer_key"], name="customer_stage_by_last"),
                    models.Index(fields=["of", "stage", "spend", "customer_key"], name="customer_stage_by_spend"),
                    models.Index(
                        fields=["of", "stage", "purchases", "customer_key"], name="customer_stage_by_purchases"
                    ),
                    models.Index(fields=["of", "of_segment"], name="customer_of_segment"),
                    models.Index(fields=["of", "of_region"], name="customer_of_region"),
                    models.Index(fields=["of", "of_owner"], name="customer_of_owner"),
                    models.Index(fields=["of", "of_source"], name="customer_of_source"),
                ],
                "constraints": [models.UniqueConstraint(fields=("of", "customer_key"), name="customer_once_in_a_list")],
            },
        ),
        migrations.RunPython(index_words, drop_index_of_words),
    ]
