"""How much each of many columns goes with an outcome, the others held."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import ArrayLike
from scipy import special

from crmeter.estimators.arrays import Floats
from crmeter.estimators.estimates import Estimates
from crmeter.estimators.influence.chance import standing
from crmeter.estimators.influence.grades import Grades
from crmeter.estimators.influence.kin import MOST_KIN, kin_of, kin_shares
from crmeter.vocabulary import NotEnoughData, Text

_FEWEST_OF_EACH = 10
_FEWEST_BEYOND = 20
# What is left of a column beside the others; below it, it follows from them.
_OWN = 1e-6
# Who is unknown in a column often says what another one says: whose waiting is unknown had no ticket. Said twice, the
# effect of that other column would rest on the few customers in whom the two differ.
_OWN_OF_UNKNOWN = 0.1
HALF = 0.5
"""The step that effects are told for: half of all grades, from the 25th to the 75th of 100, or from no to yes."""


@dataclass(frozen=True, slots=True)
class Kin:
    """Columns that say nearly the same, or are words of one column.

    Args:
        columns: places among the names.
        p_value: that all of them have no effect.
        stands: it is not one of those that chance would find.
        share: part in what is explained; None for those beyond the clearest `MOST_KIN` − 1, which share the rest.
    """

    columns: tuple[int, ...]
    p_value: float
    stands: bool
    share: float | None


class Influences:
    """What goes with an outcome: one regression on the grades of all columns.

    Args:
        alike: correlation from which on two columns count as kin and are judged together.
        false_rate: share of false ones that is allowed among the findings.

    Attributes (after fit):
        names_: columns that were used.
        left_out_: columns that were not: `same` for all, `alone` where one customer alone differs, or `follows` from
            the others; by name.
        n_: customers.
        known_: of how many each column is known, shape (k,).
        is_yes_no_: whether the outcome is one of two.
        r2_: share of the spread of the outcome's grades that the columns explain, beside what is unknown.
        kin_: groups of columns, the one with the largest share first.
        rest_share_: part of the kin without a share of their own, 0 where there are none.
        by_chance_: how many columns have an 80 % interval without 0 if none has an effect.

    Formula: grades of outcome and columns (mid-ranks over n), y = a + Σ b_j x_j + Σ c_m unknown_m; the effect is
    b_j / 2, for an outcome of yes and no b_j. Errors: b's influence function with the part of grades being estimated,
    residuals over (1 − leverage). Source: Iman & Conover 1979, Technometrics 21(4) (regression on ranks); Chetverikov
    & Wilhelm 2023, arXiv:2310.15512 (its errors); MacKinnon & White 1985, Journal of Econometrics 29 (leverage).
    """

    names_: tuple[str, ...]
    left_out_: dict[str, str]
    n_: int
    known_: Floats
    is_yes_no_: bool
    r2_: float
    kin_: tuple[Kin, ...]
    rest_share_: float
    by_chance_: float
    _effects: Floats
    _covariance: Floats

    def __init__(self, alike: float = 0.7, false_rate: float = 0.1) -> None:
        self.alike = alike
        self.false_rate = false_rate

    def fit(
        self, names: Sequence[str], columns: ArrayLike, outcome: ArrayLike, told: Sequence[Hashable] | None = None
    ) -> Self:
        """Find what goes with the outcome.

        Args:
            names: of the columns, K of them.
            columns: as they stood before the outcome, NaN where unknown, shape (n, K).
            outcome: of each customer, shape (n,).
            told: what each column is a part of, such as the one whose words they are; by default its name.

        Raises:
            ValueError: shapes differ, or an outcome is no number.
            NotEnoughData: all outcomes are alike, too few, or no column tells anything.
        """
        x, y = np.asarray(columns, dtype=np.float64), np.asarray(outcome, dtype=np.float64)
        if x.shape != (len(y), len(names)) or not np.all(np.isfinite(y)):
            raise ValueError("there is one name for each column, and one outcome that is a number for each customer")
        told = tuple(names) if told is None else tuple(told)
        self._refuse_thin(y)
        grades = Grades(y)
        self.n_, self.is_yes_no_ = len(y), len(np.unique(y)) == 2
        at, rows, unknown = self._own_columns(names, x)
        self.names_, self.known_ = tuple(names[each] for each in at), np.array([r.known.sum() for r in rows], float)
        k, m = len(rows), unknown.shape[1]
        freedom = self.n_ - k - m - 1
        if freedom < _FEWEST_BEYOND:
            raise _too_few(self.n_, k + m + 1 + _FEWEST_BEYOND)
        z = (
            np.column_stack([*(row.values for row in rows), unknown])
            if m
            else np.column_stack([r.values for r in rows])
        )
        z -= z.mean(axis=0)
        inverse = np.linalg.inv(z.T @ z)
        slopes = inverse @ (z.T @ grades.values)
        left = grades.values - z @ slopes
        leverage = 1 / self.n_ + np.einsum("ij,jk,ik->i", z, inverse, z)
        moved = z * (left / (1 - np.minimum(leverage, HALF)))[:, None] + grades.moved_by(z)
        for place, row in enumerate(rows):
            moved -= slopes[place] * row.moved_by(z)
            moved[:, place] += row.moved_by(left[:, None])[:, 0]
        each = moved @ inverse
        step = 1.0 if self.is_yes_no_ else HALF
        self._effects = slopes[:k] * step
        self._covariance = (each.T @ each)[:k, :k] * step**2 * self.n_ / (self.n_ - 1)
        self._freedom = freedom
        self.by_chance_ = 0.2 * k
        self._weigh(z[:, :k], z[:, k:], grades.values, [told[place] for place in at])
        return self

    def effects(self, level: float = 0.8) -> Estimates:
        """Return what half of all grades more of each column goes with.

        Returns:
            Of an outcome of yes and no: the change of its probability; of another: the change of its grade, in shares
            of all customers. Shape (k,).
        """
        reach = special.stdtrit(self._freedom, HALF + level / 2) * self.standard_errors()
        return Estimates(self._effects, self._effects - reach, self._effects + reach, level)

    def standard_errors(self) -> Floats:
        """Return those of the effects, shape (k,)."""
        return np.sqrt(np.diag(self._covariance))

    def narrowed(self, level: float = 0.8) -> Floats:
        """Return by how much half the interval of each effect shrinks when nobody is unknown, shape (k,).

        Formula: z se (1 − √(known / n)): errors fall with the root of how many are known.
        """
        reach = special.stdtrit(self._freedom, HALF + level / 2) * self.standard_errors()
        return np.asarray(reach * (1 - np.sqrt(self.known_ / self.n_)))

    def reach_of_a_new_column(self, level: float = 0.8) -> float:
        """Return half the interval of the effect of a column that goes with no other and is known of everybody.

        Formula: z √((1 − R²) / n), times ½ for an outcome that is not yes or no: grades spread alike on both sides.
        """
        spread = 1.0 if self.is_yes_no_ else HALF
        # The grades of yes and no spread by √(p q) / 2, those of many values by 1/√12.
        ratio = self._outcome_spread * np.sqrt(12)
        return float(special.ndtri(HALF + level / 2) * spread * ratio * np.sqrt((1 - self.r2_) / self.n_))

    def _refuse_thin(self, y: Floats) -> None:
        different, counts = np.unique(y, return_counts=True)
        if len(different) < 2:
            raise NotEnoughData(
                "same_outcome",
                Text("kết quả của mọi khách đều như nhau", "the outcome is the same for everybody"),
                Text("khách có kết quả khác nhau", "customers whose outcomes differ"),
            )
        if len(different) == 2 and counts.min() < _FEWEST_OF_EACH:
            raise _too_few(int(counts.min()), _FEWEST_OF_EACH)

    def _own_columns(self, names: Sequence[str], x: Floats) -> tuple[list[int], list[Grades], Floats]:
        """Leave out columns that are the same for all or follow from those before; return also who is unknown where."""
        at: list[int] = []
        rows: list[Grades] = []
        unknown: list[Floats] = []
        basis: list[Floats] = []
        self.left_out_ = {}

        def is_own(values: Floats, least: float = _OWN) -> bool:
            centred = values - values.mean()
            size = float(np.sqrt(centred @ centred))
            for _ in range(2):
                for other in basis:
                    centred = centred - other * (other @ centred)
            own = float(np.sqrt(centred @ centred))
            if size == 0 or own <= least * size:
                return False
            basis.append(centred / own)
            return True

        for place, name in enumerate(names):
            row = Grades(x[:, place])
            if not row.values.any():
                self.left_out_[name] = "same"
            elif np.unique(row.values, return_counts=True)[1].max() == len(x) - 1:
                # Its effect would be whatever became of that one, with no residual to tell the error from.
                self.left_out_[name] = "alone"
            elif is_own(row.values):
                at.append(place)
                rows.append(row)
            else:
                self.left_out_[name] = "follows"
        for row in rows:
            missing = (~row.known).astype(np.float64)
            if is_own(missing, _OWN_OF_UNKNOWN):
                unknown.append(missing)
        if not rows:
            raise NotEnoughData(
                "no_column",
                Text("không cột nào khác nhau giữa các khách", "no column differs between customers"),
                Text("dữ liệu về khách trước kỳ kết quả", "data on customers from before the outcome"),
            )
        return at, rows, np.column_stack(unknown) if unknown else np.empty((len(x), 0))

    def _weigh(self, x: Floats, unknown: Floats, y: Floats, told: Sequence[Hashable]) -> None:
        y = y - y.mean()
        self._outcome_spread = float(y.std())
        if unknown.shape[1]:
            known_by = np.linalg.lstsq(unknown, np.column_stack([x, y]), rcond=None)[0]
            x, y = x - unknown @ known_by[:, :-1], y - unknown @ known_by[:, -1]
        sizes = np.sqrt((x**2).sum(axis=0))
        among, r = (x / sizes).T @ (x / sizes), (x / sizes).T @ y / np.sqrt(y @ y)
        self.r2_ = float(r @ np.linalg.solve(among, r))
        kin = kin_of(among, told, self.alike)
        p_values = [self._p_value(list(columns)) for columns in kin]
        clear = np.argsort(p_values, kind="stable")[: len(kin) if len(kin) <= MOST_KIN else MOST_KIN - 1].tolist()
        rest = [column for place, columns in enumerate(kin) if place not in clear for column in columns]
        parts = kin_shares(r, among, [*(kin[place] for place in clear), *([rest] if rest else [])]) / self.r2_
        shares = dict(zip(clear, parts.tolist(), strict=False))
        self.rest_share_ = float(parts[-1]) if rest else 0.0
        stands = standing(p_values, self.false_rate).tolist()
        found = [Kin(columns, p_values[at], stands[at], shares.get(at)) for at, columns in enumerate(kin)]
        self.kin_ = tuple(sorted(found, key=lambda each: (-(each.share or 0.0), each.p_value)))

    def _p_value(self, at: list[int]) -> float:
        effects, covariance = self._effects[at], self._covariance[np.ix_(at, at)]
        wald = float(effects @ np.linalg.pinv(covariance) @ effects) / len(at)
        return float(special.fdtrc(len(at), self._freedom, wald))


def _too_few(n: int, needed: int) -> NotEnoughData:
    return NotEnoughData(
        "too_few_customers",
        Text("chỉ có {n} khách để so sánh", "only {n} customers to compare").fill(n=n),
        Text("ít nhất {n} khách", "{n} customers at least").fill(n=needed),
    )
