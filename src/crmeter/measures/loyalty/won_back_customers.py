"""Customers who had been lost and bought again in the period."""

from crmeter.measures.measure import Measure, Statistic
from crmeter.vocabulary import Good, Text, Unit

won_back_customers = Measure(
    name="won_back_customers",
    title=Text(
        "Khách quay lại",
        "Won-back customers",
    ),
    meaning=Text(
        "Khách đã rời bỏ rồi mua lại trong kỳ",
        "Customers who had been lost and bought again in the period",
    ),
    formula=Text(
        "Số khách có lần mua trong kỳ sau khi im lặng vượt giới hạn",
        "Number of customers with a purchase in the period after a silence past the limit",
    ),
    unit=Unit.CUSTOMERS,
    good=Good.HIGHER,
    rows="customers",
    statistic=Statistic.SUM,
    top=lambda r: r.won_back_on.notnull(),
    opens=(
        "source_key",
        "won_back_on",
        "last_on",
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
