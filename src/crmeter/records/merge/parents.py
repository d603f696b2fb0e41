"""What a merged record belongs to, when those that are merged belong to each other."""

from crmeter.records.concept.concept import Concept

# A chain longer than this is a mistake, and no rule lets it be.
_DEEPEST = 50


def above(concept: Concept, column: str, wanted: int | None, merged: frozenset[int]) -> int | None:
    """Return the nearest record above, on the way up from a wanted one, that is not below the merged ones.

    A record that belongs to one of those that are merged would belong to itself when they are one.

    Args:
        concept: of the records.
        column: by which a record names the one above it.
        wanted: where the way up begins.
        merged: those that become one.
    """
    way = _way_up(concept, column, wanted)
    last_merged = max((place for place, number in enumerate(way) if number in merged), default=-1)
    return way[last_merged + 1] if last_merged + 1 < len(way) else None


def _way_up(concept: Concept, column: str, first: int | None) -> list[int]:
    way: list[int] = []
    while first is not None and first not in way and len(way) < _DEEPEST:
        way.append(first)
        first = concept.table._default_manager.filter(pk=first).values_list(column, flat=True).first()
    return way
