"""Tickets that are one: their activities and files come together, and what happened to each stays written down."""

from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone

from crmeter.records.activities.concept import ACTIVITIES
from crmeter.records.activities.models import Activity
from crmeter.records.concept.actions import changed_to, held_record
from crmeter.records.files.actions import move_files
from crmeter.records.ledger.actions import audit
from crmeter.records.ledger.change_actions import note_changes
from crmeter.records.ledger.refusals import Refused
from crmeter.records.notices.actions import follow_too
from crmeter.records.staff.queries import Person, actor_of
from crmeter.records.staff.rights import Deed
from crmeter.records.tickets.concept import TICKETS
from crmeter.records.tickets.models import Status, Ticket
from crmeter.records.tickets.status_actions import note_merge
from crmeter.vocabulary import Text


def merge_tickets(person: Person, into: int, sources: Mapping[int, int | None], *, version: int | None) -> int:
    """Merge tickets into another one, which goes on for all of them, and return its version.

    The others are closed, say what they were merged into and keep their events. The audit entry names what moved.

    Args:
        person: who merges.
        into: the ticket that goes on.
        sources: the others, by number the version that was seen.
        version: that was seen of the ticket that goes on.

    Raises:
        Refusal: they may not change one of them, one has changed, or they do not belong together.
    """
    with transaction.atomic():
        versions = {**sources, into: version}
        # In one order, so that two who merge the same ones wait for each other.
        tickets = {pk: _ticket(person, pk, versions[pk]) for pk in sorted(versions)}
        kept = tickets.pop(into)
        _refuse_unless_one(kept, tickets)
        actor, now = actor_of(person), timezone.now()
        moved: dict[str, list[int]] = {}
        for pk, ticket in tickets.items():
            rows = list(Activity.objects.select_for_update().filter(ticket=pk).order_by("id"))
            for row in rows:
                changed_to(person, ACTIVITIES, row, {"ticket": into})
            moved[str(pk)] = [row.pk for row in rows]
            changed_to(person, TICKETS, ticket, {"duplicate_of": into, "status": Status.CLOSED})
            note_merge(kept, pk, actor, now)
        files = move_files(actor, TICKETS, sources, into)
        followers = follow_too(TICKETS, sources, into)
        note_changes(TICKETS.name, [into])
        audit(
            actor,
            "tickets.merged",
            kept,
            after={"sources": sorted(sources), "activities": moved, "files": files, "followers": followers},
        )
    return kept.version


def _ticket(person: Person, pk: int, version: int | None) -> Ticket:
    row = held_record(person, TICKETS, pk, version, Deed.CHANGE)
    if not isinstance(row, Ticket):
        raise TypeError(pk)
    return row


def _refuse_unless_one(kept: Ticket, others: Mapping[int, Ticket]) -> None:
    if not others:
        raise Refused("nothing_to_merge", Text("hãy chọn phiếu để gộp", "choose tickets to merge"))
    if any(each.duplicate_of_id is not None for each in (kept, *others.values())):
        raise Refused("merged", Text("có phiếu đã được gộp trước đó", "one of the tickets was merged before"))
    if len({each.customer_id for each in (kept, *others.values())} - {None}) > 1:
        raise Refused(
            "of_several_customers",
            Text("các phiếu thuộc nhiều khách hàng khác nhau", "the tickets are of different customers"),
        )
