"""How deals end, and what they leave, by how much was taken off their list price; it is no effect of discounts."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from crmeter.estimators import intervals
from crmeter.estimators.arrays import Booleans, Floats
from crmeter.estimators.retention.uplift import Uplift, uplift
from crmeter.evaluation.result import ResultColumn, ResultTable
from crmeter.measures.view import View
from crmeter.vocabulary import NotEnoughData, Text
from crmeter.vocabulary.figures_said import number_said, percent_said, points_said
from crmeter.warehouse.engine import Engine

NAME = "discount_bands"
LEVEL = 0.8
# Up to so much of the list price, in order; the last has no end.
_ENDS = (0.0, 0.05, 0.1, 0.2)
BANDS = (
    Text("không giảm", "none"),
    Text("đến 5%", "up to 5%"),
    Text.same("5–10%"),
    Text.same("10–20%"),
    Text("trên 20%", "over 20%"),
)
# Deals are alike in size within thirds.
_SIZES = 3
_TITLE = Text("Giảm giá và kết quả cơ hội", "Discounts and how deals end")
_COLUMNS = (
    ResultColumn("band", Text("Giảm so với giá niêm yết", "Off the list price"), "text"),
    ResultColumn("deals", Text("Cơ hội kết thúc", "Deals that ended"), "count"),
    ResultColumn("won", Text("Thắng", "Won"), "count"),
    ResultColumn("rate", Text("Tỷ lệ thắng", "Win rate"), "share"),
    ResultColumn("low", Text("Cận dưới 80%", "80% from"), "share"),
    ResultColumn("high", Text("Cận trên 80%", "80% to"), "share"),
    ResultColumn("costed", Text("Cơ hội thắng rõ giá vốn", "Won deals with costs"), "count"),
    ResultColumn("margin", Text("Biên lợi nhuận", "Margin"), "share"),
    ResultColumn("margin_low", Text("Biên, cận dưới 80%", "Margin, 80% from"), "share"),
    ResultColumn("margin_high", Text("Biên, cận trên 80%", "Margin, 80% to"), "share"),
)
_NONE = NotEnoughData(
    "no_discounts",
    Text("chưa cơ hội nào kết thúc trong kỳ có dòng hàng ghi giảm giá", "no deal that ended has lines with a discount"),
    Text("dòng hàng của cơ hội với đơn giá và giảm giá", "lines of deals with their price and discount"),
)
_NAIVE = Text(
    "So thô, cơ hội có giảm giá thắng {rate} và cơ hội không giảm thắng {others}: chênh {points} điểm.",
    "Without looking further, {rate} of the deals with a discount and {others} of those without were won: {points} "
    "points apart.",
)
_ALIKE = Text(
    "So trong cùng quy trình, đồng tiền và cỡ cơ hội: {points} điểm (80%: {low} đến {high}).",
    "Among deals of the same pipeline, currency and size: {points} points (80%: {low} to {high}).",
)
_NOT_ALIKE = Text(
    "Chưa đủ cơ hội cùng quy trình, đồng tiền và cỡ để so: {reason}.",
    "Too few deals of one pipeline, currency and size to compare: {reason}.",
)
_NO_EFFECT = Text(
    "Không ai bốc thăm cơ hội nào được giảm, nên đây không phải tác dụng của giảm giá: người bán hay giảm cho cơ hội "
    "khó hoặc cho cơ hội sắp thắng.",
    "No lot decided which deals got a discount, so this is no effect of it: sellers discount what is hard to win, or "
    "what is about to be won.",
)
_UNKNOWN = Text(
    "{n} cơ hội không có dòng hàng ghi giảm giá nên không tính.",
    "{n} deals have no lines that tell; they are left out.",
)


_NO_CURRENCY = Text(
    "{n} cơ hội không rõ đồng tiền nên không xếp được theo cỡ để so.",
    "{n} deals have no currency, so their size cannot be compared.",
)


def discounts(engine: Engine, view: View) -> ResultTable:
    """Return the deals that ended in the period by bands of discount, with their win rates and margins.

    Args:
        engine: where `deals`, `deal_lines` and `products` are readable.
        view: of the period.
    """
    start, end = f"DATE '{view.period.start}'", f"least(DATE '{view.period.end}', DATE '{view.seen_until}')"
    engine.run(
        f"""
        CREATE OR REPLACE TEMP TABLE priced_deals AS
        WITH priced AS (
            SELECT deal_key, sum(l.discount) AS off, sum(l.amount + l.discount) AS listed, sum(l.amount) AS amount,
                CASE WHEN bool_and(p.unit_cost IS NOT NULL) THEN sum(p.unit_cost * l.quantity) END AS cost
            FROM deal_lines l LEFT JOIN products p USING (product_key)
            GROUP BY deal_key HAVING bool_and(l.discount IS NOT NULL)
        )
        SELECT d.deal_key, coalesce(d.won_on >= {start} AND d.won_on < {end}, false) AS won, d.pipeline, d.currency,
            (p.off / p.listed)::DOUBLE AS share, p.listed::DOUBLE AS listed, p.amount::DOUBLE AS amount,
            CASE WHEN d.currency = '{view.currency}' THEN p.cost::DOUBLE END AS cost
        FROM deals d LEFT JOIN priced p ON p.deal_key = d.deal_key AND p.listed > 0
        WHERE (d.won_on >= {start} AND d.won_on < {end})
            OR (d.won_on IS NULL AND d.lost_on >= {start} AND d.lost_on < {end})
        """
    )
    found = engine.arrays(
        f"""
        SELECT won, share, amount, cost, currency IS NOT NULL AS has_size,
            dense_rank() OVER (ORDER BY pipeline, currency, size) AS alike
        FROM (
            -- A list price is large or small among those in its currency.
            SELECT *, least(
                floor(percent_rank() OVER (PARTITION BY currency ORDER BY listed) * {_SIZES}), {_SIZES - 1}
            ) AS size
            FROM priced_deals WHERE share IS NOT NULL
        )
        ORDER BY ALL
        """
    )
    unknown = int(engine.rows("SELECT count(*) FROM priced_deals WHERE share IS NULL")[0][0])
    engine.run("DROP TABLE priced_deals")
    won, share = found["won"].astype(np.bool_), found["share"]
    if not (share > 0).any():
        return ResultTable.lacking(NAME, _TITLE, _COLUMNS, _NONE)
    band = np.searchsorted(_ENDS, share, side="left")
    rows = [
        _row(name, won[band == at], found["amount"][band == at], found["cost"][band == at])
        for at, name in enumerate(BANDS)
        if (band == at).any()
    ]
    has_size = found["has_size"].astype(np.bool_)
    told = [*_compared(won, share > 0, found["alike"], has_size), _NO_EFFECT]
    if not has_size.all():
        told.append(_NO_CURRENCY.fill(n=number_said(int((~has_size).sum()))))
    if unknown:
        told.append(_UNKNOWN.fill(n=number_said(unknown)))
    return ResultTable(NAME, _TITLE, _COLUMNS, tuple(rows), Text.join(told, " "))


def _row(name: Text, won: Booleans, amount: Floats, cost: Floats) -> tuple[Any, ...]:
    n, wins = len(won), int(won.sum())
    interval = intervals.wilson(wins, n, LEVEL)
    assert interval is not None  # noqa: S101 - there are deals in the band
    is_costed = won & np.isfinite(cost) & (amount > 0)
    margin: Sequence[float | None] = (None, None, None)
    if is_costed.any():
        kept, sold = amount[is_costed] - cost[is_costed], amount[is_costed]
        bounds = intervals.ratio(kept, sold, LEVEL)
        low, high = (None, None) if bounds is None else (float(bounds.low), float(bounds.high))
        margin = (float(kept.sum() / sold.sum()), low, high)
    return (name, n, wins, wins / n, float(interval.low), float(interval.high), int(is_costed.sum()), *margin)


def _compared(won: Booleans, is_discounted: Booleans, alike: Any, has_size: Booleans) -> list[Text]:
    with_, without = won[is_discounted], won[~is_discounted]
    told = []
    if len(with_) and len(without):
        points = points_said(float(with_.mean() - without.mean()))
        told.append(
            _NAIVE.fill(
                rate=percent_said(float(with_.mean())), others=percent_said(float(without.mean())), points=points
            )
        )
    try:
        found: Uplift = uplift(won[has_size], is_discounted[has_size], alike[has_size], level=LEVEL)
    except NotEnoughData as lacking:
        return [*told, _NOT_ALIKE.fill(reason=lacking.undefined.reason)]
    return [
        *told,
        _ALIKE.fill(points=points_said(found.difference), low=points_said(found.low), high=points_said(found.high)),
    ]
