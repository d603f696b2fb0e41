"""Share of the answers of customers in the top two boxes, each with its weight."""

from crmeter.measures.answer_columns import OPENS_WEIGHTED, SLICES
from crmeter.measures.measure import Measure, Statistic
from crmeter.vocabulary import Good, Text, Unit

csat_weighted = Measure(
    name="csat_weighted",
    title=Text(
        "CSAT có trọng số",
        "Weighted CSAT",
    ),
    meaning=Text(
        "CSAT khi mỗi câu trả lời tính theo trọng số của nó, để người trả lời giống toàn bộ khách hơn",
        "CSAT with each answer counted by its weight, so that those who answered resemble all customers more",
    ),
    formula=Text(
        "Trọng số của hai mức cao nhất / tổng trọng số",
        "Weight of the top two boxes / all weight",
    ),
    unit=Unit.SHARE,
    good=Good.HIGHER,
    rows="answers",
    statistic=Statistic.WEIGHTED_SHARE,
    top=lambda r: r.weight * (r.score >= r.high - 1).cast("int64"),
    bottom=lambda r: r.weight * ((r.respondents == "customer") & (r.question_kind == "csat")).cast("int64"),
    among=lambda r: r.is_weighted,
    left_out=Text("không có trọng số nào khác nhau", "all weights are the same"),
    opens=OPENS_WEIGHTED,
    slices=SLICES,
    level=2,
)
