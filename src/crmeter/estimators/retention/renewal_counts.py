"""How many customers faced each renewal, and how many of them stayed."""

import numpy as np
from numpy.typing import ArrayLike

from crmeter.estimators.arrays import Floats
from crmeter.vocabulary import NotEnoughData, Text

_TWO_RENEWALS = Text(
    "không đủ dữ liệu: cần khách hàng được theo dõi qua ít nhất hai lần gia hạn",
    "not enough data: needs customers seen over at least two renewals",
)


class RenewalCounts:
    """Sufficient statistics of durations in whole periods.

    Args:
        duration: renewals each customer came to, shape (r,): one who left at the 3rd renewal has 3, one who has made
            3 and is still there too.
        left: whether they left at the last of them, shape (r,).
        weights: customers per row, shape (r,); one each by default.

    Attributes:
        at_risk: customers who faced renewal 1, 2, …, shape (k,).
        stayed: those of them who renewed.
        customers: how many customers there are.

    Raises:
        ValueError: columns contradict each other.
    """

    def __init__(self, duration: ArrayLike, left: ArrayLike, weights: ArrayLike | None = None) -> None:
        durations, leaving = np.array(duration, dtype=np.float64, ndmin=1), np.array(left, dtype=np.bool_, ndmin=1)
        w = np.ones(len(durations)) if weights is None else np.array(weights, dtype=np.float64, ndmin=1)
        if not (durations.shape == leaving.shape == w.shape and durations.ndim == 1):
            raise ValueError(f"columns of one length are needed, not {durations.shape}, {leaving.shape}, {w.shape}")
        if not (np.isfinite(durations) & (durations >= 0) & (durations == np.floor(durations))).all():
            raise ValueError("durations count periods: whole and at least 0")
        if (leaving & (durations == 0)).any():
            raise ValueError("nobody can leave before the first renewal: who left has a duration of at least 1")
        if not (np.isfinite(w) & (w > 0)).all():
            raise ValueError("weights are numbers of customers and must be above 0")
        # Sums of floating-point numbers depend on their order: make it the same for any order of rows.
        order = np.lexsort((w, leaving, durations))
        periods, leaving, w = durations[order].astype(np.int64), leaving[order], w[order]
        most = int(periods.max(initial=0))
        reached = np.bincount(periods, weights=w, minlength=most + 1)
        gone = np.bincount(periods[leaving], weights=w[leaving], minlength=most + 1)[1:]
        self.at_risk: Floats = np.asarray(np.cumsum(reached[::-1])[::-1][1:], dtype=np.float64)
        self.stayed: Floats = self.at_risk - gone
        self.customers = float(reached.sum())

    def require_leavers(self, least: int) -> None:
        """Raise unless there is a course of retention to learn from.

        Raises:
            NotEnoughData: nobody is there (`no_customers`), nobody left (`nobody_left`), fewer than `least` did
                (`too_few_left`), or nobody faced a second renewal (`one_renewal`).
        """
        needs = Text(
            "không đủ dữ liệu: cần ít nhất {n} khách hàng đã rời bỏ",
            "not enough data: needs at least {n} customers who left",
        ).fill(n=least)
        if self.customers == 0:
            raise NotEnoughData("no_customers", Text("không có khách hàng nào", "there are no customers"), needs)
        gone = float((self.at_risk - self.stayed).sum())
        if gone == 0:
            reason = Text(
                "chưa có khách hàng nào rời bỏ: không biết họ sẽ ở lại bao lâu",
                "nobody has left: how long they will stay is not known",
            )
            raise NotEnoughData("nobody_left", reason, needs)
        if len(self.at_risk) < 2:
            reason = Text(
                "mới có một lần gia hạn: chưa thấy tỷ lệ ở lại thay đổi ra sao",
                "there was only one renewal: how retention changes has not been seen",
            )
            raise NotEnoughData("one_renewal", reason, _TWO_RENEWALS)
        if gone < least:
            reason = Text("chỉ có {n} khách hàng đã rời bỏ", "only {n} customers have left").fill(n=gone)
            raise NotEnoughData("too_few_left", reason, needs)
