"""What the warehouse has not read yet."""

from crmeter.records.ledger.models import ChangeEntry


def waits() -> bool:
    """Return whether a record was changed that the warehouse has not read since."""
    return ChangeEntry.objects.exists()
