"""The only writer of what the warehouse has yet to read."""

from collections.abc import Iterable

from django.db import connection, transaction
from django.utils import timezone

from crmeter.records.ledger.mass_actions import write_rows
from crmeter.records.ledger.models import ChangeEntry


def note_changes(concept: str, numbers: Iterable[int]) -> None:
    """Tell the warehouse of changed records, inside the transaction that changes them."""
    now = timezone.now()
    write_rows(ChangeEntry, ("concept", "record", "at"), ((concept, number, now) for number in numbers))


def note_all(concepts: Iterable[str]) -> None:
    """Tell the warehouse that so much has changed of concepts that their tables are to be read, inside the transaction.

    Tables are read whole, so that one entry for each concept says as much as one for each record.
    """
    for concept in concepts:
        note_changes(concept, (0,))


def forget_changes(horizon: int) -> int:
    """Remove the entries below a horizon up to which the warehouse has read, and return how many they were.

    Args:
        horizon: the number of a transaction on PostgreSQL, else that of an entry; as the reader of the database tells.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("DELETE FROM records_changeentry WHERE transaction < %s::text::xid8", [str(horizon)])
        else:
            cursor.execute("DELETE FROM records_changeentry WHERE id <= %s", [horizon])
        return int(cursor.rowcount)
