"""The next choices of respondents who rate brands and their prices, as a choice model takes them."""

import numpy as np

from crmeter.evaluation.external.brand_choices import BrandChoices
from crmeter.evaluation.external.survey_values import SurveyValues, Voice
from crmeter.vocabulary import LeftOut, NotEnoughData, Text

PRICE = "price"


def choices_of(told: SurveyValues) -> BrandChoices:
    """Return who would choose which brand, by its ratings and, last, by how dear it seems.

    Chances are those among the brands that are rated: who may buy no more, or something that nobody rates, counts with
    the rest of what they say. Spend and frequency are not a number for whoever did not tell them.

    Args:
        told: by the newest wave.

    Raises:
        NotEnoughData: nobody told both which brand comes next and which was the last.
    """
    if not any(voice.likely for voice in told.voices) or not any(voice.last for voice in told.voices):
        raise NotEnoughData("no_choices", _NO_CHOICES, _NEEDS)
    left: dict[str, int] = {}
    kept = []
    for voice in told.voices:
        reason = _missing(voice, told)
        if reason is None:
            kept.append(voice)
        else:
            left[reason] = left.get(reason, 0) + 1
    if not kept:
        raise NotEnoughData("no_choices", _NO_CHOICES, _NEEDS)
    shape = (len(kept), len(told.brands), len(told.attributes) + 1)
    attributes, available = np.zeros(shape), np.zeros(shape[:2], dtype=np.bool_)
    shares = np.zeros(shape[:2])
    for n, voice in enumerate(kept):
        for j, brand in enumerate(told.brands):
            if _knows(voice, told, brand):
                available[n, j] = True
                attributes[n, j] = [voice.ratings[brand, each] for each in told.attributes] + [voice.prices[brand]]
                shares[n, j] = voice.likely.get(brand, 0.0)
    return BrandChoices(
        brands=told.brands,
        drivers=(*told.attributes, PRICE),
        attributes=attributes,
        available=available,
        last=np.array([told.brands.index(voice.last or "") for voice in kept], dtype=np.int64),
        shares=shares / shares.sum(axis=1, keepdims=True),
        respondents=np.arange(len(kept), dtype=np.int64),
        weights=None,
        spend=np.array([np.nan if voice.spend is None else voice.spend for voice in kept]),
        frequency=np.array([np.nan if voice.frequency is None else voice.frequency for voice in kept]),
        left_out=tuple(LeftOut(code, _REASONS[code], n) for code, n in left.items()),
    )


def _knows(voice: Voice, told: SurveyValues, brand: str) -> bool:
    return brand in voice.prices and all((brand, each) in voice.ratings for each in told.attributes)


def _missing(voice: Voice, told: SurveyValues) -> str | None:
    """Return why a respondent's choice cannot be used."""
    known = [brand for brand in told.brands if _knows(voice, told, brand)]
    if voice.last not in told.brands:
        return "no_last"
    likely = {brand for brand in told.brands if voice.likely.get(brand, 0.0) > 0}
    if not likely:
        return "no_choice"
    if len(known) < 2:
        return "not_rated"
    return None if {voice.last, *likely} <= set(known) else "unknown_brand"


_NO_CHOICES = Text(
    "chưa ai cho biết cả hãng đã mua lần gần nhất lẫn khả năng mua từng hãng lần tới",
    "nobody has told both the brand bought last and how likely each is next",
)
_NEEDS = Text(
    "câu hỏi về hãng mua lần gần nhất, và về khả năng mua từng hãng lần tới",
    "questions on the brand bought last, and on how likely each brand is next",
)
_REASONS = {
    "no_last": Text("không cho biết hãng mua lần gần nhất", "did not tell the brand bought last"),
    "no_choice": Text(
        "không cho biết sẽ mua hãng nào trong các hãng được chấm", "did not tell which of the rated brands comes next"
    ),
    "not_rated": Text("chấm chưa đủ hai hãng", "did not rate two brands in whole"),
    "unknown_brand": Text(
        "mua hoặc sẽ mua hãng không chấm điểm", "bought, or will buy, a brand that they did not rate"
    ),
}
