"""How long a customer may be silent before it is longer than their own rhythm lets expect."""

import ibis
import ibis.expr.types as ir

from crmeter.measures.view import Rhythm

# A customer is lost when silent longer than this quantile of the own expected gap, at risk from the lower one on.
LOST_QUANTILE = 0.95
RISK_QUANTILE = 0.80
# Where the limit would be longer than this, the customer has no rhythm that silence could break.
LONGEST_LIMIT_DAYS = 3650


def silence_limit(purchases: ir.Table, rhythm: Rhythm, quantile: float) -> ir.Value:
    """Return, in days, how long a gap after each purchase may be before it is longer than expected.

    (rate + t_x) * ((1 - quantile) ^ (-1 / (shape + x)) - 1), the quantile of the Lomax distribution of the gap; empty
    for a first purchase, which tells nothing of a rhythm of one's own.
    """
    repeats = (purchases.nth - 1).cast("float64")
    age = purchases.purchased_on.delta(purchases.first_on, unit="day").cast("float64")
    limit = (rhythm.rate + age) * ((1 / (1 - quantile)) ** (1 / (rhythm.shape + repeats)) - 1)
    return ibis.ifelse((purchases.nth > 1) & (limit <= LONGEST_LIMIT_DAYS), limit, ibis.null("float64"))


def with_limits(purchases: ir.Table, rhythm: Rhythm) -> ir.Table:
    """Add the day on which each purchase's silence becomes risky, and too long, by the fitted rhythm."""
    return purchases.mutate(
        lost_on=day_after(purchases.purchased_on, silence_limit(purchases, rhythm, LOST_QUANTILE)),
        risky_on=day_after(purchases.purchased_on, silence_limit(purchases, rhythm, RISK_QUANTILE)),
    )


def with_limits_of_own_gaps(purchases: ir.Table) -> ir.Table:
    """Add the same days without a fit: twice the customer's own median gap, from three purchases on."""
    own = ibis.window(group_by=purchases.customer_key)
    gap = purchases.purchased_on.delta(purchases.previous_on, unit="day").cast("float64")
    median = gap.median().over(own)
    enough = purchases.count().over(own) >= 3
    lost = ibis.ifelse(enough, 2 * median, ibis.null("float64"))
    risk = ibis.ifelse(enough, 1.5 * median, ibis.null("float64"))
    return purchases.mutate(
        lost_on=day_after(purchases.purchased_on, lost), risky_on=day_after(purchases.purchased_on, risk)
    )


def day_after(day: ir.Value, limit: ir.Value) -> ir.Value:
    """Return the first day that lies more than so many days, whole or not, after a day."""
    return (day + (limit.floor().cast("int64") + 1).as_interval("D")).cast("date")
