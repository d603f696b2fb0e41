"""What is behind the figures of partners and employees."""

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from django.urls import reverse

from crmeter.vocabulary import Text
from crmeter.web.explain.intervals import WILSON
from crmeter.web.explain.methods import TURNOVER
from crmeter.web.explain.worked_out import Behind, Origin, WorkedOut, by_key
from crmeter.web.explain.written import bounds, percent

if TYPE_CHECKING:
    from crmeter.estimators import Turnover
    from crmeter.evaluation.external.partner_study import PartnerStudy


def partners_explained(study: "PartnerStudy", read_at: datetime | None) -> Mapping[str, WorkedOut]:
    """Return how many partners stayed, by the key `partners`."""
    value = percent(study.share)
    figure = WorkedOut(
        "partners",
        _PARTNERS,
        value,
        _PARTNERS_IS.fill(days=study.window_days),
        _PARTNERS_FORMULA,
        Text.same("{stayed} ÷ {before} = {value}").fill(stayed=study.stayed, before=study.before, value=value),
        Behind(
            _HAD_ORDERS.fill(n=study.before),
            read_at,
            TURNOVER,
            (Origin(_RECORDS, reverse("customers")),),
            ((_WINDOW, _DAYS.fill(days=study.window_days)),),
        ),
        bounds(study.interval.low, study.interval.high, percent, WILSON),
    )
    return by_key([figure])


def staff_explained(found: "Turnover", read_at: datetime) -> Mapping[str, WorkedOut]:
    """Return how many employees left and stayed, by the keys `turnover` and `stayed`."""
    behind = Behind(_ACCOUNTS.fill(first=found.at_start, last=found.at_end), read_at, TURNOVER, (Origin(_OF_ACCOUNTS),))
    rate, stayed = percent(found.rate), percent(found.stayed)
    return by_key(
        [
            WorkedOut(
                "turnover",
                _TURNOVER,
                rate,
                _TURNOVER_IS,
                _TURNOVER_FORMULA,
                Text.same("{left} ÷ (({first} + {last}) ÷ 2) = {value}").fill(
                    left=found.left, first=found.at_start, last=found.at_end, value=rate
                ),
                behind,
                unbounded=_NO_SHARE,
            ),
            WorkedOut(
                "stayed",
                _STAYED,
                stayed,
                _STAYED_IS,
                _STAYED_FORMULA,
                Text.same("{still} ÷ {first} = {value}").fill(
                    still=round(found.stayed * found.at_start), first=found.at_start, value=stayed
                ),
                behind,
                bounds(found.stayed_interval.low, found.stayed_interval.high, percent, WILSON),
            ),
        ]
    )


_PARTNERS = Text("Tỷ lệ giữ đối tác", "Partner retention")
_PARTNERS_IS = Text(
    "trong những đối tác có đơn ở {days} ngày trước đó, bao nhiêu phần lại có đơn trong {days} ngày gần nhất",
    "of the partners with an order in the {days} days before, the part that had one again in the last {days} days",
)
_PARTNERS_FORMULA = Text(
    "Đối tác lại có đơn ÷ đối tác có đơn trước đó", "Partners with an order again ÷ partners before"
)
_HAD_ORDERS = Text("{n} đối tác có đơn ở kỳ trước", "{n} partners with an order in the window before")
_RECORDS = Text(
    "đối tác và nhà cung cấp được đánh dấu trong hồ sơ, và đơn hàng của họ",
    "partners and suppliers as marked in the records, and their orders",
)
_WINDOW = Text("Độ dài mỗi kỳ", "Each window")
_DAYS = Text("{days} ngày", "{days} days")
_ACCOUNTS = Text(
    "{first} người ở đầu 365 ngày, {last} người ở cuối", "{first} people at the start of 365 days, {last} at the end"
)
_OF_ACCOUNTS = Text(
    "ngày mở và đóng tài khoản của sản phẩm này; từng người không liệt kê ở đây",
    "the days on which accounts of this product were opened and closed; people are not listed here",
)
_TURNOVER = Text("Tỷ lệ nghỉ việc", "Turnover")
_TURNOVER_IS = Text(
    "số người nghỉ trong 365 ngày so với số người trung bình trong thời gian đó",
    "people who left in 365 days over the mean number of people in that time",
)
_TURNOVER_FORMULA = Text("Người nghỉ ÷ ((đầu kỳ + cuối kỳ) ÷ 2)", "Left ÷ ((at the start + at the end) ÷ 2)")
_NO_SHARE = Text(
    "đây không phải một tỷ lệ phần: người nghỉ rồi người thay lại nghỉ được tính hai lần, nên có thể trên 100%",
    "it is no share: who leaves, and whoever came instead and leaves too, count twice, so it may be above 100%",
)
_STAYED = Text("Còn ở lại sau một năm", "Still here after a year")
_STAYED_IS = Text(
    "trong những người có mặt ở đầu 365 ngày, bao nhiêu phần vẫn có mặt ở cuối",
    "of those there at the start of 365 days, the part still there at the end",
)
_STAYED_FORMULA = Text("Vẫn còn ÷ có mặt lúc đầu", "Still there ÷ there at the start")
