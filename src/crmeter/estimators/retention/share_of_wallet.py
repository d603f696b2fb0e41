"""Which share of what customers spend in a category a brand has."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from crmeter.estimators import intervals
from crmeter.estimators.arrays import Booleans, Floats
from crmeter.vocabulary import Interval, NotEnoughData, Text


@dataclass(frozen=True, slots=True)
class WalletShare:
    """The share of one brand.

    Args:
        users: respondents who use it.
        among_users: mean share of their spend.
        users_interval: of it; None where all of them are alike or too few.
        of_all: mean share over all respondents, those who do not use it with nothing.
        all_interval: of it.
    """

    users: int
    among_users: float
    users_interval: Interval | None
    of_all: float
    all_interval: Interval | None


def wallet_from_ranks(scores: ArrayLike, used: ArrayLike) -> Floats:
    """Return the share of spend that each brand has with each respondent, foretold from how they rank brands.

    Formula, the wallet allocation rule: (1 − r / (n + 1)) × 2 / n for the brand at rank r of the n that somebody uses;
    brands that are rated alike share their ranks. The shares of a respondent are 1 together. Source: Keiningham, Aksoy,
    Buoye & Cooil 2011, Harvard Business Review 89(10).

    Args:
        scores: how each respondent rates each brand, the higher the better, shape (n, K).
        used: which brands each uses, shape (n, K).

    Returns:
        Shares, shape (n, K); 0 of a brand that is not used.

    Raises:
        ValueError: shapes differ, or a brand that is used has no score.
    """
    told, uses = np.asarray(scores, dtype=np.float64), np.asarray(used, dtype=np.bool_)
    if told.shape != uses.shape or told.ndim != 2:
        raise ValueError("there is one score and one answer for each respondent and brand")
    if not np.isfinite(told[uses]).all():
        raise ValueError("a brand that is used has a score")
    known = np.where(uses, told, -np.inf)
    better = (known[:, None, :] > known[:, :, None]).sum(axis=2)
    alike = ((known[:, None, :] == known[:, :, None]) & uses[:, None, :]).sum(axis=2)
    # The mean of the places that brands alike take together.
    rank = better + (alike + 1) / 2
    n = uses.sum(axis=1, keepdims=True)
    return np.where(uses, (1 - rank / (n + 1)) * 2 / np.maximum(n, 1), 0.0)


def wallet_shares(shares: ArrayLike, used: ArrayLike, level: float = 0.8) -> tuple[WalletShare, ...]:
    """Sum the shares of respondents up by brand.

    Args:
        shares: of each respondent and brand, shape (n, K), such as `wallet_from_ranks` returns.
        used: which brands each uses, shape (n, K).
        level: of the intervals.

    Raises:
        NotEnoughData: nobody uses any brand.
    """
    parts, uses = np.asarray(shares, dtype=np.float64), np.asarray(used, dtype=np.bool_)
    there = uses.any(axis=1)
    if not there.any():
        raise NotEnoughData(
            "nobody_uses",
            Text("chưa ai cho biết mình dùng những hãng nào", "nobody has told which brands they use"),
            Text("bảng chấm điểm các hãng mà người trả lời đang dùng", "a grid in which the brands in use are rated"),
        )
    return tuple(_share(parts[there, place], uses[there, place], level) for place in range(parts.shape[1]))


def _share(share: Floats, uses: Booleans, level: float) -> WalletShare:
    own = share[uses]
    return WalletShare(
        users=len(own),
        among_users=float(own.mean()) if len(own) else float("nan"),
        users_interval=intervals.mean(own, level),
        of_all=float(share.mean()),
        all_interval=intervals.mean(share, level),
    )


@dataclass(frozen=True, slots=True)
class SpentShare:
    """What customers spent with the firm of all that they say they spend in the category.

    Args:
        share: Σ with us / Σ in all.
        interval: of it; None for few customers.
        n: customers.
        more_than_all: of them, who spent more with us than they say they spend in all: what they said is too low.
        with_us: money of all of them together.
        in_all: likewise.
    """

    share: float
    interval: Interval | None
    n: int
    more_than_all: int
    with_us: float
    in_all: float


def spent_share(with_us: ArrayLike, in_all: ArrayLike, level: float = 0.8) -> SpentShare:
    """Compare what customers spent with what they say they spend in all.

    Formula: a ratio of sums, so that customers count by what they spend; interval as `intervals.ratio` of
    what is spent with us to what is spent elsewhere, odds that become a share, so that no bound lies above 1.

    Args:
        with_us: money of each customer within a time, shape (n,).
        in_all: what they say they spend in that time, shape (n,), above 0.
        level: of the interval.

    Raises:
        ValueError: shapes differ, or an amount is none.
        NotEnoughData: there is no customer, or together they spent more with us than they say they spend in all, or
            sent back more than they bought.
    """
    ours, everything = np.asarray(with_us, dtype=np.float64), np.asarray(in_all, dtype=np.float64)
    if ours.shape != everything.shape or ours.ndim != 1:
        raise ValueError("there is one amount of each kind for each customer")
    if not (np.isfinite(ours).all() and np.isfinite(everything).all() and (everything > 0).all()):
        raise ValueError("amounts are finite, and what is spent in all is above 0")
    if not len(ours):
        raise NotEnoughData(
            "no_matched_spend",
            Text(
                "chưa có khách nào vừa cho biết chi tiêu cả ngành hàng vừa có đơn trong dữ liệu",
                "no customer told their spend in the category and has orders in the data",
            ),
            Text(
                "khảo sát gửi cho khách, có câu tiền một lần mua và số lần mua một năm",
                "a survey sent to customers that asks the money of one purchase and the purchases of a year",
            ),
        )
    if ours.sum() < 0:
        raise NotEnoughData(
            "sent_back_more",
            Text(
                "{n} khách này trả lại nhiều tiền hơn đã mua",
                "these {n} customers sent back more money than they bought for",
            ).fill(n=len(ours)),
            Text("khách đã mua trong năm", "customers who bought within the year"),
        )
    more_than_all = int((ours > everything).sum())
    if ours.sum() > everything.sum():
        raise NotEnoughData(
            "told_too_little",
            Text(
                "{n} khách cho biết họ chi cho cả ngành hàng ít hơn số đã mua của ta; "
                "{more_than_all} người trong đó mua của ta nhiều hơn mức họ nói",
                "{n} customers together say that they spend less in all than they bought from us; "
                "{more_than_all} of them bought more than they said",
            ).fill(n=len(ours), more_than_all=more_than_all),
            Text(
                "câu hỏi về tiền và số lần mua tính cho cả ngành hàng, ở mọi nơi bán, trong một năm",
                "questions on money and purchases that count the whole category, wherever bought, for a year",
            ),
        )
    return SpentShare(
        share=float(ours.sum() / everything.sum()),
        interval=_within_the_whole(intervals.ratio(ours, everything - ours, level)),
        n=len(ours),
        more_than_all=more_than_all,
        with_us=float(ours.sum()),
        in_all=float(everything.sum()),
    )


def _within_the_whole(odds: Interval | None) -> Interval | None:
    if odds is None:
        return None
    low, high = float(odds.low), float(odds.high)
    return Interval(odds.level, low / (1 + low), high / (1 + high), odds.method)
