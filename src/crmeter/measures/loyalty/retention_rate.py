"""Share of the customers active in the window before the last who bought again in the last (365 days by default)."""

from crmeter.measures.measure import Benchmark, Measure, Statistic
from crmeter.vocabulary import Good, Text, Unit

retention_rate = Measure(
    name="retention_rate",
    title=Text(
        "Tỷ lệ giữ chân",
        "Retention rate",
    ),
    meaning=Text(
        "Trong số khách mua ở {window_days} ngày trước đó, bao nhiêu phần mua lại trong {window_days} ngày gần nhất",
        "Share of the customers active in the previous {window_days} days who bought again in the following "
        "{window_days}",
    ),
    formula=Text(
        "Khách mua lại / khách mua ở {window_days} ngày trước",
        "Customers who bought again / customers active in the {window_days} days before",
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
        # Over a shorter window fewer buy again: a yearly figure says nothing of it.
        window_days=(365, 366),
    ),
)
