"""Share of the valid sales of the period of which something came back."""

from crmeter.measures.measure import Measure, Statistic
from crmeter.vocabulary import Good, Text, Unit

return_rate = Measure(
    name="return_rate",
    title=Text(
        "Tỷ lệ đơn bị trả hàng",
        "Return rate",
    ),
    meaning=Text(
        "Trong số đơn bán hợp lệ đặt trong kỳ, bao nhiêu phần có hàng trả lại hoặc hoàn tiền, một phần hay toàn bộ, "
        "tính đến ngày đánh giá. Khoản trả không rõ của đơn nào không tính",
        "Share of the valid sales placed in the period of which anything came back, be it all or a part, up to the "
        "day of the evaluation. A return whose order is not known is missing",
    ),
    formula=Text(
        "Đơn có hàng trả / đơn bán hợp lệ đặt trong kỳ",
        "With a return / valid sales placed in the period",
    ),
    unit=Unit.SHARE,
    good=Good.LOWER,
    rows="placed_orders",
    statistic=Statistic.SHARE,
    top=lambda r: r.came_back,
    bottom=lambda r: r.is_valid,
    needs_filled=("returns.order_key",),
    opens=(
        "source_key",
        "ordered_on",
        "first_returned_on",
        "reversed_on",
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
