"""What the buy-till-you-die models know of a customer: three numbers, and how many customers share them."""

from dataclasses import dataclass
from functools import cached_property
from typing import Literal, get_args

import numpy as np
from numpy.typing import ArrayLike

from crmeter.estimators.arrays import Floats, Integers
from crmeter.vocabulary import NotEnoughData, Text

TimeUnit = Literal["day", "week", "month"]

DAYS_PER_YEAR = 365.25
DAYS_PER_UNIT: dict[TimeUnit, float] = {"day": 1.0, "week": 7.0, "month": DAYS_PER_YEAR / 12}
UNITS_PER_YEAR: dict[TimeUnit, float] = {unit: DAYS_PER_YEAR / days for unit, days in DAYS_PER_UNIT.items()}

_WHOLE_DAY = 1e-6  # days; an age this close to a whole day is one
_MOST_KEYS = 2**62
_DENSE_KEYS = 4_000_000


@dataclass(frozen=True, slots=True)
class CodedHistory:
    """Histories whose ages are codes into short tables, so that a function of age is computed once per age.

    Args:
        x: repeat purchases, one per row.
        recency_code: row → index into `recency_values`.
        T_code: row → index into `T_values`.
        recency_values: the ages at last purchase that occur.
        T_values: the ages at the end of observation that occur.
        weights: customers per row.
    """

    x: Integers
    recency_code: Integers
    T_code: Integers
    recency_values: Floats
    T_values: Floats
    weights: Floats

    def __len__(self) -> int:
        return len(self.x)

    @property
    def frequency(self) -> Floats:
        """Repeat purchases per row."""
        return self.x.astype(np.float64)

    @property
    def recency(self) -> Floats:
        """Age at last purchase per row."""
        return self.recency_values[self.recency_code]

    @property
    def T(self) -> Floats:  # noqa: N802 - the papers' name, as in PurchaseHistory
        """Age at the end of observation per row."""
        return self.T_values[self.T_code]

    @property
    def customers(self) -> float:
        """How many customers there are."""
        return float(self.weights.sum())

    def every(self, step: int) -> "CodedHistory":
        """Return each `step`-th row: of sorted rows, a sample spread evenly over all histories."""
        return CodedHistory(
            self.x[::step],
            self.recency_code[::step],
            self.T_code[::step],
            self.recency_values,
            self.T_values,
            self.weights[::step],
        )

    def in_spans_of(self, span: float) -> "CodedHistory":
        """Return the same rows with ages counted in spans of so many units."""
        return CodedHistory(
            self.x,
            self.recency_code,
            self.T_code,
            self.recency_values / span,
            self.T_values / span,
            self.weights,
        )

    def distinct_x_and_age(self) -> tuple[Floats, Floats, Integers]:
        """Return the distinct pairs (x, T) and the pair of each row: customers alive differ in nothing else."""
        ages = len(self.T_values)
        key = self.x * ages + self.T_code
        size = (int(self.x.max(initial=0)) + 1) * ages
        if size <= _DENSE_KEYS:
            seen = np.zeros(size, dtype=np.bool_)
            seen[key] = True
            distinct = np.flatnonzero(seen)
            place = np.zeros(size, dtype=np.int64)
            place[distinct] = np.arange(len(distinct))
            row_to_pair = place[key]
        else:
            distinct, row_to_pair = np.unique(key, return_inverse=True)
        return (distinct // ages).astype(np.float64), self.T_values[distinct % ages], row_to_pair


@dataclass(frozen=True, eq=False)
class PurchaseHistory:
    """Who bought how often and until when, one row per customer or per group of equal customers.

    Args:
        frequency: repeat purchases: the first is not counted, purchases of one day count once. Shape (n,).
        recency: age at the last purchase in `unit` (not the time since); 0 without a repeat. Shape (n,).
        T: age at the end of observation in `unit`, counted from the first purchase. Shape (n,).
        unit: `day`, `week` (7 days) or `month` (365.25 / 12 days).
        weights: how many customers share the row; one each by default. Shape (n,).

    Raises:
        ValueError: lengths differ, a value is missing or negative, a frequency is not whole, recency is
            beyond T, or frequency and recency contradict each other.
    """

    frequency: Floats
    recency: Floats
    T: Floats
    unit: TimeUnit
    weights: Floats | None = None

    def __init__(
        self,
        frequency: ArrayLike,
        recency: ArrayLike,
        T: ArrayLike,
        unit: TimeUnit,
        weights: ArrayLike | None = None,
    ) -> None:
        if unit not in get_args(TimeUnit):
            raise ValueError(f"unit is day, week or month, not {unit!r}")
        columns = {"frequency": _column(frequency), "recency": _column(recency), "T": _column(T)}
        if weights is not None:
            columns["weights"] = _column(weights)
        _check(columns)
        for name, values in (columns | {"weights": columns.get("weights")}).items():
            object.__setattr__(self, name, values)
        object.__setattr__(self, "unit", unit)

    def __len__(self) -> int:
        return len(self.frequency)

    @property
    def customers(self) -> float:
        """How many customers there are."""
        return float(len(self)) if self.weights is None else float(self.weights.sum())

    @property
    def repeat_customers(self) -> float:
        """How many customers bought again."""
        repeated = self.frequency > 0
        return float(repeated.sum() if self.weights is None else self.weights[repeated].sum())

    def require_repeat_customers(self, least: int) -> None:
        """Raise unless a model of repeat purchases has something to learn from.

        Raises:
            NotEnoughData: nobody is there (`no_customers`), nobody bought again (`nobody_repeated`), fewer than
                `least` did (`too_few_repeat_customers`), or all histories are the same (`no_variation`).
        """
        needs = Text(
            "không đủ dữ liệu: cần ít nhất {n} khách hàng có mua lại",
            "not enough data: needs at least {n} repeat customers",
        ).fill(n=least)
        if len(self) == 0:
            raise NotEnoughData("no_customers", Text("không có khách hàng nào", "there are no customers"), needs)
        repeated = self.repeat_customers
        if repeated == 0:
            reason = Text("chưa có khách hàng nào mua lần thứ hai", "nobody has bought a second time")
            raise NotEnoughData("nobody_repeated", reason, needs)
        if all(bool((values == values[0]).all()) for values in (self.frequency, self.recency, self.T)):
            reason = Text("mọi khách hàng có lịch sử mua giống hệt nhau", "all customers have the same history")
            varied = Text(
                "không đủ dữ liệu: cần các khách hàng có lịch sử mua khác nhau",
                "not enough data: needs customers whose histories differ",
            )
            raise NotEnoughData("no_variation", reason, varied)
        if repeated < least:
            reason = Text("chỉ có {n} khách hàng mua lại", "only {n} customers have bought a second time").fill(
                n=repeated
            )
            raise NotEnoughData("too_few_repeat_customers", reason, needs)

    def grouped(self) -> CodedHistory:
        """Return the distinct triples with the number of customers of each, in one order whatever the rows' order."""
        return self._distinct

    def grouped_with_rows(self) -> tuple[CodedHistory, Integers]:
        """Return the distinct triples, and for each row the place of its triple."""
        coded = self.coded
        _, row_to_triple = np.unique(_keys(coded), return_inverse=True)
        return self.grouped(), row_to_triple

    @cached_property
    def coded(self) -> CodedHistory:
        """The rows as they are, ages coded: by whole days where all ages are whole days, else by distinct value."""
        x = self.frequency.astype(np.int64)
        weights = np.ones(len(self)) if self.weights is None else self.weights
        recency_days, T_days = _whole_days(self.recency, self.unit), _whole_days(self.T, self.unit)
        if recency_days is not None and T_days is not None:
            ages = np.arange(int(T_days.max(initial=0)) + 1) / DAYS_PER_UNIT[self.unit]
            return CodedHistory(x, recency_days, T_days, ages, ages, weights)
        recency_values, recency_code = np.unique(self.recency, return_inverse=True)
        T_values, T_code = np.unique(self.T, return_inverse=True)
        return CodedHistory(x, recency_code, T_code, recency_values, T_values, weights)

    @cached_property
    def _distinct(self) -> CodedHistory:
        coded = self.coded
        key = _keys(coded)
        if self.weights is None:
            key = np.sort(key)
            starts = _starts(key)
            weights = np.diff(np.append(starts, len(key))).astype(np.float64)
        else:
            # Whole numbers add up exactly in any order; others are put in order first.
            whole = bool((self.weights == np.floor(self.weights)).all())
            order = np.argsort(key, kind="stable") if whole else np.lexsort((self.weights, key))
            key = key[order]
            starts = _starts(key)
            weights = np.add.reduceat(self.weights[order], starts) if len(key) else self.weights
        distinct = key[starts]
        ages, lasts = len(coded.T_values), len(coded.recency_values)
        rest, recency_code = np.divmod(distinct, max(lasts, 1))
        x, T_code = np.divmod(rest, max(ages, 1))
        return CodedHistory(x, recency_code, T_code, coded.recency_values, coded.T_values, weights)


def _keys(coded: CodedHistory) -> Integers:
    ages, lasts = len(coded.T_values), len(coded.recency_values)
    if (int(coded.x.max(initial=0)) + 1) * ages * lasts > _MOST_KEYS:
        raise ValueError("frequency and T are too large to be purchases and ages of customers")
    return (coded.x * ages + coded.T_code) * lasts + coded.recency_code


def _starts(ordered: Integers) -> Integers:
    first = np.ones(len(ordered), dtype=np.bool_)
    np.not_equal(ordered[1:], ordered[:-1], out=first[1:])
    return np.flatnonzero(first)


def _whole_days(values: Floats, unit: TimeUnit) -> Integers | None:
    days = values * DAYS_PER_UNIT[unit]
    whole = np.rint(days)
    if np.abs(days - whole).max(initial=0.0) > _WHOLE_DAY or whole.max(initial=0.0) > _DENSE_KEYS:
        return None
    return whole.astype(np.int64)


def _column(values: ArrayLike) -> Floats:
    column = np.array(values, dtype=np.float64, ndmin=1)
    column.setflags(write=False)
    return column


def _check(columns: dict[str, Floats]) -> None:
    shapes = {name: values.shape for name, values in columns.items()}
    if len(set(shapes.values())) > 1 or len(shapes["frequency"]) != 1:
        raise ValueError(f"columns of one length are needed, not shapes {shapes}")
    for name, values in columns.items():
        if not np.isfinite(values).all():
            raise ValueError(f"{name} has a missing or infinite value")
        if (values < 0).any():
            raise ValueError(f"{name} has a negative value")
    frequency, recency, T = columns["frequency"], columns["recency"], columns["T"]
    if (frequency != np.floor(frequency)).any():
        raise ValueError("frequency counts purchases and must be whole")
    if (recency > T).any():
        raise ValueError("recency is the age at the last purchase and cannot be beyond T")
    if ((frequency == 0) & (recency > 0)).any():
        raise ValueError("without a repeat purchase recency is 0: it is not the time since the last purchase")
    if ((frequency > 0) & (recency == 0)).any():
        raise ValueError("a repeat purchase is later than the first, so recency is above 0")
    if "weights" in columns and (columns["weights"] == 0).any():
        raise ValueError("weights are numbers of customers and must be above 0")
