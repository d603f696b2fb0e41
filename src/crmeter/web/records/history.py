"""The history of a record in words, from the audit."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from crmeter.records.concept.concept import Concept
from crmeter.records.concept.field import Field, Kind
from crmeter.records.concept.listing import Link, Row
from crmeter.records.concept.options import names_of
from crmeter.records.ledger.queries import Change, history
from crmeter.records.staff.queries import Person
from crmeter.vocabulary import Text, formats
from crmeter.web.audit_log.words import action_words
from crmeter.web.records.cells import cell_of
from crmeter.web.templatetags.figures import language

_VERBS = {
    "created": Text("tạo", "created it"),
    "changed": Text("sửa", "changed it"),
    "removed": Text("xóa", "removed it"),
    "brought_back": Text("khôi phục", "brought it back"),
    "told_apart": Text("ghi là không trùng", "said that it is no duplicate"),
    "may_be_alike": Text("ghi là lại có thể trùng", "said that it may be a duplicate again"),
}


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field as it was and as it became, in words."""

    title: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class ShownChange:
    """One change of a record: when, by whom, what."""

    at: datetime
    who: str
    did: str
    fields: tuple[FieldChange, ...]
    why: str


def changes_of(reader: Person, concept: Concept, number: int) -> list[ShownChange]:
    """Return the latest changes of a record that the reader may see, newest first."""
    found = history(concept.table._meta.label_lower, str(number))
    names = _names(reader, concept, found)
    return [
        ShownChange(
            each.at,
            each.actor,
            _did(each.action),
            _fields(concept, each, names) if each.before is not None and each.after is not None else (),
            each.why,
        )
        for each in found
    ]


def _did(action: str) -> str:
    verb = _VERBS.get(action.rpartition(".")[2])
    return action_words(action) if verb is None else verb.in_(language())


def _fields(concept: Concept, change: Change, names: dict[tuple[str, int], str]) -> tuple[FieldChange, ...]:
    by_column = {field.column: field for field in concept.all_fields.values()}
    before, after = change.before or {}, change.after or {}
    return tuple(
        FieldChange(
            by_column[column].title.in_(language()),
            _written(by_column[column], before.get(column), names),
            _written(by_column[column], after.get(column), names),
        )
        for column in after
        if column in by_column
    )


def _written(field: Field, kept: Any, names: dict[tuple[str, int], str]) -> str:
    if kept in (None, ""):
        return formats.EMPTY
    value: Any = kept
    if field.kind in (Kind.PERSON, Kind.RECORD):
        value = Link(kept, names.get((field.name, kept), formats.EMPTY))
    elif field.kind == Kind.DAY:
        value = date.fromisoformat(kept)
    elif field.kind == Kind.MOMENT:
        value = datetime.fromisoformat(kept)
    return cell_of(field, Row(0, 0, "", {field.name: value})).words


def _names(reader: Person, concept: Concept, found: list[Change]) -> dict[tuple[str, int], str]:
    """What the linked records and people were, all of a field asked for at once."""
    wanted: dict[str, set[int]] = {}
    links = {f.column: f for f in concept.all_fields.values() if f.kind in (Kind.PERSON, Kind.RECORD)}
    for change in found:
        for told in (change.before or {}, change.after or {}):
            for column, value in told.items():
                if column in links and isinstance(value, int):
                    wanted.setdefault(column, set()).add(value)
    return {
        (links[column].name, number): words
        for column, numbers in wanted.items()
        for number, words in names_of(reader, concept, links[column], numbers).items()
    }
