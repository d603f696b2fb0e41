"""What somebody is to do next, in an order that can be told, each with its reason."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import IntEnum, auto

from django.db.models import Case, Exists, F, OuterRef, Q, When
from django.db.models.functions import Coalesce, Least
from django.utils import timezone

from crmeter.records.activities.concept import ACTIVITIES
from crmeter.records.activities.models import Activity, Mention
from crmeter.records.concept.listing import visible
from crmeter.records.deals.models import Deal, Stage
from crmeter.records.leads.models import Lead
from crmeter.records.staff.queries import Person
from crmeter.records.staff.rights import Reach
from crmeter.records.staff.rights_queries import rights_of_each, teams_with
from crmeter.records.tickets.concept import TICKETS
from crmeter.records.tickets.models import Status, Ticket
from crmeter.vocabulary import Text

# A promise that ends within this time comes before everything that is not promised.
SOON = timedelta(hours=4)
# No source gives more: nobody does more than these before they look again.
_MOST_OF_ONE = 100
_OPEN_LEADS = ("new", "working", "qualified")


class Rank(IntEnum):
    """What comes before what."""

    PROMISE_BROKEN = auto()
    PROMISE_SOON = auto()
    LATE = auto()
    LEAD_WAITS = auto()
    MENTIONED = auto()
    TODAY = auto()
    STALE = auto()
    WITHOUT_NEXT_STEP = auto()
    TICKET = auto()


@dataclass(frozen=True, slots=True)
class Step:
    """Something to be done.

    Args:
        rank: its place by what it is.
        since: within a rank the earliest comes first.
        reason: why it stands there.
        concept: of its record.
        record: the number of that.
        name: of that.
        version: of that, to be named by a change.
        due_on: the day that it can be put off from; None where it has none.
        body: what somebody wrote, where that is the matter.
    """

    rank: Rank
    since: datetime
    reason: Text
    concept: str
    record: int
    name: str
    version: int
    due_on: date | None = None
    body: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """Whose steps, and when."""

    person: Person
    now: datetime
    today: date


StepSource = Callable[[Asked], list[Step]]


def next_steps(person: Person, now: datetime | None = None, most: int = 50) -> tuple[Step, ...]:
    """Return what somebody is to do next.

    The order is that of `Rank`: tickets whose promise is broken or ends within four hours, what should have been done
    before today or earlier today, leads that nobody has answered yet, mentions that were not answered, what is due
    today, deals that stand longer in their stage than it allows, deals without a next step, and the other tickets.
    Within a rank what is due first or waits longest comes first; a ticket without a promise has waited since it was
    opened.

    A record comes once, for the first of its reasons.

    Args:
        person: whose work.
        now: the moment; the present one by default.
        most: how many.
    """
    now = now or timezone.now()
    asked = Asked(person, now, timezone.localdate(now))
    rights = rights_of_each(person, [concept for concept, _ in SOURCES])
    found = [step for concept, read in SOURCES if rights[concept].see != Reach.NONE for step in read(asked)]
    found.sort(key=lambda step: (step.rank, step.since, step.concept, step.record))
    first: dict[tuple[str, int], Step] = {}
    for step in found:
        first.setdefault((step.concept, step.record), step)
    return tuple(first.values())[:most]


def tasks(asked: Asked) -> list[Step]:
    """Return what is due today or was before."""
    rows = Activity.objects.filter(owner=asked.person.id, is_open=True, removed_at=None)
    due = rows.filter(due_on__lte=asked.today).order_by("due_on", "id")
    steps = []
    for row in due[:_MOST_OF_ONE]:
        if row.due_on is None:
            continue
        days = (asked.today - row.due_on).days
        is_late = days > 0 or (row.due_at is not None and row.due_at < asked.now)
        if days > 0:
            reason = Text("Quá hạn {days} ngày", "{days} days late").fill(days=days)
        elif is_late:
            reason = Text("Đã quá giờ hẹn hôm nay", "Was due earlier today")
        else:
            reason = Text("Đến hạn hôm nay", "Due today")
        since = row.due_at or _begin(row.due_on)
        rank = Rank.LATE if is_late else Rank.TODAY
        steps.append(Step(rank, since, reason, "activities", row.pk, row.name, row.version, row.due_on))
    return steps


def deals(asked: Asked) -> list[Step]:
    """Return open deals that stand too long in their stage, that have no next step, or whose step is late."""
    rows = Deal.objects.filter(owner=asked.person.id, is_open=True, removed_at=None)
    allowed = {
        pk: timedelta(days=days)
        for pk, days in Stage.objects.exclude(stale_after_days=None).values_list("pk", "stale_after_days")
        if days is not None
    }
    is_stale = Q(pk__in=())
    for pk, time in allowed.items():
        is_stale |= Q(stage=pk, entered_stage_at__lt=asked.now - time)
    planned = Activity.objects.filter(deal=OuterRef("pk"), is_open=True, removed_at=None)
    without = Q(next_step="", next_step_on=None) & ~Exists(planned)
    steps = []
    for row in rows.filter(next_step_on__lt=asked.today).order_by("next_step_on", "id")[:_MOST_OF_ONE]:
        if row.next_step_on is not None:
            days = (asked.today - row.next_step_on).days
            reason = Text("Việc kế tiếp quá hạn {days} ngày", "Next step {days} days late").fill(days=days)
            steps.append(_of_deal(row, Rank.LATE, _begin(row.next_step_on), reason))
    for row in rows.filter(is_stale).order_by("entered_stage_at", "id")[:_MOST_OF_ONE]:
        days = (asked.now - row.entered_stage_at).days
        reason = Text(
            "Đứng ở giai đoạn này {days} ngày, quá {most} ngày cho phép",
            "In its stage for {days} days, more than the {most} allowed",
        ).fill(days=days, most=allowed[row.stage_id].days)
        steps.append(_of_deal(row, Rank.STALE, row.entered_stage_at, reason))
    for row in rows.filter(without).order_by("entered_stage_at", "id")[:_MOST_OF_ONE]:
        reason = Text("Chưa có việc kế tiếp", "Has no next step")
        steps.append(_of_deal(row, Rank.WITHOUT_NEXT_STEP, row.entered_stage_at, reason))
    return steps


def tickets(asked: Asked) -> list[Step]:
    """Return open tickets of somebody, and those that nobody of their teams took yet, by the time that is left."""
    teams = teams_with(frozenset({asked.person.id}))
    mine = Q(owner=asked.person.id) | Q(owner=None, queue__team__in=teams)
    rows = Ticket.objects.filter(mine, is_open=True, removed_at=None).exclude(status=Status.WAITING)
    return [
        _of_ticket(asked, row)
        for row in rows.order_by(F("due_at").asc(nulls_last=True), "opened_at", "id")[:_MOST_OF_ONE]
    ]


def urgent_tickets(person: Person, now: datetime | None = None, most: int = 5) -> tuple[Step, ...]:
    """Return the open tickets that somebody sees, whoever has them, by the time that is left of their promise.

    Args:
        person: who looks.
        now: the moment; the present one by default.
        most: how many; those that wait for the customer are none of them.
    """
    now = now or timezone.now()
    rows = visible(person, TICKETS).filter(is_open=True, removed_at=None).exclude(status=Status.WAITING)
    # SQLite knows no least of a time and nothing.
    first = Least(Coalesce("due_at", "answer_due_at"), Coalesce("answer_due_at", "due_at"))
    promised = Case(When(first_responded_at=None, then=first), default="due_at")
    ordered = rows.order_by(promised.asc(nulls_last=True), "opened_at", "id")
    return tuple(_of_ticket(Asked(person, now, timezone.localdate(now)), row) for row in ordered[:most])


def leads(asked: Asked) -> list[Step]:
    """Return the leads of somebody that wait for a first answer, those given longest ago first."""
    rows = Lead.objects.filter(owner=asked.person.id, first_response_at=None, status__in=_OPEN_LEADS, removed_at=None)
    steps = []
    for row in rows.order_by(F("assigned_at").asc(nulls_last=True), "id")[:_MOST_OF_ONE]:
        since = row.assigned_at or row.created_at
        hours = int((asked.now - since).total_seconds() // 3600)
        reason = Text("Chưa được trả lời, chờ {hours} giờ", "Not answered yet, waiting {hours} h").fill(hours=hours)
        steps.append(Step(Rank.LEAD_WAITS, since, reason, "leads", row.pk, row.name, row.version))
    return steps


def mentions(asked: Asked) -> list[Step]:
    """Return where somebody was named and has not written since."""
    seen = visible(asked.person, ACTIVITIES)
    rows = Mention.objects.filter(user=asked.person.id, answered_at=None, activity__in=seen)
    return [
        Step(
            Rank.MENTIONED,
            row.at,
            Text("{by} nhắc bạn, bạn chưa trả lời", "{by} mentioned you, and you have not answered").fill(
                by=str(row.activity.owner or "")
            ),
            "activities",
            row.activity_id,
            row.activity.name,
            row.activity.version,
            body=row.activity.body,
        )
        for row in rows.select_related("activity__owner").order_by("at", "id")[:_MOST_OF_ONE]
    ]


# What somebody may not see at all is not asked for.
SOURCES: tuple[tuple[str, StepSource], ...] = (
    ("tickets", tickets),
    ("activities", tasks),
    ("activities", mentions),
    ("deals", deals),
    ("leads", leads),
)


def _of_deal(row: Deal, rank: Rank, since: datetime, reason: Text) -> Step:
    return Step(rank, since, reason, "deals", row.pk, row.name, row.version, row.next_step_on)


def _of_ticket(asked: Asked, row: Ticket) -> Step:
    dues = [row.due_at, row.answer_due_at if row.first_responded_at is None else None]
    due = min((each for each in dues if each is not None), default=None)
    if due is None:
        hours = int((asked.now - row.opened_at).total_seconds() // 3600)
        reason = Text("Mở từ {hours} giờ trước, không có hẹn", "Opened {hours} hours ago, nothing promised")
        return Step(Rank.TICKET, row.opened_at, reason.fill(hours=hours), "tickets", row.pk, row.name, row.version)
    minutes = int(abs((due - asked.now).total_seconds()) // 60)
    if due < asked.now:
        rank, reason = Rank.PROMISE_BROKEN, Text("Quá hẹn {hours} giờ {minutes} phút", "{hours} h {minutes} min late")
    else:
        rank = Rank.PROMISE_SOON if due - asked.now <= SOON else Rank.TICKET
        reason = Text("Còn {hours} giờ {minutes} phút", "{hours} h {minutes} min left")
    return Step(
        rank, due, reason.fill(hours=minutes // 60, minutes=minutes % 60), "tickets", row.pk, row.name, row.version
    )


def _begin(day: date) -> datetime:
    return timezone.make_aware(datetime(day.year, day.month, day.day))  # noqa: DTZ001 - made aware at once
