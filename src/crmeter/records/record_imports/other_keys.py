"""Records found by another key that their system has for them."""

from collections.abc import Collection

from crmeter.records.change_sets.models import SetState
from crmeter.records.concept.concept import Concept, concept_named
from crmeter.records.concept.erased import key_of_erased
from crmeter.records.record_imports.models import OtherKey


def known_as(concept: str, source: str, keys: Collection[str]) -> dict[str, int]:
    """Return by key the record that a system knows by it too; whether it still is there, the caller asks.

    A record that was merged into another has left its key to it: the system goes on to use both.

    Args:
        concept: of the records.
        source: the system.
        keys: some of them.
    """
    if not keys:
        return {}
    rows = OtherKey.objects.filter(concept=concept, source=source, key__in=keys)
    return _left_by_merged(concept, source, keys) | dict(
        rows.exclude(of__state=SetState.UNDONE).values_list("key", "record")
    )


def erased_keys(concept: Concept, source: str, keys: Collection[str]) -> frozenset[str]:
    """Return those of some keys by which a system knows, or knew, somebody who was erased.

    Args:
        concept: of the records.
        source: the system.
        keys: some of its keys.
    """
    hidden = {key_of_erased(source, key): key for key in keys}
    if not hidden:
        return frozenset()
    people = concept.table._default_manager.filter(external_source=source, external_id__in=hidden)
    others = OtherKey.objects.filter(concept=concept.name, source=source, key__in=hidden)
    found = {*people.filter(erased_at__isnull=False).values_list("external_id", flat=True)}
    return frozenset(hidden[key] for key in {*found, *others.values_list("key", flat=True)})


def _left_by_merged(concept: str, source: str, keys: Collection[str]) -> dict[str, int]:
    known = concept_named(concept)
    if known is None:
        return {}
    merged = known.table._default_manager.filter(removed_at__isnull=False, merged_into__isnull=False)
    gone = merged.filter(external_source=source, external_id__in=keys).order_by("pk")
    into: dict[str, int] = {key: int(pk) for key, pk in gone.values_list("external_id", "merged_into") if pk}
    # What they went into may have gone into another since.
    while further := dict(merged.filter(pk__in=into.values()).values_list("pk", "merged_into")):
        into = {key: int(further.get(pk) or pk) for key, pk in into.items()}
    return into
