"""The only writer of mentions, inside the transaction of the activity that they stand in."""

from datetime import datetime

from django.db.models import Q, QuerySet

from crmeter.records.activities.mentioned import mentioned_in
from crmeter.records.activities.models import Activity, Mention
from crmeter.records.concept.concept import Draft
from crmeter.records.concept.models import Share
from crmeter.records.notices.actions import tell
from crmeter.records.notices.models import NoticeKind
from crmeter.records.staff.queries import names_to_mention


def mention(draft: Draft) -> frozenset[int]:
    """Write down who is named in an activity, tell those who were not before, and return them.

    Whoever is named may see the activity, for they are asked something in it.
    """
    activity: Activity = draft.row
    if not draft.changes("body"):
        return frozenset()
    named = mentioned_in(activity.body, names_to_mention()) if "@" in activity.body else frozenset()
    there = set() if draft.before is None else set(_of(activity).values_list("user_id", flat=True))
    if gone := there - named:
        _of(activity).filter(user__in=gone).delete()
    new = frozenset(named - there - {draft.actor.user})
    if not new:
        return new
    Mention.objects.bulk_create([Mention(activity=activity, user_id=each, at=draft.at) for each in sorted(new)])
    shared = set(
        Share.objects.filter(concept="activities", record=activity.pk, user__in=new).values_list("user_id", flat=True)
    )
    Share.objects.bulk_create(
        [Share(concept="activities", record=activity.pk, user_id=each) for each in sorted(new - shared)]
    )
    tell(new, NoticeKind.MENTION, "activities", activity, by=draft.actor.user, at=draft.at)
    return new


def answer_mentions(activity: Activity, by: int | None, at: datetime) -> None:
    """Mark as answered where somebody was named on a record that they now write on."""
    same = Q()
    for link in ("customer_id", "contact_id", "deal_id", "ticket_id", "lead_id", "order_id"):
        if getattr(activity, link) is not None:
            same |= Q(**{f"activity__{link}": getattr(activity, link)})
    if by is not None and same:
        Mention.objects.filter(same, user=by, answered_at=None).exclude(activity=activity).update(answered_at=at)


def _of(activity: Activity) -> QuerySet[Mention]:
    return Mention.objects.filter(activity=activity)
