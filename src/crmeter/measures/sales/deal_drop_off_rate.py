"""Share of the stays of deals at a stage in the period that ended in a loss within it."""

from crmeter.measures.measure import Measure, Statistic
from crmeter.vocabulary import Good, Text, Unit

deal_drop_off_rate = Measure(
    name="deal_drop_off_rate",
    title=Text(
        "Tỷ lệ rơi rụng cơ hội",
        "Deal drop-off rate",
    ),
    meaning=Text(
        "Trong số lần cơ hội ở một giai đoạn trong kỳ, bao nhiêu phần thua ngay từ giai đoạn đó trong kỳ. Cơ hội qua "
        "nhiều giai đoạn được tính ở từng giai đoạn",
        "Share of the stays of deals at a stage in the period from which the deal was lost within it. A deal that "
        "goes through several stages counts at each",
    ),
    formula=Text(
        "Thua từ giai đoạn / lần ở giai đoạn",
        "Lost from the stage / stays at the stage",
    ),
    unit=Unit.SHARE,
    good=Good.LOWER,
    rows="stage_stays",
    statistic=Statistic.SHARE,
    top=lambda r: r.lost_in_period,
    bottom=lambda r: r.was_there,
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
