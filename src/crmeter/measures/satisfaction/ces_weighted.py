"""Mean ease for customers with the weight of each answer."""

from crmeter.measures.answer_columns import OPENS_WEIGHTED, SLICES
from crmeter.measures.measure import WIDE, Measure, Statistic
from crmeter.vocabulary import Good, Text, Unit

ces_weighted = Measure(
    name="ces_weighted",
    title=Text(
        "CES có trọng số",
        "Weighted CES",
    ),
    meaning=Text(
        "Mức độ dễ dàng khi mỗi câu trả lời tính theo trọng số của nó",
        "Ease with each answer counted by its weight",
    ),
    formula=Text(
        "Tổng điểm × trọng số / tổng trọng số",
        "Sum of answers × weights / all weight",
    ),
    unit=Unit.SCORE,
    good=Good.HIGHER,
    rows="answers",
    statistic=Statistic.SCORE,
    top=lambda r: (r.score * r.weight).cast(WIDE),
    bottom=lambda r: r.weight * ((r.respondents == "customer") & (r.question_kind == "ces")).cast("int64"),
    among=lambda r: r.is_on_main_scale & r.is_weighted,
    left_out=Text("thang ít dùng, hoặc mọi trọng số bằng nhau", "a scale used less, or weights that are all alike"),
    scale=lambda r: (r.low, r.high),
    opens=OPENS_WEIGHTED,
    slices=SLICES,
    level=2,
)
