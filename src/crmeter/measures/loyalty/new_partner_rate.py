"""Share of the partners with an order in the period for whom it was the first."""

from crmeter.measures.measure import Measure, Statistic
from crmeter.vocabulary import Good, Text, Unit

new_partner_rate = Measure(
    name="new_partner_rate",
    title=Text(
        "Tỷ lệ đối tác mới",
        "New partner rate",
    ),
    meaning=Text(
        "Trong số đối tác và nhà cung cấp có đơn trong kỳ, bao nhiêu phần có đơn lần đầu",
        "Share of the partners and suppliers with an order in the period for whom it was the first",
    ),
    formula=Text(
        "Đối tác mới / đối tác có đơn trong kỳ",
        "New partners / partners with an order in the period",
    ),
    unit=Unit.SHARE,
    good=Good.HIGHER,
    rows="partners",
    statistic=Statistic.SHARE,
    top=lambda r: r.orders_in_period == r.orders,
    bottom=lambda r: r.orders_in_period > 0,
    opens=(
        "source_key",
        "first_on",
        "last_on",
        "purchases",
        "orders_in_window",
        "spend_in_window",
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
