"""Share of the customers not lost when the period began who were lost in it."""

from crmeter.measures.measure import Measure, Statistic
from crmeter.vocabulary import Good, Text, Unit

lost_customer_rate = Measure(
    name="lost_customer_rate",
    title=Text(
        "Tỷ lệ khách rời bỏ",
        "Lost customer rate",
    ),
    meaning=Text(
        "Trong số khách chưa rời bỏ lúc đầu kỳ, bao nhiêu phần rời bỏ trong kỳ. Khách mới mua một lần chưa có"
        " nhịp riêng nên không tính",
        "Share of the customers not lost when the period began who were lost in it. Customers with a single "
        "purchase have no rhythm of their own and do not count",
    ),
    formula=Text(
        "Khách rời bỏ / khách đã mua lặp lại trước kỳ và chưa rời bỏ lúc đầu kỳ",
        "Lost customers / customers who had bought again before the period and were not lost at its start",
    ),
    unit=Unit.SHARE,
    good=Good.LOWER,
    rows="customers",
    statistic=Statistic.SHARE,
    top=lambda r: r.lost_in_period_on.notnull(),
    bottom=lambda r: ~r.lost_at_start,
    among=lambda r: r.purchases_before > 1,
    left_out=Text("khách chưa mua lặp lại trước đầu kỳ", "customers who had not bought again before the period"),
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
