"""Records found by another key that their system has for them."""

from collections.abc import Collection

from crmeter.records.change_sets.models import SetState
from crmeter.records.record_imports.models import OtherKey


def known_as(concept: str, source: str, keys: Collection[str]) -> dict[str, int]:
    """Return by key the record that a system knows by it too; whether it still is there, the caller asks.

    Args:
        concept: of the records.
        source: the system.
        keys: some of them.
    """
    if not keys:
        return {}
    rows = OtherKey.objects.filter(concept=concept, source=source, key__in=keys)
    return dict(rows.exclude(of__state=SetState.UNDONE).values_list("key", "record"))
