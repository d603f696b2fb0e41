"""Which part of what customers are worth to all brands is ours, as they see the brands."""

from crmeter.measures.measure import Measure, Statistic
from crmeter.vocabulary import Good, Text, Unit

customer_equity_share = Measure(
    name="customer_equity_share",
    title=Text(
        "Phần của mình trong giá trị tài sản",
        "Our share of customer equity",
    ),
    meaning=Text(
        "Trong giá trị mà khách hàng đem lại cho mọi hãng, phần thuộc về hãng mình, ước lượng từ điểm họ chấm và hãng "
        "họ mua, ở đợt khảo sát so sánh mới nhất",
        "Of what customers are worth to all brands, the part that is ours, estimated from how they rate brands and "
        "which they buy, in the newest survey that compares them",
    ),
    formula=Text(
        "Σ giá trị của người trả lời với hãng mình / Σ giá trị của họ với mọi hãng",
        "Σ value of respondents to our brand / Σ their value to all brands",
    ),
    unit=Unit.SHARE,
    good=Good.HIGHER,
    rows="respondent_values",
    statistic=Statistic.RATIO,
    top=lambda r: r.own_value,
    bottom=lambda r: r.every_value,
    opens=(
        "source_key",
        "wave",
        "answered_on",
        "segment",
        "own_value",
        "every_value",
    ),
    level=3,
    over_time=False,
)
