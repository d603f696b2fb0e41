"""Records of a list as rows of a file, a stretch at a time: nobody who writes meanwhile waits for a long download."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from crmeter.records.concept.concept import Concept
from crmeter.records.concept.field import Field, Kind
from crmeter.records.concept.gate import within
from crmeter.records.concept.listing import Asked, Link, Row, columns_of, matching, rows_of, sorted_by
from crmeter.records.concept.paging import page_after
from crmeter.records.consent.restriction_queries import restricted
from crmeter.records.staff.queries import Person
from crmeter.records.staff.rights import Deed
from crmeter.vocabulary import Language, Text
from crmeter.vocabulary.folding import needles

_AT_A_TIME = 1_000
_KEY = Text("Số", "Number")
_TAGS = Text("Nhãn", "Tags")
_FLAGS = {True: Text("có", "yes"), False: Text("không", "no")}


def export_names(concept: Concept, fields: Sequence[Field], words: Language) -> list[str]:
    """Return what the columns of the file are called."""
    titles = [concept.all_fields["name"].title, *(field.title for field in fields)]
    return [_KEY.in_(words), *(title.in_(words) for title in titles), _TAGS.in_(words)]


def export_count(person: Person, concept: Concept, asked: Asked, records: Sequence[int] | None = None) -> int:
    """Return how many records of a list somebody may export."""
    return _exported(person, concept, asked, records).count()


def export_rows(
    person: Person,
    concept: Concept,
    asked: Asked,
    fields: Sequence[Field],
    words: Language,
    records: Sequence[int] | None = None,
) -> Iterator[tuple[Any, ...]]:
    """Yield the records of a list that somebody may export, in its order, each as its number, name, fields and tags.

    Of whom nothing may be used is left out.

    Args:
        person: who gets them.
        concept: of which.
        asked: the list.
        fields: of the columns.
        words: the language of choices.
        records: only these, by number.
    """
    names = list(dict.fromkeys(name for each in fields for name in (each.name, each.currency) if name))
    column, descending = sorted_by(concept, asked.sort)
    wanted = list(dict.fromkeys([*columns_of(concept, names), column.name]))
    rows = _exported(person, concept, asked, records).values(*wanted)
    cursor: tuple[Any, int] | None = None
    while True:
        found = page_after(
            rows,
            column,
            descending=descending,
            cursor=cursor,
            most=_AT_A_TIME,
            found_first=bool(needles(asked.words)),
        )
        for row in rows_of(concept, found, names):
            yield _cells(row, fields, words)
        if len(found) < _AT_A_TIME:
            return
        cursor = (found[-1][column.name], found[-1]["id"])


def _exported(person: Person, concept: Concept, asked: Asked, records: Sequence[int] | None) -> QuerySet[Any]:
    rows = matching(person, concept, asked).filter(within(person, concept, Deed.EXPORT))
    left_out = restricted(concept.name)
    rows = rows.exclude(pk__in=left_out) if left_out else rows
    return rows if records is None else rows.filter(pk__in=records)


def _cells(row: Row, fields: Sequence[Field], words: Language) -> tuple[Any, ...]:
    return (row.id, row.name, *(_cell(each, row.values[each.name], words) for each in fields), ", ".join(row.tags))


def _cell(field: Field, value: Any, words: Language) -> Any:
    if value is None or value == "":
        return ""
    if isinstance(value, Link):
        return value.name
    if field.kind == Kind.FLAG:
        return _FLAGS[bool(value)].in_(words)
    if field.kind == Kind.CHOICE:
        choice = field.choice(value)
        return value if choice is None else choice.title.in_(words)
    if isinstance(value, datetime):
        return timezone.localtime(value).strftime("%Y-%m-%d %H:%M:%S")
    return value.isoformat() if isinstance(value, date) else value
