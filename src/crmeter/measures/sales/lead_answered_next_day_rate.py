"""Share of the leads of the period that were contacted by the day after they came."""

from crmeter.measures.measure import Measure, Statistic
from crmeter.vocabulary import Good, Text, Unit

lead_answered_next_day_rate = Measure(
    name="lead_answered_next_day_rate",
    title=Text(
        "Phản hồi khách tiềm năng trong một ngày",
        "Leads contacted within a day",
    ),
    meaning=Text(
        "Trong số khách tiềm năng tạo trong kỳ và đã qua một ngày, bao nhiêu phần được ta liên hệ ngay trong ngày "
        "hoặc ngày hôm sau",
        "Share of the leads created in the period, and a day old at least, that we contacted on the day they came or "
        "the next",
    ),
    formula=Text(
        "Được liên hệ trong một ngày / khách tiềm năng đã qua một ngày",
        "Contacted within a day / leads a day old at least",
    ),
    unit=Unit.SHARE,
    good=Good.HIGHER,
    rows="answered_leads",
    statistic=Statistic.SHARE,
    top=lambda r: r.is_answered & (r.days_to_answer <= 1),
    among=lambda r: r.came_first & r.had_a_day,
    left_out=Text(
        "khách chưa qua một ngày, hoặc đã được liên hệ từ trước ngày ghi nhận",
        "leads not a day old yet, or contacted before they were recorded",
    ),
    opens=(
        "source_key",
        "created_on",
        "reached_on",
        "converted_on",
        "days_to_answer",
        "channel",
        "campaign",
        "owner",
    ),
    slices=(
        "channel",
        "campaign",
        "owner",
    ),
    needs_filled=("touches.lead_key",),
    level=2,
)
