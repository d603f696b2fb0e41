"""Many new records at once, by the same rules as one: what differs is only how they are written to the database."""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from operator import attrgetter
from typing import Any

from django.db import DEFAULT_DB_ALIAS, IntegrityError, transaction
from django.utils import timezone

from crmeter.records.concept.concept import Concept, Draft, concept_named, tell_listeners
from crmeter.records.concept.field import Field, Kind
from crmeter.records.concept.gate import not_allowed, within
from crmeter.records.concept.models import Record
from crmeter.records.concept.row_actions import put, settle, shown, taken
from crmeter.records.concept.values import WrongValue
from crmeter.records.ledger.actions import Audited, audit_all
from crmeter.records.ledger.change_actions import note_changes
from crmeter.records.ledger.mass_actions import next_numbers, write_rows
from crmeter.records.ledger.refusals import Refusal
from crmeter.records.staff.queries import Person, actor_of, people_numbered
from crmeter.records.staff.rights import Deed, Reach
from crmeter.records.staff.rights_queries import people_within, rights_of
from crmeter.vocabulary import Text

_NOTHING_THERE = Text("không có bản ghi này", "there is no such record")


@dataclass(frozen=True, slots=True)
class New:
    """A record that is to be made.

    Args:
        values: by field, as `values.kept` returns them; all that are required.
        told: columns that rules write for whoever works now, and that were so in another system.
        at: when it came to be like that; None for now.
    """

    values: Mapping[str, Any]
    told: Mapping[str, Any] = field(default_factory=dict)
    at: datetime | None = None


def create_each(person: Person, concept: Concept, wanted: Sequence[New], *, why: str = "") -> list[int | Refusal]:
    """Make records in the caller's transaction, each by itself or not at all.

    Args:
        person: who makes them.
        concept: of which.
        wanted: what they are.
        why: in their words.

    Returns:
        In the same order the number of each, or why it was not made.
    """
    actor, now = actor_of(person), timezone.now()
    outcomes: list[int | Refusal] = [not_allowed(concept, Deed.CREATE)] * len(wanted)
    links = _links(person, concept, wanted)
    allowed = _allowed_owners(person, concept)
    drafts: dict[int, Draft] = {}
    known: dict[Hashable, Any] = {}
    for place, each in enumerate(wanted):
        row = concept.table(changed_at=now, created_by_id=person.id, **{"created_at": now, **each.told})
        try:
            put(concept, row, each.values)
            _link(concept, row, each.values, links)
            if not allowed(row.owner_id):
                continue
            draft = Draft(row, None, actor, each.at or now, known)
            settle(concept, draft)
        except Refusal as refused:
            outcomes[place] = refused
            continue
        drafts[place] = draft
    made = _insert(concept, drafts, outcomes)
    with transaction.atomic(savepoint=False):
        note_changes(concept.name, [draft.row.pk for draft in made])
        rows = [draft.row for draft in made]
        audit_all(actor, [Audited(f"{concept.name}.created", row, None, shown(concept, row)) for row in rows], why)
    return outcomes


_Links = Mapping[str, Mapping[int, Any]]


def _links(person: Person, concept: Concept, wanted: Sequence[New]) -> _Links:
    """Return what is linked to, by field and number: asked for once, and at hand for the rules."""
    links: dict[str, Mapping[int, Any]] = {}
    for each in concept.edited:
        if each.kind not in (Kind.PERSON, Kind.RECORD):
            continue
        numbers = {value for new in wanted if (value := new.values.get(each.name)) is not None}
        if numbers:
            links[each.name] = _linked(person, concept, each, numbers)
    return links


def _linked(person: Person, concept: Concept, each: Field, numbers: set[int]) -> Mapping[int, Any]:
    if each.kind == Kind.PERSON:
        return {found.id: found for found in people_numbered(numbers)}
    behind = concept.table._meta.get_field(each.name).related_model
    if not isinstance(behind, type):
        raise TypeError(f"{concept.name}.{each.name} is no link")
    rows = behind._default_manager.filter(pk__in=numbers)
    linked = concept_named(each.to)
    if linked is not None:
        rows = rows.filter(within(person, linked), removed_at=None)
    return {row.pk: row for row in rows}


def _link(concept: Concept, row: Record, values: Mapping[str, Any], links: _Links) -> None:
    for name, there in links.items():
        value = values.get(name)
        if value is None:
            continue
        if value not in there:
            raise WrongValue(concept.all_fields[name], _NOTHING_THERE)
        if concept.all_fields[name].kind == Kind.RECORD:
            setattr(row, name, there[value])


def _allowed_owners(person: Person, concept: Concept) -> Any:
    """Return the question whether a new record may have an owner: one's own, within reach, or nobody yet."""
    reach = rights_of(person, concept.name).reach(Deed.CREATE)
    people = people_within(person, reach)
    if reach in (Reach.ALL, Reach.NONE):
        return lambda _: reach == Reach.ALL
    return lambda owner: owner is None or owner in people


def _insert(concept: Concept, drafts: Mapping[int, Draft], outcomes: list[int | Refusal]) -> list[Draft]:
    """Save new records, all by one statement where they can be, and return those that were."""
    if not drafts:
        return []
    try:
        with transaction.atomic():
            _write([draft.row for draft in drafts.values()])
            for draft in drafts.values():
                concept.settled(draft)
            tell_listeners(concept, list(drafts.values()))
    except (IntegrityError, Refusal) as error:
        if len(drafts) == 1:
            place, draft = next(iter(drafts.items()))
            outcomes[place] = error if isinstance(error, Refusal) else taken(draft.row)
            return []
        # One of them cannot be; the others can.
        places, half = list(drafts), len(drafts) // 2
        made = []
        for some in (places[:half], places[half:]):
            for place in some:
                drafts[place].row.pk = None
                drafts[place].row._state.adding = True
            made += _insert(concept, {place: drafts[place] for place in some}, outcomes)
        return made
    for place, draft in drafts.items():
        outcomes[place] = int(draft.row.pk)
    return list(drafts.values())


def _write(rows: Sequence[Record]) -> None:
    columns = [each.attname for each in rows[0]._meta.concrete_fields]
    for row, number in zip(rows, next_numbers(type(rows[0]), len(rows)), strict=True):
        row.pk, row._state.adding, row._state.db = number, False, DEFAULT_DB_ALIAS
    write_rows(type(rows[0]), columns, map(attrgetter(*columns), rows))
