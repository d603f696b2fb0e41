"""Customers whose spend fell by at least the threshold while they keep buying."""

from crmeter.measures.measure import Measure, Statistic
from crmeter.vocabulary import Good, Text, Unit

reduced_customers = Measure(
    name="reduced_customers",
    title=Text(
        "Khách giảm mua",
        "Customers buying less",
    ),
    meaning=Text(
        "Khách mua cả trước và nay, mà chi tiêu trong {window_days} ngày gần nhất giảm ít nhất {reduced_percent}% so "
        "với cùng những ngày ấy một năm trước, hoặc với {window_days} ngày liền trước nếu khi đó chưa là khách",
        "Customers active before and now whose spend in the last {window_days} days fell by at least "
        "{reduced_percent}% against the same days a year earlier, or the {window_days} days just before if they were "
        "not customers then",
    ),
    formula=Text(
        "Số khách có chi tiêu nay ≤ (100% − ngưỡng) × chi tiêu trước",
        "Number of customers with spend now ≤ (100% − threshold) × spend before",
    ),
    unit=Unit.CUSTOMERS,
    good=Good.LOWER,
    rows="customers",
    statistic=Statistic.SUM,
    top=lambda r: r.reduced,
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
