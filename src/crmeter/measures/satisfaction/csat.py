"""Share of the answers of customers that lie in the top two boxes of the scale."""

from crmeter.measures.answer_columns import OPENS, SLICES
from crmeter.measures.measure import Measure, Statistic
from crmeter.vocabulary import Good, Text, Unit

csat = Measure(
    name="csat",
    title=Text(
        "Tỷ lệ hài lòng (CSAT)",
        "Satisfied customers (CSAT)",
    ),
    meaning=Text(
        "Bao nhiêu phần câu trả lời của khách nằm ở hai mức cao nhất của thang điểm: 4–5 trên thang 1–5",
        "Share of the answers of customers in the top two boxes of their scale: 4–5 on 1–5",
    ),
    formula=Text(
        "Số câu ở hai mức cao nhất / số câu trả lời",
        "Answers in the top two boxes / answers",
    ),
    unit=Unit.SHARE,
    good=Good.HIGHER,
    rows="answers",
    statistic=Statistic.SHARE,
    top=lambda r: r.score >= r.high - 1,
    bottom=lambda r: (r.respondents == "customer") & (r.question_kind == "csat"),
    opens=OPENS,
    slices=SLICES,
    level=2,
)
