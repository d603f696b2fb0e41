"""Share of the assigned tickets of the period that left the hands of whoever had them."""

from crmeter.measures.measure import Measure, Statistic
from crmeter.measures.ticket_columns import ASKED, SLICES
from crmeter.vocabulary import Good, Text, Unit

reassignment_rate = Measure(
    name="reassignment_rate",
    title=Text(
        "Tỷ lệ chuyển người phụ trách",
        "Reassignment rate",
    ),
    meaning=Text(
        "Trong số phiếu mở trong kỳ đã giao cho ai đó, bao nhiêu phần bị chuyển khỏi tay người đang phụ trách, tính "
        "đến ngày đánh giá. Chuyển sang hàng đợi khác mà giữ người phụ trách không tính",
        "Share of the tickets opened in the period that somebody got, which left the hands of that person up to the "
        "day of the evaluation. Another queue under the same person does not count",
    ),
    formula=Text(
        "Phiếu chuyển khỏi người phụ trách / phiếu đã giao",
        "Left the hands of an owner / assigned",
    ),
    unit=Unit.SHARE,
    good=Good.LOWER,
    rows="tickets",
    statistic=Statistic.SHARE,
    top=lambda r: r.was_handed_on,
    concerns=lambda r: r.opened_in_period,
    among=lambda r: r.was_assigned,
    left_out=Text(
        "phiếu chưa giao cho ai, hoặc không ghi các lần giao việc",
        "tickets not assigned yet, or whose assignments are not written down",
    ),
    opens=ASKED,
    slices=SLICES,
    level=2,
)
