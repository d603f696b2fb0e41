"""What the sample evaluation says of deals to come and of scored leads."""

from datetime import date
from typing import Any

from crmeter.evaluation.internal import deal_foretold, deal_words, lead_words
from crmeter.evaluation.result import ResultTable
from crmeter.vocabulary import Text

from .sample_firm import HOSTILE, LONG_NAME, column, table

_NOTE = Text("Gần nhất. " + HOSTILE, "Nearest. " + HOSTILE)


def tables() -> list[ResultTable]:
    return [*_deals(), *_leads(), *_flow()]


def _flow() -> list[ResultTable]:
    days = ("days_7", "days_30", "days_60", "days_90", "days_180", "days_365")
    months = [(date(2026, 1, 1), 300, 0.02, 0.08, 0.11, 0.13, 0.13, None), (date(2026, 10, 1), 250, 0.03, *[None] * 5)]
    return [
        table(
            "pipeline_velocity",
            "Tốc độ bán hàng",
            "Pipeline velocity",
            [
                column("period", "Kỳ", "Period", "text"),
                column("open", "Mở", "Open", "count"),
                column("velocity", "Mỗi 30 ngày", "In 30 days", "money"),
            ],
            [("1–2", 37, 175e6)],
        ),
        table(
            "stage_losses",
            "Mất bao nhiêu ở mỗi giai đoạn",
            "Value lost by stage",
            [
                column("stage", "Giai đoạn", "Stage", "text"),
                column("deals", "Cơ hội mất", "Deals lost", "count"),
                column("value", "Giá trị mất", "Value lost", "money"),
            ],
            [(HOSTILE, 19, 266e6), (Text("không rõ", "not known"), 2, None)],
        ),
        table(
            "lead_cohorts",
            "Chuyển đổi theo tháng đến",
            "Conversion by month",
            [
                column("month", "Tháng", "Month", "month"),
                column("leads", "Khách tiềm năng", "Leads", "count"),
                *(column(name, f"trong {name}", f"in {name}", "share") for name in days),
            ],
            months,
        ),
    ]


def _deals() -> list[ResultTable]:
    open_columns = deal_words.chances_columns(date(2026, 11, 30), date(2026, 12, 31))
    months: list[tuple[Any, ...]] = [
        (date(2026, 9, 1), 71e6, None, 43e6, 40e6, 3e6, 8e6, 73e6, 0.0, 97e6, 2.7, 4, 73e6, 77e6, 55e6),
        (date(2026, 10, 1), 106e6, None, 74e6, 71e6, 3e6, 32e6, 114e6, 16e6, 132e6, 4.3, 5, 93e6, 93e6, 71e6),
        (date(2026, 11, 1), None, 30e6, 110e6, 77e6, 3e6, 60e6, 150e6, 40e6, 170e6, 5.0, None, None, None, None),
    ]
    true = [(0.118, 120, 10, 0.083, 0.06, 0.12), (0.54, 100, 40, 0.4, 0.34, 0.46)]
    calibration = deal_words.CALIBRATION_COLUMNS
    return [
        ResultTable("deal_forecast", deal_words.FORECAST, deal_words.FORECAST_COLUMNS, tuple(months), _NOTE),
        ResultTable(
            "deal_forecast_test",
            deal_words.TEST,
            deal_words.TEST_COLUMNS,
            (
                (deal_words.METHOD_NAMES["model"], 0.42, 0.02, 0.83, 0.18, 0.25, 12, deal_words.NEAREST),
                (deal_words.METHOD_NAMES["last_month"], 0.71, -0.07, None, None, None, 12, None),
            ),
            deal_words.TEST_NOTE,
        ),
        ResultTable(
            "deal_forecast_kept",
            deal_foretold.KEPT,
            deal_foretold.KEPT_COLUMNS,
            (
                (date(2026, 9, 1), date(2026, 8, 31), 45e6, 10e6, 80e6, 71e6, -26e6, deal_foretold.YES),
                (date(2026, 10, 1), date(2026, 9, 30), 200e6, 150e6, 250e6, 106e6, 94e6, deal_foretold.NO),
            ),
            _NOTE,
        ),
        ResultTable("deal_calibration", deal_words.IN_A_MONTH, calibration, tuple(true), deal_words.CALIBRATION_NOTE),
        ResultTable("deal_calibration_at_all", deal_words.AT_ALL, calibration, ()),
        ResultTable(
            "deal_chances",
            deal_words.CHANCES,
            open_columns,
            (
                (LONG_NAME, HOSTILE, 14, 30_368_000.0, 0.5, 0.52, 0.58, 0.6, 17_704_226.0, "165", "crmeter"),
                ("D2", None, 3, None, 0.1, 0.2, 0.4, None, None, "166", "crmeter"),
            ),
            _NOTE,
        ),
    ]


def _leads() -> list[ResultTable]:
    reasons = lead_words.reason(Text("Kênh", "Channel"), HOSTILE, 8.1)
    soon = lead_words.WHEN[0]
    return [
        ResultTable(
            "lead_scores",
            lead_words.SCORES,
            lead_words.SCORE_COLUMNS,
            (("7955", 0, 0.219, 0.204, 0.234, 58.5, reasons, "7955", "crmeter"),),
            _NOTE,
        ),
        ResultTable(
            "lead_score_points",
            lead_words.POINTS,
            lead_words.POINT_COLUMNS,
            ((soon, Text("Kênh", "Channel"), HOSTILE, 2156, 0.119, -1.5), (soon, LONG_NAME, "Zalo", 1086, 0.239, 8.1)),
            lead_words.POINTS_NOTE,
        ),
        ResultTable(
            "lead_score_test",
            lead_words.TEST,
            lead_words.TEST_COLUMNS,
            (
                (soon, lead_words.ORDERS["score"], 0.556, 1.48, 0.3, 0.118, 0.119, 4477, 2200, None),
                (soon, lead_words.ORDERS["by_channel"], 0.557, 1.47, 0.29, None, None, 4477, 2200, lead_words.BEST),
            ),
            lead_words.TEST_NOTE,
        ),
        ResultTable(
            "lead_calibration",
            lead_words.CALIBRATION,
            lead_words.CALIBRATION_COLUMNS,
            ((0.04, 266, 12, 0.045, 0.03, 0.06), (0.64, 200, 129, 0.645, 0.6, 0.69)),
            lead_words.CALIBRATION_NOTE,
        ),
        ResultTable(
            "lead_drift",
            lead_words.DRIFT,
            lead_words.DRIFT_COLUMNS,
            ((Text("Kênh", "Channel"), 0.142, 0.018, 580, lead_words.verdict(0.142, 0.1, 0.25)),),
            lead_words.DRIFT_NOTE,
        ),
    ]
