"""Activities that go with their deal or their ticket to another customer."""

from django.db import transaction

from crmeter.records.activities.concept import ACTIVITIES
from crmeter.records.activities.models import Activity
from crmeter.records.concept.actions import changed_to
from crmeter.records.concept.concept import Concept, Draft
from crmeter.records.staff.queries import person

_LINKS = {"deals": "deal", "tickets": "ticket"}


def follow_customer(concept: Concept, draft: Draft) -> None:
    """Let the activities of a deal or a ticket be those of its new customer.

    Those of a contact stay: whoever changes the firm was spoken to at the former one.
    """
    link = _LINKS.get(concept.name)
    by = draft.actor.user
    if link is None or by is None or draft.before is None or not draft.changes("customer_id"):
        return
    rows = Activity.objects.filter(**{link: draft.row.pk}).exclude(customer=draft.row.customer_id)
    if link == "ticket":
        # What belongs to a deal is of its customer, whatever its ticket says.
        rows = rows.filter(deal=None)
    with transaction.atomic():
        held = list(rows.select_for_update().order_by("id"))
        changer = person(by) if held else None
        for row in held:
            if changer is not None:
                changed_to(changer, ACTIVITIES, row, {"customer": draft.row.customer_id})
