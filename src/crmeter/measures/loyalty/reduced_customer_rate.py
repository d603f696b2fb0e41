"""Share of the customers active before and now who buy less."""

from crmeter.measures.measure import Measure, Statistic
from crmeter.vocabulary import Good, Text, Unit

reduced_customer_rate = Measure(
    name="reduced_customer_rate",
    title=Text(
        "Tỷ lệ khách giảm mua",
        "Share of customers buying less",
    ),
    meaning=Text(
        "Trong số khách mua cả trước và nay, bao nhiêu phần giảm mua",
        "Share of the customers active before and now who buy less",
    ),
    formula=Text(
        "Khách giảm mua / khách mua cả trước và nay",
        "Customers buying less / customers active before and now",
    ),
    unit=Unit.SHARE,
    good=Good.LOWER,
    rows="customers",
    statistic=Statistic.SHARE,
    top=lambda r: r.reduced,
    bottom=lambda r: r.bought_before_and_now,
    among=lambda r: r.reduced.notnull(),
    left_out=Text(
        "khách có đơn chưa quy đổi được, nên chưa biết có giảm mua không",
        "customers of whom orders without an exchange rate leave it open whether they buy less",
    ),
    opens=(
        "source_key",
        "compared_spend",
        "spend_in_window",
        "orders_in_window",
        "last_on",
        "segment",
        "region",
        "owner",
    ),
    slices=(
        "segment",
        "region",
    ),
    history_days=lambda s: 2 * s.window_days,
    level=2,
    needs_amounts=True,
)
