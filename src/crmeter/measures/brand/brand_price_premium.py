"""How far customers would pay more for the brand."""

from crmeter.measures.answer_columns import OPENS_BRAND, SLICES_BRAND
from crmeter.measures.measure import Measure, Statistic
from crmeter.vocabulary import Good, Text, Unit

brand_price_premium = Measure(
    name="brand_price_premium",
    title=Text(
        "Chịu trả giá cao hơn cho thương hiệu",
        "Brand price premium",
    ),
    meaning=Text(
        "Khách chịu trả giá cao hơn cho thương hiệu của mình đến đâu, từ 0 đến 100, theo câu hỏi đã chọn để đo",
        "How far customers would pay more for our brand, 0 to 100, by the question that was said to measure it",
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
    among=lambda r: r.component == "price_premium",
    opens=OPENS_BRAND,
    slices=SLICES_BRAND,
    level=2,
)
