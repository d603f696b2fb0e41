"""Customers by recency, frequency and money: how many stand in each cell, what they are worth, and who buys again."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

import numpy as np

from crmeter.estimators.arrays import Floats, Integers
from crmeter.estimators.intervals import wilson
from crmeter.estimators.retention.rfm import CELLS, rfm
from crmeter.evaluation.result import ResultColumn, ResultTable
from crmeter.measures.view import View
from crmeter.vocabulary import NotEnoughData, Text
from crmeter.vocabulary.customer import RFM_CELLS
from crmeter.warehouse.engine import Engine

NAME = "rfm"
LEVEL = 0.8
# Whoever stood in a cell so many days ago has bought again since, or not.
DAYS = 90
_TITLE = Text("Khách theo RFM", "Customers by RFM")
_COLUMNS = (
    ResultColumn("cell", Text("Nhóm", "Cell"), "text"),
    ResultColumn("customers", Text("Khách", "Customers"), "count"),
    ResultColumn("share", Text("Phần của số khách", "Share of customers"), "share"),
    ResultColumn("revenue", Text("Chi tiêu trong kỳ", "Spend in the period"), "money"),
    ResultColumn("revenue_share", Text("Phần của doanh số trong kỳ", "Share of sales of the period"), "share"),
    ResultColumn("lifetime_value", Text("Giá trị trọn đời", "Lifetime value"), "money"),
    ResultColumn("valued", Text("Khách có giá trị trọn đời", "Customers with a lifetime value"), "count"),
    ResultColumn("then", Text("Khách, {days} ngày trước", "Customers, {days} days ago").fill(days=DAYS), "count"),
    ResultColumn("again", Text("Mua lại từ đó", "Bought again since"), "count"),
    ResultColumn("rate", Text("Tỷ lệ mua lại", "Share that bought again"), "share"),
    ResultColumn("low", Text("Cận dưới 80%", "80% from"), "share"),
    ResultColumn("high", Text("Cận trên 80%", "80% to"), "share"),
)
_NOTE = Text(
    "Chia khách thành năm phần theo lần mua cuối, số ngày có mua và tổng chi tiêu từ trước tới nay; ai bằng nhau thì "
    "cùng phần. Nhóm đặt tên theo phần của lần mua cuối và trung bình hai phần kia. Tỷ lệ mua lại: chia như thế {days} "
    "ngày trước, rồi xem ai đã mua từ đó. Phần của doanh số là trong mọi doanh số của kỳ, kể cả của người không rõ là "
    "ai; giá trị trọn đời là của những khách tính được.",
    "Customers are put into fifths by last purchase, days of purchase and spend in all their history; whoever is level "
    "is in the same fifth. A cell is named by the fifth of the last purchase and the mean of the other two. Bought "
    "again: as they stood {days} days ago, and who has bought since. The share of sales is of all sales of the period, "
    "those to nobody known too; lifetime value is that of the customers who have one.",
)
_UNPRICED = Text(
    "{n} khách có đơn chưa rõ tỷ giá đứng ngoài.", "{n} customers with an order that has no rate are left out."
)


def rfm_cells(engine: Engine, view: View) -> ResultTable:
    """Return every cell that anybody stands in, with its worth and how many of those who stood there bought again.

    Args:
        engine: where `sales` is readable, and `customer_scores` where there is a model.
        view: of the period.
    """
    try:
        now, keys, unpriced = cells_of(engine, view.as_of)
    except NotEnoughData as lacking:
        return ResultTable.lacking(NAME, _TITLE, _COLUMNS, lacking)
    revenue, value, whole = _worth(engine, view, keys)
    again = _bought_again(engine, view.as_of)
    rows = []
    for place, cell in enumerate(CELLS):
        own = now == place
        if not own.any() and place not in again:
            continue
        spent = float(revenue[own].sum())
        worth = value[own & np.isfinite(value)]
        rows.append(
            (
                RFM_CELLS[cell],
                int(own.sum()),
                float(own.mean()),
                spent,
                spent / whole if whole else None,
                float(worth.sum()) if len(worth) else None,
                len(worth),
                *_rate(again.get(place)),
            )
        )
    told = [_NOTE.fill(days=DAYS), *([_UNPRICED.fill(n=unpriced)] if unpriced else [])]
    return ResultTable(NAME, _TITLE, _COLUMNS, tuple(rows), Text.join(told, " "))


def cells_of(engine: Engine, until: date) -> tuple[Integers, Integers, int]:
    """Return the cell of each customer as of a day, their keys, and how many were left out for want of an amount.

    Raises:
        NotEnoughData: there are too few to be put into fifths.
    """
    found = engine.arrays(
        f"""
        SELECT customer_key, date_diff('day', max(ordered_on), DATE '{until}')::DOUBLE AS silent,
            count(DISTINCT ordered_on)::DOUBLE AS often, sum(amount)::DOUBLE AS spent,
            count(*) = count(amount) AS is_priced
        FROM sales WHERE customer_key IS NOT NULL AND ordered_on <= DATE '{until}'
        GROUP BY customer_key ORDER BY customer_key
        """
    )
    priced = found["is_priced"].astype(np.bool_)
    stand = rfm(found["silent"][priced], found["often"][priced], found["spent"][priced])
    return stand.cell, found["customer_key"][priced], int((~priced).sum())


def _worth(engine: Engine, view: View, keys: Integers) -> tuple[Floats, Floats, float]:
    """Return what each customer spent in the period, what they are still worth, and all sales of the period.

    What somebody is worth is not a number where no model tells it.
    """
    in_period = (
        f"ordered_on >= DATE '{view.period.start}' AND ordered_on < DATE '{view.period.end}' AND amount IS NOT NULL"
    )
    spent = engine.arrays(
        f"""
        SELECT customer_key, sum(amount)::DOUBLE AS spent FROM sales
        WHERE customer_key IS NOT NULL AND {in_period}
        GROUP BY customer_key ORDER BY customer_key
        """
    )
    revenue = _by_key(keys, spent["customer_key"], spent["spent"], 0.0)
    whole = float(engine.rows(f"SELECT coalesce(sum(amount), 0)::DOUBLE FROM sales WHERE {in_period}")[0][0])
    scored = "SELECT count(*) FROM duckdb_tables() WHERE table_name = 'customer_scores'"
    views = "SELECT count(*) FROM duckdb_views() WHERE view_name = 'customer_scores'"
    if not engine.rows(scored)[0][0] and not engine.rows(views)[0][0]:
        return revenue, np.full(len(keys), np.nan), whole
    worth = engine.arrays(
        "SELECT customer_key, lifetime_value::DOUBLE AS worth FROM customer_scores"
        " WHERE lifetime_value IS NOT NULL ORDER BY customer_key"
    )
    return revenue, _by_key(keys, worth["customer_key"], worth["worth"], np.nan), whole


def _by_key(keys: Integers, known: Integers, values: Floats, otherwise: float) -> Floats:
    """Return the values of some keys."""
    found = np.full(len(keys), otherwise)
    if len(known):
        at = np.minimum(np.searchsorted(known, keys), len(known) - 1)
        is_there = known[at] == keys
        found[is_there] = values[at[is_there]]
    return found


def _bought_again(engine: Engine, as_of: date) -> Mapping[int, tuple[int, int]]:
    """Return, by cell, how many stood in it some time ago and how many of them have bought since."""
    then = as_of - timedelta(days=DAYS)
    try:
        stood, keys, _ = cells_of(engine, then)
    except NotEnoughData:
        return {}
    since = engine.arrays(
        f"SELECT DISTINCT customer_key FROM sales WHERE customer_key IS NOT NULL AND ordered_on > DATE '{then}'"
        f" AND ordered_on <= DATE '{as_of}'"
    )["customer_key"]
    again = np.isin(keys, since)
    return {
        int(place): (int((stood == place).sum()), int(again[stood == place].sum()))
        for place in np.unique(stood).tolist()
    }


def _rate(found: tuple[int, int] | None) -> tuple[Any, ...]:
    if found is None:
        return (None,) * 5
    then, again = found
    interval = wilson(again, then, LEVEL)
    assert interval is not None  # noqa: S101 - somebody stood there
    return then, again, again / then, float(interval.low), float(interval.high)
