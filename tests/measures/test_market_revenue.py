"""What we sold in a market, taken from revenue where nobody said it: month by month, by hand."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from crmeter.evaluation.market.figures import Market, markets
from crmeter.evaluation.market.tables import market_tables
from crmeter.evaluation.tables import attach_snapshot, keep_sales
from crmeter.measures.view import Settings, View
from crmeter.vocabulary import Period
from crmeter.warehouse.engine import Engine
from crmeter.warehouse.snapshots import current

AS_OF = date(2025, 12, 31)
Asked = tuple[Market, str]


@pytest.fixture
def seen(
    firm: Callable[[], dict[str, list[dict[str, Any]]]], written_firm: Callable[[Any], Any], tmp_path: Path
) -> Callable[..., Asked]:
    """A firm with the given orders and the size of the market in each quarter of 2025: the market, and what is said."""

    def see(orders: list[tuple[str, int, str]]) -> Asked:
        rows = firm()
        like = rows["orders"][0]
        rows["orders"] = [
            {**like, "order_key": n, "ordered_at": f"{day} 09:00:00", "ordered_on": day, "amount": amount}
            | {"currency": currency}
            for n, (day, amount, currency) in enumerate(orders)
        ]
        sizes = [
            {"figure_key": n, "span": "quarter", "starts_on": date(2025, 3 * n + 1, 1), "who": "market"}
            | {"amount": 10_000, "currency": "VND", "said_by": "GfK"}
            for n in range(4)
        ]
        workspace = written_firm(rows | {"returns": [], "order_lines": [], "market_figures": sizes})
        view = View(Period(date(2025, 1, 1), date(2026, 1, 1)), AS_OF, "VND", Settings(), None, False)
        with Engine() as engine:
            attach_snapshot(engine, workspace, current(workspace))
            tables = keep_sales(engine, view, tmp_path)
            (market,) = markets(engine, tables, view, of_all=True)
            size = market_tables(engine, tables, view, of_all=True)[0]
        assert size.note is not None
        return market, size.note.en

    return see


def test_a_month_without_a_sale_had_none_and_its_quarter_is_known(seen: Callable[..., Asked]) -> None:
    # Nothing in February, nothing at all from April to June.
    market, _ = seen(
        [("2025-01-01", 300, "VND"), ("2025-03-05", 200, "VND"), ("2025-07-02", 70, "VND"), ("2025-10-09", 40, "VND")]
    )
    assert market.ours == [Decimal(500), Decimal(0), Decimal(70), Decimal(40)]
    assert len(market.from_revenue) == 4


def test_a_month_of_which_no_amount_converts_leaves_its_quarter_unknown_and_says_so(
    seen: Callable[..., Asked],
) -> None:
    market, note = seen([("2025-01-01", 300, "VND"), ("2025-02-05", 200, "USD"), ("2025-07-02", 70, "VND")])
    assert market.ours == [None, Decimal(0), Decimal(70), Decimal(0)]
    assert market.without_rate == [date(2025, 1, 1)]
    assert "is not known in the periods that begin on 1 Jan 2025" in note
