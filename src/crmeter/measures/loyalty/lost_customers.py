"""Customers who in the period came to be silent longer than the 95% quantile of their own expected gap."""

from crmeter.measures.measure import Measure, Statistic
from crmeter.vocabulary import Good, Text, Unit

lost_customers = Measure(
    name="lost_customers",
    title=Text(
        "Khách rời bỏ",
        "Lost customers",
    ),
    meaning=Text(
        "Khách trong kỳ bước vào trạng thái im lặng lâu hơn phân vị 95% của khoảng cách mua dự kiến của chính"
        " họ. Khách mới mua một lần chưa có nhịp riêng nên không tính",
        "Customers who in the period came to be silent longer than the 95% quantile of their own expected "
        "gap. Customers with a single purchase have no rhythm of their own and do not count",
    ),
    formula=Text(
        "Số khách có ngày vượt giới hạn im lặng trong kỳ",
        "Number of customers whose silence passed the limit in the period",
    ),
    unit=Unit.CUSTOMERS,
    good=Good.LOWER,
    rows="customers",
    statistic=Statistic.SUM,
    top=lambda r: r.lost_in_period_on.notnull(),
    opens=(
        "source_key",
        "last_on",
        "lost_in_period_on",
        "purchases",
        "spend",
        "segment",
        "region",
        "owner",
    ),
    slices=(
        "segment",
        "region",
    ),
    level=2,
)
