"""Mean amount of a valid order in the period, before returns."""

from crmeter.measures.measure import Measure, Statistic
from crmeter.vocabulary import Good, Text, Unit

average_order_value = Measure(
    name="average_order_value",
    title=Text(
        "Giá trị đơn trung bình",
        "Average order value",
    ),
    meaning=Text(
        "Số tiền trung bình của một đơn hợp lệ trong kỳ, chưa trừ hàng trả lại",
        "Mean amount of a valid order in the period, before returns",
    ),
    formula=Text(
        "Σ tiền đơn / số đơn",
        "Σ order amounts / number of orders",
    ),
    unit=Unit.MONEY,
    good=Good.HIGHER,
    rows="valid_orders",
    statistic=Statistic.MEAN,
    top=lambda r: r.amount,
    opens=(
        "source_key",
        "ordered_on",
        "amount",
        "segment",
        "region",
        "channel",
        "owner",
    ),
    slices=(
        "segment",
        "region",
        "channel",
    ),
    level=2,
    needs_amounts=True,
)
