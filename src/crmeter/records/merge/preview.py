"""What a merge would do, before somebody decides it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from crmeter.records.concept.concept import Concept
from crmeter.records.concept.field import Field, Kind
from crmeter.records.concept.gate import not_allowed, within
from crmeter.records.concept.listing import Row, columns_of, rows_of, visible
from crmeter.records.ledger.refusals import Refused
from crmeter.records.merge.links import links_to
from crmeter.records.staff.queries import Person
from crmeter.records.staff.rights import Deed
from crmeter.vocabulary import Text

MOST_MERGED = 10


@dataclass(frozen=True, slots=True)
class FieldChoice:
    """One field side by side.

    Args:
        field: which.
        values: by record, as lists show them.
        proposed: the record whose value is proposed; None where none has one.
        differs: the records do not agree.
        is_bound: there is no choice; the stricter value is taken.
    """

    field: Field
    values: Mapping[int, Any]
    proposed: int | None
    differs: bool
    is_bound: bool


@dataclass(frozen=True, slots=True)
class Moving:
    """Rows that will name the record that stays."""

    title: Text
    count: int


@dataclass(frozen=True, slots=True)
class Effect:
    """A figure that a merge changes, and by how much."""

    title: Text
    change: int


@dataclass(frozen=True, slots=True)
class Preview:
    """A merge before it is made.

    Args:
        kept: the record that stays.
        others: those that go.
        fields: side by side, those where one at least has a value.
        moving: what will name the record that stays, where there is something.
        effects: on numbers of records; what a merge changes in readings is known when they are next worked out.
    """

    kept: Row
    others: tuple[Row, ...]
    fields: tuple[FieldChoice, ...]
    moving: tuple[Moving, ...]
    effects: tuple[Effect, ...]


def preview_merge(person: Person, concept: Concept, kept: int, others: Sequence[int]) -> Preview:
    """Return what a merge would do.

    The value that is proposed is that of the record with the most fields filled, of equals the one changed last,
    among those that have a value; a mark such as "is a partner" has one where it says yes. A restriction of any of
    them holds for all.

    Args:
        person: who looks.
        concept: of the records.
        kept: the number of the one that stays.
        others: the numbers of those that go.

    Raises:
        Refused: there are not two to ten of them, or one may not be seen, changed or removed.
    """
    rows = merged_rows(person, concept, kept, others)
    numbers = [row.id for row in rows]
    gone = numbers[1:]
    moving = (
        Moving(each.title, each.naming(gone).exclude(pk__in=numbers).count())
        if each.table is concept.table
        else Moving(each.title, each.naming(gone).count())
        for each in links_to(concept)
    )
    return Preview(
        kept=rows[0],
        others=rows[1:],
        fields=_side_by_side(concept, rows),
        moving=tuple(each for each in moving if each.count),
        effects=_effects(concept, rows),
    )


def merged_rows(person: Person, concept: Concept, kept: int, others: Sequence[int]) -> tuple[Row, ...]:
    """Return the records of a merge with all their fields, the one that stays first.

    Raises:
        Refused: there are not two to ten of them, or one may not be seen, changed or removed.
    """
    numbers = [kept, *others]
    if len(set(numbers)) != len(numbers) or not 2 <= len(numbers) <= MOST_MERGED:
        raise Refused(
            "not_mergeable",
            Text("gộp được từ 2 đến {most} bản ghi", "from 2 to {most} records can be merged").fill(most=MOST_MERGED),
        )
    fields = tuple(concept.all_fields)
    found = list(visible(person, concept).filter(pk__in=numbers).values(*columns_of(concept, fields)))
    rows = {row.id: row for row in rows_of(concept, found, fields)}
    if len(rows) != len(numbers):
        raise Refused("unknown", Text("bản ghi này không còn", "this record is not there any more"))
    table = concept.table._default_manager
    for deed, some in ((Deed.CHANGE, [kept]), (Deed.REMOVE, list(others))):
        if table.filter(within(person, concept, deed), pk__in=some).count() != len(some):
            raise not_allowed(concept, deed)
    return tuple(rows[number] for number in numbers)


def choosable(concept: Concept, sources: Collection[str]) -> tuple[Field, ...]:
    """Return the fields of which one record's value is chosen.

    The key that a source has for a record means nothing in another: it stays, and leads to the record that stays.

    Args:
        concept: of the records.
        sources: where the records are from.
    """
    return tuple(each for each in concept.edited if each.name != "external_id" or len(set(sources)) == 1)


def proposals(concept: Concept, rows: Sequence[Row]) -> Mapping[str, int | None]:
    """Return by field the record whose value is proposed; see `preview_merge`."""
    changed = {row.id: row.values["changed_at"] for row in rows}
    filled = {row.id: sum(_is_filled(each, row.values[each.name]) for each in concept.edited) for row in rows}
    # Of equals the one that stays, which is the first, comes first.
    best = sorted(rows, key=lambda row: (filled[row.id], changed[row.id]), reverse=True)
    fields = choosable(concept, _sources(rows))
    found = {
        each.name: next((row.id for row in best if _is_filled(each, row.values[each.name])), None) for each in fields
    }
    for each in fields:
        # An amount goes with its currency, a stage with its pipeline.
        for bound in filter(None, (each.currency, each.limited_by)):
            if found[each.name] is not None and bound in found:
                found[bound] = found[each.name]
    return found


def _side_by_side(concept: Concept, rows: Sequence[Row]) -> tuple[FieldChoice, ...]:
    proposed = proposals(concept, rows)
    choices = []
    for field in choosable(concept, _sources(rows)):
        values = {row.id: row.values[field.name] for row in rows}
        if any(value not in (None, "") for value in values.values()):
            differs = any(value != rows[0].values[field.name] for value in values.values())
            is_bound = field.strictest_wins and any(values.values())
            choices.append(FieldChoice(field, values, proposed[field.name], differs, is_bound))
    return tuple(choices)


def _sources(rows: Sequence[Row]) -> list[str]:
    return [str(row.values["external_source"] or "") for row in rows]


def _is_filled(field: Field, value: Any) -> bool:
    return bool(value) if field.kind == Kind.FLAG else value not in (None, "")


def _effects(concept: Concept, rows: Sequence[Row]) -> tuple[Effect, ...]:
    count = Text("Số {what}", "Number of records: {what}").fill(what=concept.title)
    effects = [Effect(count, 1 - len(rows))]
    for field in concept.edited:
        if field.kind == Kind.FLAG and not field.strictest_wins:
            said = sum(bool(row.values[field.name]) for row in rows)
            if said > 1:
                effects.append(
                    Effect(
                        Text("{what}: {field}", "{what}: {field}").fill(what=concept.title, field=field.title), 1 - said
                    )
                )
    return tuple(effects)
