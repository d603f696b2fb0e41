"""Activities that go with what they belong to, to another customer: those of a lead to what it became."""

from collections.abc import Sequence

from django.db import transaction

from crmeter.records.activities.concept import ACTIVITIES
from crmeter.records.activities.models import Activity
from crmeter.records.concept.actions import changed_to
from crmeter.records.concept.concept import Concept, Draft
from crmeter.records.staff.queries import person

# By concept, the link of an activity, and the links that say more than it whose an activity is.
_LINKS = {
    "deals": ("deal", ()),
    "tickets": ("ticket", ("deal",)),
    "orders": ("order", ("deal", "ticket")),
    "leads": ("lead", ("deal", "ticket", "order", "contact")),
}


def follow_customer(concept: Concept, drafts: Sequence[Draft]) -> None:
    """Let the activities of deals, tickets, orders or leads be those of their new customers.

    Those of a contact stay: whoever changes the firm was spoken to at the former one.
    """
    known = _LINKS.get(concept.name)
    if known is None:
        return
    for draft in drafts:
        if draft.actor.user is not None and draft.before is not None and draft.changes("customer_id"):
            _take_along(draft, draft.actor.user, *known)


def _take_along(draft: Draft, by: int, link: str, above: tuple[str, ...]) -> None:
    rows = Activity.objects.filter(**{link: draft.row.pk}, **{f"{each}__isnull": True for each in above})
    rows = rows.exclude(customer=draft.row.customer_id)
    with transaction.atomic():
        held = list(rows.select_for_update().order_by("id"))
        changer = person(by) if held else None
        for row in held:
            if changer is not None:
                changed_to(changer, ACTIVITIES, row, {"customer": draft.row.customer_id})
