"""How many tickets came for each order of the period."""

from crmeter.measures.measure import Measure, Statistic
from crmeter.vocabulary import Good, Text, Unit

contact_rate = Measure(
    name="contact_rate",
    title=Text(
        "Số phiếu trên số đơn",
        "Contact rate",
    ),
    meaning=Text(
        "Số phiếu mở trong kỳ so với số đơn bán hợp lệ trong kỳ: 12% là 12 phiếu cho 100 đơn, và có thể trên 100%. "
        "Tính cả khách hỏi mà không mua. Cỡ mẫu là số khách có phiếu hoặc có đơn",
        "Tickets opened in the period over valid sales of the period: 12% is 12 tickets for 100 orders, and it may be"
        " above 100%. Who asked and bought nothing counts too. The number of rows is that of customers with tickets "
        "or orders",
    ),
    formula=Text(
        "Phiếu mở trong kỳ / đơn bán hợp lệ trong kỳ",
        "Tickets opened in the period / valid sales in the period",
    ),
    unit=Unit.SHARE,
    good=Good.LOWER,
    rows="asked_and_ordered",
    statistic=Statistic.RATIO,
    top=lambda r: r.tickets,
    bottom=lambda r: r.orders,
    counts_without_bottom=True,
    opens=(
        "source_key",
        "tickets",
        "orders",
        "segment",
        "region",
        "owner",
    ),
    slices=(
        "segment",
        "region",
        "owner",
    ),
    level=2,
)
