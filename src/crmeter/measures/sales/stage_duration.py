"""After how many days half of the deals that entered a stage in the period have left it."""

from crmeter.measures.measure import Measure, Statistic
from crmeter.vocabulary import Good, Text, Unit

stage_duration = Measure(
    name="stage_duration",
    title=Text(
        "Thời gian ở giai đoạn",
        "Time at a stage",
    ),
    meaning=Text(
        "Số ngày tới khi một nửa cơ hội vào một giai đoạn trong kỳ rời giai đoạn đó: đi tiếp, lùi lại, thắng hoặc "
        "thua. Cơ hội còn ở đó được tính là đang chờ",
        "Days until half of the deals that entered a stage in the period have left it, to another stage, by a win or "
        "by a loss. Those still there count as waiting",
    ),
    formula=Text(
        "Trung vị Kaplan–Meier của (ngày rời − ngày vào giai đoạn)",
        "Kaplan–Meier median of (day of leaving − day of entering the stage)",
    ),
    unit=Unit.DAYS,
    good=Good.LOWER,
    rows="stage_stays",
    statistic=Statistic.SURVIVAL,
    top=lambda r: r.entered_in_period.ifelse(r.days_in_stage, None),
    bottom=lambda r: r.entered_in_period & (r.has_left | ~r.entry_is_known),
    among=lambda r: r.entry_is_known,
    left_out=Text(
        "lần không rõ ngày vào giai đoạn",
        "stays whose day of entering is not known",
    ),
    opens=(
        "source_key",
        "pipeline",
        "deal_stage",
        "entered_on",
        "left_on",
        "ended_by",
        "days_in_stage",
        "lost_reason",
        "channel",
        "owner",
        "segment",
    ),
    slices=(
        "deal_stage",
        "pipeline",
        "channel",
        "owner",
        "segment",
    ),
    level=2,
)
