"""What happened around a record, the newest first."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from functools import partial

from django.db.models import Q

from crmeter.records.concept.concept import Concept, concept_named
from crmeter.records.concept.gate import within_each
from crmeter.records.staff.queries import Person
from crmeter.records.timeline.entry import Entry, Place, Question, Source
from crmeter.records.timeline.sources import SOURCES


@dataclass(frozen=True, slots=True)
class Timeline:
    """A page of a timeline.

    Args:
        entries: the newest first.
        before: what to ask `before` for the next page; None on the last.
    """

    entries: tuple[Entry, ...]
    before: Place | None


def timeline_of(
    person: Person,
    concept: Concept,
    pk: int,
    kinds: Collection[str] | None = None,
    before: Place | None = None,
    most: int = 30,
) -> Timeline:
    """Return what happened around a record, as far as the reader may see it.

    Args:
        person: who reads.
        concept: of the record.
        pk: its number.
        kinds: of the entries that are wanted; all where nobody chooses.
        before: the place that the page comes after.
        most: how many entries.
    """
    asked = [source for source in SOURCES if kinds is None or source.kinds & set(kinds)]
    told = [each for source in asked if (each := concept_named(source.concept)) is not None]
    sight = within_each(person, {each.name: each for each in (concept, *told)}.values())
    of = sight[concept.name]
    if of and not concept.table._default_manager.filter(of, pk=pk).exists():
        return Timeline((), None)
    order = {source.name: number for number, source in enumerate(SOURCES)}
    found: list[Entry] = []
    for source in asked:
        wanted = source.kinds if kinds is None else source.kinds & set(kinds)
        question = Question(person, concept, pk, wanted, sight, most + 1, partial(_follows, order, before))
        found += source.read(question, _after(order, source, before))
    # Stable: by number, then by source, then by moment.
    found.sort(key=lambda entry: entry.place.id, reverse=True)
    found.sort(key=lambda entry: order[entry.place.source])
    found.sort(key=lambda entry: entry.at, reverse=True)
    entries = tuple(found[:most])
    return Timeline(entries, entries[-1].place if len(found) > most else None)


def _follows(order: Mapping[str, int], before: Place | None, place: Place) -> bool:
    if before is None or place.at != before.at:
        return before is None or place.at < before.at
    own, others = order[place.source], order.get(before.source, -1)
    return own > others or (own == others and place.id < before.id)


def _after(order: dict[str, int], source: Source, place: Place | None) -> Callable[[str, str], Q]:
    """Return the condition on the entries of a source that come after a place."""

    def stretch(at: str, key: str) -> Q:
        if place is None:
            return Q()
        # The range goes along the index; what is left out of it are equals.
        until = Q(**{f"{at}__lte": place.at})
        own, others = order[source.name], order.get(place.source, -1)
        if own > others:
            return until
        earlier = Q(**{f"{at}__lt": place.at})
        return earlier if own < others else until & (earlier | Q(**{f"{key}__lt": place.id}))

    return stretch
