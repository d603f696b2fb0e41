"""How far customers know the brand."""

from crmeter.measures.answer_columns import OPENS_BRAND, SLICES_BRAND
from crmeter.measures.measure import Measure, Statistic
from crmeter.vocabulary import Good, Text, Unit

brand_awareness = Measure(
    name="brand_awareness",
    title=Text(
        "Nhận biết thương hiệu",
        "Brand awareness",
    ),
    meaning=Text(
        "Khách biết đến thương hiệu của mình đến đâu, từ 0 đến 100, theo câu hỏi đã chọn để đo",
        "How far customers know our brand, 0 to 100, by the question that was said to measure it",
    ),
    formula=Text(
        "Tổng điểm 0–100 / số người trả lời",
        "Sum of scores of 0–100 / people who answered",
    ),
    unit=Unit.SCORE,
    good=Good.HIGHER,
    rows="brand_answers",
    statistic=Statistic.MEAN,
    top=lambda r: r.score,
    among=lambda r: r.component == "awareness",
    opens=OPENS_BRAND,
    slices=SLICES_BRAND,
    level=2,
)
