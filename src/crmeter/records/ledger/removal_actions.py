"""Removing a row that is kept, and bringing it back: called by its writer, inside the writer's own transaction."""

from typing import TypeVar

from crmeter.records.ledger.actions import held, keep
from crmeter.records.ledger.refusals import Refused
from crmeter.records.ledger.versioned import Removable
from crmeter.vocabulary import Text

Row = TypeVar("Row", bound=Removable)


def held_standing(kind: type[Row], pk: int, version: int | None) -> Row:
    """Return a row that is not removed, locked until the transaction ends.

    Raises:
        NoVersion: the caller does not say which version they saw.
        Stale: it has been changed since.
        Refused: there is no such row, or it is removed.
    """
    return _held(kind, pk, version, is_removed=False)


def held_removed(kind: type[Row], pk: int, version: int | None) -> Row:
    """Return a row that is removed, locked until the transaction ends.

    Raises:
        NoVersion: the caller does not say which version they saw.
        Stale: it has been changed since.
        Refused: there is no such row, or it is not removed.
    """
    return _held(kind, pk, version, is_removed=True)


def put_away(row: Removable) -> int:
    """Remove a row that is held, and return the version by which it can be brought back."""
    row.is_removed = True
    return keep(row, "is_removed")


def put_back(row: Removable) -> int:
    """Bring back a row that is held, and return its new version."""
    row.is_removed = False
    return keep(row, "is_removed")


def _held(kind: type[Row], pk: int, version: int | None, *, is_removed: bool) -> Row:
    row = held(kind, pk, version)
    if row.is_removed is not is_removed:
        raise Refused("unknown", Text("bản ghi này không còn", "this record is not there any more"))
    return row
