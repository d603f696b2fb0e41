"""Mean answer of customers to how satisfied they are, on the scale that was asked on."""

from crmeter.measures.answer_columns import OPENS, SLICES
from crmeter.measures.measure import Measure, Statistic
from crmeter.vocabulary import Good, Text, Unit

csat_mean = Measure(
    name="csat_mean",
    title=Text(
        "Điểm hài lòng trung bình",
        "Mean satisfaction",
    ),
    meaning=Text(
        "Điểm hài lòng trung bình của khách, trên chính thang đã hỏi; nếu có nhiều thang thì "
        "trên thang được dùng nhiều nhất",
        "Mean satisfaction of customers on the scale that was asked on; of several scales, on the one used most",
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
    bottom=lambda r: (r.respondents == "customer") & (r.question_kind == "csat"),
    among=lambda r: r.is_on_main_scale,
    left_out=Text("hỏi trên thang khác thang được dùng nhiều nhất", "asked on another scale than the one used most"),
    scale=lambda r: (r.low, r.high),
    opens=OPENS,
    slices=SLICES,
    level=2,
)
