"""The brand in one page: its components, its score, each evaluator's own, competitors, and how firm the rank is."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from crmeter.records.brand.kinds import BEHAVIOUR, WAYS
from crmeter.records.brand.queries import BrandView, Source, askable, brand
from crmeter.records.judgements.queries import seat_of
from crmeter.records.judgements.rights import may_lead
from crmeter.vocabulary import NotEnoughData, Text
from crmeter.vocabulary.brand_components import BRAND_COMPONENTS
from crmeter.web.brand.measured import Measured, Weighed, measured, weighed
from crmeter.web.brand.over_waves import over_waves
from crmeter.web.brand.score_explained import components_explained, scores_explained
from crmeter.web.explain.answer import page_or_explanation
from crmeter.web.findings.offer import Offer, offer
from crmeter.web.outside_purposes import read_for
from crmeter.web.records.reader import reader_of
from crmeter.web.surveys.readers import for_survey_readers

if TYPE_CHECKING:
    from crmeter.estimators import WeightSensitivity
    from crmeter.evaluation.external.brand_score import BrandScore


@for_survey_readers
@require_safe
def brand_page(request: HttpRequest) -> HttpResponse:
    """Show the brand as it was measured."""
    kept = brand()
    context: dict[str, Any] = {"brand": kept, "leads": may_lead(reader_of(request)), "here": "brand"}
    context |= read_for(request, None, "brand")
    if not kept.name or not kept.sources:
        return page_or_explanation(request, "brand/brand.html", {**context, "is_unsaid": True})
    found = measured(request, kept)
    weights: Weighed | None = None
    if _still_judges(request, kept):
        context["judges"] = True
    else:
        try:
            weights = weighed(kept)
        except NotEnoughData as lacking:
            context["unweighed"] = lacking.undefined
    words = _brand_words()
    context |= _components(kept, found, weights, words)
    if weights is not None and found.scores.get(kept.name):
        context |= _scored(request, kept, found, weights, words)
        if "score" in context:
            context["explained"] |= scores_explained(kept, found, weights, context)
            context["own"] = [
                (who, each, context["explained"].get(f"own_{place}"))
                for place, (who, each) in enumerate(context["own"])
            ]
    return page_or_explanation(request, "brand/brand.html", context)


def _still_judges(request: HttpRequest, kept: BrandView) -> bool:
    """Return whether the reader is an evaluator who must not see yet what the others judged."""
    seat = None if kept.decision is None else seat_of(reader_of(request), kept.decision)
    return seat is not None and seat.finished_at is None


def _components(kept: BrandView, found: Measured, weights: Weighed | None, words: Mapping[str, Text]) -> dict[str, Any]:
    others = [name for name in found.scores if name != kept.name]
    explained = components_explained(kept, found, words.get(kept.name, Text.same(kept.name)))
    rows = []
    for key, title in BRAND_COMPONENTS.items():
        source = kept.sources.get(key)
        if source is None:
            continue
        path = [wave.scores.get(kept.name) or wave.scores.get("") for wave in found.waves.get(key, ())]
        ours = found.scores.get(kept.name, {}).get(key)
        is_bounded = ours is not None and ours.low is not None and ours.high is not None
        rows.append(
            {
                "words": title,
                "source": _source(source),
                "ours": ours,
                "explained": explained.get(f"component_{key}"),
                "bounds": (ours.low, ours.high) if ours is not None and is_bounded else None,
                "others": [found.scores[name].get(key) for name in others],
                "path": [None if score is None else score.value for score in path],
                "weight": None if weights is None else weights.weights.get(key, 0.0),
            }
        )
    return {
        "us": words.get(kept.name, Text.same(kept.name)),
        "others": [words.get(name, Text.same(name)) for name in others],
        "rows": rows,
        "explained": dict(explained),
        "unmeasured": [title for key, title in BRAND_COMPONENTS.items() if key not in kept.sources],
        "made_at": found.made_at,
    }


def _scored(
    request: HttpRequest, kept: BrandView, found: Measured, weights: Weighed, words: Mapping[str, Text]
) -> dict[str, Any]:
    from crmeter.evaluation.external.brand_score import (  # noqa: PLC0415 - loads numpy
        brand_score,
        common_components,
        rank_sensitivity,
    )

    try:
        ours = brand_score(found.scores[kept.name], weights.weights)
    except NotEnoughData as lacking:
        return {"weighed": weights, "unscored": lacking.undefined}
    own: list[tuple[str, BrandScore | None]] = []
    for who, each in weights.own.items():
        try:
            own.append((who, brand_score(found.scores[kept.name], each)))
        except NotEnoughData:
            own.append((who, None))
    asked_of_all = [name for name in common_components(found.scores) if weights.weights.get(name, 0) > 0]
    compared = _compared(found, weights, asked_of_all, words) if len(found.scores) > 1 and asked_of_all else []
    return {
        "weighed": weights,
        "score": ours,
        **over_waves(found.waves, kept.name, weights.weights),
        "own": own,
        "parts": [(BRAND_COMPONENTS[name], part, ours.weights[name]) for name, part in ours.parts.items()],
        "missing": [BRAND_COMPONENTS[name] for name in ours.missing],
        "compared": [{**each, "is_us": each["key"] == kept.name} for each in compared],
        "asked_of_all": [BRAND_COMPONENTS[name] for name in asked_of_all],
        "sensitivity": [_sensitivity(each, words) for each in rank_sensitivity(found.scores, weights.weights)],
        "offer": _offer(request, words.get(kept.name, Text.same(kept.name)), ours, compared, kept.name),
    }


def _compared(found: Measured, weights: Weighed, names: list[str], words: Mapping[str, Text]) -> list[dict[str, Any]]:
    from crmeter.evaluation.external.brand_score import brand_score  # noqa: PLC0415 - loads numpy

    alike = {name: weights.weights[name] for name in names}
    rows = [
        {"key": key, "words": words.get(key, Text.same(key)), "score": brand_score(scores, alike)}
        for key, scores in found.scores.items()
    ]
    return sorted(rows, key=lambda each: -each["score"].value)


def _sensitivity(each: "WeightSensitivity", words: Mapping[str, Text]) -> dict[str, Any]:
    sides = [
        None
        if side is None
        else {
            name: words.get(key, Text.same(key)) for name, key in (("falling", side.falling), ("rising", side.rising))
        }
        for side in (each.below, each.above)
    ]
    stays = (each.below.weight if each.below else 0.0, each.above.weight if each.above else 1.0)
    title = BRAND_COMPONENTS[each.criterion]
    return {"words": title, "weight": each.weight, "below": sides[0], "above": sides[1], "stays": stays}


def _offer(
    request: HttpRequest, us: Text, score: "BrandScore", compared: list[dict[str, Any]], key: str
) -> Offer | None:
    place = next((at for at, each in enumerate(compared, 1) if each["key"] == key), None)
    if place is None:
        sentence = _ALONE.fill(us=us, score=round(score.value, 1))
    else:
        sentence = _RANKED.fill(us=us, score=round(score.value, 1), place=place, n=len(compared))
    return offer(request, source="brand_score", sentence=sentence)


def _source(source: Source) -> Text:
    if source.way is None or source.title is None:
        return BEHAVIOUR[source.measure]
    aspect = [] if source.aspect is None else [source.aspect]
    return Text.join([Text.same(source.survey), source.title, *aspect, WAYS[source.way]], " · ")


def _brand_words() -> Mapping[str, Text]:
    return {key: words for each in askable() for key, words in each.brands}


_ALONE = Text("Điểm thương hiệu của {us} là {score} trên 100.", "The brand score of {us} is {score} of 100.")
_RANKED = Text(
    "Điểm thương hiệu của {us} là {score} trên 100, đứng thứ {place} trong {n} hãng được hỏi.",
    "The brand score of {us} is {score} of 100, number {place} of the {n} brands asked of.",
)
