"""The only writer of queues and promises; administrators keep them."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import IntegrityError, transaction

from crmeter.records.ledger.actions import audit, held, keep
from crmeter.records.ledger.actor import Actor
from crmeter.records.ledger.change_actions import note_changes
from crmeter.records.ledger.refusals import Refused
from crmeter.records.staff.models import Team
from crmeter.records.staff.naming import named
from crmeter.records.tickets.models import Priority, TicketPromise, TicketQueue
from crmeter.vocabulary import Text

_LONGEST_NAME = 120
# A year: what is promised later than that is not promised.
_MOST_MINUTES = 366 * 24 * 60


@dataclass(frozen=True, slots=True)
class Promise:
    """What is promised for tickets of a priority.

    Args:
        first_response_minutes: until somebody answers; None for no promise.
        resolution_minutes: until it is solved; None for no promise.
        in_working_time: whether only working time counts.
    """

    first_response_minutes: int | None
    resolution_minutes: int | None
    in_working_time: bool


def add_queue(actor: Actor, name: str, *, team: int | None = None, position: int = 0) -> int:
    """Make a queue, and return its number.

    Raises:
        Refused: the name is empty, too long or taken, or the team is gone.
    """
    with transaction.atomic():
        row = TicketQueue(name=_called(name), team_id=_there(team), position=position)
        _insert(row)
        audit(actor, "tickets.queue_added", row, after=_shown(row))
    return row.pk


def change_queue(
    actor: Actor, pk: int, *, version: int | None, name: str, team: int | None, position: int, is_closed: bool
) -> int:
    """Change a queue, and return its new version.

    Raises:
        Refusal: it has changed or is gone, its name is empty, too long or taken, the team is gone, or it is the last
            queue that is not closed.
    """
    with transaction.atomic():
        row = held(TicketQueue, pk, version)
        if is_closed and not TicketQueue.objects.filter(is_closed=False).exclude(pk=pk).exists():
            raise Refused("last_queue", Text("phải còn một hàng đợi", "one queue must be left"))
        before = _shown(row)
        row.name, row.team_id, row.position, row.is_closed = _called(name), _there(team), position, is_closed
        if TicketQueue.objects.filter(name=row.name).exclude(pk=pk).exists():
            raise _taken(row.name)
        new = keep(row, "name", "team", "position", "is_closed")
        audit(actor, "tickets.queue_changed", row, before=before, after=_shown(row))
        note_changes("ticket_queues", [row.pk])
    return new


def reorder_queues(actor: Actor, order: Sequence[tuple[int, int]]) -> None:
    """Put the queues in an order; new tickets go to the first that is not closed, unless somebody chooses another.

    Args:
        actor: who does it.
        order: number and version of each queue, the first one first.

    Raises:
        Refusal: one has changed, or they are not all of them.
    """
    with transaction.atomic():
        if sorted(pk for pk, _ in order) != sorted(TicketQueue.objects.values_list("pk", flat=True)):
            raise Refused(
                "not_all", Text("thứ tự phải có đủ, mỗi mục một lần", "an order names all of them, each of them once")
            )
        # Locked in the order of numbers, so that two who do it at once do not wait for each other.
        rows = {pk: held(TicketQueue, pk, version) for pk, version in sorted(order)}
        for position, (pk, _) in enumerate(order):
            row = rows[pk]
            if row.position != position:
                before = _shown(row)
                row.position = position
                keep(row, "position")
                audit(actor, "tickets.queue_changed", row, before=before, after=_shown(row))


def promise(actor: Actor, priority: str, promised: Promise, *, version: int | None) -> int:
    """Decide what is promised for tickets of a priority from now on, and return the new version.

    Tickets that are there keep what was promised them until their priority changes.

    Args:
        actor: who decides.
        priority: of the tickets.
        promised: what.
        version: of what was promised before; None where nothing was.

    Raises:
        Refusal: somebody has decided since, or the times are none.
    """
    for minutes in (promised.first_response_minutes, promised.resolution_minutes):
        if minutes is not None and not 0 < minutes <= _MOST_MINUTES:
            raise Refused(
                "no_promise", Text("thời hạn phải từ 1 phút đến 1 năm", "a promise is from a minute to a year")
            )
    if priority not in Priority.values:
        raise Refused("unknown_choice", Text("không có lựa chọn này", "there is no such choice"))
    with transaction.atomic():
        there = TicketPromise.objects.filter(priority=priority).first()
        if there is None:
            row = TicketPromise(priority=priority, version=0)
            before = None
        else:
            row = held(TicketPromise, there.pk, version)
            before = _promised(row)
        row.first_response_minutes = promised.first_response_minutes
        row.resolution_minutes = promised.resolution_minutes
        row.in_working_time = promised.in_working_time
        row.version += 1
        row.save()
        audit(actor, "tickets.promised", row, before=before, after=_promised(row))
    return row.version


def _called(name: str) -> str:
    called = named(name, _LONGEST_NAME)
    if not called:
        raise Refused("no_name", Text("hàng đợi phải có tên", "a queue must have a name"))
    return called


def _there(team: int | None) -> int | None:
    if team is not None and not Team.objects.filter(pk=team).exists():
        raise Refused("unknown", Text("nhóm này không còn", "this team is not there any more"))
    return team


def _insert(row: TicketQueue) -> None:
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as error:
        raise _taken(row.name) from error


def _taken(name: str) -> Refused:
    return Refused("queue_exists", Text("đã có hàng đợi {name}", "there is a queue {name}").fill(name=name))


def _shown(row: TicketQueue) -> dict[str, object]:
    return {"name": row.name, "team": row.team_id, "position": row.position, "is_closed": row.is_closed}


def _promised(row: TicketPromise) -> dict[str, object]:
    return {
        "priority": row.priority,
        "first_response_minutes": row.first_response_minutes,
        "resolution_minutes": row.resolution_minutes,
        "in_working_time": row.in_working_time,
    }
