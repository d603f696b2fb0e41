"""After how many days half of the people first met in the period have placed a first order."""

from crmeter.measures.measure import Benchmark, Measure, Statistic
from crmeter.vocabulary import Good, Text, Unit

sales_cycle_length = Measure(
    name="sales_cycle_length",
    title=Text(
        "Độ dài chu kỳ bán hàng",
        "Sales cycle length",
    ),
    meaning=Text(
        "Số ngày từ lần tiếp xúc đầu hoặc từ khi ghi nhận khách tiềm năng, tùy điều nào sớm hơn, tới khi một nửa số "
        "người gặp trong kỳ có đơn hợp lệ đầu tiên. Người chưa mua được tính là đang chờ",
        "Days from the first contact, or from the arrival as a lead if that was earlier, until half of the people "
        "met in the period have placed a first valid order. Those who have not bought count as waiting still",
    ),
    formula=Text(
        "Trung vị Kaplan–Meier của (ngày đơn đầu − ngày gặp đầu)",
        "Kaplan–Meier median of (day of the first order − day of the first contact)",
    ),
    unit=Unit.DAYS,
    good=Good.LOWER,
    rows="first_sales",
    statistic=Statistic.SURVIVAL,
    top=lambda r: r.met_in_period.ifelse(r.days_to_order, None),
    bottom=lambda r: r.met_in_period & (r.has_ordered | ~r.way_is_known),
    among=lambda r: r.way_is_known,
    left_out=Text(
        "người mua trước khi có tiếp xúc nào, hoặc khách tiềm năng không rõ đã thành khách nào",
        "people who bought before any contact, or leads of whom it is not known which customer they became",
    ),
    opens=(
        "source_key",
        "met_on",
        "ordered_on",
        "days_to_order",
        "channel",
        "owner",
        "segment",
        "region",
    ),
    slices=(
        "channel",
        "owner",
        "segment",
        "region",
    ),
    needs_filled=("touches.touched_on", "leads.created_on"),
    level=2,
    benchmark=Benchmark(
        60,
        90,
        Text(
            "2–3 tháng, mức chung theo tài liệu yêu cầu, bán cho doanh nghiệp",
            "2–3 months, general figure of the requirement texts, selling to firms",
        ),
    ),
)
