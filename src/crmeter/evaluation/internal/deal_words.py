"""What the tables of the forecast of deals are called, and what their notes say."""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

from crmeter.evaluation.internal.deal_forecast import LAST_MONTH, MODEL, RATE_TIMES_VALUE, TYPED, Trial
from crmeter.evaluation.result import ResultColumn
from crmeter.vocabulary import Text, formats
from crmeter.vocabulary.figures_said import number_said, percent_said

FORECAST = Text("Dự báo giá trị thắng", "Forecast of won value")
TEST = Text("Thử dự báo cơ hội", "Forecast of deals, tried")
CHANCES = Text("Khả năng thắng từng cơ hội", "Chances of open deals")
IN_A_MONTH = Text("Khả năng thắng trong tháng", "Chances to win within a month")
AT_ALL = Text("Khả năng thắng sớm hay muộn", "Chances to win at all")
NEAREST = Text("gần nhất", "nearest")
METHOD_NAMES: Mapping[str, Text] = MappingProxyType(
    {
        MODEL: Text("theo giai đoạn và số ngày ở đó", "by stage and days there"),
        TYPED: Text("khả năng do người nhập hay giai đoạn cho biết", "chances as typed in or of the stage"),
        RATE_TIMES_VALUE: Text("tỷ lệ thắng × giá trị đang mở", "win rate × open value"),
        LAST_MONTH: Text("như tháng trước", "as last month"),
    }
)
FORECAST_COLUMNS = (
    ResultColumn("month", Text("Tháng", "Month"), "month"),
    ResultColumn("actual", Text("Thực tế", "Actual"), "money"),
    ResultColumn("so_far", Text("Đã thắng trong tháng", "Won in the month so far"), "money"),
    ResultColumn("forecast", Text("Dự báo", "Forecast"), "money"),
    ResultColumn("from_open", Text("Từ cơ hội đang mở", "From open deals"), "money"),
    ResultColumn("from_new", Text("Từ cơ hội chưa tạo", "From deals yet to begin"), "money"),
    ResultColumn("low_80", Text("Cận dưới 80%", "Lower 80%"), "money"),
    ResultColumn("high_80", Text("Cận trên 80%", "Upper 80%"), "money"),
    ResultColumn("low_95", Text("Cận dưới 95%", "Lower 95%"), "money"),
    ResultColumn("high_95", Text("Cận trên 95%", "Upper 95%"), "money"),
    ResultColumn("deals", Text("Số cơ hội thắng, dự báo", "Deals won, forecast"), "number"),
    ResultColumn("deals_won", Text("Số cơ hội thắng", "Deals won"), "count"),
    ResultColumn(TYPED, Text("Theo khả năng đã nhập", "By chances typed in"), "money"),
    ResultColumn(RATE_TIMES_VALUE, Text("Tỷ lệ thắng × đang mở", "Win rate × open"), "money"),
    ResultColumn(LAST_MONTH, Text("Như tháng trước", "As last month"), "money"),
)
TEST_COLUMNS = (
    ResultColumn("method", Text("Cách dự báo", "Way to forecast"), "text"),
    ResultColumn("wape", Text("Sai số (WAPE)", "Error (WAPE)"), "share"),
    ResultColumn("bias", Text("Lệch", "Bias"), "share"),
    ResultColumn("coverage_80", Text("Trong khoảng 80%", "Within the 80% band"), "share"),
    ResultColumn("brier_month", Text("Brier, trong tháng", "Brier, within the month"), "number"),
    ResultColumn("brier_ever", Text("Brier, sớm hay muộn", "Brier, at all"), "number"),
    ResultColumn("n", Text("Số tháng thử", "Months tried"), "count"),
    ResultColumn("chosen", Text("Gần nhất", "Nearest"), "text"),
)
CALIBRATION_COLUMNS = (
    ResultColumn("fitted", Text("Đã báo (trung bình)", "Told (mean)"), "share"),
    ResultColumn("n", Text("Số lần", "Times"), "count"),
    ResultColumn("came", Text("Đã thắng", "Won"), "count"),
    ResultColumn("rate", Text("Tỷ lệ thắng thật", "Share won"), "share"),
    ResultColumn("low", Text("Cận dưới 80%", "80% from"), "share"),
    ResultColumn("high", Text("Cận trên 80%", "80% to"), "share"),
)
TEST_NOTE = Text(
    "Mỗi tháng được dự báo từ ngày trước đó, chỉ bằng những gì đã biết tới ngày ấy. Khả năng đã nhập và ngày dự kiến "
    "chốt thì lấy như bây giờ, vì không ai ghi lại chúng của ngày trước. Cơ hội không có lịch sử giai đoạn mà đã kết "
    "thúc thì không rõ giá trị lúc còn mở: tính bằng trung bình của cơ hội thắng. Brier càng nhỏ càng tốt.",
    "Each month is forecast from the eve of it, by what was known then. Chances typed in and expected days of closing "
    "are those of today, for nobody keeps earlier ones. What ended deals without a history of stages were worth while "
    "they were open is not known: they count as the mean of those won. The smaller a Brier score, the better.",
)
CALIBRATION_NOTE = Text(
    "Mỗi dòng là những lần báo khả năng gần bằng nhau, từ ngày trước mỗi tháng đã thử. Một cơ hội mở qua nhiều tháng "
    "được tính mỗi tháng một lần. Khả năng thắng sớm hay muộn chỉ chấm ở những ngày mà chín phần mười cơ hội nay đã "
    "kết thúc.",
    "A row holds chances that were told alike, from the eve of each month that was tried. A deal that is open for "
    "months counts once in each. Chances to be won at all are judged from days of which nine of ten deals have ended "
    "since.",
)
_NEAREST_MODEL = Text(
    "Thử trên {n} tháng đã qua, dự báo theo giai đoạn và số ngày ở đó gần nhất: sai {wape}, thực tế nằm trong khoảng "
    "80% ở {coverage} số tháng.",
    "Tried on {n} months that are over, the forecast by stage and days there was nearest: off by {wape}; the actual "
    "lay within the 80% band in {coverage} of the months.",
)
_NEAREST_RIVAL = Text(
    "Thử trên {n} tháng đã qua, cách đơn giản hơn lại gần hơn: {method} (sai {wape}). Hãy tin cách đó hơn dự báo ở "
    "đây.",
    "Tried on {n} months that are over, a simpler way was nearer: {method} (off by {wape}). Trust it more than the "
    "forecast here.",
)
_UNTRIED = Text("Chưa tháng nào đủ dữ liệu để thử dự báo.", "No month had enough before it to try the forecast on.")
_OPEN = Text(
    "{n} cơ hội đang mở; {unknown} không rõ giá trị, tính bằng trung bình của cơ hội thắng trong năm qua; {untold} "
    "không có lịch sử giai đoạn, chỉ tính theo số ngày từ khi tạo.",
    "{n} deals are open; {unknown} without a known amount count as the mean of those won in the past year; {untold} "
    "have no history of stages and are told by the days since they began alone.",
)
_SHOWN = Text(
    "{shown} trên {n} cơ hội đang mở, theo giá trị kỳ vọng; tất cả cộng lại dự kiến thắng {wins}. Khả năng lấy từ các "
    "cơ hội trước ở cùng giai đoạn với cùng số ngày, pha với mọi giai đoạn khi còn ít.",
    "{shown} of {n} open deals, by expected amount; of all of them {wins} are expected to be won. Chances are those "
    "of deals before at the same stage for as many days, mixed with all stages where these were few.",
)


def chances_columns(by_month: date, by_quarter: date) -> tuple[ResultColumn, ...]:
    """Return the columns of the open deals, whose chances are told by the ends of a month and a quarter."""

    def until(day: date) -> Text:
        return Text("Thắng tới {day}", "Won by {day}").fill(day=_day(day))

    return (
        ResultColumn("deal", Text("Cơ hội", "Deal"), "text"),
        ResultColumn("stage", Text("Giai đoạn", "Stage"), "text"),
        ResultColumn("days", Text("Đã ở đó", "There for"), "days"),
        ResultColumn("amount", Text("Giá trị", "Amount"), "money"),
        ResultColumn("by_month", until(by_month), "share"),
        ResultColumn("by_quarter", until(by_quarter), "share"),
        ResultColumn("ever", Text("Thắng, sớm hay muộn", "Won at all"), "share"),
        ResultColumn("typed", Text("Khả năng đã nhập", "Chance typed in"), "share"),
        ResultColumn("expected", Text("Giá trị kỳ vọng", "Expected amount"), "money"),
        ResultColumn("deal_key", Text("Khóa cơ hội", "Deal key"), "text"),
        ResultColumn("source", Text("Nguồn", "Source"), "text"),
    )


def forecast_note(best: Trial | None, n: int, unknown: int, untold: int) -> Text:
    """Return which way was nearest, and on which open deals the forecast stands."""
    opened = _OPEN.fill(n=n, unknown=unknown, untold=untold)
    if best is None or best.wape is None:
        return Text.join([_UNTRIED, opened], " ")
    told = _NEAREST_MODEL if best.method == MODEL else _NEAREST_RIVAL
    coverage = best.coverage or 0.0
    said = told.fill(
        n=best.n, wape=percent_said(best.wape), coverage=percent_said(coverage), method=METHOD_NAMES[best.method]
    )
    return Text.join([said, opened], " ")


def chances_note(n: int, shown: int, wins: float) -> Text:
    """Return how many open deals there are, and how many of them are expected to be won."""
    return _SHOWN.fill(n=n, shown=shown, wins=number_said(wins, 1))


def _day(day: date) -> Text:
    return Text(formats.day(day, "vi"), formats.day(day, "en"))
