"""The customers whose spend can be learnt from, and why others cannot."""

import numpy as np
from numpy.typing import ArrayLike

from crmeter.vocabulary import LeftOut, NotEnoughData, Text

LEAST_SPENDERS = 10

_NO_REPEAT = Text("chưa mua lại lần nào", "no repeat purchase")
_NO_SPEND = Text("không có giá trị mua", "no spend recorded")
_NOT_POSITIVE = Text("giá trị mua bằng 0 hoặc âm", "spend is zero or negative")


class SpendHistory:
    """Transactions and mean spend of customers, those alone that bought again and paid, in one fixed order.

    Args:
        frequency: transactions that the mean is taken over, shape (n,).
        monetary_value: mean spend per transaction, shape (n,).
        weights: customers per row, shape (n,).

    Attributes:
        frequency: transactions of the customers used.
        spend: their mean spend.
        weights: customers per row.
        left_out: how many customers are not used, by reason.
    """

    def __init__(self, frequency: ArrayLike, monetary_value: ArrayLike, weights: ArrayLike | None = None) -> None:
        x = np.array(frequency, dtype=np.float64, ndmin=1)
        m = np.array(monetary_value, dtype=np.float64, ndmin=1)
        w = np.ones(len(x)) if weights is None else np.array(weights, dtype=np.float64, ndmin=1)
        if not (x.shape == m.shape == w.shape and x.ndim == 1):
            raise ValueError(f"columns of one length are needed, not {x.shape}, {m.shape}, {w.shape}")
        if not (np.isfinite(x) & (x >= 0) & (x == np.floor(x))).all():
            raise ValueError("frequency counts transactions: whole and at least 0")
        if not (np.isfinite(w) & (w > 0)).all():
            raise ValueError("weights are numbers of customers and must be above 0")
        repeated = x > 0
        missing = repeated & ~np.isfinite(m)
        unpaid = repeated & ~missing & ~(m > 0)
        reasons = (
            ("no_repeat", _NO_REPEAT, ~repeated),
            ("no_spend", _NO_SPEND, missing),
            ("not_positive", _NOT_POSITIVE, unpaid),
        )
        self.left_out = tuple(
            LeftOut(code, reason, round(w[rows].sum())) for code, reason, rows in reasons if rows.any()
        )
        used = repeated & ~missing & ~unpaid
        x, m, w = x[used], m[used], w[used]
        # Sums of floating-point numbers depend on their order: make it the same for any order of rows.
        order = np.lexsort((w, m, x))
        self.frequency, self.spend, self.weights = x[order], m[order], w[order]

    @property
    def customers(self) -> float:
        """How many customers are used."""
        return float(self.weights.sum())

    @property
    def mean(self) -> float:
        """The mean of the customers' mean spends."""
        return float((self.weights * self.spend).sum()) / self.customers

    @property
    def correlation(self) -> float | None:
        """Pearson's correlation of frequency and spend; None where one of them does not vary."""
        share = self.weights / self.customers
        x = self.frequency - (share * self.frequency).sum()
        m = self.spend - (share * self.spend).sum()
        spread = float((share * x**2).sum()) * float((share * m**2).sum())
        constant = self.frequency[0] == self.frequency[-1] or self.spend.min() == self.spend.max()
        return None if constant or spread <= 0 else float((share * x * m).sum()) / spread**0.5

    def require_spenders(self, least: int) -> None:
        """Raise unless there are enough customers and they do not all spend the same.

        Raises:
            NotEnoughData: `too_few_spenders` or `no_variation`.
        """
        found = self.customers
        if found < least:
            raise NotEnoughData(
                "too_few_spenders",
                Text(
                    "có {n} khách hàng mua lại với giá trị mua dương",
                    "{n} customers have a repeat purchase with a positive spend",
                ).fill(n=found),
                Text(
                    "không đủ dữ liệu: cần ít nhất {n} khách hàng có mua lại",
                    "not enough data: needs at least {n} repeat customers",
                ).fill(n=least),
            )
        if self.spend.min() == self.spend.max():
            raise NotEnoughData(
                "no_variation",
                Text("mọi khách hàng chi cùng một mức", "all customers spend the same"),
                Text(
                    "không đủ dữ liệu: cần các khách hàng có mức chi khác nhau",
                    "not enough data: needs customers whose spend differs",
                ),
            )
