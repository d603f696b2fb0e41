"""All that the records hold of one person, for the person."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import models
from django.db.models import Q

from crmeter.records.activities.models import Activity
from crmeter.records.concept.concept import Concept, concept_named
from crmeter.records.concept.listing import visible
from crmeter.records.concept.models import Record
from crmeter.records.concept.row_actions import plain_value, shown
from crmeter.records.consent.addresses import normalised
from crmeter.records.consent.models import ConsentStatement
from crmeter.records.consent.purposes import Channel
from crmeter.records.files.handing_over import files_with
from crmeter.records.files.queries import FileView
from crmeter.records.ledger.models import AuditEntry
from crmeter.records.ledger.refusals import Refused
from crmeter.records.merge.links import links_to
from crmeter.records.privacy.keepers import PEOPLE
from crmeter.records.privacy.same_person import same_person, telling_of
from crmeter.records.staff.queries import Person
from crmeter.records.surveys.personal import answers_of_people

SCHEMA = "crmeter.person/1"
_REACHED_BY = {"email": (Channel.EMAIL,), "phone": (Channel.PHONE, Channel.SMS, Channel.ZALO)}


def data_of(person: Person, concept: Concept, pk: int) -> dict[str, Any] | None:
    """Return what the records hold of somebody, or None where the asker sees no such record.

    What belongs to them is theirs whoever looks after it, so it is not cut to what the asker sees. Other people, such
    as the contacts of a firm, are left out: each is asked for by themselves.

    Args:
        person: who asks.
        concept: one of `PEOPLE`.
        pk: the number of the record.
    """
    row = visible(person, concept).filter(pk=pk).first()
    if row is None or concept.name not in PEOPLE:
        return None
    records = same_person(concept.name, pk)
    rows = {name: list(_concept(name).table._default_manager.filter(pk__in=records[name])) for name in records}
    related: dict[str, dict[int, dict[str, Any]]] = {}
    beside: dict[str, dict[int, dict[str, Any]]] = {}
    of_others = {_concept(name).table for name in PEOPLE}
    for name, numbers in records.items():
        for links in links_to(_concept(name)):
            if links.concept is None:
                _add(beside, links.label, ((each.pk, _plain(each)) for each in links.naming(numbers)))
            elif links.table not in of_others:
                _add(related, links.concept.name, _records(links.concept, links.naming(numbers)))
    # Activities name a lead by its number alone.
    of_leads = Activity.objects.filter(lead_id__in=records.get("leads", ())).order_by("pk")
    _add(related, "activities", _records(_concept("activities"), of_leads))
    every = [(name, each) for name, some in rows.items() for each in some]
    return {
        "schema": SCHEMA,
        "concept": concept.name,
        "id": pk,
        "fields": shown(concept, row),
        # Merged with it, what a lead became, the contact of a customer who is a person.
        "same_person": [
            {"concept": name, "id": each.pk, "fields": shown(_concept(name), each)}
            for name, each in every
            if (name, each.pk) != (concept.name, pk)
        ],
        "related": {name: list(found.values()) for name, found in related.items() if found},
        "beside": {name: list(found.values()) for name, found in beside.items() if found},
        "survey_answers": answers_of_people(records),
        "consent": list({said.pk: _plain(said) for name, each in every for said in _statements(each, name)}.values()),
        "history": [_plain(entry) for _, each in every for entry in _history(each)],
    }


def files_of_person(concept: Concept, pk: int) -> tuple[FileView, ...]:
    """Return the files of somebody's records and of what was written of them; whoever asks was let in before."""
    records = same_person(concept.name, pk)
    return files_with({**telling_of(records).whole, **{name: set(numbers) for name, numbers in records.items()}})


def addresses_of_person(concept: Concept, pk: int) -> tuple[str, ...]:
    """Return the addresses by which somebody gets mail, as the ledger of consent knows them."""
    found: set[str] = set()
    for name, numbers in same_person(concept.name, pk).items():
        rows: Any = _concept(name).table._default_manager.filter(pk__in=numbers)
        for written in rows.values_list("email", flat=True):
            try:
                found |= {normalised(written, Channel.EMAIL)} if written else set()
            except Refused:
                # What stands there reaches nobody.
                continue
    return tuple(sorted(found))


def _concept(name: str) -> Concept:
    found = concept_named(name)
    if found is None:
        raise LookupError(name)
    return found


def _records(concept: Concept, rows: Iterable[Any]) -> Iterable[tuple[int, dict[str, Any]]]:
    return ((row.pk, {"id": row.pk, **shown(concept, row)}) for row in rows)


def _add(found: dict[str, dict[int, dict[str, Any]]], name: str, rows: Iterable[tuple[int, dict[str, Any]]]) -> None:
    found.setdefault(name, {}).update(rows)


def _statements(row: Any, concept: str) -> Sequence[ConsentStatement]:
    said = Q(about_kind=concept, about_id=row.pk)
    for field, channels in _REACHED_BY.items():
        for channel in channels:
            try:
                said |= Q(address=normalised(getattr(row, field), channel), channel=channel)
            except Refused:
                # Without such an address nobody has said anything by it.
                continue
    return list(ConsentStatement.objects.filter(said).order_by("pk"))


def _history(row: Record) -> Sequence[AuditEntry]:
    return list(AuditEntry.objects.filter(object_kind=row._meta.label_lower, object_id=str(row.pk)).order_by("pk"))


def _plain(row: models.Model) -> dict[str, Any]:
    return {field.name: plain_value(getattr(row, field.attname)) for field in row._meta.concrete_fields}
