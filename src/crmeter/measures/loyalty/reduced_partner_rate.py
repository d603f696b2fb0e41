"""Share of the partners with orders before and now who buy less."""

from crmeter.measures.measure import Measure, Statistic
from crmeter.vocabulary import Good, Text, Unit

reduced_partner_rate = Measure(
    name="reduced_partner_rate",
    title=Text(
        "Tỷ lệ đối tác giảm mua",
        "Share of partners buying less",
    ),
    meaning=Text(
        "Trong số đối tác và nhà cung cấp có đơn cả trước và nay, bao nhiêu phần giảm từ {reduced_percent}% trở lên",
        "Share of the partners and suppliers with orders before and now whose orders fell by {reduced_percent}% or "
        "more",
    ),
    formula=Text(
        "Đối tác giảm mua / đối tác có đơn cả trước và nay",
        "Partners buying less / partners with orders before and now",
    ),
    unit=Unit.SHARE,
    good=Good.LOWER,
    rows="partners",
    statistic=Statistic.SHARE,
    top=lambda r: r.reduced,
    bottom=lambda r: r.bought_before_and_now,
    among=lambda r: r.reduced.notnull(),
    left_out=Text(
        "đối tác có đơn chưa quy đổi được, nên chưa biết có giảm mua không",
        "partners of whom orders without an exchange rate leave it open whether they buy less",
    ),
    opens=(
        "source_key",
        "compared_spend",
        "spend_in_window",
        "orders_in_window",
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
