"""The score of the brand: its components by their newest answers, weighed; each evaluator's own beside it."""

from crmeter.measures.measure import Measure, Statistic
from crmeter.vocabulary import Good, Text, Unit

brand_score = Measure(
    name="brand_score",
    title=Text(
        "Điểm thương hiệu",
        "Brand score",
    ),
    meaning=Text(
        "Sức mạnh của thương hiệu từ 0 đến 100: các thành phần theo câu trả lời mới nhất, nhân với trọng số mà những "
        "người đánh giá cho chúng",
        "How strong the brand is, 0 to 100: its components by their newest answers, times the weights that evaluators "
        "give them",
    ),
    formula=Text(
        "Σ trọng số × điểm của thành phần / Σ trọng số",
        "Σ weight × score of the component / Σ weight",
    ),
    unit=Unit.SCORE,
    good=Good.HIGHER,
    rows="brand_parts",
    statistic=Statistic.SCORE,
    top=lambda r: r.weight * r.score,
    bottom=lambda r: r.weight,
    scale=lambda r: (r.low, r.high),
    opens=(
        "component",
        "told_by",
        "people",
        "score",
        "weight",
    ),
    slices=("evaluator",),
    apart="evaluator",
    level=2,
    over_time=False,
)
