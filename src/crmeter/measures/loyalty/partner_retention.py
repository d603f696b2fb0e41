"""Share of the partners with an order in the window before the last who had one again in the last."""

from crmeter.measures.measure import Measure, Statistic
from crmeter.vocabulary import Good, Text, Unit

partner_retention = Measure(
    name="partner_retention",
    title=Text(
        "Tỷ lệ giữ đối tác",
        "Partner retention",
    ),
    meaning=Text(
        "Trong số đối tác và nhà cung cấp có đơn ở {window_days} ngày trước đó, bao nhiêu phần lại có đơn trong "
        "{window_days} ngày gần nhất",
        "Share of the partners and suppliers with an order in the previous {window_days} days who had one again in the "
        "following {window_days}",
    ),
    formula=Text(
        "Đối tác lại có đơn / đối tác có đơn ở {window_days} ngày trước",
        "Partners with an order again / partners with one in the {window_days} days before",
    ),
    unit=Unit.SHARE,
    good=Good.HIGHER,
    rows="partners",
    statistic=Statistic.SHARE,
    top=lambda r: r.orders_in_window > 0,
    bottom=lambda r: r.orders_window_before > 0,
    opens=(
        "source_key",
        "last_on",
        "orders_window_before",
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
    history_days=lambda s: 2 * s.window_days,
    level=2,
)
