"""How the months of a measure make the figure of a longer period."""

from enum import StrEnum

from crmeter.measures.measure import Measure, Statistic

# What happens once, on a day, and counts in that month alone: months add up to the year. A customer who is active in
# two months is one, and what stands at an end is no flow: those do not.
_ADD_UP = frozenset(
    {
        "deals_created",
        "deals_lost",
        "deals_won",
        "leads_converted",
        "leads_created",
        "lost_deal_value",
        "new_customers",
        "orders",
        "revenue",
        "tickets_created",
        "won_value",
    }
)
# Rows that stand as they do at the end of a period, by windows that do not go by its length.
_STATES = frozenset({"customers", "partners", "scores", "silence"})
_SHARED = frozenset(Statistic) - {Statistic.SUM, Statistic.QUANTILE, Statistic.SURVIVAL}


class Gathering(StrEnum):
    """How months make a longer period."""

    ADDS = "adds"  # the sum of its months
    POOLS = "pools"  # what stands above the line in all its months over what stands below
    STANDS = "stands"  # as its last month


def gathering_of(measure: Measure) -> Gathering:
    """Return how the months of a measure make a longer period.

    Rates of events pool exactly: each event lies in one month. A state, and a median, is that of the last month.
    """
    if measure.name in _ADD_UP:
        return Gathering.ADDS
    if measure.rows not in _STATES and measure.statistic in _SHARED:
        return Gathering.POOLS
    return Gathering.STANDS
