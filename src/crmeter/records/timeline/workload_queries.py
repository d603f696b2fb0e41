"""How much work lies with the people of the firm, and how many of them use the product: counts of all, no sample."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Q
from django.utils import timezone

from crmeter.records.activities.models import Activity, ActivityKind
from crmeter.records.staff.models import User
from crmeter.records.tickets.models import Ticket
from crmeter.records.usage.models import FeatureUse

DAYS = 7


@dataclass(frozen=True, slots=True)
class Workload:
    """Counts as they stand.

    Args:
        at: the moment.
        people: accounts that are not closed.
        used: how many of them used the product within the last `DAYS` days.
        tasks: that are open.
        overdue: how many of them should have been done before today.
        tickets: that are open.
        late: how many of them are beyond the time that was promised for their solution.
        most: the most open tasks and tickets that lie with one person.
    """

    at: datetime
    people: int
    used: int
    tasks: int
    overdue: int
    tickets: int
    late: int
    most: int


def workload(now: datetime | None = None) -> Workload:
    """Return the work that lies with people now.

    Args:
        now: the moment; by default the present one.
    """
    at = now or timezone.now()
    today = timezone.localdate(at)
    people = User.objects.filter(is_active=True)
    since = today - timedelta(days=DAYS - 1)
    used = FeatureUse.objects.filter(user__in=people, used_on__gte=since, used_on__lte=today)
    tasks = Activity.objects.filter(kind=ActivityKind.TASK, is_open=True, removed_at__isnull=True)
    tickets = Ticket.objects.filter(is_open=True, removed_at__isnull=True)
    counted = tasks.aggregate(n=Count("id"), late=Count("id", filter=Q(due_on__lt=today)))
    asked = tickets.aggregate(n=Count("id"), late=Count("id", filter=Q(due_at__lt=at)))
    each: dict[int, int] = {}
    for rows in (tasks, tickets):
        for owner, n in rows.filter(owner__isnull=False).order_by().values_list("owner").annotate(n=Count("id")):
            each[owner] = each.get(owner, 0) + n
    return Workload(
        at,
        people.count(),
        used.order_by().values("user").distinct().count(),
        counted["n"],
        counted["late"],
        asked["n"],
        asked["late"],
        max(each.values(), default=0),
    )
