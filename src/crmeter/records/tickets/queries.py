"""Queues, promises and what happened to tickets, as frozen values."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count

from crmeter.records.tickets.models import Ticket, TicketEvent, TicketPromise, TicketQueue


@dataclass(frozen=True, slots=True)
class QueueView:
    """A queue; see the model."""

    id: int
    version: int
    name: str
    team: int | None
    team_name: str
    position: int
    is_closed: bool


@dataclass(frozen=True, slots=True)
class PromiseView:
    """What is promised for tickets of a priority; see the model."""

    version: int
    first_response_minutes: int | None
    resolution_minutes: int | None
    in_working_time: bool


@dataclass(frozen=True, slots=True)
class TicketHappening:
    """Something that happened to a ticket; see the model."""

    kind: str
    before: str
    after: str
    at: datetime
    by: str
    recorded_at: datetime


def queues(*, closed: bool = False) -> tuple[QueueView, ...]:
    """Return the queues in their order, closed ones only where they are asked for."""
    rows = TicketQueue.objects.select_related("team").order_by("position", "id")
    return tuple(
        QueueView(
            row.pk,
            row.version,
            row.name,
            row.team_id,
            "" if row.team is None else row.team.name,
            row.position,
            row.is_closed,
        )
        for row in rows
        if closed or not row.is_closed
    )


def open_tickets_by_queue() -> Mapping[int, int]:
    """Return how many tickets are open in each queue that has some."""
    rows = Ticket.objects.filter(is_open=True, removed_at=None).order_by()
    return dict(rows.values_list("queue").annotate(n=Count("id")))


def promises() -> Mapping[str, PromiseView]:
    """Return what is promised, by priority; nothing is promised for those that are not there."""
    return {
        row.priority: PromiseView(row.version, row.first_response_minutes, row.resolution_minutes, row.in_working_time)
        for row in TicketPromise.objects.all()
    }


def happenings(ticket: int) -> tuple[TicketHappening, ...]:
    """Return what happened to a ticket, the newest first; whether it may be seen is asked before."""
    events = TicketEvent.objects.filter(ticket=ticket).select_related("by").order_by("-at", "-id")
    return tuple(
        TicketHappening(
            each.kind, each.before, each.after, each.at, "" if each.by is None else str(each.by), each.recorded_at
        )
        for each in events
    )
