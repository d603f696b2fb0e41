"""What is written beside a record, such as its lines, is a change of the record."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.utils import timezone

from crmeter.records.concept.actions import changed_to
from crmeter.records.concept.concept import Concept
from crmeter.records.concept.models import Record
from crmeter.records.ledger.actions import audit, keep
from crmeter.records.ledger.change_actions import note_changes
from crmeter.records.staff.queries import Person, actor_of


def changed_beside(
    person: Person,
    concept: Concept,
    row: Record,
    action: str,
    *,
    before: Any = None,
    after: Any = None,
    asked: Mapping[str, Any] | None = None,
    why: str = "",
) -> int:
    """Let a held record have changed by what was written beside it, and return its new version.

    Whoever has seen the former rows makes no change on them unseen, and the warehouse reads the record again.

    Args:
        person: who changes it.
        concept: of the record.
        row: locked, and allowed to be changed.
        action: for the audit: `lines_set`.
        before: the rows as they were; a list is named by `rows`.
        after: the rows as they are.
        asked: fields of the record that follow from the rows.
        why: in their words.
    """
    if not (asked and changed_to(person, concept, row, asked, why=why)):
        row.changed_at = timezone.now()
        keep(row, "changed_at")
        note_changes(concept.name, [row.pk])
    audit(
        actor_of(person), f"{concept.name}.{action}", row, before=plain_rows(before), after=plain_rows(after), why=why
    )
    return row.version


def plain_rows(rows: Any) -> dict[str, Any] | None:
    """Return rows as histories hold them: by `rows` where they are a list."""
    if rows is None:
        return None
    found = rows if isinstance(rows, Mapping) else {"rows": list(rows)}
    return {name: _plain(value) for name, value in found.items()}


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        # As typed and as read again, an amount is told alike.
        return f"{value.normalize():f}"
    if isinstance(value, Mapping):
        return {name: _plain(each) for name, each in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    return value if value is None or isinstance(value, bool | int | float | str) else str(value)
