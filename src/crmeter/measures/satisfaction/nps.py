"""Promoters (9–10) minus detractors (0–6) among the answers of customers, in points."""

from crmeter.measures.answer_columns import OPENS, SLICES
from crmeter.measures.measure import Measure, Statistic
from crmeter.vocabulary import Good, Text, Unit

nps = Measure(
    name="nps",
    title=Text(
        "Điểm sẵn lòng giới thiệu (NPS)",
        "Net promoter score (NPS)",
    ),
    meaning=Text(
        "Trong số câu trả lời của khách trên thang 0–10: phần trăm cho 9–10 trừ phần trăm cho 0–6. Từ −100 đến 100; "
        "hỏi trên thang khác thì không tính",
        "Of the answers of customers on 0–10: percent giving 9–10 minus percent giving 0–6. From −100 to 100; "
        "on any other scale it is refused",
    ),
    formula=Text(
        "100 × (số câu 9–10 − số câu 0–6) / số câu trả lời",
        "100 × (answers of 9–10 − answers of 0–6) / answers",
    ),
    unit=Unit.POINTS,
    good=Good.HIGHER,
    rows="answers",
    statistic=Statistic.NET_SHARE,
    top=lambda r: (r.score >= 9).cast("int64") * 100 - (r.score <= 6).cast("int64") * 100,
    bottom=lambda r: (r.respondents == "customer") & (r.question_kind == "nps"),
    among=lambda r: (r.low == 0) & (r.high == 10),
    left_out=Text("câu hỏi dùng thang khác 0–10", "asked on another scale than 0–10"),
    opens=OPENS,
    slices=SLICES,
    level=2,
)
