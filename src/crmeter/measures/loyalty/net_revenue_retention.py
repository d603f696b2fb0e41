"""Revenue of the last window from customers active in the one before, over their revenue then."""

from crmeter.measures.measure import Measure, Statistic
from crmeter.vocabulary import Good, Text, Unit

net_revenue_retention = Measure(
    name="net_revenue_retention",
    title=Text(
        "Giữ chân doanh thu",
        "Net revenue retention",
    ),
    meaning=Text(
        "Doanh thu {window_days} ngày gần nhất từ khách đã mua ở {window_days} ngày trước, so với doanh thu của chính "
        "họ khi đó, "
        "chưa trừ hàng trả lại một phần",
        "Revenue of the last {window_days} days from customers active in the previous {window_days}, over their "
        "revenue then, "
        "before partial returns",
    ),
    formula=Text(
        "Σ chi tiêu nay / Σ chi tiêu {window_days} ngày trước, của khách mua khi đó",
        "Σ spend now / Σ spend in the {window_days} days before, over customers active then",
    ),
    unit=Unit.SHARE,
    good=Good.HIGHER,
    rows="customers",
    statistic=Statistic.RATIO,
    top=lambda r: r.spend_in_window,
    bottom=lambda r: r.spend_window_before,
    # A currency that has no rate on one side only would look like customers who came or went.
    among=lambda r: (r.unknown_in_window == 0) & (r.unknown_window_before == 0),
    left_out=Text(
        "khách có đơn chưa quy đổi được ở một trong hai cửa sổ",
        "customers with an order without an exchange rate in one of the windows",
    ),
    opens=(
        "source_key",
        "spend_window_before",
        "spend_in_window",
        "last_on",
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
    needs_amounts=True,
)
