"""Customers whose spend lies below the 10% quantile of what their own rhythm predicts."""

from crmeter.measures.measure import Measure, Statistic
from crmeter.vocabulary import Good, Text, Unit

reduced_customers_expected = Measure(
    name="reduced_customers_expected",
    title=Text(
        "Khách mua ít hơn dự kiến",
        "Customers buying less than expected",
    ),
    meaning=Text(
        "Khách mua cả trước và nay, mà chi tiêu trong nửa năm gần nhất thấp hơn phân vị 10% mà nhịp mua của "
        "chính họ dự báo",
        "Customers active before and now whose spend in the last half year lies below the 10% quantile of "
        "what their own buying process predicts",
    ),
    formula=Text(
        "Số khách có P(chi tiêu ≤ thực tế | nhịp mua trước đó) < 10%",
        "Number of customers with P(spend ≤ actual | rhythm before) < 10%",
    ),
    unit=Unit.CUSTOMERS,
    good=Good.LOWER,
    rows="scores",
    statistic=Statistic.SUM,
    top=lambda r: r.below_expected,
    among=lambda r: r.below_expected.notnull() | ~r.bought_before_and_now,
    left_out=Text(
        "khách có đơn chưa quy đổi được, nên chưa biết có giảm mua không",
        "customers of whom orders without an exchange rate leave it open whether they buy less",
    ),
    opens=(
        "source_key",
        "repeat_purchases",
        "last_on",
        "probability_of_so_little",
        "segment",
        "region",
        "owner",
    ),
    slices=(
        "segment",
        "region",
    ),
    needs_amounts=True,
    needs_model=True,
    level=3,
    over_time=False,
    needs_filled=("customer_scores.probability_of_so_little",),
)
