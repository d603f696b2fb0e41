"""A value map of what the respondents of a survey say; the first call loads the estimators."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from django.conf import settings

from crmeter.records.surveys.queries import SurveyView, option_words
from crmeter.vocabulary import NotEnoughData, Text
from crmeter.web.value_map.asked import DERIVED, STATED, MapAsked
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
        asked: by the address; a segment that does not make a map of its own is told of, and all are shown.

    Raises:
        NotEnoughData: nobody has told enough for a map.
    """
    from crmeter.evaluation.external.survey_values import survey_values  # noqa: PLC0415 - as `bounds`

    numbered = [(each.id, str(each.wave)) for each in waves]
    if asked.segment:
        try:
            told = survey_values(settings.WORKSPACE, numbered, asked.segment)
            return _studied(waves, told, asked)
        except NotEnoughData as lacking:
            everybody = _studied(waves, survey_values(settings.WORKSPACE, numbered), replace(asked, segment=""))
            note = _NO_SEGMENT.fill(segment=asked.segment, reason=lacking.undefined.reason)
            return replace(everybody, note=note)
    return _studied(waves, survey_values(settings.WORKSPACE, numbered), asked)


def _studied(waves: Sequence[SurveyView], told: "SurveyValues", asked: MapAsked) -> Opened:
    from crmeter.evaluation.external.value_duel import rated_duels  # noqa: PLC0415 - as `bounds`
    from crmeter.evaluation.external.value_overtaking import overtaking_of_rated  # noqa: PLC0415 - as `bounds`
    from crmeter.evaluation.external.wished_segments import wished_segments  # noqa: PLC0415 - as `bounds`

    known = [each for each in told.brands if each in told.rated.waves[-1].product]
    us = asked.us if asked.us in known else known[0]
    rated, weights_said, note = _weighed(told, asked)
    price_weight, price_weight_said = _price_weight(told, asked)
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
        price_weight=price_weight_said,
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
        brands=(*told.brands, *told.others),
        left_out=left_out,
        note=note,
        choices=choices,
        lacking=lacking,
        scale=(told.scale, told.price_scale),
        segments=told.segments,
        segment=asked.segment,
    )


def _weighed(told: "SurveyValues", asked: MapAsked) -> "tuple[Rated, Text, Text | None]":
    """Return the ratings with what makes the weights, where these come from, and what is the matter with that."""
    from crmeter.evaluation.external.rated_values import weights_of  # noqa: PLC0415 - as `bounds`

    waves, note = told.rated.waves, None
    # Of a wave an overall rating comes first, then points, then what was typed.
    ways = {
        DERIVED: (waves, _NO_OVERALL, _DERIVED),
        STATED: (tuple(replace(wave, overall=None) for wave in waves), _NO_POINTS, _STATED),
    }
    if asked.weighing in ways:
        chosen, missing, said = ways[asked.weighing]
        try:
            if (chosen[-1].overall if asked.weighing == DERIVED else chosen[-1].points) is None:
                raise NotEnoughData("not_asked", missing, None)
            for wave in chosen:
                weights_of(wave, told.attributes, None)
        except NotEnoughData as lacking:
            note = _NOT_FOUND.fill(reason=lacking.undefined.reason)
        else:
            return replace(told.rated, waves=chosen), said, None
    plain = replace(told.rated, waves=tuple(replace(wave, overall=None, points=None) for wave in waves))
    return plain, _GIVEN, note


def _price_weight(told: "SurveyValues", asked: MapAsked) -> tuple[float, Text]:
    """Return how much price counts, and who says so: the line of 45 degrees, whoever typed it, respondents, purchases.

    Respondents say it where the attributes count as they state and the importance of the price was asked too.
    """
    from crmeter.estimators import Weights  # noqa: PLC0415 - as `bounds`

    if asked.is_diagonal:
        return 0.5, _AS_QUALITY
    if asked.price_weight is not None:
        return asked.price_weight / 100, _GIVEN
    import numpy as np  # noqa: PLC0415 - as `bounds`

    if asked.weighing == STATED and told.price_points:
        of_price, of_all = np.array(told.price_points).T
        people = [str(place) for place in range(len(of_price))]
        stated = float(Weights.stated(people, np.column_stack([of_price, of_all - of_price])).share[0])
        if 0 < stated < 1:
            return stated, _PRICE_STATED
    newest = told.rated.waves[-1]
    if newest.overall is None:
        return 0.5, _NOT_TOLD
    try:
        parts = Weights.derived(newest.respondent, newest.overall, np.column_stack([newest.rating, newest.price])).share
    except NotEnoughData:
        return 0.5, _NOT_TOLD
    return (float(parts[-1]), _DERIVED) if 0 < parts[-1] < 1 else (0.5, _NOT_TOLD)


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
    columns = (*told.brands, *told.others)
    counted: dict[str, dict[str, float]] = {}
    people: Counter[str] = Counter()
    for voice in told.voices:
        total = sum(voice.likely.get(each, 0.0) for each in columns)
        if voice.last is None or not total > 0:
            continue
        people[voice.last] += 1
        chances = counted.setdefault(voice.last, dict.fromkeys(columns, 0.0))
        for each in columns:
            chances[each] += voice.likely.get(each, 0.0) / total
    return tuple(
        Switched(last, people[last], tuple(counted[last][each] / people[last] for each in columns))
        for last in columns
        if people[last]
    )


def _choices(told: "SurveyValues") -> "tuple[BrandChoices | None, Text | None]":
    from crmeter.evaluation.external.value_choices import choices_of  # noqa: PLC0415 - as `bounds`

    try:
        return choices_of(told), None
    except NotEnoughData as lacking:
        return None, lacking.undefined.reason


_NO_SEGMENT = Text(
    "Phân khúc “{segment}” chưa đủ để vẽ bản đồ riêng: {reason}. Trang đang hiện mọi phân khúc.",
    "Segment “{segment}” does not make a map of its own: {reason}. All segments are shown.",
)
_NO_OVERALL = Text("không hỏi khả năng mua từng hãng", "how likely each brand is was not asked")
_NO_POINTS = Text("không hỏi mỗi tiêu chí quan trọng đến đâu", "how important each attribute is was not asked")
_NOT_FOUND = Text(
    "Chưa tìm được trọng số: {reason}. Các tiêu chí đang được tính ngang nhau, hoặc như đã nhập.",
    "Weights cannot be found: {reason}. Attributes count the same, or as was typed.",
)
_DERIVED = Text(
    "suy ra từ khả năng mua lần tới (phần R² của từng tiêu chí)",
    "derived from how likely each brand is next (each attribute's part of R²)",
)
_STATED = Text(
    "do người trả lời nêu: điểm quan trọng trên mức thấp nhất, mỗi người chia thành 100%",
    "as respondents state them: points of importance above the lowest, each respondent's brought to 100%",
)
_PRICE_STATED = Text(
    "do người trả lời nêu: phần điểm quan trọng mà mỗi người dành cho giá trong mọi mặt được hỏi",
    "as respondents state it: the part of their points of importance that goes to the price, of all that was asked",
)
_AS_QUALITY = Text("đường 45°: giá và chất lượng ngang nhau", "the line of 45°: price and quality count the same")
_NOT_TOLD = Text("chưa biết, nên tính ngang với chất lượng", "not known, so it counts as much as quality")
_GIVEN = Text("do người xem nhập", "as was typed")
