"""After how many hours nine tenths of the leads of the period had been contacted."""

from crmeter.measures.measure import Measure, Statistic
from crmeter.vocabulary import Good, Text, Unit

lead_response_time_ninth_decile_hours = Measure(
    name="lead_response_time_ninth_decile_hours",
    title=Text(
        "Phản hồi chín phần mười khách tiềm năng, theo giờ",
        "Lead response time, ninth decile, hours",
    ),
    meaning=Text(
        "Số giờ từ khi ghi nhận tới khi chín phần mười số khách tiềm năng tạo trong kỳ được ta liên hệ lần đầu, tính "
        "cả đêm và ngày nghỉ. Người chưa được liên hệ vẫn được tính là đang chờ; người đã thành khách mà chưa ai liên "
        "hệ được tính tới ngày đó",
        "Hours from their coming until nine tenths of the leads created in the period had been contacted by us for the "
        "first time, nights and holidays too. Those never contacted count as waiting still, those who became customers "
        "before that until that day",
    ),
    formula=Text(
        "Kaplan–Meier trên số giờ giữa lúc tạo và lần ta liên hệ đầu, tới chín phần mười",
        "Kaplan–Meier of the hours between creation and our first contact, ninth decile",
    ),
    unit=Unit.HOURS,
    good=Good.LOWER,
    rows="leads_in_hours",
    statistic=Statistic.SURVIVAL,
    top=lambda r: r.hours_to_answer,
    bottom=lambda r: r.is_answered | ~r.came_first | ~r.hour_is_known,
    among=lambda r: r.came_first & r.hour_is_known,
    left_out=Text(
        "khách đã được liên hệ từ trước lúc ghi nhận, hoặc chỉ ghi ngày mà không ghi giờ",
        "leads whom somebody had contacted before they were recorded, or of whom only the day is written down, not "
        "the hour",
    ),
    quantile=0.9,
    opens=(
        "source_key",
        "created_at",
        "reached_at",
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
