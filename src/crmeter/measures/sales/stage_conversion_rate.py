"""Share of the entries of deals into a stage in the period that came further."""

from crmeter.measures.measure import Measure, Statistic
from crmeter.vocabulary import Good, Text, Unit

stage_conversion_rate = Measure(
    name="stage_conversion_rate",
    title=Text(
        "Tỷ lệ chuyển giai đoạn",
        "Stage conversion rate",
    ),
    meaning=Text(
        "Trong số lần cơ hội vào một giai đoạn trong kỳ, bao nhiêu phần đã tiến tới một giai đoạn chưa từng qua hoặc "
        "thắng, tính tới ngày đánh giá. Lùi lại giai đoạn cũ không phải là tiến",
        "Share of the entries of deals into a stage in the period that came to a stage where the deal had not been, "
        "or to a win, by the day of the evaluation. Going back to a stage is no step forward",
    ),
    formula=Text(
        "Đã tiến tiếp / (đã tiến tiếp + đã thua)",
        "Came further / (came further + lost)",
    ),
    unit=Unit.SHARE,
    good=Good.HIGHER,
    rows="stage_stays",
    statistic=Statistic.SHARE,
    top=lambda r: r.came_further,
    bottom=lambda r: r.entered_in_period,
    among=lambda r: r.is_decided & r.entry_is_known,
    left_out=Text(
        "cơ hội còn mở chưa tiến thêm, hoặc không rõ ngày vào giai đoạn",
        "deals that are open and came no further yet, or whose day of entering is not known",
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
