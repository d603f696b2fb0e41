"""What the sample evaluation says of perfect orders, of suppliers and of what is out of stock."""

from datetime import date
from typing import Any

from crmeter.evaluation.internal import perfect_order, stock_outs, supplier_scorecard
from crmeter.evaluation.internal.supplier_scorecard import ALONE, SLOWER, TOO_FEW, WORDS
from crmeter.evaluation.result import ResultTable
from crmeter.vocabulary import Text

from .sample_firm import HOSTILE, LONG_NAME

VALUES: dict[str, Any] = {
    "in_full_rate": 0.93,
    "perfect_order_rate": 0.801,
    "warranty_claim_rate": 0.013,
    "stockout_rate": 0.024,
    "supplier_on_time_rate": 0.777,
    "supplier_defect_rate": 0.018,
}
CUTS = (("supplier", ("Lọc Đông Á", HOSTILE)), ("place", ("Kho 1", "Kho 2")))


def tables() -> list[ResultTable]:
    return [parts(), suppliers(), out()]


def parts() -> ResultTable:
    return ResultTable(
        perfect_order.NAME,
        Text("Đơn hoàn hảo gồm những gì", "What makes orders perfect"),
        perfect_order.COLUMNS,
        (
            (Text("đúng hẹn", "on time"), 4020, 4020, 3606, 0.897, 0.891, 0.903),
            (Text("đúng chứng từ", "right documents"), 4020, 0, 0, None, None, None),
        ),
        Text("4.020 đơn đến hạn.", "4,020 orders fell due."),
    )


def suppliers() -> ResultTable:
    return ResultTable(
        supplier_scorecard.NAME,
        Text("Nhà cung cấp", "Suppliers"),
        supplier_scorecard.COLUMNS,
        (
            (HOSTILE, 53, 0.509, 0.422, 0.596, WORDS[SLOWER], 50, 13.0, 12.0, 14.02, 0.94, 0.881, 0.971, 50,
             0.045, 0.04, 0.051, 50),
            (LONG_NAME, 12, 0.9, 0.75, 0.97, WORDS[ALONE], 2, 7.0, None, None, None, None, None, 0,
             0.01, None, None, 2),
            ("Lọc Đông Á", 0, None, None, None, WORDS[TOO_FEW], 1, None, None, None, 1.0, 0.379, 1.0, 1,
             None, None, None, 0),
        ),
        Text("Xếp theo tên, không phải thứ hạng.", "By name, not by rank."),
    )  # fmt: skip


def out() -> ResultTable:
    rows = tuple((f"RO-{n:02d}", "Kho 1", 313, 12 - n, (12 - n) / 313, date(2026, 7, 31), float(n)) for n in range(11))
    return ResultTable(
        stock_outs.NAME,
        Text("Sản phẩm hết hàng", "Products out of stock"),
        stock_outs.COLUMNS,
        ((HOSTILE, None, 313, 37, 0.118, date(2026, 7, 31), 0.0), *rows),
        Text("12 trên 30 sản phẩm có ngày hết hàng.", "12 of 30 products were out on some day."),
    )
