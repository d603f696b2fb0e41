"""Mean answer of customers to how easy it was to get what they wanted."""

from crmeter.measures.answer_columns import OPENS, SLICES
from crmeter.measures.measure import Measure, Statistic
from crmeter.vocabulary import Good, Text, Unit

ces = Measure(
    name="ces",
    title=Text(
        "Mức độ dễ dàng (CES)",
        "Ease (CES)",
    ),
    meaning=Text(
        "Điểm trung bình của khách khi được hỏi làm việc với công ty dễ đến đâu; điểm cao nhất của thang là dễ nhất",
        "Mean answer of customers to how easy it was to deal with the firm; the highest answer is the easiest",
    ),
    formula=Text(
        "Tổng điểm / số câu trả lời",
        "Sum of answers / answers",
    ),
    unit=Unit.SCORE,
    good=Good.HIGHER,
    rows="answers",
    statistic=Statistic.SCORE,
    top=lambda r: r.score,
    bottom=lambda r: (r.respondents == "customer") & (r.question_kind == "ces"),
    among=lambda r: r.is_on_main_scale,
    left_out=Text("hỏi trên thang khác thang được dùng nhiều nhất", "asked on another scale than the one used most"),
    scale=lambda r: (r.low, r.high),
    opens=OPENS,
    slices=SLICES,
    level=2,
)
