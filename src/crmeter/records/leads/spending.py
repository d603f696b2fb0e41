"""What a campaign has cost: in all, of its budget, for each lead and for each that converted."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count

from crmeter.records.campaigns.queries import cost_totals
from crmeter.records.leads.models import Lead
from crmeter.vocabulary import Text


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure, or why there is none."""

    value: Decimal | None
    why: Text | None = None


@dataclass(frozen=True, slots=True)
class Spending:
    """What a campaign has cost.

    Args:
        totals: by currency.
        total: in the currency of the campaign.
        of_budget: the share of the budget that is spent.
        leads: how many came from the campaign, whoever may see them.
        converted: how many of these became something.
        per_lead: what one cost.
        per_converted: what one that converted cost.
    """

    totals: Mapping[str, Decimal]
    total: Figure
    of_budget: Figure
    leads: int
    converted: int
    per_lead: Figure
    per_converted: Figure


_NOTHING_SPENT = Text("chưa ghi khoản chi nào", "no cost is written down yet")
_SEVERAL = Text(
    "các khoản chi bằng loại tiền khác nhau: {codes}; không cộng được",
    "the costs are in several currencies, {codes}, which have no sum",
)
_ANOTHER = Text("các khoản chi bằng {codes}, không phải {own}", "the costs are in {codes}, not in {own}")
_NO_BUDGET = Text("chưa có ngân sách", "there is no budget")
_NO_LEADS = Text("chưa có khách tiềm năng nào từ chiến dịch này", "no lead has come from this campaign yet")
_NONE_CONVERTED = Text("chưa có khách tiềm năng nào chuyển đổi", "no lead has converted yet")


def spending_of(campaign: int, budget: Decimal | None, currency: str) -> Spending:
    """Return what a campaign has cost; whether it may be seen is asked before.

    Args:
        campaign: its number.
        budget: of it, where it has one.
        currency: of the budget.
    """
    counted = Lead.objects.filter(campaign=campaign, removed_at=None).aggregate(
        leads=Count("pk"), converted=Count("converted_on")
    )
    return spending(cost_totals(campaign), budget, currency, counted["leads"], counted["converted"])


def spending(
    totals: Mapping[str, Decimal], budget: Decimal | None, currency: str, leads: int, converted: int
) -> Spending:
    """Return what was spent, against what it was to cost and what came of it; what is undefined says why.

    Args:
        totals: what was spent, by currency.
        budget: where there is one.
        currency: of the budget.
        leads: how many came.
        converted: how many of these became something.
    """
    total = _total(totals, currency)
    return Spending(
        totals,
        total,
        _for_each(total, budget or None, _NO_BUDGET),
        leads,
        converted,
        _for_each(total, Decimal(leads) or None, _NO_LEADS),
        _for_each(total, Decimal(converted) or None, _NONE_CONVERTED),
    )


def _total(totals: Mapping[str, Decimal], currency: str) -> Figure:
    if not totals:
        return Figure(None, _NOTHING_SPENT)
    codes = ", ".join(sorted(totals))
    if len(totals) > 1:
        return Figure(None, _SEVERAL.fill(codes=codes))
    return Figure(totals[currency]) if currency in totals else Figure(None, _ANOTHER.fill(codes=codes, own=currency))


def _for_each(total: Figure, of: Decimal | None, why: Text) -> Figure:
    if total.value is None:
        return total
    return Figure(None, why) if of is None else Figure(total.value / of)
