"""Value maps from a table with a row for each product."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from crmeter.estimators import RelativePrice
from crmeter.evaluation.external.value_changes import in_order, moves
from crmeter.evaluation.external.value_currency import currency_of, one_currency
from crmeter.evaluation.external.value_places import Axes, PlacedSet, place
from crmeter.evaluation.external.value_study import (
    Sieve,
    ValueStudy,
    check_price_weight,
    meant_product,
    missing,
    repeated,
)
from crmeter.vocabulary import Misused, NotEnoughData, Text
from crmeter.warehouse.connectors.files.columns import Columns

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Score:
    """A column that tells how good products are.

    Args:
        column: its header.
        weight: how much it counts among the scores.
        is_less_better: a lower figure is better, such as of consumption.
        points: what each word is worth where the column holds words; None where it holds numbers.
    """

    column: str
    weight: float = 1.0
    is_less_better: bool = False
    points: Mapping[str, float] | None = None


@dataclass(frozen=True, slots=True)
class ProductFile:
    """Which columns of a file of products tell what.

    Args:
        product: its name.
        price: for equal amounts of the product.
        scores: of quality, each in any unit that begins above 0.
        of_set: the set of equivalent products it is of; None where the file is one set.
        currency: the column of it, or one code for all; None where it was not told.
        share: market share or count of buyers.
        quality_error: standard error of the quality, in its unit; goes with one score of numbers, more being better.
        wave: of the survey.
    """

    product: str
    price: str
    scores: tuple[Score, ...]
    of_set: str | None = None
    currency: str | None = None
    share: str | None = None
    quality_error: str | None = None
    wave: str | None = None

    @property
    def words(self) -> tuple[str, ...]:
        """Columns that are read as words, but for that of the currency."""
        told = (self.product, self.of_set, self.wave, *(each.column for each in self.scores if each.points))
        return tuple(each for each in told if each)

    @property
    def numbers(self) -> tuple[str, ...]:
        """Columns that are read as numbers."""
        scores = (each.column for each in self.scores if not each.points)
        return tuple(each for each in (self.price, *scores, self.share, self.quality_error) if each)


def study_product_columns(
    found: Columns,
    told: ProductFile,
    headers: Sequence[str],
    *,
    us: str | None,
    price_weight: float = 0.5,
    level: float = 0.8,
) -> ValueStudy:
    """Put products on one map for each set and wave.

    Args:
        found: columns that were read.
        told: what they are.
        headers: all that the file has.
        us: our product; None where it is not chosen yet, which makes it the first of the first map.
        price_weight: how much price counts in the market's choice.
        level: probability that an interval holds the truth.

    Raises:
        Misused: a currency or product is not there, weights of scores do not fit, or the weight of price is no share.
        NotEnoughData: no set has two products, or one has prices in different currencies.

    Formula: quality = Σ w s / s̄ over the scores s, 1 / s in place of one of which less is better, s̄ the mean of the
    set. Relative quality is 100 x / x̄ over the set, as relative price is, with the same first-order errors.
    """
    check_price_weight(price_weight)
    by_row, code = currency_of(told.currency, headers)
    if not told.scores or not (
        min(each.weight for each in told.scores) >= 0 < sum(each.weight for each in told.scores)
    ):
        raise Misused(
            "wrong_weights",
            Text("trọng số không âm và không cùng bằng 0", "weights are not negative, and not all are 0"),
        )
    scored = np.stack([_score(found, each) for each in told.scores], axis=1)
    names, price = found.words[told.product], found.numbers[told.price]
    sets, waves = (_words_or_one(found, each) for each in (told.of_set, told.wave))
    sieve = Sieve(len(found), _REASONS)
    sieve.leave_out("no_product", missing(names))
    sieve.leave_out("no_set", missing(sets))
    sieve.leave_out("no_wave", missing(waves))
    sieve.leave_out("no_price", ~(np.isfinite(price) & (price > 0)))
    sieve.leave_out("no_quality", np.asarray(~(np.isfinite(scored) & (scored > 0)).all(axis=1)))
    if by_row is not None:
        sieve.leave_out("no_currency", missing(found.words[by_row]))
    sieve.leave_out("twice", repeated(sets, waves, names, among=sieve.keep))
    maps: list[PlacedSet] = []
    whole = sieve.keep.copy()
    for wave in in_order(waves[whole]):
        for of_set in in_order(sets[whole & (waves == wave)]):
            rows = whole & (waves == wave) & (sets == of_set)
            if rows.sum() < 2:
                sieve.leave_out("alone", rows)
                continue
            axes = _axes(found, told, rows, quality_of(scored[rows], told.scores), level)
            currency = code if by_row is None else one_currency(found.words[by_row][rows])
            maps.append(
                place(
                    axes,
                    price_weight=price_weight,
                    level=level,
                    of_set=None if told.of_set is None else of_set,
                    wave=None if told.wave is None else wave,
                    currency=currency,
                    share=_shares(found, told.share, rows),
                    scored=scored[rows],
                )
            )
    if not maps:
        _refuse_words(found)
        raise NotEnoughData(
            "one_product",
            Text(
                "không nhóm nào có từ hai sản phẩm đủ giá và chất lượng", "no set has two products with their figures"
            ),
            Text("ít nhất hai sản phẩm tương đương", "at least two equivalent products"),
        )
    there = [product for each in maps for product in each.axes.products]
    us = there[0] if us is None else meant_product(us, there, {str(each) for each in names}, sieve.left_out)
    changes = moves(maps, price_weight=price_weight, level=level)
    return ValueStudy(us, None, price_weight, level, tuple(maps), changes, (), sieve.left_out, found.unread)


def _refuse_words(found: Columns) -> None:
    """Raise where a column that has to tell numbers holds words alone, which is why no product has its figures."""
    for column, values in found.numbers.items():
        said = next((each.cell for each in found.unread if each.column == column), None)
        if said is not None and not np.isfinite(values).any():
            raise NotEnoughData("column_of_words", _WORDS.fill(column=column, said=said), _NEEDS_NUMBERS)


def _score(found: Columns, score: Score) -> Floats:
    """Return a score so that more is better; not a number where none is told."""
    if score.points is not None:
        values = np.array([score.points.get(word, np.nan) for word in found.words[score.column]], dtype=np.float64)
    else:
        values = found.numbers[score.column]
    if not score.is_less_better:
        return values
    reciprocal: Floats = np.divide(1.0, values, out=np.full(len(values), np.nan), where=values > 0)
    return reciprocal


def quality_of(scored: Floats, scores: Sequence[Score]) -> Floats:
    """Return the quality of the n products of a set; of one score, in its own unit, in which its error is told.

    Args:
        scored: scores of which more is better, shape (n, k).
        scores: what they are, k of them.
    """
    if len(scores) == 1:
        return scored[:, 0]
    weights = np.array([each.weight for each in scores])
    return np.asarray(scored / scored.mean(axis=0) @ weights / weights.sum())


def _axes(found: Columns, told: ProductFile, rows: NDArray[np.bool_], quality: Floats, level: float) -> Axes:
    price = found.numbers[told.price][rows]
    error = np.full(len(price), np.nan)
    if told.quality_error is not None:
        error = found.numbers[told.quality_error][rows]
        if np.any(error < 0):
            raise Misused(
                "negative_error",
                Text("cột {column} có sai số âm", "the column {column} has a negative error").fill(
                    column=told.quality_error
                ),
            )
    across = RelativePrice().fit(quality, set_code="", currency="", standard_error=error)
    up = RelativePrice().fit(price, set_code="", currency="")
    return Axes(
        tuple(str(each) for each in found.words[told.product][rows]),
        price,
        across.estimates(level),
        up.estimates(level),
        across.standard_errors_,
        np.zeros(len(price)),
        np.zeros(len(price)),
        is_share_of_all=True,
    )


def _shares(found: Columns, column: str | None, rows: NDArray[np.bool_]) -> Floats | None:
    if column is None:
        return None
    share = found.numbers[column][rows]
    return share if np.all(np.isfinite(share) & (share >= 0)) and share.sum() > 0 else None


def _words_or_one(found: Columns, column: str | None) -> NDArray[np.object_]:
    return np.full(len(found), "", dtype=np.object_) if column is None else found.words[column]


_WORDS = Text(
    "cột “{column}” ghi chữ, như “{said}”, không phải số",
    "the column “{column}” holds words, such as “{said}”, and no numbers",
)
_NEEDS_NUMBERS = Text(
    "cột số; hoặc gửi bảng ở trang Bản đồ giá trị và cho biết mỗi chữ đáng mấy điểm",
    "numbers; or send the table on the page Value map and say there how many points each word is worth",
)
_REASONS = {
    "no_product": Text("dòng không có tên sản phẩm", "rows without the name of a product"),
    "no_set": Text("sản phẩm không rõ thuộc nhóm nào", "products whose set is not known"),
    "no_wave": Text("dòng không rõ đợt khảo sát", "rows whose wave is not known"),
    "no_price": Text("sản phẩm không có giá dương", "products without a positive price"),
    "no_quality": Text("sản phẩm không có điểm chất lượng dương", "products without a positive quality"),
    "no_currency": Text("sản phẩm không rõ loại tiền", "products whose currency is not known"),
    "twice": Text("dòng lặp lại một sản phẩm của cùng nhóm", "rows of a product that its set has named before"),
    "alone": Text("sản phẩm đứng một mình trong nhóm", "products alone in their set"),
}
