"""Share of the partners not lost when the period began who were lost in it."""

from crmeter.measures.measure import Measure, Statistic
from crmeter.vocabulary import Good, Text, Unit

lost_partner_rate = Measure(
    name="lost_partner_rate",
    title=Text(
        "Tỷ lệ đối tác rời bỏ",
        "Lost partner rate",
    ),
    meaning=Text(
        "Trong số đối tác và nhà cung cấp chưa rời bỏ lúc đầu kỳ, bao nhiêu phần rời bỏ trong kỳ: im lặng lâu hơn nhịp "
        "riêng của họ",
        "Share of the partners and suppliers not lost when the period began who were lost in it: silent for longer "
        "than their own rhythm",
    ),
    formula=Text(
        "Đối tác rời bỏ / đối tác đã có đơn lặp lại trước kỳ và chưa rời bỏ lúc đầu kỳ",
        "Lost partners / partners who had ordered again before the period and were not lost at its start",
    ),
    unit=Unit.SHARE,
    good=Good.LOWER,
    rows="partners",
    statistic=Statistic.SHARE,
    top=lambda r: r.lost_in_period_on.notnull(),
    bottom=lambda r: ~r.lost_at_start,
    among=lambda r: r.purchases_before > 1,
    left_out=Text(
        "đối tác chưa có đơn lặp lại trước đầu kỳ",
        "partners who had not ordered again before the period",
    ),
    opens=(
        "source_key",
        "last_on",
        "lost_in_period_on",
        "purchases",
        "spend",
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
