"""Share of those whose invitation arrived that have answered."""

from crmeter.measures.measure import Measure, Statistic
from crmeter.vocabulary import Good, Text, Unit

response_rate = Measure(
    name="response_rate",
    title=Text(
        "Tỷ lệ trả lời khảo sát",
        "Response rate",
    ),
    meaning=Text(
        "Trong số người được mời trong kỳ mà thư đã đến, bao nhiêu phần đã trả lời tính đến ngày đánh giá. Đợt "
        "còn mở thì tỷ lệ còn tăng",
        "Share of those asked in the period, whose mail arrived, that have answered by the day of the evaluation. It "
        "still rises while a wave is open",
    ),
    formula=Text(
        "Người đã trả lời / người được mời mà thư đã đến",
        "Those who answered / those whose mail arrived",
    ),
    unit=Unit.SHARE,
    good=Good.HIGHER,
    rows="invitations",
    statistic=Statistic.SHARE,
    top=lambda r: r.has_answered,
    among=lambda r: r.arrived,
    left_out=Text("thư mời không đến nơi", "invitations that did not arrive"),
    opens=(
        "source_key",
        "wave",
        "respondents",
        "asked_on",
        "answered_on",
        "has_answered",
        "agent",
        "product",
        "segment",
    ),
    slices=(
        "segment",
        "wave",
        "agent",
        "product",
        "respondents",
    ),
    level=2,
)
