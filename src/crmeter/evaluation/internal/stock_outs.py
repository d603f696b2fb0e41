"""Products that were out of stock in the period, those that still are before the others."""

from collections.abc import Mapping, Sequence
from typing import Any

from crmeter.evaluation.result import ResultColumn, ResultTable
from crmeter.measures.view import View
from crmeter.vocabulary import NotEnoughData, Text
from crmeter.warehouse.engine import Engine

NAME = "stock_outs"
MOST = 200
_TITLE = Text("Sản phẩm hết hàng", "Products out of stock")
COLUMNS = (
    ResultColumn("product", Text("Sản phẩm", "Product"), "text"),
    ResultColumn("place", Text("Kho", "Place"), "text"),
    ResultColumn("days_read", Text("Ngày có ghi tồn", "Days with a reading"), "count"),
    ResultColumn("days_out", Text("Ngày hết hàng", "Days out"), "count"),
    ResultColumn("rate", Text("Tỷ lệ hết hàng", "Share out"), "share"),
    ResultColumn("last_on", Text("Lần ghi cuối", "Last reading"), "date"),
    ResultColumn("last_quantity", Text("Tồn lần cuối", "On hand then"), "number"),
)
_NOTE = Text(
    "{out} trên {read} sản phẩm có ngày hết hàng, {now} đang hết ở lần ghi cuối, dù chỉ ở một kho. Chỉ đếm ngày có "
    "ghi tồn; ngày bỏ trống không được đoán.",
    "{out} of {read} products were out on some day, {now} are by their last reading, if only at one place. Only days "
    "with a reading are counted; the others are not guessed.",
)
_LACKING = NotEnoughData(
    "no_stock_read",
    Text("trong kỳ không có lần ghi tồn kho nào", "there is no reading of stock in the period"),
    Text("tồn kho từng ngày", "stock by day"),
)


def stock_outs(engine: Engine, view: View) -> ResultTable:
    """Return the products that were out on any day with a reading.

    Args:
        engine: where `stock_levels` and `products` are readable.
        view: of the period.
    """
    found = engine.records(
        f"""
        SELECT product_key, coalesce(any_value(p.name), any_value(p.source_key)) AS product, place,
            count(*) AS days_read,
            count(*) FILTER (quantity <= 0) AS days_out, max(counted_on) AS last_on,
            arg_max(quantity, counted_on)::DOUBLE AS last_quantity
        FROM stock_levels s LEFT JOIN products p USING (product_key)
        WHERE counted_on >= DATE '{view.period.start}' AND counted_on < DATE '{view.period.end}'
            AND counted_on < DATE '{view.seen_until}'
        GROUP BY product_key, place
        ORDER BY last_quantity > 0, days_out DESC, product, place
        """
    )
    if not found:
        return ResultTable.lacking(NAME, _TITLE, COLUMNS, _LACKING)
    out = [row for row in found if row["days_out"]]
    rows = tuple(
        (
            row["product"],
            row["place"],
            row["days_read"],
            row["days_out"],
            row["days_out"] / row["days_read"],
            row["last_on"],
            row["last_quantity"],
        )
        for row in out[:MOST]
    )
    told = _NOTE.fill(
        out=_products(out), read=_products(found), now=_products([row for row in out if row["last_quantity"] <= 0])
    )
    return ResultTable(NAME, _TITLE, COLUMNS, rows, told)


def _products(rows: Sequence[Mapping[str, Any]]) -> int:
    """Return how many products there are among rows of a product at a place."""
    return len({row["product_key"] for row in rows})
