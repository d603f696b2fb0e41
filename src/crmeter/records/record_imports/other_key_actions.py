"""Writes by which other keys a system knows the records of an import."""

from collections.abc import Mapping

from django.db import transaction

from crmeter.records.change_sets.models import ChangeSet
from crmeter.records.concept.concept import Concept
from crmeter.records.record_imports.models import OtherKey


def tell_other_keys(concept: Concept, source: str, of: ChangeSet, keys: Mapping[str, int]) -> None:
    """Let records be found by other keys, in the caller's transaction; one that was another record's is theirs now.

    Args:
        concept: of the records.
        source: the system that has the keys.
        of: the import that tells them; they go when it is taken back.
        keys: with the number of the record of each.
    """
    rows = [OtherKey(of=of, concept=concept.name, record=pk, source=source, key=key) for key, pk in keys.items()]
    with transaction.atomic():
        OtherKey.objects.bulk_create(
            rows,
            batch_size=500,
            update_conflicts=True,
            unique_fields=["concept", "source", "key"],
            update_fields=["record", "of"],
        )
