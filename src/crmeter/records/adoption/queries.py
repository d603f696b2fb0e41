"""What was taken into the records as one, and where it stands."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone

from crmeter.records.adoption.models import Adoption, AdoptionState
from crmeter.records.catalogue import CONCEPTS


@dataclass(frozen=True, slots=True)
class AdoptionView:
    """All that one source holds, as records.

    Args:
        id: its number.
        source: the name of the source.
        state: `writing`, `in`, `leaving` or `gone`.
        imports: the imports of files that its records stand for.
        left_in: the import that holds what could be no record.
        left: how many rows these are, by reason.
        made_of: with what it was made up, of a sample.
        written: how many records, by concept.
        begun_at: when it began.
        counted_at: since when the warehouse counts it.
        undo_until: until when it can be taken out again.
    """

    id: int
    source: str
    state: str
    imports: tuple[str, ...]
    left_in: str
    left: Mapping[str, int]
    made_of: Mapping[str, Any]
    written: Mapping[str, int]
    begun_at: datetime
    counted_at: datetime | None
    undo_until: datetime | None

    @property
    def is_undoable(self) -> bool:
        """Whether it can still be taken out."""
        return self.state == AdoptionState.IN and self.undo_until is not None and self.undo_until > timezone.now()


def adoption_of(source: str) -> AdoptionView | None:
    """Return what is held of a source, or None where nothing is or all of it is gone."""
    row = Adoption.objects.filter(source=source).exclude(state=AdoptionState.GONE).first()
    return None if row is None else _view(row)


def adoptions() -> tuple[AdoptionView, ...]:
    """Return what is held, the newest first."""
    return tuple(map(_view, Adoption.objects.exclude(state=AdoptionState.GONE).order_by("-id")))


def holds_records_beside(source: str) -> bool:
    """Return whether there is any record that is not of a source."""
    return any(concept.table._default_manager.exclude(external_source=source).exists() for concept in CONCEPTS.values())


def _view(row: Adoption) -> AdoptionView:
    return AdoptionView(
        id=row.pk,
        source=row.source,
        state=row.state,
        imports=tuple(row.imports),
        left_in=row.left_in,
        left=row.left,
        made_of=row.made_of,
        written=row.written,
        begun_at=row.begun_at,
        counted_at=row.counted_at,
        undo_until=row.undo_until,
    )
