"""Writes by which other keys a system knows the records of an import."""

from collections.abc import Collection, Sequence

from django.db import transaction

from crmeter.records.change_sets.models import ChangeSet
from crmeter.records.concept.concept import Concept
from crmeter.records.concept.erased import key_of_erased
from crmeter.records.concept.models import Record
from crmeter.records.record_imports.models import OtherKey
from crmeter.records.record_imports.other_keys import known_as
from crmeter.records.record_imports.reading import Said
from crmeter.records.record_imports.targets import OTHER_ID

# Of a record that is about to be made.
_NEW = 0


class OtherKeys:
    """The other keys that the rows of one batch tell.

    Args:
        concept: of the records.
        source: the system that has the keys.
    """

    def __init__(self, concept: Concept, source: str) -> None:
        self._concept, self._source = concept, source
        self._told: dict[str, int] = {}
        self._holders: dict[str, int] = {}
        self._claimed: set[str] = set()

    def look_up(self, rows: Sequence[Said]) -> None:
        """Find out whose the keys are that rows of different records tell."""
        keys = {key for said in rows if (key := said.values.get(OTHER_ID)) is not None} - self._told.keys()
        known = known_as(self._concept.name, self._source, keys)
        held = self._concept.table._default_manager.filter(pk__in=known.values(), removed_at=None) if known else ()
        there = {row.pk for row in held}
        self._holders = {key: pk for key, pk in known.items() if pk in there} | self._told
        self._claimed = set()

    def is_of_another(self, said: Said, row: Record | None) -> bool:
        """Return whether a row tells a key of another record; if not, it is that of its record from here on.

        Args:
            said: the row.
            row: its record; None for one that is about to be made.
        """
        key = said.values.get(OTHER_ID)
        if key is None:
            return False
        own = _NEW if row is None else row.pk
        if self._holders.setdefault(key, own) != own or key in self._claimed:
            return True
        self._claimed.add(key)
        return False

    def keep(self, said: Said, record: int) -> None:
        """Keep the key that a row tells of a record that was written."""
        key = said.values.get(OTHER_ID)
        if key is not None:
            self._told[key] = record

    def write(self, of: ChangeSet) -> None:
        """Let the records be found by the keys, in the caller's transaction, until the import is taken back."""
        if not self._told:
            return
        with transaction.atomic(savepoint=False):
            OtherKey.objects.bulk_create(
                [
                    OtherKey(of=of, concept=self._concept.name, record=pk, source=self._source, key=key)
                    for key, pk in self._told.items()
                ],
                batch_size=500,
                # What stands there is of a record that is gone, or of an import that was taken back.
                update_conflicts=True,
                unique_fields=["concept", "source", "key"],
                update_fields=["record", "of"],
            )


def hide_other_keys(concept: str, numbers: Collection[int]) -> None:
    """Let the keys by which systems know records of somebody who was erased be known again, and read by nobody.

    Args:
        concept: of the records.
        numbers: which.
    """
    with transaction.atomic():
        rows = OtherKey.objects.select_for_update().filter(concept=concept, record__in=list(numbers))
        for row in rows:
            row.key = key_of_erased(row.source, row.key)
            row.save(update_fields=["key"])
