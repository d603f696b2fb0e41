"""Median number of days from the creation of a deal to its win, of those won in the period."""

from crmeter.measures.measure import Measure, Statistic
from crmeter.vocabulary import Good, Text, Unit

deal_cycle_length_of_won = Measure(
    name="deal_cycle_length_of_won",
    title=Text(
        "Độ dài chu kỳ của cơ hội thắng",
        "Deal cycle length of won deals",
    ),
    meaning=Text(
        "Trung vị số ngày từ khi tạo tới khi thắng, chỉ tính cơ hội thắng trong kỳ; cơ hội lâu chưa xong không có "
        "trong con số này",
        "Median number of days from creation to winning, of the deals won in the period alone; those that take "
        "longer and are open still are not in it",
    ),
    formula=Text(
        "Trung vị (ngày thắng − ngày tạo)",
        "Median of (day won − day created)",
    ),
    unit=Unit.DAYS,
    good=Good.LOWER,
    rows="deals",
    statistic=Statistic.QUANTILE,
    top=lambda r: r.won_in_period.ifelse(r.days_to_win, None),
    among=lambda r: (r.days_to_win >= 0) | ~r.won_in_period,
    left_out=Text(
        "cơ hội ghi ngày thắng trước ngày tạo",
        "deals whose day of winning lies before that of their creation",
    ),
    opens=(
        "source_key",
        "created_on",
        "won_on",
        "days_to_win",
        "pipeline",
        "amount",
        "channel",
        "owner",
        "segment",
    ),
    slices=(
        "pipeline",
        "channel",
        "owner",
        "segment",
    ),
    needs_filled=("deals.won_on", "deals.lost_on"),
)
