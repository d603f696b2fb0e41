"""What looking after customers at risk changed: by the hold-out where one was drawn, otherwise an association."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

import numpy as np

from crmeter.estimators import Uplift, money_uplift, uplift
from crmeter.estimators.arrays import Booleans, Floats, Integers
from crmeter.vocabulary import NotEnoughData, Text, Undefined

_BANDS = 5
# Beside the fifths of a round, those of whom no chance was foretold.
_STRATA_OF_ROUND = _BANDS + 1


@dataclass(frozen=True, slots=True)
class Followed:
    """A customer at risk whose window is over.

    Args:
        round: those that were chosen at once.
        is_treated: whether they were looked after.
        was_drawn: whether it was a lot that decided it.
        chance: that they stay, as it was foretold; None where nothing was.
        is_kept: whether they stayed.
        spent: money within the window, or None.
    """

    round: int
    is_treated: bool
    was_drawn: bool
    chance: float | None
    is_kept: bool
    spent: Decimal | None


@dataclass(frozen=True, slots=True)
class Compared:
    """Customers who were looked after beside others.

    Args:
        kept: shares of those who stayed; undefined where too few can be compared.
        money: spend per customer, the same.
        money_kept: the difference per customer × those who were looked after, with bounds; None where undefined.
        without_money: customers whose spend is not known.
    """

    kept: Uplift | Undefined
    money: Uplift | Undefined
    money_kept: tuple[float, float, float] | None
    without_money: int


@dataclass(frozen=True, slots=True)
class UpliftStudy:
    """What looking after customers changed.

    Args:
        effect: those who were drawn to be left alone beside the others of their rounds.
        association: those who were looked after beside those of their rounds whom nobody chose, with chances of staying
            alike.
        treated: customers who were looked after, all of them.
        treated_kept: how many of these stayed.
    """

    effect: Compared
    association: Compared
    treated: int
    treated_kept: int


def study_uplift(followed: Sequence[Followed], level: float = 0.8) -> UpliftStudy:
    """Compare customers who were looked after with others; nothing is said of before and after.

    Args:
        followed: each with a window of their own round that is over.
        level: probability that bounds hold the truth.
    """
    drawn = [each for each in followed if each.was_drawn]
    # Who was drawn to be left alone is no chosen comparison, and counts once, in the effect.
    chosen = [each for each in followed if each.is_treated or not each.was_drawn]
    treated = [each for each in followed if each.is_treated]
    return UpliftStudy(
        effect=_compared(drawn, np.array([each.round for each in drawn], np.int64), level, _NO_HOLD_OUT),
        association=_compared(chosen, _bands(chosen), level, None),
        treated=len(treated),
        treated_kept=sum(each.is_kept for each in treated),
    )


def _compared(followed: Sequence[Followed], strata: Integers, level: float, nobody: NotEnoughData | None) -> Compared:
    treated = np.array([each.is_treated for each in followed], np.bool_)
    kept = np.array([each.is_kept for each in followed], np.bool_)
    spent = np.array([np.nan if each.spent is None else float(each.spent) for each in followed], np.float64)
    priced = np.isfinite(spent)
    if nobody is not None and not followed:
        return Compared(nobody.undefined, nobody.undefined, None, 0)
    money = _or_undefined(money_uplift, spent[priced], treated[priced], strata[priced], level)
    return Compared(
        kept=_or_undefined(uplift, kept, treated, strata, level),
        money=money,
        money_kept=None
        if isinstance(money, Undefined)
        else (money.difference * money.n_treated, money.low * money.n_treated, money.high * money.n_treated),
        without_money=int((~priced).sum()),
    )


def _or_undefined(
    compare: Callable[..., Uplift], values: Floats | Booleans, treated: Booleans, strata: Integers, level: float
) -> Uplift | Undefined:
    try:
        return compare(values, treated, strata, level=level)
    except NotEnoughData as too_few:
        return too_few.undefined


def _bands(followed: Sequence[Followed]) -> Integers:
    """Return the fifth of foretold chances of their round that each customer is in; those without one stand apart.

    Rounds are kept apart, for they are watched in other seasons and for other times.
    """
    chances = np.array([np.nan if each.chance is None else each.chance for each in followed], np.float64)
    rounds = np.unique([each.round for each in followed], return_inverse=True)[1]
    known = np.isfinite(chances)
    bands = np.full(len(chances), _BANDS, np.int64)
    for place in np.unique(rounds[known]):
        some = known & (rounds == place)
        edges = np.quantile(chances[some], np.arange(1, _BANDS) / _BANDS)
        bands[some] = np.searchsorted(edges, chances[some], side="right")
    return np.asarray(rounds * _STRATA_OF_ROUND + bands, dtype=np.int64)


_NO_HOLD_OUT = NotEnoughData(
    "no_hold_out",
    Text(
        "chưa có lượt nào để riêng một nhóm đối chứng, nên chưa thể nói chăm sóc đem lại gì",
        "no round has held anybody out, so nobody can say what looking after them did",
    ),
    Text(
        "một lượt giao việc có để riêng một phần khách chọn ngẫu nhiên, đã hết thời gian theo dõi",
        "a round in which a share of the customers was held out by lot, with its window over",
    ),
)
