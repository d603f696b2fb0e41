"""Whoever answers for a target is told when it is to be looked at again, once for each day that is due.

Of one that nobody with an open account answers for, those are told who set targets.
"""

from django.db import transaction
from django.utils import timezone

from crmeter.records.notices.actions import tell_of_target
from crmeter.records.staff.queries import everybody
from crmeter.strategy.targets.kinds import Review, Span, next_review
from crmeter.strategy.targets.models import Target
from crmeter.strategy.targets.naming import period_words, title_of
from crmeter.strategy.targets.rights import may_set
from crmeter.vocabulary import Text


def remind_of_reviews() -> int:
    """Tell whoever answers for targets whose review is due, and return of how many targets somebody was told."""
    now = timezone.now()
    today, told = timezone.localdate(now), 0
    rows = Target.objects.filter(is_on=True, reach_by__gte=today).exclude(review="")
    with transaction.atomic():
        there = {each.id: each for each in everybody() if each.is_active}
        setters = [number for number, each in there.items() if may_set(each)]
        for row in rows.select_for_update(of=("self",)).order_by("pk"):
            due = next_review(Review(row.review), row.reviewed_on or timezone.localdate(row.set_at))
            people = [row.owner_id] if row.owner_id in there else setters
            if due > today or row.reminded_for == due or not people:
                continue
            # No change of the target itself, so its version stays.
            row.reminded_for = due
            row.save(update_fields=["reminded_for"])
            words = _REVIEW.fill(
                title=title_of(row.measure), period=period_words(Span(row.span), row.starts_on, row.reach_by)
            )
            tell_of_target(people, row.pk, words, by=None, at=now)
            told += 1
    return told


_REVIEW = Text("xem lại mục tiêu “{title}”, {period}", "review the target of “{title}”, {period}")
