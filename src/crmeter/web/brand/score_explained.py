"""What is behind the brand score, the components, and the scores by each evaluator's weights."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from django.urls import reverse

from crmeter.records.brand.kinds import BEHAVIOUR, WAYS
from crmeter.records.brand.queries import BrandView, Source
from crmeter.vocabulary import Text
from crmeter.vocabulary.brand_components import BRAND_COMPONENTS
from crmeter.web.brand.measured import Measured, Weighed
from crmeter.web.explain.intervals import STUDENT, WILSON
from crmeter.web.explain.methods import BRAND_SCORE
from crmeter.web.explain.worked_out import Behind, Origin, WorkedOut, by_key
from crmeter.web.explain.written import added, bounds, number, percent
from crmeter.web.surveys.origins import answers_of_wave

if TYPE_CHECKING:
    from crmeter.evaluation.external.brand_answers import ComponentScore
    from crmeter.evaluation.external.brand_score import BrandScore


def components_explained(kept: BrandView, found: Measured, us: Text) -> Mapping[str, WorkedOut]:
    """Return the components of our brand by key, such as `component_trust`.

    Args:
        kept: how the brand is measured.
        found: as it was measured.
        us: what our brand is called.
    """
    scores = found.scores.get(kept.name, {})
    return by_key(
        _component(key, kept.sources[key], score, found, us) for key, score in scores.items() if key in kept.sources
    )


def scores_explained(
    kept: BrandView, found: Measured, weights: Weighed, told: Mapping[str, Any]
) -> Mapping[str, WorkedOut]:
    """Return the score by key `score`, and by the weights of each evaluator as `own_0` and so on.

    Args:
        kept: how the brand is measured.
        found: as it was measured.
        weights: whose weights count.
        told: what the page shows: what our brand is called, its score and those by each evaluator.
    """
    us, components = told["us"], found.scores[kept.name]
    decision = Origin(_DECISION.fill(title=weights.decision.title), reverse("decision", args=[weights.decision.id]))
    asked = dict.fromkeys(origin for key in told["score"].weights for origin in _origins(kept.sources[key]))
    behind = Behind(Text.same(""), found.made_at, BRAND_SCORE, (*asked, decision))
    own = [
        _score(f"own_{place}", _BY.fill(brand=us, name=who), score, components, behind)
        for place, (who, score) in enumerate(told["own"])
        if score is not None
    ]
    return by_key([_score("score", _SCORE.fill(brand=us), told["score"], components, behind), *own])


def _score(
    key: str, title: Text, score: "BrandScore", components: "Mapping[str, ComponentScore]", behind: Behind
) -> WorkedOut:
    counted = _COUNTED.fill(n=len(score.weights))
    if score.missing:
        names = Text.join(BRAND_COMPONENTS[name] for name in score.missing)
        counted = _WITHOUT.fill(counted=counted, names=names)
    parts = (
        _PART.fill(weight=percent(weight), score=number(components[name].value, 1))
        for name, weight in score.weights.items()
    )
    value = number(score.value, 1)
    return WorkedOut(
        key,
        title,
        value,
        _SCORE_IS,
        _SCORE_FORMULA,
        Text.same("{parts} = {value}").fill(parts=added(parts), value=value),
        replace(
            behind,
            counted=counted,
            assumed=tuple(
                (_WEIGHT_OF.fill(component=BRAND_COMPONENTS[name]), percent(weight))
                for name, weight in score.weights.items()
            ),
        ),
        bounds(score.low, score.high, lambda end: number(end, 1), _AT_LEAST),
        _NO_BOUNDS if score.low is None else None,
    )


def _component(key: str, source: Source, score: "ComponentScore", found: Measured, us: Text) -> WorkedOut:
    value = number(score.value, 1)
    # A share of people, as behaviour is one too, is told by counting them; a mean by what they gave together.
    is_count = source.way is None or score.method == "wilson"
    total = round(score.value / 100 * score.n) if is_count else score.value * score.n
    return WorkedOut(
        f"component_{key}",
        Text.join([BRAND_COMPONENTS[key], us], " · "),
        value,
        _COMPONENT_IS.fill(component=BRAND_COMPONENTS[key]),
        BEHAVIOUR[source.measure] if source.way is None else WAYS[source.way],
        (_COUNT if is_count else _MEAN).fill(total=number(total, 0 if is_count else 1), n=score.n, value=value),
        Behind(_PEOPLE.fill(n=score.n), found.made_at, BRAND_SCORE, tuple(_origins(source))),
        bounds(score.low, score.high, lambda end: number(end, 1), WILSON if is_count else STUDENT),
        _ALIKE if score.low is None else None,
    )


def _origins(source: Source) -> Iterator[Origin]:
    if source.way is None:
        yield Origin(BEHAVIOUR[source.measure], reverse("explain", args=[source.measure]))
    elif source.waves:
        newest = source.waves[-1]
        yield answers_of_wave(newest.survey, source.survey, newest.wave, is_anonymous=newest.is_anonymous)


_SCORE = Text("Điểm thương hiệu của {brand}", "Brand score of {brand}")
_BY = Text("Điểm thương hiệu của {brand} theo trọng số của {name}", "Brand score of {brand} by the weights of {name}")
_SCORE_IS = Text(
    "các thành phần của thương hiệu, mỗi thành phần 0–100, gộp theo mức quan trọng đã quyết định",
    "the components of the brand, each 0–100, put together by how much each was decided to count",
)
_SCORE_FORMULA = Text("Σ trọng số × điểm của thành phần", "Σ weight × score of the component")
_PART = Text.same("{weight} × {score}")
_COUNTED = Text("{n} thành phần có cả trọng số và điểm", "{n} components have both a weight and a score")
_WITHOUT = Text(
    "{counted}; chưa đo nên bỏ ra, các trọng số khác tăng theo tỷ lệ: {names}",
    "{counted}; not measured, so left out and the other weights scaled up: {names}",
)
_WEIGHT_OF = Text("Trọng số của {component}", "Weight of {component}")
_AT_LEAST = Text(
    "Σ trọng số × cận của từng thành phần, chắc ít nhất chừng đó; không tính độ chắc của trọng số vì lời đánh giá "
    "không phải một mẫu",
    "Σ weight × bound of each component, which holds at least so often; weights add nothing, for judgements are no "
    "sample",
)
_NO_BOUNDS = Text("một thành phần không có khoảng", "a component has none")
_DECISION = Text("quyết định “{title}” về trọng số", "the decision “{title}” on the weights")
_COMPONENT_IS = Text(
    "{component} của thương hiệu theo khách, từ 0 đến 100", "{component} of the brand by its customers, from 0 to 100"
)
_PEOPLE = Text("n = {n} người", "n = {n} people")
_COUNT = Text.same("100 × {total} ÷ {n} = {value}")
_MEAN = Text("{total} (tổng đã quy về 0–100) ÷ {n} = {value}", "{total} (sum, on 0–100) ÷ {n} = {value}")
_ALIKE = Text("các câu trả lời không khác nhau", "the answers do not differ")
