"""What customers would have paid after a day, had goods still cost what they cost before."""

from dataclasses import dataclass, replace
from datetime import date

import numpy as np
import numpy.typing as npt

from crmeter.evaluation.buying import Histories
from crmeter.warehouse.engine import Engine


@dataclass(frozen=True, eq=False)
class Repriced:
    """The purchases of customers after a day, as paid and at the prices of before.

    Args:
        customer_key: who bought then, ascending, shape (n,).
        spent: on days on which every amount is known, shape (n,).
        at_old_prices: the same at the prices of before; what has no earlier price stays as it was paid, shape (n,).
        compared: share of what was spent that has an earlier price.
    """

    customer_key: npt.NDArray[np.int64]
    spent: npt.NDArray[np.float64]
    at_old_prices: npt.NDArray[np.float64]
    compared: float


def repriced_after(engine: Engine, day: date, as_of: date) -> Repriced | None:
    """Return what was bought after a day at the unit prices of the time up to it.

    The earlier price of a line is what the same customer paid on average for a unit of the same product, or all
    customers where that one had not bought it; prices in different currencies are not compared. An order at old
    prices is its amount times Σ lines at old prices / Σ lines as priced, so that discounts on the whole stay.

    Args:
        engine: where `orders`, `order_lines`, `sales` and `purchases` are readable.
        day: the last one of before.
        as_of: the last one that is seen.

    Returns:
        The purchases, or None where no line has an earlier price.
    """
    found = engine.arrays(
        f"""
        WITH priced AS (
            SELECT s.order_key, s.customer_key, s.ordered_on, l.product_key, coalesce(o.currency, '') AS currency,
                l.quantity::DOUBLE AS quantity, l.amount::DOUBLE AS amount
            FROM order_lines l JOIN sales s USING (order_key) JOIN orders o USING (order_key)
            WHERE l.kind = 'sale' AND l.quantity > 0 AND l.amount > 0 AND s.customer_key IS NOT NULL
        ),
        before AS (SELECT * FROM priced WHERE ordered_on <= DATE '{day}' AND product_key IS NOT NULL),
        own AS (
            SELECT customer_key, product_key, currency, sum(amount) / sum(quantity) AS price
            FROM before GROUP BY ALL
        ),
        usual AS (SELECT product_key, currency, sum(amount) / sum(quantity) AS price FROM before GROUP BY ALL),
        after AS (
            SELECT p.order_key, p.amount, p.quantity * coalesce(own.price, usual.price) AS at_old_price
            FROM priced p
            LEFT JOIN own USING (customer_key, product_key, currency)
            LEFT JOIN usual USING (product_key, currency)
            WHERE p.ordered_on > DATE '{day}' AND p.ordered_on <= DATE '{as_of}'
        ),
        of_order AS (
            SELECT order_key, sum(coalesce(at_old_price, amount)) / sum(amount) AS ratio,
                coalesce(sum(amount) FILTER (at_old_price IS NOT NULL), 0) / sum(amount) AS compared
            FROM after GROUP BY order_key
        )
        SELECT s.customer_key, sum(s.amount)::DOUBLE AS spent,
            sum(s.amount::DOUBLE * coalesce(f.ratio, 1)) AS at_old_prices,
            sum(s.amount::DOUBLE * coalesce(f.compared, 0)) AS compared
        FROM sales s
        JOIN purchases d ON d.customer_key = s.customer_key AND d.purchased_on = s.ordered_on
        LEFT JOIN of_order f USING (order_key)
        WHERE s.ordered_on > DATE '{day}' AND s.ordered_on <= DATE '{as_of}' AND d.without_amount = 0
        GROUP BY s.customer_key ORDER BY s.customer_key
        """
    )
    if not len(found["spent"]) or not found["compared"].sum() > 0:
        return None
    share = float(found["compared"].sum() / found["spent"].sum())
    return Repriced(found["customer_key"], found["spent"], found["at_old_prices"], share)


def at_old_prices(histories: Histories, since: npt.NDArray[np.bool_], repriced: Repriced) -> Histories:
    """Return histories in which customers paid the old prices for what they bought after the day.

    Args:
        histories: of today.
        since: whether each customer had bought up to the day already, so that all later days are repeats, shape (n,).
        repriced: what they bought later.
    """
    saved = np.zeros(len(histories))
    _, at, of = np.intersect1d(histories.customer_key, repriced.customer_key, assume_unique=True, return_indices=True)
    saved[at] = (repriced.spent - repriced.at_old_prices)[of]
    days = np.where(since & (histories.spend_frequency > 0), histories.spend_frequency, np.inf)
    return replace(histories, mean_spend=histories.mean_spend - saved / days)
