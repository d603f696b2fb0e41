"""The index that words of records are searched in, as a step of a migration.

PostgreSQL: trigrams (pg_trgm comes with every server and may be installed by the owner of the database) answer both
the beginning of a word and digits anywhere. Where it is missing or not allowed, the rows are read through: a search
over a million rows then takes a third of a second instead of a few milliseconds, and finds the same. SQLite: a narrow
index with the words in it is read through, 100,000 rows in some 20 ms. A full-text table of its own would be quicker,
and would be a second copy of names to keep in step and to erase from.
"""

from typing import Any

from django.db import DatabaseError, migrations, transaction


class IndexWords(migrations.RunPython):
    """Make the word indexes of some tables.

    Args:
        tables: by name.
    """

    def __init__(self, *tables: str) -> None:
        self._tables = tables

        def make(_: Any, schema_editor: Any) -> None:
            for table in tables:
                _make(schema_editor, table)

        def drop(_: Any, schema_editor: Any) -> None:
            for table in tables:
                schema_editor.execute(f"DROP INDEX IF EXISTS {table}_words")

        super().__init__(make, drop)


def _make(schema_editor: Any, table: str) -> None:
    connection = schema_editor.connection
    if connection.vendor == "sqlite":
        schema_editor.execute(f"CREATE INDEX {table}_words ON {table} (folded, id)")
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
            # It may lie in another schema, where nobody looks by itself. New words are sorted in by half a megabyte:
            # by the usual four, every few batches would take half a second.
            cursor.execute(
                f"CREATE INDEX {table}_words ON {table} USING gin (folded {schema}.gin_trgm_ops)"
                " WITH (gin_pending_list_limit = 512)"
            )
    except DatabaseError:
        return
