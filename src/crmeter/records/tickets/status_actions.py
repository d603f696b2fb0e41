"""What follows from a change of a ticket; the only writer of its events.

The clock of a promise stands still while a ticket waits for the customer, and from its solution to its reopening.
"""

from datetime import datetime, timedelta

from django.utils import timezone

from crmeter.records.concept.concept import Draft, Rule
from crmeter.records.ledger.actor import Actor
from crmeter.records.ledger.refusals import Refused
from crmeter.records.tickets.models import Priority, Status, Ticket, TicketEvent, TicketPromise
from crmeter.records.tickets.promised_time import WorkingTime, WorkingTimeNow, moment_after, passed
from crmeter.vocabulary import Text

_DONE = (Status.SOLVED, Status.CLOSED)


def settle_by(working_time: WorkingTimeNow) -> Rule:
    """Return the rule that makes a ticket whole.

    Args:
        working_time: tells when the firm works, or None where promises are kept by the calendar.
    """

    def settle(draft: Draft) -> None:
        ticket: Ticket = draft.row
        if draft.before is None:
            # What a form leaves empty is as a new ticket has it.
            ticket.status, ticket.priority = ticket.status or Status.NEW, ticket.priority or Priority.NORMAL
        _refuse_what_is_none(ticket)
        if ticket.customer_id is None and ticket.contact is not None:
            ticket.customer_id = ticket.contact.customer_id
        if draft.before is None:
            ticket.opened_at = ticket.opened_at or draft.at
        elif draft.changes("status"):
            _refuse_unless_own_status(ticket)
        if draft.changes("status") or draft.changes("priority") or draft.changes("opened_at"):
            promise = draft.once(
                ("promise", ticket.priority), lambda: TicketPromise.objects.filter(priority=ticket.priority).first()
            )
            working = None
            if promise is not None and promise.in_working_time:
                working = draft.once("working_time", working_time)
            if draft.changes("status"):
                _come_to_status(draft, ticket, working)
            if draft.changes("priority") or draft.changes("opened_at"):
                _promise(ticket, promise, working)

    return settle


def settled(draft: Draft) -> None:
    """Write down what happened to a ticket."""
    ticket: Ticket = draft.row
    happened: list[tuple[str, str, str, datetime]] = []
    if draft.before is None:
        happened.append(("created", "", ticket.status, ticket.opened_at))
    elif draft.changes("status"):
        before = str(draft.before["status"])
        happened.append((_kind(before, ticket.status), before, ticket.status, draft.at))
    if draft.changes("owner_id") and (draft.before is not None or ticket.owner_id is not None):
        former = None if draft.before is None else draft.before["owner_id"]
        happened.append(("assigned", str(former or ""), str(ticket.owner_id or ""), draft.at))
    if draft.before is not None and draft.changes("first_responded_at") and ticket.first_responded_at is not None:
        happened.append(("answered", "", "", ticket.first_responded_at))
    if draft.before is not None and draft.changes("duplicate_of_id"):
        happened.append(
            ("merged", str(draft.before["duplicate_of_id"] or ""), str(ticket.duplicate_of_id or ""), draft.at)
        )
    TicketEvent.objects.bulk_create(
        [
            TicketEvent(
                ticket=ticket,
                kind=kind,
                before=before,
                after=after,
                at=at,
                by_id=draft.actor.user,
                # Imported events happened earlier than they are recorded.
                recorded_at=max(draft.at, timezone.now()),
            )
            for kind, before, after, at in happened
        ]
    )


def note_merge(into: Ticket, source: int, actor: Actor, at: datetime) -> None:
    """Write down at a ticket that another one was merged into it, inside the caller's transaction."""
    TicketEvent.objects.create(
        ticket=into, kind="merged", before=str(source), after=str(into.pk), at=at, by_id=actor.user, recorded_at=at
    )


def _refuse_what_is_none(ticket: Ticket) -> None:
    if ticket.status not in Status.values or ticket.priority not in Priority.values:
        raise Refused(
            "no_status",
            Text("phiếu phải có trạng thái và mức ưu tiên", "a ticket must have a status and a priority"),
        )


def _refuse_unless_own_status(ticket: Ticket) -> None:
    if ticket.duplicate_of_id is not None and ticket.status not in _DONE:
        raise Refused(
            "merged",
            Text(
                "phiếu này đã gộp vào phiếu khác; hãy mở lại phiếu kia",
                "this ticket was merged into another; reopen that one",
            ),
        )


def _come_to_status(draft: Draft, ticket: Ticket, working: WorkingTime | None) -> None:
    before = None if draft.before is None else draft.before["status"]
    if before == Status.WAITING and ticket.paused_since is not None:
        _move_promises(ticket, ticket.paused_since, draft.at, working)
    elif before in _DONE and ticket.status not in _DONE:
        ticket.reopened += 1
        if ticket.solved_at is not None:
            _move_promises(ticket, ticket.solved_at, draft.at, working)
        ticket.solved_at = None
    ticket.paused_since = draft.at if ticket.status == Status.WAITING else None
    ticket.is_open = ticket.status not in _DONE
    if ticket.status in _DONE and ticket.solved_at is None:
        ticket.solved_at = draft.at


def _move_promises(ticket: Ticket, since: datetime, until: datetime, working: WorkingTime | None) -> None:
    stood = passed(since, until, working)
    ticket.paused_seconds += int(stood.total_seconds())
    if ticket.due_at is not None:
        ticket.due_at = moment_after(ticket.due_at, stood, working)
    if ticket.answer_due_at is not None and ticket.first_responded_at is None:
        ticket.answer_due_at = moment_after(ticket.answer_due_at, stood, working)


def _promise(ticket: Ticket, promise: TicketPromise | None, working: WorkingTime | None) -> None:
    stood = timedelta(seconds=ticket.paused_seconds)

    def due(minutes: int | None) -> datetime | None:
        if minutes is None:
            return None
        return moment_after(ticket.opened_at, timedelta(minutes=minutes) + stood, working)

    ticket.due_at = None if promise is None else due(promise.resolution_minutes)
    if ticket.first_responded_at is None:
        ticket.answer_due_at = None if promise is None else due(promise.first_response_minutes)


def _kind(before: str, after: str) -> str:
    if before in _DONE and after not in _DONE:
        return "reopened"
    if after in _DONE:
        return "solved" if after == Status.SOLVED else "closed"
    if after == Status.WAITING:
        return "paused"
    return "resumed" if before == Status.WAITING else "status"
