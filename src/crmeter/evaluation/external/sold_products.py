"""What products brought in the last year, from the current snapshot, by their names."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from crmeter.vocabulary.folding import spelled
from crmeter.warehouse.engine import Engine
from crmeter.warehouse.snapshots import current
from crmeter.warehouse.workspace import Workspace

_MEMORY, _THREADS = "512MB", 2
_DAYS = 365
_SQL = """
    WITH newest AS (SELECT max(ordered_on) AS day FROM order_lines WHERE kind IN ('sale', 'return')),
    lines AS (
        SELECT p.name, l.amount, l.quantity * coalesce(l.unit_cost, p.unit_cost) AS cost
        FROM order_lines l JOIN products p USING (product_key), newest
        WHERE l.kind IN ('sale', 'return') AND l.currency = ? AND p.name IS NOT NULL
        AND l.ordered_on > newest.day - INTERVAL {days} DAY
    )
    SELECT name, sum(amount), CASE WHEN count(cost) = count(*) THEN sum(cost) END, count(*),
        (SELECT day FROM newest) FROM lines GROUP BY name
"""


@dataclass(frozen=True, slots=True)
class Sold:
    """What one product brought in 365 days.

    Args:
        revenue: of sales less what came back.
        cost: of the goods; None where a line does not tell it.
        lines: how many lines of orders.
        until: the last day of the orders.
    """

    revenue: Decimal
    cost: Decimal | None
    lines: int
    until: date

    @property
    def margin(self) -> Decimal | None:
        """Revenue less cost of the goods; None where that is not known."""
        return None if self.cost is None else self.revenue - self.cost


def sold_products(workspace: Workspace, currency: str) -> Mapping[str, Sold]:
    """Return what each product brought, by its name spelled alike; nothing where no lines of orders are there.

    Args:
        workspace: whose warehouse.
        currency: in which lines count; others are left out.
    """
    snapshot = current(workspace)
    names = ("order_lines", "products")
    paths = {name: [] if snapshot is None else snapshot.paths(workspace, name) for name in names}
    if not all(paths.values()):
        return {}
    with Engine(_MEMORY, _THREADS) as engine:
        for name in names:
            engine.attach(name, paths[name])
        rows = engine.rows(_SQL.format(days=_DAYS), (currency,))
    found: dict[str, Sold] = {}
    for name, revenue, cost, lines, until in rows:
        key, before = spelled(name), found.get(spelled(name))
        one = Sold(Decimal(revenue), None if cost is None else Decimal(cost), lines, until)
        found[key] = one if before is None else _together(before, one)
    return found


def _together(one: Sold, other: Sold) -> Sold:
    cost = None if one.cost is None or other.cost is None else one.cost + other.cost
    return Sold(one.revenue + other.revenue, cost, one.lines + other.lines, one.until)
