"""Writes down what became of customers at risk, as each evaluation sees it, and forgets those of the sample."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from crmeter.records.ledger.actions import audit
from crmeter.records.ledger.actor import SYSTEM, Actor
from crmeter.records.retention_cases.kinds import Outcome, RiskKind
from crmeter.records.retention_cases.models import RetentionCase, RetentionRound


@dataclass(frozen=True, slots=True)
class Seen:
    """What an evaluation saw of one customer within the window.

    Args:
        case: its number.
        happened_on: the first day on which they bought, or on which their contract ended; None for neither.
        spent: money bought for, 0 for nothing; None where it cannot be told.
    """

    case: int
    happened_on: date | None
    spent: Decimal | None


def note_outcomes(seen: Iterable[Seen], until: date, actor: Actor | None = None) -> int:
    """Write down what was seen of running cases, and return how many of them ended by it.

    Args:
        seen: of each case.
        until: the last day that was seen, whole.
        actor: whose evaluation it is; by default the product itself.
    """
    by_case = {each.case: each for each in seen}
    ended: dict[int, int] = {}
    with transaction.atomic():
        rows = RetentionCase.objects.select_for_update().filter(pk__in=by_case, outcome=Outcome.RUNNING)
        held = list(rows.select_related("round").order_by("id"))
        now = timezone.now()
        for row in held:
            told = by_case[row.pk]
            row.happened_on, row.spent, row.seen_until = told.happened_on, told.spent, until
            if until >= row.round.ends_on:
                happened_well = RiskKind(row.round.kind) == RiskKind.SILENCE
                is_kept = (told.happened_on is not None) == happened_well
                row.outcome, row.closed_at = Outcome.KEPT if is_kept else Outcome.LOST, now
                ended[row.round_id] = ended.get(row.round_id, 0) + 1
        columns = ["happened_on", "spent", "seen_until", "outcome", "closed_at"]
        RetentionCase.objects.bulk_update(held, columns, batch_size=200)
        for each in RetentionRound.objects.filter(pk__in=ended).order_by("id"):
            audit(actor or SYSTEM, "retention_rounds.seen", each, after={"cases": ended[each.pk], "until": str(until)})
    return sum(ended.values())


def forget_rounds_of(actor: Actor, runs: Collection[str], source: str) -> int:
    """Remove the cases of runs that are gone with their source, and return how many they were.

    Cases of customers who stay are left. It is done while the records of the source are there still.

    Args:
        actor: who wants the source out.
        runs: their ids.
        source: whose customers they are, or whom evaluated data alone know.
    """
    with transaction.atomic():
        of = RetentionCase.objects.filter(round__run__in=runs)
        removed, _ = of.filter(Q(customer=None) | Q(customer__external_source=source)).delete()
        for row in RetentionRound.objects.filter(run__in=runs, cases=None).order_by("id"):
            audit(actor, "retention_rounds.removed", row, before={"run": row.run})
            row.delete()
    return removed
