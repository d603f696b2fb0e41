"""After how many days half of the leads of the period had been contacted for the first time."""

from crmeter.measures.measure import Measure, Statistic
from crmeter.vocabulary import Good, Text, Unit

lead_response_time = Measure(
    name="lead_response_time",
    title=Text(
        "Thời gian phản hồi khách tiềm năng",
        "Lead response time",
    ),
    meaning=Text(
        "Số ngày từ khi ghi nhận tới khi một nửa khách tiềm năng tạo trong kỳ được ta liên hệ lần đầu. Người chưa "
        "được liên hệ vẫn được tính là đang chờ; người đã thành khách mà chưa ai liên hệ được tính tới ngày đó",
        "Days from their coming until half of the leads created in the period had been contacted by us for the first "
        "time. Those never contacted count as waiting still, those who became customers before that until that day",
    ),
    formula=Text(
        "Kaplan–Meier trên (ngày ta liên hệ đầu − ngày tạo), tới một nửa",
        "Kaplan–Meier of (day of our first contact − day created), median",
    ),
    unit=Unit.DAYS,
    good=Good.LOWER,
    rows="answered_leads",
    statistic=Statistic.SURVIVAL,
    top=lambda r: r.days_to_answer,
    bottom=lambda r: r.is_answered | ~r.came_first,
    among=lambda r: r.came_first,
    left_out=Text(
        "khách đã được liên hệ từ trước ngày ghi nhận",
        "leads whom somebody had contacted before they were recorded",
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
