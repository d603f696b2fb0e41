"""A value map of what the respondents of a survey say; the first call loads the estimators."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from django.conf import settings

from crmeter.records.surveys.queries import SurveyView, option_words
from crmeter.vocabulary import NotEnoughData, Text
from crmeter.web.value_map.asked import DERIVED, MapAsked
from crmeter.web.value_map.opened import Opened, Switched

if TYPE_CHECKING:
    from crmeter.evaluation.external.brand_choices import BrandChoices
    from crmeter.evaluation.external.rated_waves import Rated
    from crmeter.evaluation.external.survey_values import SurveyValues, Voice
    from crmeter.evaluation.external.value_places import PlacedSet
    from crmeter.evaluation.external.value_study import ValueStudy

_LEVEL = 0.8


def of_survey(waves: Sequence[SurveyView], asked: MapAsked) -> Opened:
    """Read and study the newest of some waves, with the others as its path.

    Args:
        waves: of one survey, the oldest first.
        asked: by the address.

    Raises:
        NotEnoughData: nobody has told enough for a map.
    """
    from crmeter.evaluation.external.survey_values import survey_values  # noqa: PLC0415 - as `bounds`
    from crmeter.evaluation.external.value_duel import rated_duels  # noqa: PLC0415 - as `bounds`
    from crmeter.evaluation.external.value_overtaking import overtaking_of_rated  # noqa: PLC0415 - as `bounds`
    from crmeter.evaluation.external.wished_segments import wished_segments  # noqa: PLC0415 - as `bounds`

    told = survey_values(settings.WORKSPACE, [(each.id, str(each.wave)) for each in waves])
    known = [each for each in told.brands if each in told.rated.waves[-1].product]
    us = asked.us if asked.us in known else known[0]
    rated, weights_said, note = _weighed(told, asked)
    price_weight = _price_weight(told, asked)
    study = _study(rated, told.attributes, asked, us, None, price_weight)
    against = asked.against if asked.against in known and asked.against != us else _leader(study.maps[-1], us)
    study = _study(rated, told.attributes, asked, us, against, price_weight)
    newest, profile = rated.waves[-1], study.profiles[-1]
    choices, lacking = _choices(told)
    wishing = [_wish(voice) for voice in told.voices if sum(voice.likely.values()) > 0]
    wishes, left_out = wished_segments(study.maps[-1].axes, wishing, _LEVEL)
    return Opened(
        study,
        study.maps[-1],
        us,
        against,
        option_words(waves[-1].id),
        n=profile.respondents,
        people=True,
        price=told.price,
        weights=weights_said,
        made_at=told.made_at,
        duels=rated_duels(profile, _LEVEL),
        overtaking=overtaking_of_rated(
            newest,
            profile.weights,
            told.attributes,
            us=us,
            them=against,
            price_weight=price_weight,
            top=told.scale[1],
        ),
        wishes=wishes,
        path=tuple(
            (float(place.quality.value), float(place.price.value))
            for each in study.maps[:-1]
            for place in each.places
            if place.product == us
        ),
        switching=_switching(told),
        brands=told.brands,
        left_out=left_out,
        note=note,
        choices=choices,
        lacking=lacking,
        scale=(told.scale, told.price_scale),
    )


def _weighed(told: "SurveyValues", asked: MapAsked) -> "tuple[Rated, Text, Text | None]":
    """Return the ratings with what makes the weights, where these come from, and what is the matter with that."""
    from crmeter.evaluation.external.rated_values import weights_of  # noqa: PLC0415 - as `bounds`

    note = None
    if asked.weighing == DERIVED:
        try:
            if told.rated.waves[-1].overall is None:
                raise NotEnoughData("no_overall", _NO_OVERALL, None)
            for wave in told.rated.waves:
                weights_of(wave, told.attributes, None)
        except NotEnoughData as lacking:
            note = _NOT_DERIVED.fill(reason=lacking.undefined.reason)
        else:
            return told.rated, _DERIVED, None
    plain = replace(told.rated, waves=tuple(replace(wave, overall=None) for wave in told.rated.waves))
    return plain, _GIVEN, note


def _price_weight(told: "SurveyValues", asked: MapAsked) -> float:
    """Return how much price counts: a half on the line of 45 degrees, as typed, or as it goes with what is bought."""
    from crmeter.estimators import Weights  # noqa: PLC0415 - as `bounds`

    if asked.is_diagonal:
        return 0.5
    if asked.price_weight is not None:
        return asked.price_weight / 100
    import numpy as np  # noqa: PLC0415 - as `bounds`

    newest = told.rated.waves[-1]
    if newest.overall is None:
        return 0.5
    try:
        parts = Weights.derived(newest.respondent, newest.overall, np.column_stack([newest.rating, newest.price])).share
    except NotEnoughData:
        return 0.5
    return float(parts[-1]) if 0 < parts[-1] < 1 else 0.5


def _study(
    rated: "Rated", attributes: tuple[str, ...], asked: MapAsked, us: str, against: str | None, price_weight: float
) -> "ValueStudy":
    from crmeter.evaluation.external.rated_values import study_rated  # noqa: PLC0415 - as `bounds`

    given = asked.weights(attributes)
    return study_rated(rated, attributes, given, us=us, against=against, price_weight=price_weight, level=_LEVEL)


def _leader(placed: "PlacedSet", us: str) -> str:
    """Return the competitor that is worth most more than it costs."""
    others = [each for each in placed.places if each.product != us]
    return max(others, key=lambda each: float(each.by_weight.value)).product


def _wish(voice: "Voice") -> tuple[str | None, str]:
    """Return the segment of a respondent and the brand that they most likely buy next."""
    return voice.segment, max(voice.likely, key=lambda brand: voice.likely[brand])


def _switching(told: "SurveyValues") -> tuple[Switched, ...]:
    counted: dict[str, dict[str, float]] = {}
    people: Counter[str] = Counter()
    for voice in told.voices:
        total = sum(voice.likely.get(brand, 0.0) for brand in told.brands)
        if voice.last not in told.brands or not total > 0:
            continue
        people[voice.last] += 1
        chances = counted.setdefault(voice.last, dict.fromkeys(told.brands, 0.0))
        for brand in told.brands:
            chances[brand] += voice.likely.get(brand, 0.0) / total
    return tuple(
        Switched(brand, people[brand], tuple(counted[brand][each] / people[brand] for each in told.brands))
        for brand in told.brands
        if people[brand]
    )


def _choices(told: "SurveyValues") -> "tuple[BrandChoices | None, Text | None]":
    from crmeter.evaluation.external.value_choices import choices_of  # noqa: PLC0415 - as `bounds`

    try:
        return choices_of(told), None
    except NotEnoughData as lacking:
        return None, lacking.undefined.reason


_NO_OVERALL = Text("không hỏi khả năng mua từng hãng", "how likely each brand is was not asked")
_NOT_DERIVED = Text(
    "Chưa suy ra được trọng số: {reason}. Các tiêu chí đang được tính ngang nhau, hoặc như đã nhập.",
    "Weights cannot be derived: {reason}. Attributes count the same, or as was typed.",
)
_DERIVED = Text(
    "suy ra từ khả năng mua lần tới (phần R² của từng tiêu chí)",
    "derived from how likely each brand is next (each attribute's part of R²)",
)
_GIVEN = Text("do người xem nhập", "as was typed")
