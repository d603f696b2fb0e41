"""The only writer of rounds of keeping customers that come with a source, and of their end.

A round carries no source. Which ones came with one is kept with what it was made of.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction

from crmeter.records.adoption.known import Known
from crmeter.records.adoption.models import Adoption
from crmeter.records.concept.models import SORTED_LETTERS
from crmeter.records.retention_cases.models import RetentionCase, RetentionRound
from crmeter.vocabulary import ForeignRecord
from crmeter.vocabulary.folding import spelled

ROUNDS = "retention_rounds"


def write_rounds(adoption: Adoption, records: Sequence[ForeignRecord], known: Known) -> None:
    """Write rounds with their cases; all run until an evaluation sees what became of them."""
    with transaction.atomic():
        rows = []
        for record in records:
            row = RetentionRound.objects.create(
                opened_at=record.at, opened_by_id=known.person(record.owner), **record.values
            )
            rows.append(row.pk)
            RetentionCase.objects.bulk_create(
                (_case(row, each, known) for each in record.beside["cases"]), batch_size=200
            )
        adoption.made_of = {**adoption.made_of, ROUNDS: [*adoption.made_of.get(ROUNDS, ()), *rows]}
        adoption.save(update_fields=["made_of"])


def remove_rounds(adoption: Adoption) -> int:
    """Remove the rounds of a source with their cases, and return how many rounds went."""
    rounds = adoption.made_of.get(ROUNDS, [])
    with transaction.atomic():
        RetentionRound.objects.filter(pk__in=rounds).delete()
        adoption.made_of = {name: value for name, value in adoption.made_of.items() if name != ROUNDS}
        adoption.save(update_fields=["made_of"])
    return len(rounds)


def _case(row: RetentionRound, case: Mapping[str, Any], known: Known) -> RetentionCase:
    customer = known.number("customer", case["customer"])
    return RetentionCase(
        round=row,
        customer_id=customer,
        # The warehouse knows a customer that came as a record by the number of it.
        customer_key=customer,
        of_owner=spelled(case["owner"])[:SORTED_LETTERS],
        arm=case["arm"],
        expected_loss=case["expected_loss"],
        chance_of_staying=case["chance_of_staying"],
        reason=case["reason"],
        task_id=known.number("task", case["task"]) if case["task"] else None,
    )
