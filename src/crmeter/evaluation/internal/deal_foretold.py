"""Forecasts of deals as earlier evaluations told them, beside what was won in their months."""

from typing import Any

from crmeter.evaluation.result import ResultColumn, ResultTable
from crmeter.evaluation.rows_sql import rows_and_sql
from crmeter.evaluation.tables import all_tables
from crmeter.measures.rows import ROWS
from crmeter.measures.view import View
from crmeter.vocabulary import NotEnoughData, Text, formats
from crmeter.vocabulary.figures_said import percent_said
from crmeter.warehouse.engine import Engine

KEPT = Text("Dự báo đã báo, giữ nguyên", "Forecasts as they were told")
KEPT_COLUMNS = (
    ResultColumn("month", Text("Tháng", "Month"), "month"),
    ResultColumn("told_on", Text("Báo ngày", "Told on"), "date"),
    ResultColumn("told", Text("Đã dự báo", "Foretold"), "money"),
    ResultColumn("low_80", Text("Cận dưới 80%", "Lower 80%"), "money"),
    ResultColumn("high_80", Text("Cận trên 80%", "Upper 80%"), "money"),
    ResultColumn("won", Text("Đã thắng", "Won"), "money"),
    ResultColumn("error", Text("Lệch", "Off by"), "money"),
    ResultColumn("inside", Text("Trong khoảng 80%", "Within the 80% band"), "text"),
)
YES, NO = Text("có", "yes"), Text("không", "no")
_JUDGED = Text(
    "{n} tháng đã qua, mỗi tháng so với con số mới nhất đã báo trước khi tháng bắt đầu, giữ nguyên như lúc báo: sai "
    "{wape} (WAPE), lệch {bias}, thực tế nằm trong khoảng 80% ở {coverage} số tháng.",
    "{n} months that are over, each beside the newest figure that was told before it began, as it was told then: off "
    "by {wape} (WAPE), bias {bias}, and what was won lay within the 80% band in {coverage} of the months.",
)
_NOTHING_WON = Text(
    "{n} tháng đã qua mà không thắng đồng nào, nên không có sai số tương đối.",
    "{n} months that are over, in which no money was won, so there is no error relative to it.",
)
_ANEW = Text(
    "Bảng thử dự báo cơ hội thì khác: nó dự báo lại từng tháng từ ngày trước tháng đó.",
    "The table of the forecast tried is another thing: it forecasts each month anew from the eve of it.",
)
_LEFT_OUT = Text(
    "{left} tháng báo bằng tiền tệ khác hoặc có cơ hội thắng mà không rõ số tiền thì không tính.",
    "{left} months that were told in another currency, or with a deal won for an unknown amount, do not count.",
)
_NONE_OVER = Text(
    "trong kỳ chưa tháng nào đã qua mà được báo trước khi bắt đầu",
    "no month that ended in the period was foretold before it began",
)
_ALL_LEFT_OUT = Text(
    "cả {left} tháng đều báo bằng tiền tệ khác hoặc có cơ hội thắng mà không rõ số tiền",
    "all {left} months were told in another currency, or have a deal won for an unknown amount",
)
_NEEDS = Text("một lần đánh giá trước khi một tháng bắt đầu", "an evaluation before a month begins")


def months_judged(engine: Engine, view: View) -> list[ResultTable]:
    """Return the months foretold beside what was won in them; none where nothing that is seen was foretold.

    Args:
        engine: where the tables of the snapshot are readable.
        view: of the main period.
    """
    if not engine.rows("SELECT 1 FROM told_forecasts LIMIT 1"):
        return []
    _, sql = rows_and_sql(ROWS["months_foretold"], all_tables(), view)
    found = engine.records(f"SELECT * FROM ({sql}) ORDER BY month")
    # As the measure `forecast_accuracy` counts them.
    known = [row for row in found if row["error_amount"] is not None]
    if not known:
        reason = _ALL_LEFT_OUT.fill(left=len(found)) if found else _NONE_OVER
        lacking = NotEnoughData("none_over", reason, _NEEDS)
        return [ResultTable.lacking("deal_forecast_kept", KEPT, KEPT_COLUMNS, lacking)]
    return [ResultTable("deal_forecast_kept", KEPT, KEPT_COLUMNS, tuple(map(_row, known)), _note(known, len(found)))]


def _row(row: dict[str, Any]) -> tuple[Any, ...]:
    return (
        row["month"],
        row["told_on"],
        row["told_value"],
        row["told_value_low"],
        row["told_value_high"],
        row["won_amount"],
        row["told_value"] - row["won_amount"],
        YES if _is_inside(row) else NO,
    )


def _is_inside(row: dict[str, Any]) -> bool:
    return bool(row["told_value_low"] <= row["won_amount"] <= row["told_value_high"])


def _note(known: list[dict[str, Any]], months: int) -> Text:
    won = sum(row["won_amount"] for row in known)
    if won > 0:
        told = _JUDGED.fill(
            n=len(known),
            wape=percent_said(sum(row["error_amount"] for row in known) / won),
            bias=_signed_share(sum(row["told_value"] - row["won_amount"] for row in known) / won),
            coverage=percent_said(sum(map(_is_inside, known)) / len(known)),
        )
    else:
        told = _NOTHING_WON.fill(n=len(known))
    left = months - len(known)
    return Text.join([told, *([_LEFT_OUT.fill(left=left)] if left else []), _ANEW], " ")


def _signed_share(share: Any) -> Text:
    return Text(
        formats.signed(share, lambda value: formats.percent(value, "vi")),
        formats.signed(share, lambda value: formats.percent(value, "en")),
    )
