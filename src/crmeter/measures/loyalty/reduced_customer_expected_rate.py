"""Share of the customers active before and now who buy less than their own rhythm predicts."""

from crmeter.measures.measure import Measure, Statistic
from crmeter.vocabulary import Good, Text, Unit

reduced_customer_expected_rate = Measure(
    name="reduced_customer_expected_rate",
    title=Text(
        "Tỷ lệ khách mua ít hơn dự kiến",
        "Share of customers buying less than expected",
    ),
    meaning=Text(
        "Trong số khách mua cả trước và trong nửa năm gần nhất, bao nhiêu phần chi tiêu thấp hơn phân vị 10% mà nhịp "
        "mua của chính họ dự báo",
        "Share of the customers active before and in the last half year whose spend lies below the 10% quantile of "
        "what their own buying process predicts",
    ),
    formula=Text(
        "Khách mua ít hơn dự kiến / khách mua cả trước và nay",
        "Customers buying less than expected / customers active before and now",
    ),
    unit=Unit.SHARE,
    good=Good.LOWER,
    rows="scores",
    statistic=Statistic.SHARE,
    top=lambda r: r.below_expected,
    bottom=lambda r: r.bought_before_and_now,
    among=lambda r: r.below_expected.notnull(),
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
