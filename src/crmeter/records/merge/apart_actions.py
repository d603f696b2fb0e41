"""The only writer of what somebody has found to be two records and not one."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from crmeter.records.concept.concept import Concept
from crmeter.records.concept.gate import may, not_allowed
from crmeter.records.concept.listing import visible
from crmeter.records.ledger.actions import audit
from crmeter.records.ledger.refusals import Refused
from crmeter.records.merge.models import ToldApart
from crmeter.records.staff.queries import Person, actor_of
from crmeter.records.staff.rights import Deed
from crmeter.vocabulary import Text


def tell_apart(person: Person, concept: Concept, one: int, other: int) -> None:
    """Remember that two records which look alike are two; nobody is warned of them any more.

    Raises:
        Refused: the person may not, or one of them is not there.
    """
    with transaction.atomic():
        row = _row(person, concept, one, other)
        first, second = sorted((one, other))
        _, is_new = ToldApart.objects.get_or_create(
            concept=concept.name,
            first=first,
            second=second,
            defaults={"by_id": person.id, "at": timezone.now()},
        )
        if is_new:
            audit(actor_of(person), f"{concept.name}.told_apart", row, after={"other": other})


def let_be_alike(person: Person, concept: Concept, one: int, other: int) -> None:
    """Take it back that two records are two.

    Raises:
        Refused: the person may not, or one of them is not there.
    """
    with transaction.atomic():
        row = _row(person, concept, one, other)
        first, second = sorted((one, other))
        gone, _ = ToldApart.objects.filter(concept=concept.name, first=first, second=second).delete()
        if gone:
            audit(actor_of(person), f"{concept.name}.may_be_alike", row, before={"other": other})


def _row(person: Person, concept: Concept, one: int, other: int) -> Any:
    if not may(person, concept, Deed.CHANGE):
        raise not_allowed(concept, Deed.CHANGE)
    rows = {row.pk: row for row in visible(person, concept).filter(pk__in=(one, other))}
    if len(rows) < 2:
        raise Refused("unknown", Text("bản ghi này không còn", "this record is not there any more"))
    return rows[one]
