"""Owners are told when a target is to be looked at again: monthly or quarterly, once for each day that is due."""

from django.db import transaction
from django.utils import timezone

from crmeter.records.notices.actions import tell_of_target
from crmeter.strategy.targets.kinds import Review, Span, next_review
from crmeter.strategy.targets.models import Target
from crmeter.strategy.targets.naming import period_words, title_of
from crmeter.vocabulary import Text


def remind_of_reviews() -> int:
    """Tell the owners of targets whose review is due, and return how many were told."""
    now = timezone.now()
    today, told = timezone.localdate(now), 0
    rows = Target.objects.filter(is_on=True, reach_by__gte=today, owner__is_active=True).exclude(review="")
    with transaction.atomic():
        for row in rows.select_for_update(of=("self",)).order_by("pk"):
            due = next_review(Review(row.review), row.reviewed_on or timezone.localdate(row.set_at))
            if due > today or row.reminded_for == due or row.owner_id is None:
                continue
            # No change of the target itself, so its version stays.
            row.reminded_for = due
            row.save(update_fields=["reminded_for"])
            words = _REVIEW.fill(
                title=title_of(row.measure), period=period_words(Span(row.span), row.starts_on, row.reach_by)
            )
            tell_of_target([row.owner_id], row.pk, words, by=None, at=now)
            told += 1
    return told


_REVIEW = Text("xem lại mục tiêu “{title}”, {period}", "review the target of “{title}”, {period}")
