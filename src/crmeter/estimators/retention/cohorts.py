"""Which share of the customers who began together is still active, month after month."""

from typing import Self

import numpy as np
from numpy.typing import ArrayLike, NDArray

from crmeter.estimators.arrays import Floats, Integers
from crmeter.estimators.intervals import wilson
from crmeter.vocabulary import Interval, LeftOut, NotEnoughData, Text

INCOMPLETE = Text("kỳ cuối chưa kết thúc", "the last period has not ended")


class CohortRetention:
    """The retention triangle and the curve that pools its cohorts.

    Attributes (after fit):
        cohorts_: the cohorts, ascending, shape (c,).
        sizes_: customers of each, shape (c,).
        retention_: share active by cohort and age, shape (c, a + 1); NaN where the period has not been seen
            whole. Read it through `share`, which gives None there.
        curve_: share active by age over all cohorts that reached it, weighted by size, shape (a + 1,).
        customers_at_: customers behind each point of the curve, shape (a + 1,).
        n_: customers in all cohorts.
        left_out_: what the incomplete last period took away: cells of the triangle and why.

    Formula: retention(c, k) = active(c, k) / size(c); curve(k) = Σ active(c, k) / Σ size(c) over cohorts with
    c + k ≤ the last complete period. Intervals: Wilson 1927. Source: Fader & Hardie 2007, J. Interactive
    Marketing 21(1) (retention by cohort); pooling by customers at risk as in Kaplan & Meier 1958.
    """

    cohorts_: Integers
    sizes_: Integers
    retention_: Floats
    curve_: Floats
    customers_at_: Integers
    n_: int
    left_out_: tuple[LeftOut, ...]
    _active: Integers
    _seen: NDArray[np.bool_]

    def fit(
        self,
        cohort: ArrayLike,
        age: ArrayLike,
        active: ArrayLike,
        size: ArrayLike,
        last_complete: int | None = None,
    ) -> Self:
        """Take the counts of the triangle, one row per cohort and age; a missing row counts nobody active.

        Args:
            cohort: period in which the customers began, as a running number (months since any fixed month).
            age: periods since then, from 0.
            active: customers of the cohort active in period cohort + age.
            size: customers of the cohort, the same in each of its rows.
            last_complete: running number of the last period that has ended; later cells are left out and
                counted. By default the latest period that occurs.

        Raises:
            NotEnoughData: no cohort has a complete period.
            ValueError: counts contradict each other, or a cell comes twice.
        """
        columns = [_whole(values) for values in (cohort, age, active, size)]
        _check(*columns)
        births, ages, counts, sizes = columns
        last = int((births + ages).max(initial=-1)) if last_complete is None else last_complete
        self.left_out_ = _left_out(int((births + ages > last).sum()))
        complete = births <= last
        if not complete.any():
            raise NotEnoughData(
                "no_complete_period",
                Text("chưa nhóm khách nào có một kỳ trọn vẹn", "no cohort has a complete period yet"),
                Text("ít nhất một kỳ đã kết thúc", "at least one period that has ended"),
            )
        self.cohorts_, first = np.unique(births[complete], return_index=True)
        self.sizes_ = sizes[complete][first]
        self.n_ = int(self.sizes_.sum())
        self._seen = self.cohorts_[:, None] + np.arange(last - self.cohorts_[0] + 1) <= last
        self._active = np.zeros(self._seen.shape, dtype=np.int64)
        inside = births + ages <= last
        self._active[np.searchsorted(self.cohorts_, births[inside]), ages[inside]] = counts[inside]
        self.retention_ = np.where(self._seen, self._active / self.sizes_[:, None], np.nan)
        self.customers_at_ = (self._seen * self.sizes_[:, None]).sum(axis=0)
        self.curve_ = self._active.sum(axis=0) / self.customers_at_
        return self

    @property
    def ages(self) -> range:
        """The ages that at least one cohort has reached."""
        return range(len(self.curve_))

    def share(self, cohort: int, age: int) -> float | None:
        """Return the share of a cohort active at an age, or None where that has not been seen."""
        cell = self._cell(cohort, age)
        return None if cell is None else float(self.retention_[cell])

    def active(self, cohort: int, age: int) -> int | None:
        """Return how many of a cohort were active at an age, or None where that has not been seen."""
        cell = self._cell(cohort, age)
        return None if cell is None else int(self._active[cell])

    def interval(self, cohort: int, age: int, level: float = 0.8) -> Interval | None:
        """Return the Wilson interval of a cell, or None where it has not been seen."""
        cell = self._cell(cohort, age)
        return None if cell is None else wilson(int(self._active[cell]), int(self.sizes_[cell[0]]), level)

    def curve_interval(self, age: int, level: float = 0.8) -> Interval | None:
        """Return the Wilson interval of a point of the curve, or None beyond it.

        It is that of the customers behind the point taken as alike; what sets one cohort apart from the next
        is not in it.
        """
        if age not in self.ages:
            return None
        return wilson(int(self._active[:, age].sum()), int(self.customers_at_[age]), level)

    def expected_survivors(self, size: float, age: int) -> float | None:
        """Return how many of `size` newcomers the curve expects to be active at an age, None beyond it."""
        return size * float(self.curve_[age]) if age in self.ages else None

    def matrix(self) -> tuple[tuple[float | None, ...], ...]:
        """Return the triangle, one row per cohort, with None where nothing has been seen yet."""
        return tuple(
            tuple(share if seen else None for share, seen in zip(shares, row, strict=True))
            for shares, row in zip(self.retention_.tolist(), self._seen.tolist(), strict=True)
        )

    def _cell(self, cohort: int, age: int) -> tuple[int, int] | None:
        row = int(np.searchsorted(self.cohorts_, cohort))
        if row == len(self.cohorts_) or self.cohorts_[row] != cohort:
            raise KeyError(f"there is no cohort {cohort}")
        return (row, age) if age in self.ages and self._seen[row, age] else None


def _whole(values: ArrayLike) -> Integers:
    given = np.asarray(values)
    whole = given.astype(np.int64)
    if whole.ndim != 1 or not np.array_equal(whole, given):
        raise ValueError("cohorts, ages and counts are rows of whole numbers")
    return whole


def _check(births: Integers, ages: Integers, counts: Integers, sizes: Integers) -> None:
    if not len(births) == len(ages) == len(counts) == len(sizes):
        raise ValueError("cohort, age, active and size are columns of one length")
    if np.any(ages < 0) or np.any(counts < 0) or np.any(sizes < 1) or np.any(counts > sizes):
        raise ValueError("ages are not negative, and no more customers are active than a cohort has")
    if len(np.unique(np.stack([births, ages]), axis=1).T) < len(births):
        raise ValueError("a cohort has two rows for the same age")
    if len(np.unique(np.stack([births, sizes]), axis=1).T) > len(np.unique(births)):
        raise ValueError("a cohort has one size, not several")


def _left_out(cells: int) -> tuple[LeftOut, ...]:
    return (LeftOut("incomplete_period", INCOMPLETE, cells),) if cells else ()
