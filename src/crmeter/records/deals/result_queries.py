"""How deals ended: won or lost, against whom, why, and from which stage."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery, Sum

from crmeter.records.concept.concept import concept_named
from crmeter.records.concept.gate import within
from crmeter.records.deals.models import Deal, StageEvent, StageKind
from crmeter.records.staff.queries import Person


@dataclass(frozen=True, slots=True)
class Ended:
    """Deals that ended alike.

    Args:
        n: how many.
        amounts: what they are worth together, by currency; deals without an amount add nothing.
    """

    n: int = 0
    amounts: Mapping[str, Decimal] | None = None


@dataclass(frozen=True, slots=True)
class CompetitorResult:
    """How deals ended in which one competitor was named.

    Args:
        competitor: its name; None for deals in which nobody was.
        won: against it.
        lost: to it.
        reasons: why they were lost, the most usual first.
    """

    competitor: str | None
    won: Ended
    lost: Ended
    reasons: Mapping[str, Ended]


@dataclass(frozen=True, slots=True)
class DealResults:
    """How deals ended.

    Args:
        competitors: those to whom most was lost first, then deals without one.
        stages: from which deals were lost, by name; the most usual first.
    """

    competitors: tuple[CompetitorResult, ...]
    stages: Mapping[str, int]


def deal_results(person: Person, since: date | None = None) -> DealResults:
    """Return how the deals ended that somebody sees.

    Args:
        person: who looks.
        since: only deals that ended on this day or later; by default all.
    """
    concept = concept_named("deals")
    seen = Deal.objects.filter(removed_at=None)
    if concept is not None:
        seen = seen.filter(within(person, concept))
    won, lost = seen.filter(stage__kind=StageKind.WON), seen.filter(stage__kind=StageKind.LOST)
    if since is not None:
        won, lost = won.filter(won_on__gte=since), lost.filter(lost_on__gte=since)
    by_won, by_lost = _grouped(won), _grouped(lost, "lost_reason")
    named = dict.fromkeys([*(name for name, _ in by_lost), *(name for name, _ in by_won)])
    results = []
    for name in named:
        reasons = {reason: each for (who, reason), each in by_lost.items() if who == name}
        ordered = sorted(reasons.items(), key=lambda each: -each[1].n)
        results.append(
            CompetitorResult(name, by_won.get((name, ""), Ended()), _together(reasons.values()), dict(ordered))
        )
    ranked = sorted(results, key=lambda each: (each.competitor is None, -each.lost.n, -each.won.n))
    return DealResults(tuple(ranked), _stages(lost))


def _grouped(rows: QuerySet[Deal], *by: str) -> dict[tuple[str | None, str], Ended]:
    found: dict[tuple[str | None, str], Ended] = {}
    grouped = rows.order_by().values("competitor__name", "currency", *by).annotate(n=Count("*"), total=Sum("amount"))
    for each in grouped:
        key = (each["competitor__name"], each[by[0]] if by else "")
        amounts = {} if each["total"] is None else {each["currency"]: each["total"]}
        found[key] = _together([found.get(key, Ended()), Ended(each["n"], amounts)])
    return found


def _together(parts: Iterable[Ended]) -> Ended:
    n, amounts = 0, dict[str, Decimal]()
    for each in parts:
        n += each.n
        for currency, amount in (each.amounts or {}).items():
            amounts[currency] = amounts.get(currency, Decimal(0)) + amount
    return Ended(n, amounts)


def _stages(lost: QuerySet[Deal]) -> Mapping[str, int]:
    """Return how many deals were lost from each stage, by the last time that they were lost."""
    last = StageEvent.objects.filter(deal=OuterRef("pk")).filter(Q(kind="lost")).order_by("-at", "-id")
    counted = (
        lost.order_by()
        .annotate(left=Subquery(last.values("before__name")[:1]))
        .exclude(left=None)
        .values_list("left")
        .annotate(n=Count("*"))
    )
    return dict(sorted(counted, key=lambda each: -each[1]))
