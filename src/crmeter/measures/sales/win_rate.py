"""Share of the deals that ended in the period that were won."""

from crmeter.measures.measure import Measure, Statistic
from crmeter.vocabulary import Good, Text, Unit

win_rate = Measure(
    name="win_rate",
    title=Text(
        "Tỷ lệ thắng",
        "Win rate",
    ),
    meaning=Text(
        "Trong số cơ hội kết thúc trong kỳ, bao nhiêu phần thắng. Cơ hội còn mở không tính; cơ hội thua rồi mở lại "
        "chỉ tính khi có kết quả mới",
        "Share of the deals that ended in the period that were won. Open deals do not count, nor does a loss that "
        "was reopened before the period was over",
    ),
    formula=Text(
        "Thắng / (thắng + thua)",
        "Won / (won + lost)",
    ),
    unit=Unit.SHARE,
    good=Good.HIGHER,
    rows="deals",
    statistic=Statistic.SHARE,
    top=lambda r: r.won_in_period,
    bottom=lambda r: r.won_in_period | r.lost_in_period,
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
    level=2,
)
