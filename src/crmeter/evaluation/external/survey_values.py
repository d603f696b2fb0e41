"""How the respondents of a survey rate brands and find their prices, wave by wave, from the current snapshot."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

import numpy as np
from numpy.typing import NDArray

from crmeter.evaluation.external.rated_waves import Rated, RatedRows, sifted
from crmeter.vocabulary import NotEnoughData, Text
from crmeter.vocabulary.folding import plain_words
from crmeter.warehouse.engine import Engine
from crmeter.warehouse.snapshots import Snapshot, current
from crmeter.warehouse.workspace import Workspace

Floats = NDArray[np.float64]
_MEMORY, _THREADS = "512MB", 2
# What the row of a grid is called in which the price is rated.
_PRICE = frozenset({"gia", "price", "prices"})


@dataclass(frozen=True, slots=True)
class Voice:
    """What one respondent told.

    Args:
        ratings: by brand and attribute.
        prices: how dear each brand seems.
        likely: how likely each brand is next, in percent.
        last: the brand bought last; None where not told.
        segment: the customer's; None where it is not known, as in anonymous surveys.
        spend: money of one purchase; None where not told.
        frequency: purchases in a year; likewise.
        points: of importance by attribute, as they lie above the least on the scale; empty where none was given.
    """

    ratings: Mapping[tuple[str, str], float]
    prices: Mapping[str, float]
    likely: Mapping[str, float]
    last: str | None
    segment: str | None
    spend: float | None
    frequency: float | None
    points: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class SurveyValues:
    """What a survey tells of value.

    Args:
        rated: usable ratings, by wave; their overall rating is how likely a brand is next, where that was asked, their
            points how important each attribute was said to be.
        attributes: of quality.
        brands: that are rated in the newest wave, in the order of the survey.
        price: what tells the price: the question on it, or a row of the grid, turned round.
        scale: of the ratings.
        price_scale: of the price.
        voices: of the newest wave.
        made_at: when the snapshot was made.
        others: what can be bought last or next that nobody rates, such as buying no more, in the order of the survey.
        segments: people of the newest wave by the segment of the customer, the largest first; those known.
        price_points: importance of the price and of all that was asked together, by each person of the newest wave who
            gave any, shape (n, 2); nobody where the importance of the price was not asked.
    """

    rated: Rated
    attributes: tuple[str, ...]
    brands: tuple[str, ...]
    price: Text
    scale: tuple[float, float]
    price_scale: tuple[float, float]
    voices: tuple[Voice, ...]
    made_at: datetime
    others: tuple[str, ...] = ()
    segments: tuple[tuple[str, int], ...] = ()
    price_points: tuple[tuple[float, float], ...] = ()


def survey_values(workspace: Workspace, surveys: Sequence[tuple[int, str]], segment: str = "") -> SurveyValues:
    """Read what the respondents of the waves of one survey told.

    Args:
        workspace: whose warehouse.
        surveys: number and name of each wave, the oldest first.
        segment: only of the customers in it; empty for everybody.

    Raises:
        NotEnoughData: nobody has rated two brands and their prices, or the scale begins at 0.
    """
    snapshot = current(workspace)
    if snapshot is None or not snapshot.paths(workspace, "survey_answers"):
        raise _nothing()
    rows = _rows(workspace, snapshot, [number for number, _ in surveys])
    newest = [row for row in rows if row[0] == surveys[-1][0]]
    rated = [row for row in newest if row[2] == "rating" and row[4] is not None]
    drivers = tuple(dict.fromkeys(row[3] for row in rated))
    brands = tuple(dict.fromkeys(row[4] for row in rated))
    by_question = any(row[2] == "price" and row[4] is not None for row in newest)
    of_price = tuple(each for each in drivers if _PRICE & set(plain_words(each or "")))
    attributes = tuple(each for each in drivers if each not in of_price)
    if len(brands) < 2 or not attributes or not (by_question or of_price):
        raise _nothing()
    scale = _scale(rated)
    price_scale = _scale([row for row in newest if row[2] == "price"]) if by_question else scale
    row = None if by_question else of_price[0]
    everybody = {number: list(_voices([r for r in rows if r[0] == number], row, price_scale)) for number, _ in surveys}
    segments = Counter(voice.segment for voice in everybody[surveys[-1][0]] if voice.segment)
    voices = {
        number: tuple(voice for voice in said if not segment or voice.segment == segment)
        for number, said in everybody.items()
    }
    told = [(name, number, voices[number]) for number, name in surveys if voices[number]]
    usable = sifted(_put_together(told, attributes))
    waves = tuple(replace(each, share=_bought(told, each.wave)) for each in usable.waves)
    usable = replace(usable, waves=waves, is_price_felt=True)
    price = _QUESTION if row is None else _ROW.fill(row=row)
    return SurveyValues(
        usable,
        attributes,
        brands,
        price,
        scale,
        price_scale,
        voices[surveys[-1][0]],
        snapshot.made_at,
        others=tuple(dict.fromkeys(row[4] for row in newest if _is_chosen(row) and row[4] not in brands)),
        segments=tuple(segments.most_common()),
        price_points=_price_points(voices[surveys[-1][0]]),
    )


def _rows(workspace: Workspace, snapshot: Snapshot, surveys: Sequence[int]) -> list[tuple[Any, ...]]:
    customers = snapshot.paths(workspace, "customers")
    with Engine(_MEMORY, _THREADS) as engine:
        engine.attach("survey_answers", snapshot.paths(workspace, "survey_answers"))
        segment, joined = "NULL", ""
        if customers:
            engine.attach("customers", customers)
            segment, joined = "c.segment", " LEFT JOIN customers c USING (customer_key)"
        return engine.rows(
            "SELECT survey_key, response_key, question_kind, driver, brand, value::DOUBLE, low, high,"
            f" {segment} FROM survey_answers{joined} WHERE survey_key IN ({', '.join(map(str, map(int, surveys)))})"
            " AND question_kind IN ('rating', 'importance', 'price', 'last_brand', 'next_brand', 'spend', 'frequency')"
            " ORDER BY answer_key"
        )


def _is_chosen(row: tuple[Any, ...]) -> bool:
    """Return whether a row says that something was bought last or may be bought next."""
    return row[2] == "last_brand" or (row[2] == "next_brand" and (row[5] or 0) > 0)


def _voices(rows: list[tuple[Any, ...]], price_row: str | None, scale: tuple[float, float]) -> Iterator[Voice]:
    by_person: dict[int, list[tuple[Any, ...]]] = {}
    for row in rows:
        by_person.setdefault(row[1], []).append(row)
    for said in by_person.values():
        of: dict[str, dict[Any, float]] = {kind: {} for kind in ("rating", "price", "next_brand", "spend", "frequency")}
        last, points = None, {}
        for _, _, kind, driver, brand, value, low, _, _ in said:
            if kind == "last_brand":
                last = brand
            elif kind == "importance":
                points[driver] = value - low
            elif value is not None:
                of[kind][(brand, driver) if kind == "rating" else brand] = value
        prices = of["price"]
        if price_row is not None:
            # A good rating of the price says that it is low.
            prices = {brand: sum(scale) - value for (brand, row), value in of["rating"].items() if row == price_row}
        yield Voice(
            of["rating"],
            prices,
            of["next_brand"],
            last,
            said[0][8],
            next(iter(of["spend"].values()), None),
            next(iter(of["frequency"].values()), None),
            points,
        )


def _put_together(told: Sequence[tuple[str, int, tuple[Voice, ...]]], attributes: tuple[str, ...]) -> RatedRows:
    rows = [
        (
            f"{number}.{place}",
            brand,
            wave,
            [voice.ratings.get((brand, each), np.nan) for each in attributes],
            voice.prices.get(brand, np.nan),
            voice.likely.get(brand, 0.0) if voice.likely else np.nan,
            [voice.points.get(each, np.nan) for each in attributes],
        )
        for wave, number, voices in told
        for place, voice in enumerate(voices)
        for brand in dict.fromkeys([*(brand for brand, _ in voice.ratings), *voice.prices])
    ]
    if not rows:
        raise _nothing()
    who, what, waves, rating, price, likely, said = zip(*rows, strict=True)
    overall, points = np.array(likely, dtype=np.float64), np.array(said, dtype=np.float64)
    # To whom nothing is important, nothing is more important than the rest: they share out no points.
    points[np.all(points == 0, axis=1)] = np.nan
    return RatedRows(
        np.array(who, dtype=np.object_),
        np.array(what, dtype=np.object_),
        np.array(waves, dtype=np.object_),
        np.array(rating, dtype=np.float64),
        np.array(price, dtype=np.float64),
        points=points if np.isfinite(points).any() else None,
        overall=overall if np.isfinite(overall).any() else None,
    )


def _bought(told: Sequence[tuple[str, int, tuple[Voice, ...]]], wave: str | None) -> Mapping[str, float] | None:
    """Return how many bought each brand last; None where nobody told."""
    counts: dict[str, float] = {}
    for name, _, voices in told:
        for voice in voices if name == wave else ():
            if voice.last is not None:
                counts[voice.last] = counts.get(voice.last, 0.0) + 1
    return counts or None


def _price_points(voices: Sequence[Voice]) -> tuple[tuple[float, float], ...]:
    """Return what each person gives the price, and all that was asked; who left one out or gave none is not there."""
    asked = tuple(dict.fromkeys(each for voice in voices for each in voice.points))
    of_price = [each for each in asked if _PRICE & set(plain_words(each))]
    whole = [voice.points for voice in voices if len(voice.points) == len(asked) and sum(voice.points.values()) > 0]
    if not of_price or len(of_price) == len(asked):
        return ()
    return tuple((points[of_price[0]], sum(points.values())) for points in whole)


def _scale(rows: Sequence[tuple[Any, ...]]) -> tuple[float, float]:
    """Return the ends of the scale of some answers.

    Raises:
        NotEnoughData: it begins at 0, so that no ratio of ratings means anything.
    """
    ends = [(row[6], row[7]) for row in rows if row[6] is not None and row[7] is not None]
    values = [row[5] for row in rows if row[5] is not None]
    low, high = (float(each) for each in (ends[0] if ends else (min(values), max(values))))
    if low <= 0:
        raise NotEnoughData("scale_from_zero", _FROM_ZERO, _NEEDS_SCALE)
    return low, high


def _nothing() -> NotEnoughData:
    return NotEnoughData("no_ratings", _NOTHING, _NEEDS)


_NOTHING = Text(
    "chưa ai chấm điểm từ hai hãng trở lên và cho biết giá của các hãng đó",
    "nobody has rated two brands or more and told how they find their prices",
)
_NEEDS = Text(
    "bảng chấm điểm từng hãng, và câu hỏi về giá của từng hãng",
    "a grid in which brands are rated, and a question on the price of each brand",
)
_FROM_ZERO = Text(
    "thang điểm bắt đầu từ 0, nên tỷ số giữa hai điểm không có nghĩa",
    "the scale begins at 0, so that the ratio of two ratings means nothing",
)
_NEEDS_SCALE = Text("thang điểm bắt đầu từ 1", "a scale that begins at 1")
_QUESTION = Text("câu hỏi về giá từng hãng", "the question on the price of each brand")
_ROW = Text("điểm chấm “{row}”, đảo chiều thang điểm", "the rating of “{row}”, its scale turned round")
