"""Median number of days since customers came into the lifecycle stage in which they are."""

from crmeter.measures.measure import Measure, Statistic
from crmeter.vocabulary import Good, Text, Unit

days_in_lifecycle_stage = Measure(
    name="days_in_lifecycle_stage",
    title=Text(
        "Số ngày ở giai đoạn vòng đời",
        "Days in the lifecycle stage",
    ),
    meaning=Text(
        "Trung vị số ngày khách đã ở giai đoạn hiện tại, tính từ lần mua hoặc ngày im lặng đã đưa họ vào đó. Lúc "
        "khách chỉ tạm giảm chi không có ngày bắt đầu rõ ràng nên không làm giai đoạn tính lại từ đầu",
        "Median number of days that customers have been in their present stage, from the purchase or the day of "
        "silence that brought them there. A passing fall in spend has no day on which it began, so it does not "
        "start a stage anew",
    ),
    formula=Text(
        "Trung vị (ngày cuối kỳ − ngày vào giai đoạn)",
        "Median of (last day of the period − day on which the stage began)",
    ),
    unit=Unit.DAYS,
    good=Good.NEITHER,
    rows="customers",
    statistic=Statistic.QUANTILE,
    top=lambda r: r.days_in_stage,
    among=lambda r: r.days_in_stage.notnull(),
    left_out=Text(
        "khách có nguy cơ do giảm chi, không rõ từ ngày nào",
        "customers at risk because they spend less, since no single day",
    ),
    opens=(
        "source_key",
        "stage",
        "days_in_stage",
        "first_on",
        "last_on",
        "purchases",
        "days_silent",
        "segment",
        "region",
        "owner",
    ),
    slices=("stage",),
    level=2,
    over_time=False,
)
