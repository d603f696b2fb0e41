"""Ratings of products by respondents, read from a file, wave by wave."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from crmeter.evaluation.external.value_changes import in_order
from crmeter.evaluation.external.value_currency import currency_of, one_currency
from crmeter.evaluation.external.value_study import Sieve, missing, repeated
from crmeter.vocabulary import LeftOut, Misused, NotEnoughData, Text, Work
from crmeter.warehouse.connectors.files import Answers
from crmeter.warehouse.connectors.files.columns import Columns, UnreadCell, read_columns

Floats = NDArray[np.float64]
Words = NDArray[np.str_]


@dataclass(frozen=True, slots=True)
class RatedFile:
    """Which columns of a file of ratings tell what.

    Args:
        respondent: who rates.
        product: what they rate.
        attributes: columns of ratings, on a scale that begins above 0.
        price: what the respondent paid or thinks it costs.
        given: weight of each attribute, where somebody set them.
        stated: columns of the points that the respondent gives to the importance of each attribute, in their order.
        overall: the column of the overall rating, from which weights are derived.
        currency: the column of it, or one code for all; None where it was not told.
        wave: of the survey.
    """

    respondent: str
    product: str
    attributes: tuple[str, ...]
    price: str
    given: Mapping[str, float] | None = None
    stated: tuple[str, ...] | None = None
    overall: str | None = None
    currency: str | None = None
    wave: str | None = None


@dataclass(frozen=True, slots=True, eq=False)
class RatedWave:
    """What the respondents of one wave said, n rows.

    Args:
        wave: None where the file has none.
        respondent: shape (n,).
        product: shape (n,).
        rating: shape (n, k); not a number where not rated.
        price: shape (n,); not a number where not told.
        points: of importance, shape (n, k); None unless stated.
        overall: shape (n,); None unless weights are derived.
    """

    wave: str | None
    respondent: Words
    product: Words
    rating: Floats
    price: Floats
    points: Floats | None
    overall: Floats | None


@dataclass(frozen=True, slots=True, eq=False)
class Rated:
    """Ratings by wave, with what was left out.

    Args:
        waves: in their order.
        currency: of the prices; None where it was not told.
        left_out: rows and products that were not used.
        unread: cells that were no numbers.
    """

    waves: tuple[RatedWave, ...]
    currency: str | None
    left_out: tuple[LeftOut, ...]
    unread: tuple[UnreadCell, ...]


def read_ratings(path: Path, told: RatedFile, answers: Answers, work: Work | None = None) -> Rated:
    """Read who rates what how.

    Args:
        path: the file, a row for each respondent and product, and wave.
        told: what its columns are.
        answers: encoding, sheet and decimal mark, as far as they were said.
        work: told the progress.

    Raises:
        Misused: a column or currency is not there, or a rating is not positive.
        NotEnoughData: prices are in different currencies, or fewer than two products have their ratings and price.
    """
    by_row, code = currency_of(path, told.currency, answers)
    words = [each for each in (told.respondent, told.product, told.wave, by_row) if each]
    more = [*(told.stated or ()), *([told.overall] if told.overall else [])]
    found = read_columns(path, answers, words=words, numbers=[*told.attributes, told.price, *more], work=work)
    who, what = found.words[told.respondent], found.words[told.product]
    waves = found.words[told.wave] if told.wave else np.full(len(found), "", dtype=np.object_)
    rating = np.stack([found.numbers[each] for each in told.attributes], axis=1)
    if np.any(rating <= 0):
        raise Misused("not_positive", _NOT_POSITIVE)
    price = np.where(found.numbers[told.price] > 0, found.numbers[told.price], np.nan)
    sieve = Sieve(len(found), _REASONS)
    sieve.leave_out("nobody", missing(who) | missing(what))
    sieve.leave_out("no_wave", missing(waves))
    sieve.leave_out("not_rated", np.isnan(rating).all(axis=1) & np.isnan(price))
    sieve.leave_out("twice", repeated(waves, who, what, among=sieve.keep))
    if by_row is not None:
        sieve.leave_out("no_currency", missing(found.words[by_row]))
    for wave in in_order(waves[sieve.keep]):
        here = sieve.keep & (waves == wave)
        # A product that lacks an attribute or a price has no place on the map.
        dark = [name for name in set(what[here]) if _is_dark(rating, price, here & (what == name))]
        sieve.leave_out("not_rated_whole", here & np.isin(what, np.array(dark, dtype=np.object_)), n=len(dark))
        here &= sieve.keep
        if len(set(what[here])) == 1:
            sieve.leave_out("alone", here, n=1)
    if "alone" in {each.code for each in sieve.left_out} and not sieve.keep.any():
        raise NotEnoughData(
            "one_product",
            Text("mới có điểm và giá của một sản phẩm", "ratings and prices of one product alone are known"),
            Text("ít nhất một sản phẩm đối thủ", "at least one competitor"),
        )
    if not sieve.keep.any():
        raise NotEnoughData(
            "no_ratings",
            Text("không có dòng nào đủ điểm và giá", "no row has ratings and a price"),
            Text("điểm của các sản phẩm theo mọi tiêu chí, và giá", "ratings by all attributes, and prices"),
        )
    if by_row is not None:
        code = one_currency(found.words[by_row][sieve.keep])
    parts = tuple(
        _wave(found, told, wave, sieve.keep & (waves == wave), rating, price) for wave in in_order(waves[sieve.keep])
    )
    return Rated(parts, code, sieve.left_out, found.unread)


def _is_dark(rating: Floats, price: Floats, rows: NDArray[np.bool_]) -> bool:
    return bool(np.isnan(rating[rows]).all(axis=0).any() or np.isnan(price[rows]).all())


def _wave(
    found: Columns, told: RatedFile, wave: str, rows: NDArray[np.bool_], rating: Floats, price: Floats
) -> RatedWave:
    return RatedWave(
        wave if told.wave else None,
        found.words[told.respondent][rows].astype(np.str_),
        found.words[told.product][rows].astype(np.str_),
        rating[rows],
        price[rows],
        np.stack([found.numbers[each][rows] for each in told.stated], axis=1) if told.stated else None,
        found.numbers[told.overall][rows] if told.overall else None,
    )


_NOT_POSITIVE = Text(
    "có điểm bằng 0 hoặc âm: tỷ số của điểm chỉ có nghĩa khi thang điểm bắt đầu trên 0",
    "a rating is 0 or negative: ratios of ratings need a scale that begins above 0",
)
_REASONS = {
    "nobody": Text("dòng không rõ ai chấm, hoặc chấm sản phẩm nào", "rows that do not tell who rated, or what"),
    "no_wave": Text("dòng không rõ đợt khảo sát", "rows whose wave is not known"),
    "not_rated": Text("dòng không có điểm, cũng không có giá dương", "rows without any rating or positive price"),
    "twice": Text("dòng lặp lại một sản phẩm của cùng người", "rows of a product that the same person rated before"),
    "no_currency": Text("dòng không rõ loại tiền", "rows whose currency is not known"),
    "alone": Text("sản phẩm đứng một mình trong đợt khảo sát", "products alone in their wave"),
    "not_rated_whole": Text(
        "sản phẩm không ai chấm theo một tiêu chí, hoặc không ai cho biết giá",
        "products that nobody rated by one of the attributes, or whose price nobody told",
    ),
}
