"""Which measures stand out (C10): the first five of a standing order that the data support."""

from collections.abc import Iterable

from crmeter.vocabulary import Reading

SHOWN = 5
# Value first, then loyalty; the later ones step in where the data do not carry an earlier one.
ORDER = (
    "customer_equity",
    "retention_rate",
    "revenue",
    "active_customers",
    "lost_customer_rate",
    "average_order_value",
    "repeat_purchase_rate",
    "new_customers",
    "orders",
    "nps",
    "csat",
    "csat_mean",
    "ces",
)


def headline_of(readings: Iterable[Reading]) -> tuple[str, ...]:
    """Return the names of the measures that stand out.

    Args:
        readings: the uncut readings of the main period.
    """
    valued = {r.measure for r in readings if r.value is not None}
    return tuple(name for name in ORDER if name in valued)[:SHOWN]
