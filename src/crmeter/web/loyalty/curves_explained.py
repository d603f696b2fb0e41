"""What is behind the curves of how long customers with a contract stay."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from crmeter.vocabulary import Text
from crmeter.web.explain.methods import KAPLAN_MEIER
from crmeter.web.explain.worked_out import Behind, WorkedOut
from crmeter.web.explain.written import bounds, number, percent

if TYPE_CHECKING:
    from crmeter.evaluation.external.contract_study import Curve

_YEAR = 12


def curves_explained(curves: "Sequence[Curve]", behind: Behind) -> Iterator[WorkedOut]:
    """Yield the figures of each curve: `year_0` and `median_0` of all customers, then of each segment.

    Args:
        curves: of all, then of the segments.
        behind: what they have behind them like the other figures of the page.
    """
    for place, curve in enumerate(curves):
        who = _ALL if curve.name is None else curve.name
        about = replace(behind, method=KAPLAN_MEIER, counted=_COUNTED.fill(n=curve.n, left=curve.left))
        if len(curve.share.value) > _YEAR and math.isfinite(curve.share.value[_YEAR]):
            value = percent(float(curve.share.value[_YEAR]), 0)
            low, high = (None if end is None else _known(end[_YEAR]) for end in (curve.share.low, curve.share.high))
            yield WorkedOut(
                f"year_{place}",
                _YEAR_OF.fill(who=who),
                value,
                _YEAR_IS,
                _CURVE,
                _YEAR_FIGURES.fill(n=curve.n, left=curve.left, value=value),
                about,
                bounds(low, high, percent, _GREENWOOD),
                None if low is not None and high is not None else _NOBODY_LEFT,
            )
        middle, low, high = curve.median
        if middle is not None:
            value = _MONTHS.fill(months=number(middle, 1))
            yield WorkedOut(
                f"median_{place}",
                _MEDIAN_OF.fill(who=who),
                value,
                _MEDIAN_IS,
                _MEDIAN_FORMULA,
                _MEDIAN_FIGURES.fill(months=number(middle, 1)),
                about,
                bounds(low, high, lambda months: _MONTHS.fill(months=number(months, 1)), _BROOKMEYER),
                None if low is not None and high is not None else _NOT_REACHED,
            )


def _known(end: float) -> float | None:
    return float(end) if math.isfinite(end) else None


_ALL = Text("mọi khách", "all customers")
_COUNTED = Text("{n} khách từng có hợp đồng, {left} đã rời", "{n} customers who ever had a contract, {left} left")
_YEAR_OF = Text("Còn lại sau một năm: {who}", "Still there after a year: {who}")
_YEAR_IS = Text(
    "phần khách ở lại lâu hơn 12 tháng kể từ hợp đồng đầu tiên; khách còn đang ở được tính chừng nào còn thấy họ",
    "the part of customers who stay longer than 12 months from their first contract; those still there count as "
    "long as they were seen",
)
_CURVE = Text(
    "Π (1 − khách rời trong tháng ÷ khách còn lại đầu tháng) cho tới tháng 12",
    "Π (1 − customers who leave in a month ÷ customers still there) up to month 12",
)
_YEAR_FIGURES = Text(
    "{n} khách, {left} đã rời; nhân qua 12 tháng = {value}",
    "{n} customers, {left} left; multiplied over 12 months = {value}",
)
_GREENWOOD = Text("đối xứng theo ln(−ln S), phương sai Greenwood", "symmetric in ln(−ln S), with Greenwood's variance")
_NOBODY_LEFT = Text("chưa ai rời trong thời gian này", "nobody has left within that time")
_MEDIAN_OF = Text("Một nửa đã rời sau: {who}", "Half have left after: {who}")
_MEDIAN_IS = Text(
    "số tháng mà sau đó chỉ còn không quá một nửa số khách",
    "the months after which at most half of the customers are there",
)
_MEDIAN_FORMULA = Text(
    "tháng đầu tiên mà phần còn lại xuống tới 50%", "the first month at which the part that is there comes down to 50%"
)
_MEDIAN_FIGURES = Text("phần còn lại ≤ 50% từ tháng {months}", "part still there ≤ 50% from month {months} on")
_MONTHS = Text("{months} tháng", "{months} months")
_BROOKMEYER = Text(
    "những tháng mà cận của đường xuống tới 50% (Brookmeyer & Crowley)",
    "the months at which the bounds of the curve come down to 50% (Brookmeyer & Crowley)",
)
_NOT_REACHED = Text(
    "cận của đường chưa xuống tới 50% trong thời gian đã thấy",
    "a bound of the curve does not come down to 50% within the time that was seen",
)
