"""Activities that go with what they belong to, to another customer: those of a lead to what it became."""

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


def follow_customer(concept: Concept, draft: Draft) -> None:
    """Let the activities of a deal, a ticket, an order or a lead be those of its new customer.

    Those of a contact stay: whoever changes the firm was spoken to at the former one.
    """
    known, by = _LINKS.get(concept.name), draft.actor.user
    if known is None or by is None or draft.before is None or not draft.changes("customer_id"):
        return
    link, above = known
    rows = Activity.objects.filter(**{link: draft.row.pk}, **{f"{each}__isnull": True for each in above})
    rows = rows.exclude(customer=draft.row.customer_id)
    with transaction.atomic():
        held = list(rows.select_for_update().order_by("id"))
        changer = person(by) if held else None
        for row in held:
            if changer is not None:
                changed_to(changer, ACTIVITIES, row, {"customer": draft.row.customer_id})
