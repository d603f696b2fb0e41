"""What makes orders perfect, part by part: how many are known, how many were so."""

import numpy as np

from crmeter.estimators.intervals import wilson
from crmeter.evaluation.result import ResultColumn, ResultTable
from crmeter.evaluation.tables import all_tables
from crmeter.measures.rows import ROWS
from crmeter.measures.view import View
from crmeter.vocabulary import NotEnoughData, Text
from crmeter.warehouse.engine import Engine
from crmeter.warehouse.sql import to_sql

NAME = "perfect_order"
LEVEL = 0.8
_TITLE = Text("Đơn hoàn hảo gồm những gì", "What makes orders perfect")
COLUMNS = (
    ResultColumn("part", Text("Phần", "Part"), "text"),
    ResultColumn("orders", Text("Đơn đến hạn", "Orders due"), "count"),
    ResultColumn("known", Text("Có ghi", "Written down"), "count"),
    ResultColumn("kept", Text("Đạt", "So"), "count"),
    ResultColumn("rate", Text("Tỷ lệ đạt", "Share"), "share"),
    ResultColumn("low", Text("Cận dưới 80%", "80% from"), "share"),
    ResultColumn("high", Text("Cận trên 80%", "80% to"), "share"),
)
# The columns of the rows that tell of a part.
_PARTS = (
    ("on_time", Text("đúng hẹn", "on time")),
    ("in_full", Text("đủ số lượng", "in full")),
    ("undamaged", Text("không hư hỏng", "undamaged")),
    ("documents_right", Text("đúng chứng từ", "right documents")),
)
ALL_FOUR = Text("cả bốn", "all four")
_NOTE = Text(
    "{orders} đơn đến hạn trong kỳ, {known} đơn có ghi cả bốn phần. Tỷ lệ chỉ tính trên đơn có ghi; phần không ai ghi "
    "thì để trống, không coi là đạt. Đúng hẹn tính theo từng chuyến của đơn.",
    "{orders} orders fell due in the period, {known} with all four written down. Shares are of what is written down; a "
    "part that nobody writes down stays empty and is not taken for granted. On time means each delivery of the order.",
)
_LACKING = NotEnoughData(
    "no_orders_due",
    Text("trong kỳ không có đơn nào đến hạn giao", "no order fell due in the period"),
    Text("đơn hàng và các lần giao có ngày hẹn", "orders and deliveries with the day promised"),
)


def perfect_order(engine: Engine, view: View) -> ResultTable:
    """Return the four parts of a perfect order, and all of them together.

    Args:
        engine: where the tables of the snapshot are readable.
        view: of the period.
    """
    rows_sql = to_sql(ROWS["fulfilled_orders"].build(all_tables(), view))
    counted = ", ".join(f"count({name}), count(*) FILTER ({name})" for name, _ in _PARTS)
    every = "count(*) FILTER (is_known), count(*) FILTER (is_known AND is_perfect)"
    orders, *pairs = engine.rows(f"SELECT count(*), {counted}, {every} FROM ({rows_sql})")[0]
    if not orders:
        return ResultTable.lacking(NAME, _TITLE, COLUMNS, _LACKING)
    by_part = np.array(pairs, dtype=np.int64).reshape(-1, 2).tolist()
    rows = []
    for (known, kept), title in zip(by_part, (*(title for _, title in _PARTS), ALL_FOUR), strict=True):
        interval = wilson(kept, known, LEVEL)
        told = (None, None, None) if interval is None else (kept / known, float(interval.low), float(interval.high))
        rows.append((title, orders, known, kept, *told))
    return ResultTable(NAME, _TITLE, COLUMNS, tuple(rows), _NOTE.fill(orders=orders, known=by_part[-1][0]))
