"""A truth: something known about the sample company because it was put there."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from crmeter.demo.books import Books
from crmeter.demo.csv_files import code_of
from crmeter.vocabulary import Text, formats

Json: TypeAlias = "Mapping[str, Json] | Sequence[Json] | str | int | float | bool | None"


@dataclass(frozen=True, slots=True)
class Truth:
    """A planted truth.

    Args:
        id: the name it is asked for by.
        sentence: what is true, in both languages.
        figures: the numbers of it; counts and đồng are exact, shares are within 0..1.
        customers: codes of the customers it is about.
        orders: codes of the orders it is about.
    """

    id: str
    sentence: Text
    figures: Mapping[str, Json]
    customers: Sequence[str] = field(default_factory=tuple)
    orders: Sequence[str] = field(default_factory=tuple)

    def to_json(self) -> dict[str, Json]:
        """Return it as it is written in `truths.json`."""
        return {
            "id": self.id,
            "sentence": self.sentence.to_json(),
            "figures": self.figures,
            "customers": self.customers,
            "orders": self.orders,
        }


def customer_codes(books: Books, index: NDArray[np.int64]) -> list[str]:
    """Return the codes of customers, as they stand in the files."""
    return [code_of("KH", 6, number) for number in books.customers.number[index].tolist()]


def order_codes(index: NDArray[np.int64]) -> list[str]:
    """Return the codes of orders, as they stand in the files."""
    return [code_of("DH", 7, at + 1) for at in index.tolist()]


def percent(share: float) -> Text:
    """Return a share as people write it: 12%, 1,5% and 1.5%."""
    digits = 0 if round(100 * share, 6).is_integer() else 1
    return Text(formats.percent(share, "vi", digits), formats.percent(share, "en", digits))


def points(value: float) -> Text:
    """Return points of a scale as people write them: 0,7 and 0.7."""
    return Text(formats.number(value, "vi", 1), formats.number(value, "en", 1))


def share(part: int, whole: int) -> float | None:
    """Return a part of a whole to six decimals, or nothing of nothing."""
    return round(part / whole, 6) if whole else None
