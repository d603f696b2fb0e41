"""Why a figure has no value, and what would give it one."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

from crmeter.evaluation.coverage import no_rate
from crmeter.vocabulary import Coverage, Text, Undefined
from crmeter.warehouse.tables import TABLES

NOT_REACHED = Undefined(
    "not_reached",
    Text("còn quá nhiều trường hợp chưa xong để biết", "too many still wait for it to be known"),
    Text("thêm thời gian, tới khi đủ nhiều trường hợp xong", "more time, until enough of them have ended"),
)
NO_WORKING_HOURS = Undefined(
    "no_working_hours",
    Text("chưa ai nói công ty làm việc giờ nào", "nobody has said when the firm works"),
    Text("giờ làm việc trong cài đặt, hoặc --working-hours", "working hours in the settings, or --working-hours"),
)
NOTHING_BELOW = Undefined(
    "nothing_below",
    Text("không có gì để chia: tổng ở mẫu số bằng 0", "nothing to divide by: what stands below the line adds up to 0"),
)
# What no file tells, but is written down by the product itself.
_BEGINS_WITH: Mapping[str, Text] = MappingProxyType(
    {
        "told_forecasts": Text("một lần đánh giá trước khi một tháng bắt đầu", "an evaluation before a month begins"),
        "quotas": Text(
            "chỉ tiêu giá trị thắng của từng người cho một kỳ đã qua",
            "quotas of people for a period that is over",
        ),
    }
)
_NOTHING_CAME = Undefined(
    "nothing_came",
    Text("chưa có kết quả nào để chia", "nothing came of it to share it between"),
    Text("một kỳ có kết quả", "a period in which something came of it"),
)
_NO_COSTS = Undefined(
    "no_costs",
    Text("chưa ghi khoản chi nào trong kỳ", "no cost is recorded in the period"),
    Text("chi phí các chiến dịch trong kỳ, có ngày chi", "what campaigns cost in the period, with its days"),
)


def no_table(missing: Sequence[str]) -> Undefined:
    """Return that tables have no row.

    Args:
        missing: their names.
    """
    tables = Text.join(TABLES[name].title for name in missing)
    needs = Text("bảng {tables}", "a table of: {tables}").fill(tables=tables)
    begins = [_BEGINS_WITH[name] for name in missing if name in _BEGINS_WITH]
    if len(begins) == len(missing):
        needs = Text.join(begins)
    return Undefined("no_table", Text("chưa có dữ liệu: {tables}", "no data yet: {tables}").fill(tables=tables), needs)


def why_not_shared(figure: Mapping[str, Any], rows: str = "") -> Undefined:
    """Return why what was spent cannot be shared between what came of it.

    Args:
        figure: the number of rows, `n`, and of those that came of it, `bottom`; the others are costs.
        rows: over which the measure is taken.
    """
    if not figure["bottom"]:
        return _NOTHING_CAME
    if figure["n"] != figure["bottom"]:
        return no_rate(Coverage(0))
    return _NO_EARLIER_COSTS if rows == "costs_of_cohorts" else _NO_COSTS


_NO_EARLIER_COSTS = Undefined(
    "no_costs",
    Text(
        "chưa ghi chi phí chiến dịch nào sớm hơn một chu kỳ bán hàng, hoặc chưa biết chu kỳ",
        "no cost of a campaign is recorded a sales cycle before, or the cycle is not known",
    ),
    Text(
        "chi phí các chiến dịch trước kỳ, và các lần tiếp xúc với khách trước khi họ mua",
        "costs of campaigns before the period, and contacts with customers before they bought",
    ),
)


_NO_MARGIN = Undefined(
    "no_margin",
    Text(
        "có đơn được chia chưa rõ giá vốn, nên chưa rõ lãi gộp; không lấy doanh số thay vào",
        "the cost of goods of some attributed orders is unknown, so their margin is; revenue does not stand in for it",
    ),
    Text(
        "giá vốn của mọi dòng hàng, bằng tiền của lần đánh giá", "the cost of every line, in the currency of evaluation"
    ),
)


def why_no_return(figure: Mapping[str, Any]) -> Undefined:
    """Return why what costs brought has no figure.

    Args:
        figure: the sums `top` and `bottom`, each None where one of its amounts is unknown.
    """
    if figure["bottom"] is None:
        return no_rate(Coverage(0))
    return _NO_MARGIN if figure["top"] is None else _NO_COSTS
