"""Judgements of pairs, as a matrix that says how many times one thing is preferred to another."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike

from crmeter.estimators.arrays import Booleans, Floats
from crmeter.vocabulary import NotEnoughData, Text

LARGEST = 9.0
"""Saaty's scale goes from 1, alike, to 9, extremely preferred."""
_EXACT = 1e-9


def judgement_matrix(upper_rows: Sequence[Sequence[float | None]]) -> Floats:
    """Return the whole matrix from its upper triangle, row by row.

    Args:
        upper_rows: of the first thing its judgements against the second to the last, of the second against the third to
            the last, …: n − 1 rows for n things, none for a single one. None where nobody judged.

    Raises:
        ValueError: rows are not each one shorter than the one before, or a judgement is not positive.
    """
    n = len(upper_rows) + 1
    if [len(row) for row in upper_rows] != list(range(n - 1, 0, -1)):
        raise ValueError("each row of judgements is one shorter than the one before, the last holds one")
    matrix = np.eye(n)
    for i, row in enumerate(upper_rows):
        for j, judgement in enumerate(row, i + 1):
            if judgement is not None and not judgement > 0:
                raise ValueError(f"a judgement is positive, not {judgement}")
            matrix[i, j] = np.nan if judgement is None else judgement
            matrix[j, i] = np.nan if judgement is None else 1 / judgement
    return matrix


def read_judgements(matrix: ArrayLike, names: Sequence[str]) -> Floats:
    """Take a matrix of judgements, NaN where there is none.

    Raises:
        ValueError: it is not square, not finite, not reciprocal, or names are not one each.
        NotEnoughData: a judgement is off the scale, or the comparisons do not connect all that is compared.
    """
    given = np.asarray(matrix, dtype=np.float64)
    n = len(names)
    if n < 1 or given.shape != (n, n) or len(set(names)) != n:
        raise ValueError("there is one row, one column and one name for each thing")
    if np.any(np.isinf(given)):
        raise ValueError("a judgement is a finite number")
    is_known = ~np.isnan(given)
    wrong = given[is_known & ~((given >= 1 / LARGEST - _EXACT) & (given <= LARGEST + _EXACT))]
    if len(wrong):
        raise NotEnoughData(
            "off_scale",
            Text(
                "có đánh giá {judgement} nằm ngoài thang 1/9 – 9", "the judgement {judgement} is off the scale 1/9 – 9"
            ).fill(judgement=float(wrong[0])),
            Text("đánh giá theo thang Saaty, từ 1 đến 9", "judgements on Saaty's scale, from 1 to 9"),
        )
    if not np.array_equal(is_known, is_known.T) or not np.allclose((given * given.T)[is_known], 1, rtol=1e-6):
        raise ValueError("what is preferred three times one way is preferred a third of a time the other way")
    _refuse_unconnected(is_known, names)
    return given


def missing_judgements(matrix: Floats) -> int:
    """Return how many pairs nobody judged."""
    return int(np.isnan(matrix).sum()) // 2


def _refuse_unconnected(is_known: Booleans, names: Sequence[str]) -> None:
    reached, before = np.arange(len(names)) == 0, -1
    while before != (before := int(reached.sum())):
        reached = is_known[reached].any(axis=0)
    if reached.all():
        return
    here = [name for name, is_in in zip(names, reached.tolist(), strict=True) if is_in]
    there = [name for name in names if name not in here]
    raise NotEnoughData(
        "comparisons_not_connected",
        Text("chưa so sánh nào nối {here} với {there}", "no comparison connects {here} with {there}").fill(
            here=", ".join(here), there=", ".join(there)
        ),
        Text("ít nhất một so sánh giữa hai bên", "one comparison between the two sides"),
    )
