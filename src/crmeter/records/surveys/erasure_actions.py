"""Erases who answered: their words and addresses go; scores and that they were asked stay, so no figure changes."""

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from crmeter.records.consent.erased import hash_of
from crmeter.records.surveys.models import SurveyAnswer, SurveyInvitation

_LINKS = {"customers": "customer__in", "contacts": "contact__in"}


def erase_answers(concept: str, numbers: Iterable[int]) -> int:
    """Empty what the people of some records wrote, let their links lead nowhere, and return how many there were.

    Args:
        concept: of the records; of others than customers and contacts nobody is asked.
        numbers: of the records.
    """
    link = _LINKS.get(concept)
    if link is None:
        return 0
    erased = 0
    with transaction.atomic():
        now = timezone.now()
        for row in SurveyInvitation.objects.select_for_update().filter(**{link: list(numbers)}).order_by("pk"):
            hidden, expires_at = hash_of(row.address), min(row.expires_at, now)
            if (row.address, row.expires_at) != (hidden, expires_at):
                row.address, row.expires_at = hidden, expires_at
                row.save(update_fields=["address", "expires_at"])
                erased += 1
            SurveyAnswer.objects.filter(response__invitation=row).exclude(text="").update(text="")
    return erased
