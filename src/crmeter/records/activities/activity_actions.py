"""What follows from a change of an activity: whose it is too, who is told, and what becomes of its ticket."""

from django.utils import timezone

from crmeter.records.activities.mention_actions import answer_mentions, mention
from crmeter.records.activities.models import Activity, ActivityKind, Direction
from crmeter.records.concept.actions import changed_to
from crmeter.records.concept.concept import Concept, Draft, concept_named
from crmeter.records.concept.models import LONGEST_NAME, Record
from crmeter.records.leads.actions import note_first_response
from crmeter.records.ledger.refusals import Refused
from crmeter.records.notices.actions import tell, tell_followers
from crmeter.records.notices.models import NoticeKind
from crmeter.records.staff.queries import members_of, person
from crmeter.records.tickets.concept import TICKETS
from crmeter.records.tickets.models import Status, Ticket
from crmeter.vocabulary import Text

TOUCHES = (ActivityKind.CALL, ActivityKind.MAIL, ActivityKind.MEETING, ActivityKind.CHAT)
# Nobody was reached.
UNREACHED = ("no_answer", "left_message", "bounced")


def settle(draft: Draft) -> None:
    """Make an activity whole: its subject, its moments, and the customer of what it belongs to.

    Raises:
        Refused: it says nothing, or ends before it began.
    """
    activity: Activity = draft.row
    activity.name = activity.name or next(iter(activity.body.splitlines()), "").strip()[:LONGEST_NAME]
    if not activity.name:
        raise Refused("empty", Text("hãy ghi chủ đề hoặc nội dung", "write a subject or a text"))
    if activity.duration_minutes is not None and activity.duration_minutes < 0:
        raise Refused("negative_duration", Text("thời lượng không thể âm", "a duration cannot be negative"))
    activity.direction = activity.direction or Direction.NONE
    activity.is_pinned = bool(activity.is_pinned)
    if draft.before is None and activity.owner_id is None:
        activity.owner_id = draft.actor.user
    if activity.due_at is not None:
        activity.due_on = timezone.localdate(activity.due_at)
    was_open = activity.is_open
    activity.is_open = activity.done_at is None and (activity.kind == ActivityKind.TASK or activity.due_on is not None)
    if was_open and activity.done_at is not None and not draft.changes("happened_at"):
        activity.happened_at = activity.done_at
    activity.happened_at = activity.happened_at or draft.at
    _follow_links(activity)


def settled(draft: Draft) -> None:
    """Tell whom it concerns of an activity, and let its ticket go on."""
    activity: Activity = draft.row
    mentioned = mention(draft)
    if draft.before is None:
        answer_mentions(activity, draft.actor.user, draft.at)
        _tell_followers(draft, activity, mentioned)
    if activity.is_open or not _has_just_happened(draft):
        return
    if activity.ticket_id is not None:
        _go_on(draft, activity, activity.ticket_id)
    if activity.lead_id is not None and _is_answer(activity):
        by = None if draft.actor.user is None else person(draft.actor.user)
        if by is not None:
            note_first_response(by, activity.lead_id, activity.happened_at)


def _follow_links(activity: Activity) -> None:
    """An activity of a deal, a ticket, an order, a contact or a lead is one of their customer too."""
    for linked in (activity.deal, activity.ticket, activity.order, activity.contact, activity.lead):
        if linked is not None and linked.customer_id is not None:
            activity.customer_id = linked.customer_id
            return


def _tell_followers(draft: Draft, activity: Activity, but_not: frozenset[int]) -> None:
    told = set(but_not)
    linked: tuple[tuple[str, Record | None], ...] = (
        ("tickets", activity.ticket),
        ("deals", activity.deal),
        ("orders", activity.order),
        ("leads", activity.lead),
        ("contacts", activity.contact),
        ("customers", activity.customer),
    )
    activities = concept_named("activities")
    own = None if activities is None else (activities, activity)
    for name, row in linked:
        concept: Concept | None = concept_named(name)
        if row is not None and concept is not None:
            words = {"activity": activity.name}
            told |= tell_followers(concept, row, by=draft.actor.user, at=draft.at, words=words, but_not=told, of=own)


def _has_just_happened(draft: Draft) -> bool:
    return any(draft.changes(column) for column in ("is_open", "direction", "outcome", "kind"))


def _is_answer(activity: Activity) -> bool:
    """Return whether somebody of the firm reached the customer."""
    reached = activity.outcome not in UNREACHED
    return activity.kind in TOUCHES and activity.direction == Direction.OUT and reached


def _go_on(draft: Draft, activity: Activity, pk: int) -> None:
    """Date the first answer to a ticket, take up one that waited for the customer, and tell who serves it."""
    ticket = Ticket.objects.select_for_update().get(pk=pk)
    asked: dict[str, object] = {}
    if _is_answer(activity):
        if ticket.first_responded_at is None and activity.happened_at >= ticket.opened_at:
            asked["first_responded_at"] = activity.happened_at
        if ticket.status == Status.NEW:
            asked["status"] = Status.OPEN
    if activity.direction == Direction.IN and (draft.before is None or draft.changes("direction")):
        if ticket.status == Status.WAITING:
            asked["status"] = Status.OPEN
        _tell_of_feedback(draft, ticket)
    if asked:
        by = None if draft.actor.user is None else person(draft.actor.user)
        if by is not None:
            changed_to(by, TICKETS, ticket, asked)


def _tell_of_feedback(draft: Draft, ticket: Ticket) -> None:
    people = {ticket.owner_id} if ticket.owner_id is not None else members_of(ticket.queue.team_id)
    told = {each for each in people if each is not None and each != draft.actor.user}
    tell(told, NoticeKind.FEEDBACK, "tickets", ticket, by=draft.actor.user, at=draft.at)
