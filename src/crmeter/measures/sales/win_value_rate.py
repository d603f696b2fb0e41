"""Share of the value of the deals that ended in the period that was won."""

from crmeter.measures.measure import Measure, Statistic
from crmeter.vocabulary import Good, Text, Unit

win_value_rate = Measure(
    name="win_value_rate",
    title=Text(
        "Tỷ lệ thắng theo giá trị",
        "Win rate by value",
    ),
    meaning=Text(
        "Trong tổng giá trị các cơ hội kết thúc trong kỳ, bao nhiêu phần thắng được. Cơ hội còn mở không tính; cơ "
        "hội thua rồi mở lại chỉ tính khi có kết quả mới",
        "Share of the value of the deals that ended in the period that was won. Open deals do not count, nor does a "
        "loss that was reopened before the period was over",
    ),
    formula=Text(
        "Giá trị thắng / (giá trị thắng + giá trị thua)",
        "Value won / (value won + value lost)",
    ),
    unit=Unit.SHARE,
    good=Good.HIGHER,
    rows="deals",
    statistic=Statistic.WEIGHTED_SHARE,
    top=lambda r: r.won_in_period.ifelse(r.amount, 0),
    bottom=lambda r: (r.won_in_period | r.lost_in_period).ifelse(r.amount, 0),
    among=lambda r: r.amount.notnull() & r.losses_are_priced,
    left_out=Text(
        "cơ hội kết thúc không ghi số tiền hoặc chưa có tỷ giá, hoặc không cơ hội thua nào ghi số tiền",
        "ended deals without an amount or an exchange rate, or no lost deal has an amount",
    ),
    opens=(
        "source_key",
        "created_on",
        "ended_on",
        "ended_as",
        "lost_reason",
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
    needs_amounts=True,
    level=2,
)
