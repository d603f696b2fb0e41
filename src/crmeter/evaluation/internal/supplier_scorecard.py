"""Suppliers, each with what it promised, brought and had turned away: by name, with intervals, never a bare ranking."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from crmeter.estimators import intervals
from crmeter.estimators.arrays import Booleans, Floats, Integers
from crmeter.estimators.retention.uplift import uplift
from crmeter.evaluation.result import ResultColumn, ResultTable
from crmeter.measures.view import View
from crmeter.vocabulary import NotEnoughData, Text
from crmeter.warehouse.engine import Engine

NAME = "supplier_scorecard"
LEVEL = 0.8
# Of fewer lines than these an interval is so wide that the table says it in words.
FEW = 10
_TITLE = Text("Nhà cung cấp", "Suppliers")
COLUMNS = (
    ResultColumn("supplier", Text("Nhà cung cấp", "Supplier"), "text"),
    ResultColumn("lines", Text("Dòng đến hạn", "Lines due"), "count"),
    ResultColumn("on_time", Text("Đúng hẹn", "On time"), "share"),
    ResultColumn("on_time_low", Text("Đúng hẹn, từ (80%)", "On time, 80% from"), "share"),
    ResultColumn("on_time_high", Text("Đúng hẹn, đến (80%)", "On time, 80% to"), "share"),
    ResultColumn("differs", Text("So với nơi khác, cùng nhóm hàng", "Beside others on the same goods"), "text"),
    ResultColumn("received", Text("Dòng đã nhận", "Lines received"), "count"),
    ResultColumn("lead_days", Text("Ngày từ đặt đến nhận, trung vị", "Days from order to receipt, median"), "number"),
    ResultColumn("lead_low", Text("Số ngày, từ (80%)", "Days, 80% from"), "number"),
    ResultColumn("lead_high", Text("Số ngày, đến (80%)", "Days, 80% to"), "number"),
    ResultColumn("in_full", Text("Nhận đủ số đặt", "Received in full"), "share"),
    ResultColumn("in_full_low", Text("Nhận đủ, từ (80%)", "In full, 80% from"), "share"),
    ResultColumn("in_full_high", Text("Nhận đủ, đến (80%)", "In full, 80% to"), "share"),
    ResultColumn("in_full_lines", Text("Dòng rõ số đặt và nhận", "Lines with both quantities"), "count"),
    ResultColumn("defects", Text("Hàng lỗi", "Defective"), "share"),
    ResultColumn("defects_low", Text("Hàng lỗi, từ (80%)", "Defective, 80% from"), "share"),
    ResultColumn("defects_high", Text("Hàng lỗi, đến (80%)", "Defective, 80% to"), "share"),
    ResultColumn("defect_lines", Text("Dòng có đếm hàng lỗi", "Lines with defects counted"), "count"),
)
SLOWER, FASTER, ALIKE, TOO_FEW, ALONE = "less_often", "more_often", "alike", "few", "alone"
WORDS: Mapping[str, Text] = {
    SLOWER: Text("ít đúng hẹn hơn", "on time less often"),
    FASTER: Text("đúng hẹn hơn", "on time more often"),
    ALIKE: Text("không khác rõ", "no clear difference"),
    TOO_FEW: Text("ít dòng, chưa kết luận được", "too few lines to tell"),
    ALONE: Text("không ai khác bán cùng nhóm hàng", "nobody else brings the same goods"),
}
_NOTE = Text(
    "Xếp theo tên, không phải thứ hạng. Khoảng 80% bên cạnh mỗi số; “so với nơi khác” chỉ so trong cùng nhóm hàng và "
    "đã tính tới việc so nhiều nhà cung cấp cùng lúc. Dòng quá hẹn chưa đến tính là trễ. Hàng lỗi là số từ chối trên "
    "số nhận, chỉ trên dòng có đếm.",
    "By name, not by rank. An 80% interval stands beside each figure; “beside others” compares within the same "
    "category of goods only, and allows for comparing many suppliers at once. An overdue line that has not come counts "
    "as late. Defective is what was turned away of what was received, over lines where it was counted.",
)
_LACKING = NotEnoughData(
    "no_supplies",
    Text("trong kỳ không có dòng hàng nào hẹn hoặc nhận", "suppliers promised and brought nothing in the period"),
    Text("lần giao của nhà cung cấp trong kỳ", "deliveries of suppliers in the period"),
)


def supplier_scorecard(engine: Engine, view: View) -> ResultTable:
    """Return every supplier that promised or brought something in the period, by name.

    Args:
        engine: where `supplier_deliveries` and `products` are readable.
        view: of the period.
    """
    start, end = view.period.start, view.period.end
    names = [row[0] for row in engine.rows(_LINES.format(start=start, end=end, seen=view.seen_until) + _SUPPLIERS)]
    if not names:
        return ResultTable.lacking(NAME, _TITLE, COLUMNS, _LACKING)
    found = engine.arrays(_LINES.format(start=start, end=end, seen=view.seen_until) + _ARRAYS)
    who = found["who"].astype(np.int64)
    due, in_time = found["is_due"].astype(np.bool_), found["in_time"].astype(np.bool_)
    differs = _differences(in_time[due], who[due], found["category"].astype(np.int64)[due], len(names))
    rows = tuple(
        (name, *_row({key: column[who == at] for key, column in found.items()}, differs[at]))
        for at, name in enumerate(names)
    )
    return ResultTable(NAME, _TITLE, COLUMNS, rows, _NOTE)


def _row(own: Mapping[str, Any], differs: str) -> Sequence[Any]:
    due, came = own["is_due"].astype(np.bool_), own["has_come"].astype(np.bool_)
    days = np.sort(own["days"][came & ~np.isnan(own["days"])])
    whole = own["is_whole"][came & ~np.isnan(own["is_whole"])]
    counted = came & ~np.isnan(own["rejected"])
    return (
        int(due.sum()),
        *_share(own["in_time"].astype(np.bool_)[due]),
        WORDS[differs],
        int(came.sum()),
        *_median(days),
        *_share(whole > 0),
        len(whole),
        *_defects(own["rejected"][counted], own["received"][counted]),
        int(counted.sum()),
    )


def _share(holds: Booleans) -> tuple[float | None, float | None, float | None]:
    interval = intervals.wilson(int(holds.sum()), len(holds), LEVEL)
    if interval is None:
        return None, None, None
    return float(holds.mean()), float(interval.low), float(interval.high)


def _median(days: Floats) -> tuple[float | None, float | None, float | None]:
    if not len(days):
        return None, None, None
    interval = intervals.by_order_statistics(days.tolist(), LEVEL)
    middle = float(np.median(days))
    return (middle, None, None) if interval is None else (middle, float(interval.low), float(interval.high))


def _defects(rejected: Floats, received: Floats) -> tuple[float | None, float | None, float | None]:
    if not len(received):
        return None, None, None
    interval = intervals.ratio(rejected, received, LEVEL)
    share = float(rejected.sum() / received.sum())
    return (share, None, None) if interval is None else (share, float(interval.low), float(interval.high))


def _differences(in_time: Booleans, who: Integers, category: Integers, suppliers: int) -> Sequence[str]:
    """Return of each supplier how it does beside the others on the same goods."""
    compared = [at for at in range(suppliers) if int((who == at).sum()) >= FEW]
    # Among many that are alike, one looks different by chance: each is asked for more.
    level = 1 - (1 - LEVEL) / max(len(compared), 1)
    found = []
    for at in range(suppliers):
        if at not in compared:
            found.append(TOO_FEW)
            continue
        try:
            beside = uplift(in_time, who == at, category, level=level)
        except NotEnoughData:
            found.append(ALONE)
            continue
        found.append(SLOWER if beside.high < 0 else FASTER if beside.low > 0 else ALIKE)
    return found


# Where nobody writes down when anything came, what is past its day need not be late.
_LINES = """
WITH told AS (
    SELECT *, bool_or(received_on IS NOT NULL) OVER (PARTITION BY source) AS is_kept,
        coalesce(received_on < DATE '{seen}', false) AS has_come
    FROM supplier_deliveries
), of_period AS (
    SELECT t.*, p.category,
        coalesce(promised_on >= DATE '{start}' AND promised_on < DATE '{end}', false)
            AND (has_come OR (promised_on < DATE '{seen}' AND is_kept)) AS is_due,
        has_come AND received_on >= DATE '{start}' AND received_on < DATE '{end}' AS came_in_period
    FROM told t LEFT JOIN products p USING (product_key)
), lines AS (
    SELECT *, dense_rank() OVER (ORDER BY supplier) - 1 AS who FROM of_period WHERE is_due OR came_in_period
)
"""
_SUPPLIERS = "SELECT DISTINCT supplier, who FROM lines ORDER BY who"
# What cannot be: received before it was ordered, more turned away than came.
_ARRAYS = """
SELECT who, is_due, came_in_period AS has_come,
    coalesce(has_come AND received_on <= promised_on, false) AS in_time,
    dense_rank() OVER (ORDER BY category) AS category,
    CASE WHEN received_on >= ordered_on THEN received_on - ordered_on END::DOUBLE AS days,
    CASE WHEN quantity_ordered > 0 THEN quantity_received >= quantity_ordered END::INTEGER::DOUBLE AS is_whole,
    CASE WHEN rejected_fits THEN quantity_rejected END::DOUBLE AS rejected,
    CASE WHEN rejected_fits THEN quantity_received END::DOUBLE AS received
FROM (SELECT *, coalesce(quantity_received > 0 AND quantity_rejected <= quantity_received, false) AS rejected_fits
    FROM lines)
ORDER BY ALL
"""
