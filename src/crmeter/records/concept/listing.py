"""Records of a concept for whoever lists, finds or opens them; each question asks whose may be seen."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Count, QuerySet, Sum

from crmeter.records.concept.concept import Concept
from crmeter.records.concept.conditions import Clause, asked
from crmeter.records.concept.field import Field, Kind
from crmeter.records.concept.gate import within
from crmeter.records.concept.models import Tag, Tagging
from crmeter.records.concept.paging import Column, page_after, page_before, row_beside
from crmeter.records.staff.queries import Person
from crmeter.records.staff.rights import Deed
from crmeter.records.staff.rights_queries import names_of_people
from crmeter.vocabulary.folding import needles

# A count goes no further: more than these nobody reads through, and counting a million takes its time.
MOST_COUNTED = 1_000
# Groups of a list beyond these are no overview.
MOST_GROUPS = 100
_LARGEST_KEY = 2**63


@dataclass(frozen=True, slots=True)
class Link:
    """A record or a person that another one names."""

    id: int
    name: str


@dataclass(frozen=True, slots=True)
class Row:
    """A record as lists show it.

    Args:
        id: its number.
        version: to be named by a change.
        name: what it is called.
        values: by field; links as `Link`.
        tags: the words that it is marked with.
    """

    id: int
    version: int
    name: str
    values: Mapping[str, Any]
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Asked:
    """A list as somebody looks at it.

    Args:
        words: that records are found by.
        clauses: that they must fulfil.
        tag: that they are marked with, by its number.
        sort: one of the concept's, with `-` before it for the largest first.
        after: the record that the page comes after.
        before: the one that it comes before.
        is_removed: those that were removed instead of those that stand.
    """

    words: str = ""
    clauses: tuple[Clause, ...] = ()
    tag: int | None = None
    sort: str = ""
    after: int | None = None
    before: int | None = None
    is_removed: bool = False

    @property
    def narrows(self) -> bool:
        """Whether it leaves records out."""
        return bool(self.clauses or self.tag or needles(self.words))

    def first_page(self) -> "Asked":
        """Return the same list from its beginning."""
        return replace(self, after=None, before=None)


@dataclass(frozen=True, slots=True)
class Page:
    """Some records of a list.

    Args:
        rows: those of this page.
        count: how many fulfil what was asked, `MOST_COUNTED` at most.
        has_more: there are more than were counted.
        before: what to ask `before` for the page before this one; None on the first.
        after: what to ask `after` for the next one; None on the last.
    """

    rows: tuple[Row, ...]
    count: int
    has_more: bool
    before: int | None
    after: int | None


@dataclass(frozen=True, slots=True)
class Group:
    """Records of a list that have one value in common.

    Args:
        value: as a filter asks for it; None where there is none.
        link: what it is called, of a link.
        count: how many.
        total: of the amount that was asked for.
    """

    value: Any
    link: Link | None
    count: int
    total: Any


def page_of(person: Person, concept: Concept, asked_for: Asked, fields: Sequence[str], most: int = 50) -> Page:
    """Return a page of records.

    Args:
        person: who looks.
        concept: of which.
        asked_for: words, conditions, order and place.
        fields: whose values are wanted.
        most: how many records.
    """
    rows, count, has_more = _narrowed(person, concept, asked_for)
    column, descending = sorted_by(concept, asked_for.sort)
    is_before = asked_for.before is not None
    cursor = _cursor(person, concept, column, asked_for.before if is_before else asked_for.after)
    wanted = columns_of(concept, fields)
    found_first = has_more and bool(needles(asked_for.words))
    if is_before and cursor is not None:
        found = page_before(
            rows.values(*wanted), column, descending=descending, cursor=cursor, most=most + 1, found_first=found_first
        )
        is_first, is_last = len(found) <= most, False
        found = found[-most:]
    else:
        found = page_after(
            rows.values(*wanted), column, descending=descending, cursor=cursor, most=most + 1, found_first=found_first
        )
        is_first, is_last = cursor is None, len(found) <= most
        found = found[:most]
    return Page(
        rows=rows_of(concept, found, fields),
        count=count,
        has_more=has_more,
        before=None if is_first or not found else found[0]["id"],
        after=None if is_last or not found else found[-1]["id"],
    )


def groups_of(person: Person, concept: Concept, asked_for: Asked, by: str, total: str = "") -> tuple[Group, ...]:
    """Return the records of a list by the values of one field, the most frequent first.

    Args:
        person: who looks.
        concept: of which.
        asked_for: words and conditions.
        by: the field.
        total: an amount that is added up in each group.
    """
    field = concept.all_fields[by]
    # Rows, not keys: an index may hold all that is added up.
    counted: dict[str, Any] = {"n": Count("*")}
    if total:
        counted["total"] = Sum(total)
    rows = matching(person, concept, asked_for).order_by().values(field.column).annotate(**counted)
    found = list(rows.order_by("-n", field.column)[:MOST_GROUPS])
    called = _called(concept, field, frozenset(g[field.column] for g in found if g[field.column] is not None))
    return tuple(
        Group(
            g[field.column], _link(field, g[field.column], called.get(g[field.column]), called), g["n"], g.get("total")
        )
        for g in found
    )


def keys_of(person: Person, concept: Concept, asked_for: Asked, deed: Deed = Deed.SEE) -> QuerySet[Any, Any]:
    """Return the numbers of all records of a list with which somebody may do something, in the order of numbers."""
    rows = matching(person, concept, asked_for).filter(within(person, concept, deed))
    return rows.order_by("id").values_list("id", flat=True)


def record_at(
    person: Person, concept: Concept, pk: int, *, is_removed: bool = False, fields: Sequence[str] = ()
) -> Row | None:
    """Return one record with all its fields, or those that are named; None where there is none that may be seen."""
    rows = visible(person, concept, is_removed=is_removed).filter(pk=pk)
    fields = tuple(fields) or tuple(concept.all_fields)
    found = list(rows.values(*columns_of(concept, fields)))
    return next(iter(rows_of(concept, found, fields)), None)


def there_are_any(concept: Concept) -> bool:
    """Return whether a concept has records at all, whoever may see them."""
    return concept.table._default_manager.exists()


def is_number(concept: Concept, pk: int) -> bool:
    """Return whether a record of a concept has, or had, a number, whoever may see it."""
    return abs(pk) < _LARGEST_KEY and concept.table._default_manager.filter(pk=pk).exists()


def is_within(person: Person, concept: Concept, pk: int, deed: Deed, *, is_removed: bool = False) -> bool:
    """Return whether somebody may do something with one record."""
    rows = concept.table._default_manager.filter(within(person, concept, deed), pk=pk)
    return rows.filter(removed_at__isnull=not is_removed).exists()


def found_by(person: Person, concept: Concept, words: str, most: int, fields: Sequence[str] = ()) -> tuple[Row, ...]:
    """Return some records that words find, those that were changed last first."""
    if not needles(words):
        return ()
    return page_of(person, concept, Asked(words=words), fields, most).rows


def neighbours_of(person: Person, concept: Concept, asked_for: Asked, found: Row) -> tuple[int | None, int | None]:
    """Return the numbers of the records before and after one in a list as it is looked at."""
    column, descending = sorted_by(concept, asked_for.sort)
    value = found.values.get(column.name)
    cursor = _cursor(person, concept, column, found.id) if value is None else (value, found.id)
    if cursor is None:
        return None, None
    # What leaves few is named by keys; the list of all is walked along the index of its order, one step each way.
    rows = _narrowed(person, concept, asked_for)[0] if asked_for.narrows else matching(person, concept, asked_for)
    keys = rows.values("id", column.name)
    before = row_beside(keys, column, descending=descending, cursor=cursor, is_after=False)
    after = row_beside(keys, column, descending=descending, cursor=cursor, is_after=True)
    return before and before["id"], after and after["id"]


def visible(person: Person, concept: Concept, *, is_removed: bool = False) -> QuerySet[Any]:
    """Return the rows of a concept that may be seen; for the rooms of the records."""
    rows = concept.table._default_manager.filter(within(person, concept), removed_at__isnull=not is_removed)
    # One that was merged into another is not brought back alone.
    return rows.filter(merged_into=None) if is_removed else rows


def sorted_by(concept: Concept, sort: str) -> tuple[Column, bool]:
    """Return the column of an order, and whether the largest comes first."""
    sort = sort if sort.lstrip("-") in concept.all_sorts else concept.default_sort
    return concept.all_sorts[sort.lstrip("-")], sort.startswith("-")


def rows_of(
    concept: Concept, found: Iterable[Mapping[str, Any]], fields: Sequence[str], *, tagged: bool = True
) -> tuple[Row, ...]:
    """Return rows, asked for by `values`, as lists show them; with their tags only where these are shown."""
    found = list(found)
    if not found:
        return ()
    described = [concept.all_fields[name] for name in fields]
    people = _people(described, found)
    tags = _tags(concept, [each["id"] for each in found]) if tagged else {}
    return tuple(
        Row(
            id=each["id"],
            version=each["version"],
            name=each["name"],
            values={
                field.name: _link(field, each[field.column], each.get(f"{field.name}__name"), people)
                if field.kind in (Kind.PERSON, Kind.RECORD)
                else each[field.column]
                for field in described
            },
            tags=tags.get(each["id"], ()),
        )
        for each in found
    )


def all_tags() -> tuple[Link, ...]:
    """Return all tags by name."""
    return tuple(Link(tag.pk, tag.name) for tag in Tag.objects.order_by("folded"))


def matching(person: Person, concept: Concept, asked_for: Asked) -> QuerySet[Any]:
    """Return the rows of a list that may be seen; for the rooms of the records."""
    rows = visible(person, concept, is_removed=asked_for.is_removed).filter(
        asked(concept, asked_for.clauses, person.id)
    )
    if asked_for.tag is not None:
        marked = Tagging.objects.filter(tag=asked_for.tag, concept=concept.name).values("record")
        rows = rows.filter(pk__in=marked)
    for needle in needles(asked_for.words):
        rows = rows.filter(folded__contains=needle)
    return rows


def _narrowed(person: Person, concept: Concept, asked_for: Asked) -> tuple[QuerySet[Any], int, bool]:
    """Return the rows to choose from, how many there are, and whether there are more than were counted.

    Few are named by their keys: an index of the order alone would be walked through to its end to find them. A list of
    all that nothing narrows down is only counted.
    """
    rows = matching(person, concept, asked_for)
    if not (asked_for.narrows or asked_for.is_removed or within(person, concept)):
        count = rows.order_by().values("id")[: MOST_COUNTED + 1].count()
        return rows, min(count, MOST_COUNTED), count > MOST_COUNTED
    keys = list(rows.values_list("id", flat=True)[: MOST_COUNTED + 1])
    if len(keys) > MOST_COUNTED:
        return rows, MOST_COUNTED, True
    return concept.table._default_manager.filter(pk__in=keys), len(keys), False


def _cursor(person: Person, concept: Concept, column: Column, pk: int | None) -> tuple[Any, int] | None:
    if pk is None:
        return None
    # One that was removed meanwhile still says where the page begins.
    return concept.table._default_manager.filter(within(person, concept), pk=pk).values_list(column.name, "id").first()


def columns_of(concept: Concept, fields: Sequence[str]) -> list[str]:
    """Return what `values` must be asked for, so that `rows_of` has what it needs."""
    wanted = ["id", "version", "name"]
    for name in fields:
        field = concept.all_fields[name]
        wanted.append(field.column)
        if field.kind == Kind.RECORD:
            wanted.append(f"{name}__name")
    return list(dict.fromkeys(wanted))


def _names(field: Field) -> bool:
    return field.kind == Kind.PERSON


def _called(concept: Concept, field: Field, numbers: frozenset[Any]) -> Mapping[int, str]:
    """Return what the people or records that a field names are called."""
    if field.kind == Kind.RECORD and numbers:
        table: Any = concept.table._meta.get_field(field.name).related_model
        return dict(table._default_manager.filter(pk__in=numbers).values_list("pk", "name"))
    return names_of_people(numbers) if _names(field) and numbers else {}


def _people(fields: Sequence[Field], found: Sequence[Mapping[str, Any]]) -> Mapping[int, str]:
    numbers = {each[field.column] for field in fields if _names(field) for each in found}
    numbers.discard(None)
    return names_of_people(frozenset(numbers)) if numbers else {}


def _link(field: Field, value: Any, name: str | None, people: Mapping[int, str]) -> Link | None:
    if value is None:
        return None
    if field.kind == Kind.PERSON:
        return Link(value, people.get(value, ""))
    return Link(value, name or "") if field.kind == Kind.RECORD else None


def _tags(concept: Concept, numbers: Sequence[int]) -> Mapping[int, tuple[str, ...]]:
    found: dict[int, tuple[str, ...]] = {}
    marked = Tagging.objects.filter(concept=concept.name, record__in=numbers).order_by("tag__folded")
    for record, name in marked.values_list("record", "tag__name"):
        found[record] = (*found.get(record, ()), name)
    return found
