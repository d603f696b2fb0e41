"""What customers are worth by what they bought: the scores of a run as arrays, with what they were worked out under."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Self

import numpy as np
from numpy.typing import NDArray

from crmeter.evaluation.basis import basis_of
from crmeter.evaluation.opened_run import opened_run
from crmeter.vocabulary import NotEnoughData, Text
from crmeter.warehouse.workspace import Workspace

Floats = NDArray[np.float64]
_MEMORY, _THREADS = "512MB", 2
DAYS_PER_YEAR = 365.25


@dataclass(frozen=True, slots=True, eq=False)
class BehavedValues:
    """Customers of a run, n of them, in the order of their keys.

    Args:
        customer_key: shape (n,).
        value: residual lifetime value, money, shape (n,).
        spend: expected money of one purchase, shape (n,).
        repeats: days of repeat purchase, shape (n,).
        years: since the first purchase, shape (n,).
        margin: share of money that counts as value.
        horizon_years: how far ahead value is counted.
        discount_rate: yearly.
        currency: of all money.
        as_of: the day of the run.
    """

    customer_key: NDArray[np.int64]
    value: Floats
    spend: Floats
    repeats: Floats
    years: Floats
    margin: float
    horizon_years: float
    discount_rate: float
    currency: str
    as_of: date

    def __len__(self) -> int:
        return len(self.customer_key)

    def part(self, rows: NDArray[np.int64]) -> Self:
        """Return some of the customers."""
        names = ("customer_key", "value", "spend", "repeats", "years")
        return replace(self, **{name: getattr(self, name)[rows] for name in names})


def behaved_values(workspace: Workspace, run_id: str) -> BehavedValues:
    """Read what a run says of each customer.

    Args:
        workspace: where it lies.
        run_id: which.

    Raises:
        FileNotFoundError: there is no such run, or retention removed its snapshot.
        NotEnoughData: it has no lifetime values.
    """
    with opened_run(workspace, run_id, _MEMORY, _THREADS) as opened:
        opened.tables()
        _, margin = basis_of(opened.engine, opened.run.currency)
        found = opened.engine.arrays(
            "SELECT customer_key, lifetime_value::DOUBLE AS value, expected_spend::DOUBLE AS spend,"
            " repeat_purchases::DOUBLE AS repeats, age_days::DOUBLE AS age FROM customer_scores"
            " WHERE lifetime_value IS NOT NULL ORDER BY customer_key"
        )
        settings = opened.view.settings
    if not len(found["value"]):
        raise NotEnoughData(
            "no_value",
            Text("lần đánh giá này không có giá trị trọn đời", "this evaluation has no lifetime values"),
            Text("thêm khách mua lặp lại có số tiền", "more customers who buy again, with amounts"),
        )
    return BehavedValues(
        customer_key=found["customer_key"],
        value=found["value"],
        spend=found["spend"],
        repeats=found["repeats"],
        years=found["age"] / DAYS_PER_YEAR,
        margin=margin,
        horizon_years=settings.horizon_months / 12,
        discount_rate=settings.annual_discount_rate,
        currency=opened.run.currency,
        as_of=opened.run.as_of,
    )
