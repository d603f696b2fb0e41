"""Ratings of products by respondents, wave by wave, and which of them a value map can use."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from crmeter.evaluation.external.value_changes import in_order
from crmeter.evaluation.external.value_currency import one_currency
from crmeter.evaluation.external.value_study import Sieve, missing, repeated
from crmeter.vocabulary import LeftOut, Misused, NotEnoughData, Text
from crmeter.warehouse.connectors.files.columns import UnreadCell

Floats = NDArray[np.float64]
Words = NDArray[np.str_]


@dataclass(frozen=True, slots=True, eq=False)
class RatedRows:
    """Who says what of which product, n rows, before anything is left out.

    Args:
        respondent: shape (n,); None where it is not known.
        product: shape (n,); likewise.
        wave: shape (n,); likewise. None where there is one wave.
        rating: shape (n, k); not a number where not rated.
        price: shape (n,); not a number where not told.
        points: of importance, shape (n, k); None unless stated.
        overall: shape (n,); None unless weights are derived.
        currency: of each row, shape (n,); None where it is not of rows.
    """

    respondent: NDArray[np.object_]
    product: NDArray[np.object_]
    wave: NDArray[np.object_] | None
    rating: Floats
    price: Floats
    points: Floats | None = None
    overall: Floats | None = None
    currency: NDArray[np.object_] | None = None


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
        share: of the market, or buyers, by product; None where it was not told.
    """

    wave: str | None
    respondent: Words
    product: Words
    rating: Floats
    price: Floats
    points: Floats | None
    overall: Floats | None
    share: Mapping[str, float] | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Rated:
    """Ratings by wave, with what was left out.

    Args:
        waves: in their order.
        currency: of the prices; None where it was not told.
        left_out: rows and products that were not used.
        unread: cells that were no numbers.
        is_price_felt: prices are scores of how dear a product seems, not money.
    """

    waves: tuple[RatedWave, ...]
    currency: str | None
    left_out: tuple[LeftOut, ...]
    unread: tuple[UnreadCell, ...]
    is_price_felt: bool = False


def sifted(rows: RatedRows, currency: str | None = None, unread: tuple[UnreadCell, ...] = ()) -> Rated:
    """Leave out, and count, what a value map cannot use.

    Args:
        rows: all there are.
        currency: of all prices; None where rows tell it, or nothing does.
        unread: cells that were no numbers.

    Raises:
        Misused: a rating is not positive, or a word is no currency.
        NotEnoughData: prices are in different currencies, or fewer than two products have their ratings and price.
    """
    who, what, rating = rows.respondent, rows.product, rows.rating
    waves = np.full(len(who), "", dtype=np.object_) if rows.wave is None else rows.wave
    if np.any(rating <= 0):
        raise Misused("not_positive", _NOT_POSITIVE)
    price = np.where(rows.price > 0, rows.price, np.nan)
    sieve = Sieve(len(who), _REASONS)
    sieve.leave_out("nobody", missing(who) | missing(what))
    sieve.leave_out("no_wave", missing(waves))
    sieve.leave_out("not_rated", np.isnan(rating).all(axis=1) & np.isnan(price))
    sieve.leave_out("twice", repeated(waves, who, what, among=sieve.keep))
    if rows.currency is not None:
        sieve.leave_out("no_currency", missing(rows.currency))
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
    if rows.currency is not None:
        currency = one_currency(rows.currency[sieve.keep])
    parts = tuple(_wave(rows, wave, sieve.keep & (waves == wave), price) for wave in in_order(waves[sieve.keep]))
    return Rated(parts, currency, sieve.left_out, unread)


def _is_dark(rating: Floats, price: Floats, rows: NDArray[np.bool_]) -> bool:
    return bool(np.isnan(rating[rows]).all(axis=0).any() or np.isnan(price[rows]).all())


def _wave(rows: RatedRows, wave: str, here: NDArray[np.bool_], price: Floats) -> RatedWave:
    return RatedWave(
        None if rows.wave is None else wave,
        rows.respondent[here].astype(np.str_),
        rows.product[here].astype(np.str_),
        rows.rating[here],
        price[here],
        None if rows.points is None else rows.points[here],
        None if rows.overall is None else rows.overall[here],
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
