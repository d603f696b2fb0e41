"""Weights of targets as several evaluators judged them, written at once."""

from collections.abc import Mapping
from decimal import Decimal

from django.db import transaction

from crmeter.records.ledger.actions import audit, held, keep
from crmeter.records.ledger.refusals import Refused
from crmeter.records.staff.queries import Person, actor_of
from crmeter.strategy.targets.kept import before_of, shown_of
from crmeter.strategy.targets.models import Target
from crmeter.strategy.targets.rights import refuse_unless_setter
from crmeter.vocabulary import Text

# Weights are shares of a whole; a target keeps four decimals of them as per cent.
_HUNDRED = 100


def weigh_targets(person: Person, weights: Mapping[int, float], versions: Mapping[int, int], why: str) -> int:
    """Give targets the weights that a decision came to, and return how many changed.

    An agreed target stays agreed: what is to be reached is the same.

    Args:
        person: who says so.
        weights: shares of a whole by the number of the target.
        versions: of the targets that were seen.
        why: the decision that the weights come from.

    Raises:
        Refusal: they may not, there is no weight, a weight is nought, or a target has changed or is gone.
    """
    refuse_unless_setter(person)
    if not weights:
        raise Refused("no_weights", _NO_WEIGHTS)
    changed = 0
    with transaction.atomic():
        for pk in sorted(weights):
            row = held(Target, pk, versions.get(pk))
            weight = round(Decimal(str(_HUNDRED * weights[pk])), 4)
            if weight <= 0:
                raise Refused("weight", _NOUGHT)
            if weight == row.weight:
                continue
            before, row.previous = shown_of(row), before_of(row)
            row.weight = weight
            keep(row, "weight", "previous")
            audit(actor_of(person), "targets.weighed", row, before=before, after=shown_of(row), why=why)
            changed += 1
    return changed


_NO_WEIGHTS = Text(
    "không tiêu chí nào của quyết định này mang tên một chỉ số đang có mục tiêu",
    "no criterion of this decision is called as a measure that has a target now",
)
_NOUGHT = Text("một trọng số bằng 0 thì không tính vào điểm được", "a weight of nought cannot count in a score")
