"""Numbers as grades: the share of the others that lies below, and what one person more does to those of all."""

import numpy as np

from crmeter.estimators.arrays import Booleans, Floats


class Grades:
    """The grades of one column: of those below 1, of those level ½; the unknown get the mean, ½.

    Args:
        values: NaN where unknown, shape (n,).

    Attributes:
        known: shape (n,).
        values: grade − ½, 0 where unknown, shape (n,).
    """

    known: Booleans
    values: Floats

    def __init__(self, values: Floats) -> None:
        self.known = np.isfinite(values)
        told = values[self.known]
        _, place, counts = np.unique(told, return_inverse=True, return_counts=True)
        self._place, self._order = place, np.argsort(place, kind="stable")
        self._starts = np.cumsum(counts) - counts
        self.values = np.zeros(len(values))
        self.values[self.known] = ((np.cumsum(counts) - counts / 2) / max(len(told), 1))[place] - 0.5

    def moved_by(self, factors: Floats) -> Floats:
        """Return what each person does, by coming into the grades, to the mean of grade × factor.

        Args:
            factors: one for each person and figure, shape (n, m).

        Returns:
            Shape (n, m): mean over all of (h(x_i, x) − grade(x)) × factor, h = 1 above x_i and ½ at it, over the share
            known; 0 for a person of whom the column is unknown.
        """
        moved = np.zeros_like(factors)
        told = factors[self.known]
        if len(told):
            at = np.add.reduceat(told[self._order], self._starts, axis=0)
            above = at[::-1].cumsum(axis=0)[::-1] - at / 2
            moved[self.known] = (above[self._place] - (self.values[self.known] + 0.5) @ told) / len(told)
        return moved
