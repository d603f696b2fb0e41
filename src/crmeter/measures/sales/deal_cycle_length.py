"""After how many days half of the deals begun in the period are won, with those still open."""

from crmeter.measures.measure import Measure, Statistic
from crmeter.vocabulary import Good, Text, Unit

deal_cycle_length = Measure(
    name="deal_cycle_length",
    title=Text(
        "Độ dài chu kỳ cơ hội",
        "Deal cycle length",
    ),
    meaning=Text(
        "Số ngày từ khi tạo tới khi một nửa cơ hội tạo trong kỳ thắng. Cơ hội còn mở được tính là đang chờ; cơ hội "
        "thua được tính tới ngày thua, nên con số nói cần bao lâu để thắng nếu không thua",
        "Days until half of the deals created in the period are won. Open ones count as waiting still and lost ones "
        "until the day of the loss, so that it tells how long winning takes unless a deal is lost",
    ),
    formula=Text(
        "Trung vị Kaplan–Meier của (ngày thắng − ngày tạo)",
        "Kaplan–Meier median of (day won − day created)",
    ),
    unit=Unit.DAYS,
    good=Good.LOWER,
    rows="deals",
    statistic=Statistic.SURVIVAL,
    top=lambda r: r.created_in_period.ifelse(r.days_seen, None),
    bottom=lambda r: r.created_in_period & r.days_to_win.notnull(),
    among=lambda r: r.days_seen >= 0,
    left_out=Text(
        "cơ hội ghi ngày thắng trước ngày tạo",
        "deals whose day of winning lies before that of their creation",
    ),
    opens=(
        "source_key",
        "created_on",
        "won_on",
        "days_seen",
        "pipeline",
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
