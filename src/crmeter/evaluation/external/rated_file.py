"""Which columns of a file of ratings tell what, and the ratings that they tell."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from crmeter.evaluation.external.rated_waves import Rated, RatedRows, sifted
from crmeter.evaluation.external.value_currency import currency_of
from crmeter.vocabulary import Work
from crmeter.warehouse.connectors.files import Answers
from crmeter.warehouse.connectors.files.columns import Columns, headers_of, read_columns


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

    @property
    def words(self) -> tuple[str, ...]:
        """Columns that are read as words, but for that of the currency."""
        return tuple(each for each in (self.respondent, self.product, self.wave) if each)

    @property
    def numbers(self) -> tuple[str, ...]:
        """Columns that are read as numbers."""
        return tuple(each for each in (*self.attributes, self.price, *(self.stated or ()), self.overall) if each)


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
    by_row, _ = currency_of(told.currency, headers_of(path, answers))
    words = [*told.words, *([by_row] if by_row else [])]
    found = read_columns(path, answers, words=words, numbers=told.numbers, work=work)
    return rated_in(found, told, headers_of(path, answers))


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
