"""Choices among brands, whole, with what was left out and why."""

from dataclasses import dataclass, replace
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from crmeter.vocabulary import LeftOut
from crmeter.warehouse.connectors.files.columns import UnreadCell

Floats = NDArray[np.float64]
_BY_CHOICE = ("attributes", "available", "last", "shares", "respondents", "weights", "spend", "frequency", "people")


@dataclass(frozen=True, slots=True)
class BrandChoices:
    """Who chose what, n choices among J brands by K drivers.

    Args:
        brands: names, J of them.
        drivers: names, K of them.
        attributes: shape (n, J, K).
        available: whether the respondent knew the brand, shape (n, J).
        last: place of the brand bought before, shape (n,); −1 of all where nobody is known to have bought before.
        shares: how probable each brand is, 1 for the one that was chosen, shape (n, J).
        respondents: whose choice it is, shape (n,).
        weights: of choices, shape (n,), or None.
        spend: money of one purchase, shape (n,), or None.
        frequency: purchases a year, shape (n,), or None.
        left_out: choices that were not whole.
        unread: cells that were no numbers.
        people: by what each is known from one wave to the next, None for nobody known, shape (n,); None where it is not
            told.
    """

    brands: tuple[str, ...]
    drivers: tuple[str, ...]
    attributes: Floats
    available: NDArray[np.bool_]
    last: NDArray[np.int64]
    shares: Floats
    respondents: NDArray[np.int64]
    weights: Floats | None
    spend: Floats | None
    frequency: Floats | None
    left_out: tuple[LeftOut, ...]
    unread: tuple[UnreadCell, ...] = ()
    people: NDArray[np.object_] | None = None

    def __len__(self) -> int:
        return len(self.last)

    @property
    def has_last(self) -> bool:
        """Whether it is known what was bought before."""
        return bool((self.last >= 0).any())

    def mean_ratings(self) -> Floats:
        """Return how each brand is rated by those who know it, shape (J, K); not a number where nobody does."""
        weights = np.ones(len(self)) if self.weights is None else self.weights
        counted = self.available * weights[:, None]
        with np.errstate(invalid="ignore", divide="ignore"):
            return np.asarray(np.einsum("nj,njk->jk", counted, self.attributes) / counted.sum(axis=0)[:, None])

    def part(self, rows: NDArray[np.bool_]) -> Self:
        """Return some of the choices."""
        some: dict[str, Any] = {
            name: None if getattr(self, name) is None else getattr(self, name)[rows] for name in _BY_CHOICE
        }
        return replace(self, **some)

    def also_left_out(self, *more: LeftOut) -> Self:
        """Return the same with more that was left out."""
        return replace(self, left_out=(*self.left_out, *(each for each in more if each.n)))

    def with_constants(self) -> Self:
        """Return the same with an attribute of its own for each brand but the first, for what no driver tells."""
        shape = (len(self), len(self.brands), len(self.brands) - 1)
        own = np.broadcast_to(np.eye(len(self.brands))[:, 1:], shape)
        attributes = np.concatenate([self.attributes, own], axis=2)
        return replace(self, attributes=attributes, drivers=(*self.drivers, *self.brands[1:]))
