"""Which parts of an experience overall satisfaction goes with."""

from collections.abc import Mapping
from typing import Self

import numpy as np
from numpy.typing import ArrayLike

from crmeter.estimators.arrays import Floats
from crmeter.estimators.delta_method import bounds
from crmeter.estimators.estimates import Estimates
from crmeter.estimators.satisfaction.answers import AnswerScale, refuse_off_scale
from crmeter.estimators.satisfaction.priority_map import MappedDriver, map_drivers
from crmeter.estimators.satisfaction.variance_shares import VarianceShares, coefficients, spread, variance_shares
from crmeter.vocabulary import LeftOut, NotEnoughData, Text

MOST_DRIVERS = 15
"""All sets of drivers are gone through, and each more doubles them."""
COLLINEAR_FROM = 30.0
"""Condition index from which on Belsley, Kuh & Welsch 1980 call drivers collinear."""
_SINGULAR_FROM = 1e6
_ROWS_EACH = 10

MISSING = Text("thiếu ít nhất một câu trả lời", "have an answer missing")
COLLINEAR = Text(
    "các yếu tố gần như trùng nhau (chỉ số điều kiện {index}): hệ số không ổn định, nên xem tỷ phần hoặc dùng ridge",
    "drivers say nearly the same (condition index {index}): coefficients are unstable, read the shares or use a ridge",
)
FEW_ROWS = Text(
    "ít phiếu cho số yếu tố này ({n} phiếu, {k} yếu tố): khoảng tin cậy chỉ là gần đúng",
    "few answers for so many drivers ({n} answers, {k} drivers): the intervals are rough",
)


class SatisfactionDrivers:
    """How much each driver goes with an overall score: standardised coefficients, shares of R², a map of priorities.

    Args:
        scale: the scale on which all drivers were asked; the overall score may have its own.
        ridge: λ that is added to the diagonal of the drivers' correlations, 0 for none. With it R² and its shares are
            those of the penalised fit, r'(R + λI)⁻¹ r, and coefficients are drawn towards each other and 0.

    Attributes (after fit):
        names_: the drivers.
        n_: rows with every answer.
        left_out_: rows with an answer missing; they are left out whole.
        means_: mean answer to each driver, shape (k,).
        coefficients_: standardised, shape (k,).
        r2_: share of the variance of the overall score that the drivers explain.
        shares_: share of each driver in R², they add up to 1, shape (k,).
        condition_index_: √ of the largest over the smallest eigenvalue of the drivers' correlations, before the ridge.
        diagnosis_: what is the matter; None where nothing is.

    Bounds come by the delta method from the covariance of the correlations that the rows themselves show, so answers
    need not be normal; on the logit scale for shares and R². They hold for what the overall score goes with, not for
    what would change if a driver were improved. Source: `variance_shares`; Yuan & Chan 2011, Psychometrika 76
    (standardised coefficients); Hoerl & Kennard 1970, Technometrics 12 (ridge).
    """

    names_: tuple[str, ...]
    n_: int
    left_out_: tuple[LeftOut, ...]
    means_: Floats
    coefficients_: Floats
    r2_: float
    shares_: Floats
    condition_index_: float
    diagnosis_: Text | None
    _answers: Floats
    _variances: dict[str, Floats]

    def __init__(self, scale: AnswerScale, ridge: float = 0.0) -> None:
        self.scale = scale
        self.ridge = ridge

    def fit(self, overall: ArrayLike, drivers: Mapping[str, ArrayLike]) -> Self:
        """Take the answers, one row for each person, in any order.

        Args:
            overall: overall score, NaN where there is none, shape (n,).
            drivers: answers to each driver on the scale, NaN where there is none, each of shape (n,).

        Raises:
            ValueError: shapes differ, an answer is infinite, the ridge is negative, or there are more drivers than
                `MOST_DRIVERS`.
            NotEnoughData: too few rows, a question to which all answer alike, an answer off the scale, or drivers that
                follow from each other and no ridge.
        """
        outcome, answers = self._rows(overall, drivers)
        n, k = answers.shape
        y, x = _standardised(outcome), _standardised(answers)
        r, correlations = x.T @ y / n, x.T @ x / n
        size = np.linalg.eigvalsh(correlations)
        self.condition_index_ = float(np.sqrt(size[-1] / size[0])) if size[0] > 0 else float("inf")
        if self.condition_index_ > _SINGULAR_FROM and self.ridge == 0:
            raise NotEnoughData(
                "drivers_follow_from_each_other",
                Text("có yếu tố suy ra được từ các yếu tố khác", "a driver follows from the others"),
                Text("bỏ yếu tố trùng, hoặc dùng ridge", "that driver left out, or a ridge"),
            )
        penalised = correlations + self.ridge * np.eye(k)
        split = variance_shares(r, penalised)
        if split.explained <= 0:
            raise NotEnoughData(
                "nothing_explained",
                Text("không yếu tố nào đi cùng mức hài lòng chung", "no driver goes with the overall score"),
            )
        self.coefficients_, slope = coefficients(r, penalised)
        self.r2_, self.shares_ = split.explained, split.parts / split.explained
        self._variances = {
            "coefficients": np.diag(spread(slope, y, x, n - k - 1)),
            "r2": np.diag(spread(split.explained_slope, y, x, n - k - 1)),
            "shares": self._share_variances(split, y, x),
        }
        self.diagnosis_ = self._diagnosis(n, k)
        return self

    def coefficients(self, level: float = 0.8) -> Estimates:
        """Return the standardised coefficients with bounds."""
        return Estimates(
            self.coefficients_, *bounds(self.coefficients_, self._variances["coefficients"], level, "identity"), level
        )

    def shares(self, level: float = 0.8) -> Estimates:
        """Return the shares of R² with bounds; a driver without any part in it is beyond them, since no share is 0."""
        return Estimates(self.shares_, *bounds(self.shares_, self._variances["shares"], level, "logit"), level)

    def r2(self, level: float = 0.8) -> Estimates:
        """Return R² with bounds, shape ()."""
        value = np.array([self.r2_])
        low, high = bounds(value, self._variances["r2"], level, "logit")
        return Estimates(value[0], low[0], high[0], level)

    def priority_map(self, level: float = 0.8) -> tuple[MappedDriver, ...]:
        """Return where each driver lies on the map of importance and performance."""
        low, high = bounds(self.shares_, self._variances["shares"], level, "logit")
        return map_drivers(self.names_, self.shares_, (low, high), self._answers, level)

    def _rows(self, overall: ArrayLike, drivers: Mapping[str, ArrayLike]) -> tuple[Floats, Floats]:
        if not 0 < len(drivers) <= MOST_DRIVERS:
            raise ValueError(f"there are one to {MOST_DRIVERS} drivers, not {len(drivers)}")
        if not self.ridge >= 0:
            raise ValueError("a ridge is not negative")
        outcome = np.asarray(overall, dtype=np.float64)
        columns = [np.asarray(each, dtype=np.float64) for each in drivers.values()]
        if outcome.ndim != 1 or any(each.shape != outcome.shape for each in columns):
            raise ValueError("there is one overall score and one answer to each driver for each person")
        answers = np.stack(columns, axis=1)
        if np.any(np.isinf(outcome)) or np.any(np.isinf(answers)):
            raise ValueError("answers are finite, or NaN where there is none")
        refuse_off_scale(answers[~np.isnan(answers)], self.scale)
        is_whole = ~np.isnan(outcome) & ~np.isnan(answers).any(axis=1)
        missing = int((~is_whole).sum())
        self.names_ = tuple(drivers)
        self.left_out_ = (LeftOut("missing_answer", MISSING, missing),) if missing else ()
        self.n_ = len(outcome) - missing
        outcome, answers = outcome[is_whole], answers[is_whole]
        if self.n_ < len(drivers) + 3:
            raise NotEnoughData(
                "too_few_answers",
                Text("chỉ có {n} phiếu trả lời đủ", "only {n} answered everything").fill(n=self.n_),
                Text("ít nhất {n} phiếu", "{n} at least").fill(n=len(drivers) + 3),
            )
        self._refuse_constant(outcome, answers)
        self.means_, self._answers = answers.mean(axis=0), answers
        return outcome, answers

    def _refuse_constant(self, outcome: Floats, answers: Floats) -> None:
        named = [Text("mức hài lòng chung", "the overall score"), *(Text.same(name) for name in self.names_)]
        for words, column in zip(named, [outcome, *answers.T], strict=True):
            if np.ptp(column) == 0:
                raise NotEnoughData(
                    "all_answer_alike",
                    Text("ai cũng trả lời giống nhau: {question}", "everybody answers alike: {question}").fill(
                        question=words
                    ),
                    Text("câu hỏi có câu trả lời khác nhau", "a question with answers that differ"),
                )

    def _share_variances(self, split: VarianceShares, y: Floats, x: Floats) -> Floats:
        slope, whole = split.parts_slope, split.explained_slope
        # The slope of part / R².
        outcome = (slope.outcome - self.shares_[:, None] * whole.outcome) / split.explained
        among = (slope.among - self.shares_[:, None, None] * whole.among) / split.explained
        return np.diag(spread(type(slope)(outcome, among), y, x, len(y) - x.shape[1] - 1))

    def _diagnosis(self, n: int, k: int) -> Text | None:
        if self.condition_index_ >= COLLINEAR_FROM and self.ridge == 0:
            return COLLINEAR.fill(index=round(self.condition_index_))
        return FEW_ROWS.fill(n=n, k=k) if n < _ROWS_EACH * k else None


def _standardised(values: Floats) -> Floats:
    return np.asarray((values - values.mean(axis=0)) / values.std(axis=0))
