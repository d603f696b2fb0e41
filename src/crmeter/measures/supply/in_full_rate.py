"""Share of the orders due in the period of which everything came that was ordered."""

from crmeter.measures.measure import Measure, Statistic
from crmeter.vocabulary import Good, Text, Unit

in_full_rate = Measure(
    name="in_full_rate",
    title=Text(
        "Giao đủ số lượng",
        "Delivered in full",
    ),
    meaning=Text(
        "Trong số đơn bán có chuyến giao cuối đến hạn trong kỳ, bao nhiêu phần đã nhận đủ mọi sản phẩm theo số lượng "
        "đặt, tính đến ngày đánh giá. Đơn quá hẹn mà chưa có gì đến là chưa đủ. Không rõ sản phẩm của chuyến giao thì "
        "so tổng số lượng",
        "Share of the sales whose last delivery fell due in the period of which every product came in the quantity "
        "ordered, up to the day of the evaluation. An overdue one of which nothing came is not in full. Where "
        "deliveries name no products, the sums are compared",
    ),
    formula=Text(
        "Đơn giao đủ / đơn đến hạn rõ số lượng giao",
        "In full / due and with the quantity delivered known",
    ),
    unit=Unit.SHARE,
    good=Good.HIGHER,
    rows="fulfilled_orders",
    statistic=Statistic.SHARE,
    top=lambda r: r.in_full.coalesce(False),
    among=lambda r: r.in_full.notnull(),
    left_out=Text(
        "đơn không rõ đã giao hay đã đặt bao nhiêu",
        "orders of which the quantity delivered or ordered is not known",
    ),
    needs_filled=("delivery_lines.quantity",),
    opens=(
        "source_key",
        "ordered_on",
        "due_on",
        "delivered_on",
        "channel",
        "region",
        "segment",
        "owner",
    ),
    slices=(
        "segment",
        "region",
        "channel",
        "owner",
    ),
    level=2,
)
