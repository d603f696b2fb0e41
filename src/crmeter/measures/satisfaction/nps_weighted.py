"""The net promoter score with the weight of each answer."""

from crmeter.measures.answer_columns import OPENS_WEIGHTED, SLICES
from crmeter.measures.measure import Measure, Statistic
from crmeter.vocabulary import Good, Text, Unit

nps_weighted = Measure(
    name="nps_weighted",
    title=Text(
        "NPS có trọng số",
        "Weighted NPS",
    ),
    meaning=Text(
        "NPS khi mỗi câu trả lời tính theo trọng số của nó, để người trả lời giống toàn bộ khách hơn",
        "NPS with each answer counted by its weight, so that those who answered resemble all customers more",
    ),
    formula=Text(
        "100 × (trọng số của 9–10 − trọng số của 0–6) / tổng trọng số",
        "100 × (weight of 9–10 − weight of 0–6) / all weight",
    ),
    unit=Unit.POINTS,
    good=Good.HIGHER,
    rows="answers",
    statistic=Statistic.NET_SHARE,
    top=lambda r: r.weight * ((r.score >= 9).cast("int64") * 100 - (r.score <= 6).cast("int64") * 100),
    bottom=lambda r: r.weight * ((r.respondents == "customer") & (r.question_kind == "nps")).cast("int64"),
    among=lambda r: (r.low == 0) & (r.high == 10) & r.is_weighted,
    left_out=Text(
        "thang khác 0–10, hoặc mọi trọng số bằng nhau", "another scale than 0–10, or weights that are all alike"
    ),
    opens=OPENS_WEIGHTED,
    slices=SLICES,
    level=2,
)
