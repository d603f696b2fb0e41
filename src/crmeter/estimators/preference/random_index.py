"""How inconsistent judgements are that are drawn by lot, by the number of things compared."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal

TableName = Literal["saaty_1980", "simulated"]

RANDOM_INDEX: Mapping[TableName, Mapping[int, float]] = MappingProxyType(
    {
        # Saaty 1980, The Analytic Hierarchy Process.
        "saaty_1980": {3: 0.58, 4: 0.90, 5: 1.12, 6: 1.24, 7: 1.32, 8: 1.41, 9: 1.45, 10: 1.49},
        # Judgements drawn from 1/9 … 9 alike; `tests/estimators/test_ahp.py` draws them again.
        "simulated": {3: 0.518, 4: 0.886, 5: 1.107, 6: 1.252, 7: 1.338, 8: 1.407, 9: 1.451, 10: 1.486},
    }
)


def random_index(table: TableName, n: int, missing: int = 0) -> float | None:
    """Return the mean consistency index of random judgements, None where the table does not know it.

    Args:
        table: which one.
        n: how many things are compared; two or fewer cannot contradict each other.
        missing: how many of the n(n−1)/2 judgements are not there.

    Formula: RI(n, m) = RI(n) (1 − 2m / ((n−1)(n−2))). Source: Ágoston & Csató 2022, Omega 108.
    """
    if n <= 2:
        return 0.0
    full = RANDOM_INDEX[table].get(n)
    return None if full is None else full * (1 - 2 * missing / ((n - 1) * (n - 2)))
