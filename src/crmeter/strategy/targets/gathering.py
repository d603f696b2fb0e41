"""How the months of a measure make the figure of a longer period."""

from enum import StrEnum

from crmeter.measures.measure import Measure, Statistic
from crmeter.vocabulary import Text

# What happens once, on a day, and counts in that month alone: months add up to the year. A customer who is active in
# two months is one, and what stands at an end is no flow: those do not.
_ADD_UP = frozenset(
    {
        "breached_tickets",
        "deals_created",
        "deals_lost",
        "deals_won",
        "leads_converted",
        "leads_created",
        "lost_customers",
        "lost_deal_value",
        "new_customers",
        "orders",
        "page_views",
        "qualified_leads",
        "revenue",
        "tickets_created",
        "tickets_resolved",
        "won_back_customers",
        "won_value",
    }
)
# Sums of what stands at the end of a period, or is told of a window that does not go by its length.
STANDING = frozenset(
    {
        "active_customers",
        "pipeline_value",
        "reduced_customers",
        "ticket_backlog",
        "unassigned_tickets",
    }
)
# Shares of those who were there when the period began, or took part in it: whoever leaves, or comes back, in another
# month stands in several of them, so those of its months do not tell that of a longer period.
_APART = frozenset(
    {
        "employee_retention_rate",
        "lost_customer_rate",
        "lost_partner_rate",
        "new_customer_rate",
        "new_partner_rate",
        "purchase_frequency",
    }
)
# Rows that stand as they do at the end of a period, by windows that do not go by its length.
_STATES = frozenset({"contacts", "customers", "partners", "scores", "silence"})
_SHARED = frozenset(Statistic) - {Statistic.SUM, Statistic.QUANTILE, Statistic.SURVIVAL}


class Gathering(StrEnum):
    """How months make a longer period."""

    ADDS = "adds"  # the sum of its months
    POOLS = "pools"  # what stands above the line in all its months over what stands below
    STANDS = "stands"  # as its last month
    APART = "apart"  # not at all: it is measured of each period by itself


def gathering_of(measure: Measure) -> Gathering:
    """Return how the months of a measure make a longer period.

    Rates of events pool exactly: each event lies in one month. A state, and a median, is that of the last month.
    """
    if measure.name in _ADD_UP:
        return Gathering.ADDS
    if measure.name in _APART:
        return Gathering.APART
    if measure.rows not in _STATES and measure.statistic in _SHARED:
        return Gathering.POOLS
    return Gathering.STANDS


NOT_BY_MONTHS = Text(
    "con số của cả kỳ không suy ra được từ con số các tháng",
    "the figure of the whole period does not follow from those of its months",
)
