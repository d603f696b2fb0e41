"""Share of the customers active in the previous 12 months who bought again in the following 12."""

from crmeter.measures.measure import Benchmark, Measure, Statistic
from crmeter.vocabulary import Good, Text, Unit

retention_rate = Measure(
    name="retention_rate",
    title=Text(
        "Tỷ lệ giữ chân",
        "Retention rate",
    ),
    meaning=Text(
        "Trong số khách mua ở 12 tháng trước đó, bao nhiêu phần mua lại trong 12 tháng gần nhất",
        "Share of the customers active in the previous 12 months who bought again in the following 12",
    ),
    formula=Text(
        "Khách mua lại / khách mua ở 12 tháng trước",
        "Customers who bought again / customers active in the 12 months before",
    ),
    unit=Unit.SHARE,
    good=Good.HIGHER,
    rows="customers",
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
    benchmark=Benchmark(
        0.7,
        0.8,
        Text(
            "mức chung theo tài liệu yêu cầu, nhiều ngành",
            "general figure of the requirement texts, all sectors",
        ),
    ),
)
