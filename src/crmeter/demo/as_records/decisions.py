"""What the company weighs: the components of its brand, and how to be late less often; judged by several of it.

Each evaluator compares pairs by weights that they have in mind, in whole steps of Saaty's scale, so nobody is quite
consistent, and one answers a pair the other way round.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from crmeter.demo.as_records.dates import Dates
from crmeter.demo.as_records.people import FIRST_MINUTE
from crmeter.demo.as_records.surveys import COMPARISON_KEYS, SATISFACTION_KEYS
from crmeter.demo.books import Books
from crmeter.demo.comparison import BRANDS, DRIVERS
from crmeter.demo.people import STAFF
from crmeter.vocabulary import ForeignRecord, Text
from crmeter.vocabulary.brand_components import BRAND_COMPONENTS

Weights = Mapping[str, float]
BRAND_KEY, DELIVERY_KEY = "QD1", "QD2"
# What counts for the brand, by what everybody has in mind; evaluators lean a little to one side.
BRAND_WEIGHTS: Weights = {
    "trust": 0.30,
    "loyalty": 0.25,
    "recommendation": 0.18,
    "consideration": 0.13,
    "awareness": 0.08,
    "reputation": 0.06,
}
_CRITERIA = {
    "speed": Text("Nhanh có kết quả", "Quick to help"),
    "cost": Text("Chi phí một năm", "Cost in a year"),
    "steady": Text("Tự chủ, lâu dài", "Lasting, on our own"),
}
_ALTERNATIVES = {
    "depot": Text("Mở kho tại chỗ", "A depot there"),
    "vans": Text("Mua hai xe", "Buy two vans"),
    "carrier": Text("Thuê giao", "Hire a carrier"),
}
CRITERIA_WEIGHTS: Weights = {"steady": 0.5, "speed": 0.3, "cost": 0.2}
# How good each alternative is by each criterion.
SUITS: Mapping[str, Weights] = {
    "speed": {"carrier": 0.55, "vans": 0.3, "depot": 0.15},
    "cost": {"vans": 0.5, "carrier": 0.3, "depot": 0.2},
    "steady": {"depot": 0.62, "vans": 0.28, "carrier": 0.1},
}
FIRST_ALTERNATIVE = ("depot", _ALTERNATIVES["depot"])
MOST = 8
BRAND_MONTHS, DELIVERY_MONTHS = 3, 2


@dataclass(frozen=True, slots=True)
class _Sides:
    """An evaluator: by how much they count a thing more than all do, and which pair they answer the other way round."""

    who: str
    leans: Weights
    turned: tuple[str, str] | None = None


_OF_BRAND = (
    _Sides(STAFF[0], {"trust": 1.2}),
    _Sides(STAFF[3], {"recommendation": 1.4, "reputation": 1.3}),
    _Sides(STAFF[5], {"loyalty": 1.3}, turned=("recommendation", "consideration")),
)
_OF_DELIVERY = (_Sides(STAFF[0], {"steady": 1.2}), _Sides(STAFF[4], {"speed": 1.3}))


def decisions(_: Books, dates: Dates) -> Iterator[ForeignRecord]:
    """Return the decisions with all that their evaluators judged."""
    yield _decision(
        dates,
        BRAND_KEY,
        "Điều gì làm nên thương hiệu An Khang?",
        dates.last - 30 * BRAND_MONTHS,
        {
            "purpose": "brand",
            "about": "Trọng số của từng thành phần trong điểm thương hiệu.",
            "criteria": _options({name: BRAND_COMPONENTS[name] for name in BRAND_WEIGHTS}),
            "alternatives": [],
        },
        [(side, list(_judged(BRAND_WEIGHTS, side))) for side in _OF_BRAND],
    )
    yield _decision(
        dates,
        DELIVERY_KEY,
        "Bớt giao trễ ở Gia Lai bằng cách nào?",
        dates.last - 30 * DELIVERY_MONTHS,
        {
            "purpose": "criteria",
            "about": "Hơn một phần ba số chuyến ở Gia Lai giao trễ.",
            "criteria": _options(_CRITERIA),
            "alternatives": _options(_ALTERNATIVES),
        },
        [
            (
                side,
                [
                    *_judged({name: CRITERIA_WEIGHTS[name] for name in _CRITERIA}, side),
                    *(each for under in _CRITERIA for each in _judged(_suits(under), side, under)),
                ],
            )
            for side in _OF_DELIVERY
        ],
    )


def brand(_: Books, dates: Dates) -> Iterator[ForeignRecord]:
    """Return by which questions the brand is measured, and by which decision its components count."""
    newest, satisfied = COMPARISON_KEYS[-1], SATISFACTION_KEYS[-1]
    yield ForeignRecord(
        "",
        BRANDS[0],
        dates.midnight(dates.last - 30 * BRAND_MONTHS),
        {"decision": BRAND_KEY},
        beside={
            "sources": [
                {"component": "awareness", "survey": newest, "question": 0, "driver": DRIVERS[0], "way": "known"},
                {"component": "consideration", "survey": newest, "question": 2, "way": "share"},
                {"component": "trust", "survey": newest, "question": 0, "driver": DRIVERS[0], "way": "top"},
                {"component": "reputation", "survey": newest, "question": 0, "driver": DRIVERS[4], "way": "top"},
                {"component": "recommendation", "survey": satisfied, "question": 0, "way": "mean"},
                {"component": "loyalty", "measure": "repeat_purchase_rate"},
            ]
        },
    )


def _decision(
    dates: Dates,
    key: str,
    title: str,
    day: int,
    values: Mapping[str, Any],
    evaluators: Sequence[tuple[_Sides, list[dict[str, Any]]]],
) -> ForeignRecord:
    made = dates.at(day, FIRST_MINUTE)
    return ForeignRecord(
        key,
        title,
        made,
        values,
        owner=STAFF[0],
        beside={
            "evaluators": [
                {
                    "who": side.who,
                    "invited_at": made,
                    "finished_at": dates.at(day + 2 + place, FIRST_MINUTE + 90),
                    "judgements": judged,
                }
                for place, (side, judged) in enumerate(evaluators)
            ]
        },
    )


def _suits(under: str) -> Weights:
    return {name: SUITS[under][name] for name in _ALTERNATIVES}


def _judged(weights: Weights, side: _Sides, under: str = "") -> Iterator[dict[str, Any]]:
    own = {name: weight * side.leans.get(name, 1.0) for name, weight in weights.items()}
    for left, right in combinations(own, 2):
        favour = favour_of(own[left] / own[right])
        yield {
            "under": under,
            "left": left,
            "right": right,
            "favour": -favour if side.turned == (left, right) else favour,
        }


def favour_of(ratio: float) -> int:
    """Return the answer to a pair whose left thing counts so many times as much as the right, −8 to 8."""
    steps = round(max(ratio, 1 / ratio)) - 1
    return min(steps, MOST) * (1 if ratio >= 1 else -1)


def _options(things: Mapping[str, Text]) -> list[dict[str, str]]:
    return [{"key": key, **words.to_json()} for key, words in things.items()]
