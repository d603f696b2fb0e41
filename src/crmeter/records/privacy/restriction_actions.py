"""The only writer of restrictions: somebody asks that nothing be done with their data while they are kept."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from crmeter.records.concept.concept import Concept
from crmeter.records.concept.erased import refuse_erased
from crmeter.records.consent.models import Restriction
from crmeter.records.ledger.actions import audit
from crmeter.records.ledger.refusals import Refused
from crmeter.records.privacy.keepers import record_of_person
from crmeter.records.staff.queries import Person, actor_of
from crmeter.vocabulary import Text


def restrict_person(
    person: Person, concept: Concept, pk: int, *, reason: str, from_on: date | None = None, until_on: date | None = None
) -> int:
    """Let nothing be done with the data of somebody, and return the number of the restriction.

    Args:
        person: who answers for it.
        concept: of the record.
        pk: which.
        reason: in words.
        from_on: the first day; today, if not told.
        until_on: the last day; open, if not told.

    Raises:
        Refused: they do not answer for it, it is no record of a person, the reason is missing, the days do not follow
            each other, or it is restricted already.
    """
    with transaction.atomic():
        row = record_of_person(person, concept, pk)
        refuse_erased(row)
        first = from_on or timezone.localdate()
        if not reason.strip():
            raise Refused("no_reason", Text("hãy ghi lý do hạn chế", "say why it is restricted"))
        if until_on is not None and until_on < first:
            raise Refused(
                "wrong_days", Text("ngày cuối phải sau ngày đầu", "the last day must not come before the first")
            )
        today = timezone.localdate()
        # Held in the order of the record, so that two at once are one.
        concept.table._default_manager.select_for_update().get(pk=pk)
        there = Restriction.objects.filter(concept=concept.name, record=pk, lifted_at=None)
        if any(each.until_on is None or each.until_on >= today for each in there):
            raise Refused("restricted", Text("bản ghi này đang bị hạn chế", "this record is restricted already"))
        made = Restriction.objects.create(
            concept=concept.name,
            record=pk,
            reason=reason.strip(),
            from_on=first,
            until_on=until_on,
            set_by_id=person.id,
            set_at=timezone.now(),
        )
        after = {"from_on": first.isoformat(), "until_on": until_on and until_on.isoformat()}
        audit(actor_of(person), "privacy.restricted", row, after=after, why=reason.strip())
    return int(made.pk)


def lift_restriction_of(person: Person, concept: Concept, pk: int) -> None:
    """Let the data of somebody be used again.

    Raises:
        Refused: they do not answer for it, or it is not restricted.
    """
    with transaction.atomic():
        row = record_of_person(person, concept, pk)
        there = Restriction.objects.select_for_update().filter(concept=concept.name, record=pk, lifted_at=None)
        if not there.update(lifted_at=timezone.now()):
            raise Refused("not_restricted", Text("bản ghi này không bị hạn chế", "this record is not restricted"))
        audit(actor_of(person), "privacy.restriction_lifted", row)
