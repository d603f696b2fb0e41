"""Deals open at the end of the period whose expected day of closing is over."""

from crmeter.measures.measure import Measure, Statistic
from crmeter.vocabulary import Good, Text, Unit

overdue_deals = Measure(
    name="overdue_deals",
    title=Text(
        "Cơ hội quá hạn chốt",
        "Overdue deals",
    ),
    meaning=Text(
        "Số cơ hội còn mở ở cuối kỳ mà ngày dự kiến chốt đã qua. Ngày dự kiến trước khi dời không được ghi lại, nên "
        "không có dòng theo tháng",
        "Deals open at the end of the period whose expected day of closing is over. Days that were expected before "
        "are not kept, so there is no line over months",
    ),
    formula=Text(
        "Đếm cơ hội mở có ngày dự kiến chốt đã qua",
        "Number of open deals whose expected day is over",
    ),
    unit=Unit.DEALS,
    good=Good.LOWER,
    rows="deals",
    statistic=Statistic.SUM,
    top=lambda r: r.is_overdue.cast("int64"),
    among=lambda r: r.expected_on.notnull() | ~r.is_open,
    left_out=Text(
        "cơ hội mở không có ngày dự kiến chốt",
        "open deals without an expected day",
    ),
    opens=(
        "source_key",
        "created_on",
        "deal_stage",
        "pipeline",
        "amount",
        "expected_on",
        "channel",
        "owner",
        "segment",
    ),
    slices=(
        "deal_stage",
        "pipeline",
        "channel",
        "owner",
        "segment",
    ),
    needs_filled=("deals.expected_on",),
    over_time=False,
)
