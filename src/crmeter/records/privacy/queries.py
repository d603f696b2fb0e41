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
from crmeter.records.privacy.same_person import telling_of
from crmeter.records.staff.queries import Person

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
    related: dict[str, list[dict[str, Any]]] = {}
    beside: dict[str, list[dict[str, Any]]] = {}
    of_others = {each.table for name in PEOPLE if (each := concept_named(name)) is not None}
    for links in links_to(concept):
        if links.concept is None:
            _add(beside, links.label, map(_plain, links.naming([pk])))
        elif links.table not in of_others:
            _add(related, links.concept.name, _records(links.concept, links.naming([pk])))
    if concept.name == "leads":
        # Activities name a lead by its number alone.
        activities = concept_named("activities")
        if activities is not None:
            _add(related, activities.name, _records(activities, Activity.objects.filter(lead_id=pk).order_by("pk")))
    return {
        "schema": SCHEMA,
        "concept": concept.name,
        "id": pk,
        "fields": shown(concept, row),
        "related": related,
        "beside": beside,
        "consent": [_plain(each) for each in _statements(row, concept.name)],
        "history": [_plain(each) for each in _history(row)],
    }


def files_of_person(concept: Concept, pk: int) -> tuple[FileView, ...]:
    """Return the files of somebody's record and of what was written of them; whoever asks was let in before."""
    return files_with({**telling_of({concept.name: [pk]}).whole, concept.name: {pk}})


def addresses_of_person(concept: Concept, pk: int) -> tuple[str, ...]:
    """Return the addresses by which somebody gets mail, as the ledger of consent knows them."""
    row: Any = concept.table._default_manager.filter(pk=pk).first()
    written = getattr(row, "email", "")
    try:
        return (normalised(written, Channel.EMAIL),) if written else ()
    except Refused:
        return ()


def _records(concept: Concept, rows: Iterable[Any]) -> list[dict[str, Any]]:
    return [{"id": row.pk, **shown(concept, row)} for row in rows]


def _add(found: dict[str, list[dict[str, Any]]], name: str, rows: Iterable[dict[str, Any]]) -> None:
    listed = list(rows)
    if listed:
        found.setdefault(name, []).extend(listed)


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
