"""The short and the long term of each forecast in one line each, beside what was there over as long a time."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from crmeter.estimators.forecast.forecast import TotalForecast
from crmeter.evaluation.forecasts import Outlook
from crmeter.evaluation.monthly_forecast import METHODS
from crmeter.evaluation.result import ResultColumn, ResultTable
from crmeter.vocabulary import Interval, Text

# The short and the long term, in months. So far is looked only from a history twice as long.
HORIZONS = (3, 12, 24)
_TIMES = 2


def horizons_table(outlooks: Sequence[Outlook]) -> ResultTable:
    """Return what is expected of the coming quarter, year and two years, of each target with a forecast."""
    rows: list[tuple[Any, ...]] = []
    for outlook in outlooks:
        if outlook.method is None:
            continue
        actual = [figure for figure in outlook.actual if figure is not None]
        for months in HORIZONS:
            if len(actual) >= _TIMES * months:
                rows.append(_row(outlook, actual, months))
    return ResultTable(
        "forecast_horizons",
        Text("Ngắn hạn và dài hạn", "Short and long term"),
        (
            ResultColumn("name", Text("Tên", "Name"), "text"),
            ResultColumn("target", Text("Chỉ số", "Target"), "text"),
            ResultColumn("kind", Text("Loại", "Kind"), "text"),
            ResultColumn("months", Text("Số tháng tới", "Months ahead"), "count"),
            ResultColumn("until", Text("Đến hết", "Until the end of"), "month"),
            ResultColumn("expected", Text("Dự kiến", "Expected"), "number"),
            ResultColumn("low_80", Text("Cận dưới 80%", "Lower 80%"), "number"),
            ResultColumn("high_80", Text("Cận trên 80%", "Upper 80%"), "number"),
            ResultColumn("method", Text("Phương pháp", "Method"), "text"),
            ResultColumn("naive", Text("Nếu giữ như tháng cuối (ngây thơ)", "As the last month (naive)"), "number"),
            ResultColumn("before", Text("Kỳ trước, dài bằng vậy", "As long a time before"), "number"),
            ResultColumn("change", Text("Thay đổi", "Change"), "share"),
            ResultColumn("no_interval", Text("Vì sao không có khoảng", "Why there is no interval"), "text"),
        ),
        tuple(rows),
        Text(
            "Doanh thu, đơn, khách mới, khách tiềm năng, phiếu hỗ trợ: tổng của các tháng tới, bên tổng của bấy nhiêu "
            "tháng trước. Khách mua trong tháng, cơ hội đang mở: tháng cuối cùng, bên tháng gần nhất. Chỉ nhìn xa tới "
            "nửa độ dài lịch sử: một năm cần hai năm, hai năm cần bốn năm",
            "Revenue, orders, new customers, leads, tickets: the sum of the coming months, beside that of as many "
            "before. Customers who buy in a month, open deals: the last of these months, beside the newest one. It is "
            "looked ahead half as far as there is history: a year from two years, two years from four",
        ),
    )


def _row(outlook: Outlook, actual: Sequence[float], months: int) -> tuple[Any, ...]:
    if outlook.method is None:
        raise ValueError("there is no forecast")
    bands: Sequence[Interval]
    if outlook.target.adds:
        total: TotalForecast = outlook.method.predict_total(months)
        expected, bands, before = total.value, total.intervals, sum(actual[-months:])
    else:
        ahead = outlook.method.predict(months)
        expected, bands, before = ahead.value[-1], ahead.intervals[-1], actual[-1]
    band = next((each for each in bands if each.level == 0.8), None)
    return (
        outlook.target.name,
        outlook.target.title,
        outlook.target.kind,
        months,
        _months_on(outlook.months[-1], months),
        expected,
        None if band is None else float(band.low),
        None if band is None else float(band.high),
        METHODS[outlook.method.name],
        actual[-1] * months if outlook.target.adds else actual[-1],
        before,
        (expected - before) / before if before > 0 else None,
        _NO_BAND if band is None else None,
    )


def _months_on(month: date, n: int) -> date:
    at = month.year * 12 + month.month - 1 + n
    return date(at // 12, at % 12 + 1, 1)


_NO_BAND = Text(
    "tổng của nhiều tháng có mùa vụ: lịch sử còn ngắn để biết tổng sai bao nhiêu",
    "a sum over months with a season: the history is too short to tell how far the sum errs",
)
