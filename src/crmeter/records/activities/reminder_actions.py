"""The only writer of reminders: what somebody is to do is told them when it is due, once."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import OuterRef, Q, Subquery
from django.utils import timezone

from crmeter.records.activities.models import Activity
from crmeter.records.notices.actions import tell
from crmeter.records.notices.models import Notice, NoticeKind

# Time to get ready for what has an hour.
_BEFORE = timedelta(minutes=15)
# What was due longer ago is seen among what is late; a file of old tasks reminds nobody.
_LONGEST_AGO = timedelta(days=7)


def remind_of_due(now: datetime | None = None) -> int:
    """Tell people of what is due, and return how many notices that were.

    What has an hour is told a quarter of an hour before, what has a day only from the beginning of the day on. Whoever
    puts something off is told again.

    Args:
        now: the moment; the present one by default.
    """
    now = now or timezone.now()
    today = timezone.localdate(now)
    is_due = Q(due_at__lte=now + _BEFORE) | Q(due_at=None, due_on__lte=today)
    told = Notice.objects.filter(
        concept="activities", record=OuterRef("pk"), user=OuterRef("owner"), kind=NoticeKind.DUE
    ).order_by("-at")
    rows = Activity.objects.filter(
        is_due,
        is_open=True,
        removed_at=None,
        owner__is_active=True,
        due_on__gte=today - _LONGEST_AGO,
    ).annotate(told_at=Subquery(told.values("at")[:1]))
    reminded = 0
    with transaction.atomic():
        for row in rows.order_by("id"):
            if row.owner_id is None or row.due_on is None:
                continue
            if row.told_at is None or row.told_at < _from(row.due_on, row.due_at):
                tell((row.owner_id,), NoticeKind.DUE, "activities", row, by=None, at=now)
                reminded += 1
    return reminded


def _from(day: date, moment: datetime | None) -> datetime:
    if moment is not None:
        return moment - _BEFORE
    return timezone.make_aware(datetime(day.year, day.month, day.day))  # noqa: DTZ001 - made aware at once
