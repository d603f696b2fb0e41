"""Which brands the respondents of a survey choose, and what they think of each, from the current snapshot."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

import numpy as np
from numpy.typing import NDArray

from crmeter.evaluation.external.brand_choices import BrandChoices
from crmeter.vocabulary import LeftOut, NotEnoughData, Text
from crmeter.warehouse.engine import Engine
from crmeter.warehouse.snapshots import current
from crmeter.warehouse.workspace import Workspace

Floats = NDArray[np.float64]
_MEMORY, _THREADS = "512MB", 2
# With fewer whole answers for each coefficient the intervals of a segment hold less often than they say.
_EACH_COEFFICIENT = 2
_NEEDS = Text(
    "bảng chấm điểm từng hãng, hãng mua lần gần nhất và khả năng mua lần tới",
    "a grid in which brands are rated, the brand bought last, and how likely each is next",
)


@dataclass(frozen=True, slots=True)
class SurveyChoices:
    """The choices of a survey.

    Args:
        choices: whole ones.
        scale: of the ratings.
        customers: the customer of each choice; −1 for one who is not known, shape (n,).
        answered: respondents who answered anything.
        made_at: when the snapshot was made.
        keys: of the response of each choice, shape (n,).
        segments: whole choices by the segment of the customer, the largest first; those known.
        segment: whose customers these choices are of; empty for everybody.
        of_all: whole choices of everybody.
    """

    choices: BrandChoices
    scale: tuple[float, float]
    customers: NDArray[np.int64]
    answered: int
    made_at: datetime
    keys: NDArray[np.int64]
    segments: tuple[tuple[str, int], ...] = ()
    segment: str = ""
    of_all: int = 0

    @property
    def part(self) -> float:
        """How much of the market these choices stand for: everybody who told all that is needed stands for as much."""
        return len(self.choices) / self.of_all if self.segment else 1.0


def survey_choices(workspace: Workspace, survey: int, segment: str = "") -> SurveyChoices:
    """Read the choices of one wave of a survey.

    Args:
        workspace: whose warehouse.
        survey: the number of the wave.
        segment: only of the customers in it; empty for everybody.

    Raises:
        NotEnoughData: nobody has answered what a choice is made of.
    """
    snapshot = current(workspace)
    paths = [] if snapshot is None else snapshot.paths(workspace, "survey_answers")
    if snapshot is None or not paths:
        raise _nothing()
    customers = snapshot.paths(workspace, "customers")
    with Engine(_MEMORY, _THREADS) as engine:
        engine.attach("survey_answers", paths)
        everybody = _put_together(rows := _answers(engine, survey), snapshot.made_at)
        if not customers:
            return everybody if not segment else _of_segment(rows, everybody, {}, segment)
        engine.attach("customers", customers)
        segments = dict(
            engine.rows(
                "SELECT customer_key, segment FROM customers WHERE segment <> ''"
                f" AND customer_key IN (SELECT customer_key FROM survey_answers WHERE survey_key = {int(survey)})"
            )
        )
    known = Counter(segments[customer] for customer in everybody.customers.tolist() if customer in segments)
    everybody = replace(everybody, segments=tuple(known.most_common()))
    return everybody if not segment else _of_segment(rows, everybody, segments, segment)


def choices_among(engine: Engine, survey: int, made_at: datetime, last_day: date | None = None) -> SurveyChoices:
    """Return the choices of one wave among the answers that an engine reads.

    Args:
        engine: where `survey_answers` is readable.
        survey: the number of the wave.
        made_at: when the snapshot was made.
        last_day: the last one that is seen; None sees all.

    Raises:
        NotEnoughData: nobody has answered what a choice is made of.
    """
    return _put_together(_answers(engine, survey, last_day), made_at)


def _answers(engine: Engine, survey: int, last_day: date | None = None) -> list[tuple[Any, ...]]:
    until = "" if last_day is None else f" AND answered_on <= DATE '{last_day.isoformat()}'"
    return engine.rows(
        "SELECT response_key, question_kind, driver, brand, value::DOUBLE, low, high, coalesce(customer_key, -1)"
        " FROM survey_answers"
        f" WHERE survey_key = {int(survey)} AND question_kind IN"
        f" ('rating', 'last_brand', 'next_brand', 'spend', 'frequency'){until} ORDER BY answer_key"
    )


def _of_segment(
    rows: list[tuple[Any, ...]], everybody: SurveyChoices, segments: Mapping[int, str], segment: str
) -> SurveyChoices:
    """Return the choices of the customers in a segment; what is rated in no way by any of them is not known there."""
    own = [row for row in rows if segments.get(row[7]) == segment]
    try:
        found = _put_together(own, everybody.made_at)
    except NotEnoughData as lacking:
        raise NotEnoughData("no_choices", _NOT_IN_SEGMENT.fill(segment=segment), _NEEDS) from lacking
    if found.choices.brands != everybody.choices.brands or found.choices.drivers != everybody.choices.drivers:
        raise NotEnoughData("other_brands", _NOT_ALL_RATED.fill(segment=segment), _NEEDS)
    coefficients, n = len(found.choices.drivers) + 1, len(found.choices)
    if n < _EACH_COEFFICIENT * coefficients:
        raise NotEnoughData(
            "few_in_segment",
            _FEW_IN_SEGMENT.fill(segment=segment, n=n, k=coefficients),
            _WHOLE_ANSWERS.fill(least=_EACH_COEFFICIENT * coefficients),
        )
    return replace(
        found, scale=everybody.scale, segments=everybody.segments, segment=segment, of_all=len(everybody.choices)
    )


def _put_together(rows: list[tuple[Any, ...]], made_at: datetime) -> SurveyChoices:
    rated = [row for row in rows if row[1] == "rating" and row[3] is not None]
    brands = tuple(dict.fromkeys(row[3] for row in rated))
    drivers = tuple(dict.fromkeys(row[2] for row in rated))
    kinds = {row[1] for row in rows}
    if len(brands) < 2 or not {"last_brand", "next_brand"} <= kinds:
        raise _nothing()
    people = {key: place for place, key in enumerate(dict.fromkeys(row[0] for row in rows))}
    at, of = ({name: place for place, name in enumerate(names)} for names in (brands, drivers))
    n = len(people)
    attributes = np.full((n, len(brands), len(drivers)), np.nan)
    shares, last = np.zeros((n, len(brands))), np.full(n, -1, dtype=np.int64)
    spend, frequency = np.full(n, np.nan), np.full(n, np.nan)
    customers = np.full(n, -1, dtype=np.int64)
    for key, kind, driver, brand, value, _, _, customer in rows:
        who = people[key]
        customers[who] = customer
        if kind == "spend":
            spend[who] = value
        elif kind == "frequency":
            frequency[who] = value
        elif brand in at and kind == "last_brand":
            last[who] = at[brand]
        elif brand in at and kind == "next_brand" and value is not None:
            shares[who, at[brand]] = value
        elif brand in at and kind == "rating" and value is not None:
            attributes[who, at[brand], of[driver]] = value
    ends = [(row[5], row[6]) for row in rated if row[5] is not None and row[6] is not None]
    values = [row[4] for row in rated if row[4] is not None]
    scale = (float(ends[0][0]), float(ends[0][1])) if ends else (min(values), max(values))
    known = customers.astype(np.object_)
    known[customers < 0] = None
    choices = _whole(brands, drivers, attributes, shares, last, spend, frequency, known)
    keys = np.fromiter(people, dtype=np.int64, count=n)
    return SurveyChoices(choices, scale, customers[choices.respondents], n, made_at, keys=keys[choices.respondents])


def _whole(
    brands: tuple[str, ...],
    drivers: tuple[str, ...],
    attributes: Floats,
    shares: Floats,
    last: NDArray[np.int64],
    spend: Floats,
    frequency: Floats,
    known: NDArray[np.object_],
) -> BrandChoices:
    """Leave out, and count, respondents of whom something is missing; a brand that is rated in no way is not known."""
    missing: NDArray[np.bool_] = np.isnan(attributes)
    available: NDArray[np.bool_] = np.logical_not(missing.all(axis=2))
    total = shares.sum(axis=1, keepdims=True)
    chances = np.divide(shares, total, out=np.full_like(shares, np.nan), where=total > 0)
    rows = np.arange(len(last))
    reasons = {
        "no_last": last < 0,
        "no_choice": total[:, 0] <= 0,
        "not_rated": np.asarray((missing & available[:, :, None]).any(axis=(1, 2))),
        "one_brand": available.sum(axis=1) < 2,
        "unknown_brand": ~available[rows, np.maximum(last, 0)] | ((shares > 0) & ~available).any(axis=1),
        "no_spend": ~(spend > 0),
        "no_frequency": ~(frequency > 0),
    }
    left = np.zeros(len(last), dtype=np.bool_)
    counted = []
    for code, gone in reasons.items():
        counted.append(LeftOut(code, _REASONS[code], int((gone & ~left).sum())))
        left |= gone
    keep = ~left
    if not keep.any():
        raise _nothing()
    return BrandChoices(
        brands=brands,
        drivers=drivers,
        attributes=np.where(available[keep][:, :, None], attributes[keep], 0.0),
        available=available[keep],
        last=last[keep],
        shares=chances[keep],
        respondents=np.flatnonzero(keep),
        weights=None,
        spend=spend[keep],
        frequency=frequency[keep],
        left_out=tuple(each for each in counted if each.n),
        people=known[keep],
    )


def _nothing() -> NotEnoughData:
    return NotEnoughData(
        "no_choices",
        Text(
            "chưa ai trả lời đủ để biết họ chọn hãng nào", "nobody has answered all that tells which brand they choose"
        ),
        _NEEDS,
    )


_NOT_IN_SEGMENT = Text(
    "chưa khách nào trong phân khúc “{segment}” trả lời đủ để biết họ chọn hãng nào",
    "no customer in the segment “{segment}” has answered all that tells which brand they choose",
)
_FEW_IN_SEGMENT = Text(
    "phân khúc “{segment}” có {n} câu trả lời đủ cho {k} hệ số",
    "the segment “{segment}” has whole answers of {n} people for {k} coefficients",
)
_WHOLE_ANSWERS = Text("ít nhất {least} câu trả lời đủ", "whole answers of at least {least} people")
_NOT_ALL_RATED = Text(
    "khách trong phân khúc “{segment}” chưa chấm điểm đủ mọi hãng và mọi mặt",
    "customers in the segment “{segment}” have not rated all brands in all aspects",
)
_REASONS = {
    "no_last": Text("không cho biết hãng mua lần gần nhất", "did not tell the brand bought last"),
    "no_choice": Text(
        "không cho biết sẽ mua hãng nào trong các hãng được chấm", "did not tell which of the rated brands comes next"
    ),
    "not_rated": Text("bỏ trống một mặt của hãng đã chấm", "left out an aspect of a brand that they rated"),
    "one_brand": Text("chỉ chấm một hãng", "rated one brand only"),
    "unknown_brand": Text(
        "mua hoặc sẽ mua hãng không chấm điểm", "bought, or will buy, a brand that they did not rate"
    ),
    "no_spend": Text("không cho biết số tiền một lần mua", "did not tell the money of one purchase"),
    "no_frequency": Text("không cho biết số lần mua một năm", "did not tell how often they buy in a year"),
}
