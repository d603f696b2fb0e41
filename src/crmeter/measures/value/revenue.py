"""Amounts of valid orders in the period, less what was sent back in it."""

from crmeter.measures.measure import Measure, Statistic
from crmeter.vocabulary import Good, Text, Unit

revenue = Measure(
    name="revenue",
    title=Text(
        "Doanh thu",
        "Revenue",
    ),
    meaning=Text(
        "Tiền của các đơn hợp lệ trong kỳ, trừ hàng trả lại trong kỳ",
        "Amounts of valid orders in the period, less what was sent back in it",
    ),
    formula=Text(
        "Σ đơn hợp lệ − Σ trả lại",
        "Σ valid orders − Σ returns",
    ),
    unit=Unit.MONEY,
    good=Good.HIGHER,
    rows="documents",
    statistic=Statistic.SUM,
    top=lambda r: r.amount,
    opens=(
        "source_key",
        "dated_on",
        "kind",
        "amount",
        "segment",
        "region",
        "owner",
    ),
    slices=(
        "segment",
        "region",
    ),
    needs_amounts=True,
)
