"""Weights from pairwise judgements: the analytic hierarchy process."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Self

import numpy as np
from numpy.typing import ArrayLike

from crmeter.estimators.arrays import Floats
from crmeter.estimators.preference.judgements import LARGEST, missing_judgements, read_judgements
from crmeter.estimators.preference.random_index import RANDOM_INDEX, TableName, random_index
from crmeter.vocabulary import Text

ACCEPTED_UP_TO = 0.10
"""Consistency ratio from which on Saaty 1980 asks to judge again."""
_NOTHING = 1e-9

INCONSISTENT = Text(
    "các đánh giá mâu thuẫn nhau (CR {ratio}, nên dưới 0,10): xem lại đánh giá được đề nghị",
    "the judgements contradict each other (CR {ratio}, at most 0.10 is accepted): look at the one suggested again",
)
NO_INDEX = Text(
    "bảng chỉ số ngẫu nhiên {table} không có giá trị cho {n} mục, nên không có CR",
    "the random index table {table} has no value for {n} things, so there is no CR",
)


@dataclass(frozen=True, slots=True)
class InconsistentTriple:
    """Three things whose judgements contradict each other most, and the judgement that would mend it.

    Args:
        names: the three.
        gap: |ln(a_ij a_jk a_ki)|; 0 where they agree.
        first: the judgement to look at again says how many times this one …
        second: … is preferred to this one.
        given: what was judged.
        agreeing: what the two other judgements say it is. Of the three, that judgement is named which can be given so
            and leaves the smallest eigenvalue; it lies beyond 9 where none can.
    """

    names: tuple[str, str, str]
    gap: float
    first: str
    second: str
    given: float
    agreeing: float

    @property
    def is_on_scale(self) -> bool:
        """Whether the agreeing judgement can be given at all."""
        return _is_on_scale(self.agreeing)


class AHP:
    """Weights of criteria or alternatives by the principal eigenvector of their pairwise judgements.

    Args:
        table: which random index the consistency ratio is taken by; they differ by up to 12 % at three things.

    Attributes (after fit):
        names_: what was compared.
        judged_: what was judged, not a number where nobody did, shape (n, n).
        weights_: they add up to 1, shape (n,).
        lambda_max_: principal eigenvalue, n where all judgements agree.
        consistency_index_: (λ − n) / (n − 1), 0 for one or two things.
        consistency_ratio_: that over the random index; 0 for one or two things, which cannot contradict each
            other; None where the table knows no index.
        random_index_: the random index; None likewise.
        table_: the name of its table.
        missing_: pairs that nobody judged.
        is_consistent_: whether the ratio is at most 0.10; None where there is none.
        worst_triple_: where the judgements contradict each other most; None where they do not.
        diagnosis_: what is the matter; None where nothing is.

    Formula: A w = λ w with Σ w = 1. A missing judgement is 0 and adds 1 to the diagonal of both its rows, which is the
    same as w_i / w_j in its place. Source: Saaty 1980, The Analytic Hierarchy Process; Saaty 1990, European J.
    Operational Research 48; Harker 1987, Mathematical Modelling 9(11).
    """

    names_: tuple[str, ...]
    judged_: Floats
    weights_: Floats
    lambda_max_: float
    consistency_index_: float
    consistency_ratio_: float | None
    random_index_: float | None
    table_: TableName
    missing_: int
    is_consistent_: bool | None
    worst_triple_: InconsistentTriple | None
    diagnosis_: Text | None

    def __init__(self, table: TableName = "saaty_1980") -> None:
        if table not in RANDOM_INDEX:
            raise ValueError(f"there is no table {table}")
        self.table = table

    def fit(self, matrix: ArrayLike, names: Sequence[str]) -> Self:
        """Find the weights.

        Args:
            matrix: how many times the row is preferred to the column, from 1/9 to 9, reciprocal, NaN where nobody
                judged; shape (n, n), see `judgement_matrix`.
            names: what is compared, n of them.

        Raises:
            ValueError: the matrix is not square or not reciprocal, or names are not one each.
            NotEnoughData: a judgement is off the scale, or the comparisons do not connect all that is compared.
        """
        judged = read_judgements(matrix, names)
        self.names_, self.judged_, self.table_ = tuple(names), judged, self.table
        n, self.missing_ = len(judged), missing_judgements(judged)
        self.lambda_max_, self.weights_ = principal_eigenvector(judged)
        self.consistency_index_ = (self.lambda_max_ - n) / (n - 1) if n > 2 else 0.0
        self.random_index_ = random_index(self.table, n, self.missing_)
        self.consistency_ratio_ = self._ratio()
        self.is_consistent_ = None if self.consistency_ratio_ is None else self.consistency_ratio_ <= ACCEPTED_UP_TO
        self.worst_triple_ = _worst_triple(judged, self.names_)
        self.diagnosis_ = self._diagnosis()
        return self

    def _ratio(self) -> float | None:
        if self.random_index_ is None:
            return None
        # As few judgements as just connect everything cannot contradict each other either.
        return self.consistency_index_ / self.random_index_ if self.random_index_ > _NOTHING else 0.0

    def _diagnosis(self) -> Text | None:
        if self.consistency_ratio_ is None:
            return NO_INDEX.fill(table=self.table, n=len(self.names_))
        return None if self.is_consistent_ else INCONSISTENT.fill(ratio=round(self.consistency_ratio_, 3))


def principal_eigenvector(judged: Floats) -> tuple[float, Floats]:
    """Return the largest eigenvalue of a matrix of judgements and its vector of sum 1; missing ones by Harker."""
    is_missing = np.isnan(judged)
    filled = np.where(is_missing, 0.0, judged) + np.diag(is_missing.sum(axis=1)).astype(np.float64)
    values, vectors = np.linalg.eig(filled)
    # Of a positive matrix the largest is real and its vector of one sign (Perron).
    largest = int(np.argmax(values.real))
    weights = np.abs(vectors[:, largest].real)
    return float(values[largest].real), np.asarray(weights / weights.sum())


def _worst_triple(judged: Floats, names: tuple[str, ...]) -> InconsistentTriple | None:
    triples = np.array(list(combinations(range(len(names)), 3)), dtype=np.int64).reshape(-1, 3)
    log = np.log(judged)
    i, j, k = triples.T
    gaps = np.abs(log[i, j] + log[j, k] + log[k, i])
    if not np.any(gaps > _NOTHING):
        return None
    worst = int(np.nanargmax(gaps))
    a, b, c = (int(place) for place in triples[worst])
    sides = [(a, b, c), (b, c, a), (a, c, b)]
    first, second, third = min(sides, key=lambda side: _after(judged, *side))
    return InconsistentTriple(
        (names[a], names[b], names[c]),
        float(gaps[worst]),
        names[first],
        names[second],
        float(judged[first, second]),
        float(judged[first, third] * judged[third, second]),
    )


def _after(judged: Floats, first: int, second: int, third: int) -> tuple[bool, float]:
    """Return whether the agreeing judgement is off the scale, and the principal eigenvalue if it were given."""
    mended = judged.copy()
    mended[first, second] = judged[first, third] * judged[third, second]
    mended[second, first] = 1 / mended[first, second]
    # Of three things each of the three judgements mends all; rounding shall not choose between them.
    return not _is_on_scale(mended[first, second]), round(principal_eigenvector(mended)[0], 9)


def _is_on_scale(judgement: float) -> bool:
    return bool(1 / LARGEST - _NOTHING <= judgement <= LARGEST + _NOTHING)
