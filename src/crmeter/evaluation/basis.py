"""What value is counted in: gross margin where the cost of goods is known, else revenue."""

from typing import Literal

from crmeter.warehouse.engine import Engine

# Below this share of lines with a known cost, value is counted in revenue.
COST_KNOWN = 0.95


def basis_of(engine: Engine, currency: str) -> tuple[Literal["revenue", "margin"], float]:
    """Return what value is counted in, and what share of revenue it is.

    Args:
        engine: where `sales`, `orders`, `order_lines` and `products` are readable.
        currency: of all money; the cost of lines in another one is not known in it.
    """
    known, total, kept = engine.rows(
        """
        SELECT count(cost), count(*), sum(amount - cost)::DOUBLE / nullif(sum(amount) FILTER (cost IS NOT NULL), 0)
        FROM (
            SELECT l.amount, CASE WHEN o.currency = ?
                THEN coalesce(l.unit_cost, p.unit_cost)::DECIMAL(38,4) * l.quantity END AS cost
            FROM order_lines l JOIN sales s USING (order_key) JOIN orders o USING (order_key)
            LEFT JOIN products p USING (product_key)
            WHERE l.kind = 'sale' AND s.amount IS NOT NULL
        )
        """,
        [currency],
    )[0]
    if total and known / total >= COST_KNOWN and kept is not None and kept > 0:
        return "margin", float(kept)
    return "revenue", 1.0
