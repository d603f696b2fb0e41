"""Which columns of a file of ratings tell what, and the ratings that they tell."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from crmeter.evaluation.external.rated_waves import Rated, RatedRows, sifted
from crmeter.evaluation.external.value_currency import currency_of
from crmeter.vocabulary import Work
from crmeter.warehouse.connectors.files import Answers
from crmeter.warehouse.connectors.files.brand_grid import columns_by_brand, shared_brands
from crmeter.warehouse.connectors.files.columns import Columns, headers_of, read_columns


@dataclass(frozen=True, slots=True)
class RatedFile:
    """Which columns of a file of ratings tell what.

    Args:
        respondent: who rates.
        product: what they rate; None where a row holds all that somebody rates, a column for each brand. Attributes,
            price and overall are then what stands beside the brand, `taste` of `B_taste` or `taste [B]`.
        attributes: columns of ratings, on a scale that begins above 0.
        price: what the respondent paid or thinks it costs.
        given: weight of each attribute, where somebody set them.
        stated: columns of the points that the respondent gives to the importance of each attribute, in their order.
        overall: the column of the overall rating, from which weights are derived.
        currency: the column of it, or one code for all; None where it was not told.
        wave: of the survey.
    """

    respondent: str
    product: str | None
    attributes: tuple[str, ...]
    price: str
    given: Mapping[str, float] | None = None
    stated: tuple[str, ...] | None = None
    overall: str | None = None
    currency: str | None = None
    wave: str | None = None

    @property
    def words(self) -> tuple[str, ...]:
        """Columns that are read as words, but for that of the currency."""
        return tuple(each for each in (self.respondent, self.product, self.wave) if each)

    def numbers(self, headers: Sequence[str]) -> tuple[str, ...]:
        """Return the columns that are read as numbers.

        Args:
            headers: of the file.

        Raises:
            Misused: see `cells`.
        """
        if self.product is None:
            cells = self.cells(headers).values()
            return tuple(dict.fromkeys([*(header for each in cells for header in each.values()), *(self.stated or ())]))
        return tuple(each for each in (*self.attributes, self.price, *(self.stated or ()), self.overall) if each)

    def cells(self, headers: Sequence[str]) -> Mapping[str, Mapping[str, str]]:
        """Return by aspect and brand the column that rates it, of a file with a row for each respondent.

        Raises:
            Misused: an aspect has no columns, two of one brand, or other brands than the next.
        """
        aspects = [*self.attributes, self.price, *([self.overall] if self.overall else [])]
        found = {aspect: columns_by_brand(aspect, headers) for aspect in aspects}
        shared_brands(list(found.values()))
        return found


def read_ratings(path: Path, told: RatedFile, answers: Answers, work: Work | None = None) -> Rated:
    """Read who rates what how.

    Args:
        path: the file, a row for each respondent and product, or respondent, and wave.
        told: what its columns are.
        answers: encoding, sheet and decimal mark, as far as they were said.
        work: told the progress.

    Raises:
        Misused: a column or currency is not there, or a rating is not positive.
        NotEnoughData: prices are in different currencies, or fewer than two products have their ratings and price.
    """
    headers = headers_of(path, answers)
    by_row, _ = currency_of(told.currency, headers)
    words = [*told.words, *([by_row] if by_row else [])]
    found = read_columns(path, answers, words=words, numbers=told.numbers(headers), work=work)
    return rated_in(found, told, headers)


def rated_in(found: Columns, told: RatedFile, headers: Sequence[str]) -> Rated:
    """Take the ratings out of columns that were read.

    Args:
        found: the columns.
        told: what they are.
        headers: all that the file has.

    Raises:
        Misused: a currency is none, or a rating is not positive.
        NotEnoughData: prices are in different currencies, or fewer than two products have their ratings and price.
    """
    by_row, code = currency_of(told.currency, headers)
    if told.product is None:
        return sifted(_brands_below_each_other(found, told, by_row), code, found.unread)
    rows = RatedRows(
        found.words[told.respondent],
        found.words[told.product],
        found.words[told.wave] if told.wave else None,
        np.stack([found.numbers[each] for each in told.attributes], axis=1),
        found.numbers[told.price],
        np.stack([found.numbers[each] for each in told.stated], axis=1) if told.stated else None,
        found.numbers[told.overall] if told.overall else None,
        found.words[by_row] if by_row else None,
    )
    return sifted(rows, code, found.unread)


def _brands_below_each_other(found: Columns, told: RatedFile, by_row: str | None) -> RatedRows:
    """Return a row for each respondent and brand of rows that hold all brands."""
    # Of a kept table only the columns that were said to matter are there.
    cells = told.cells(list(found.numbers))
    brands, n = list(cells[told.price]), len(found)

    def words(column: str | None) -> NDArray[np.object_] | None:
        return np.tile(found.words[column], len(brands)) if column else None

    def numbers(aspect: str) -> NDArray[np.float64]:
        return np.concatenate([found.numbers[cells[aspect][brand]] for brand in brands])

    stated = [np.tile(found.numbers[each], len(brands)) for each in told.stated or ()]
    return RatedRows(
        np.tile(found.words[told.respondent], len(brands)),
        np.repeat(np.array(brands, dtype=np.object_), n),
        words(told.wave),
        np.stack([numbers(each) for each in told.attributes], axis=1),
        numbers(told.price),
        np.stack(stated, axis=1) if stated else None,
        numbers(told.overall) if told.overall else None,
        words(by_row),
    )
