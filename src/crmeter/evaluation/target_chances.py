"""How probable it is that a target is missed by the end of its period, tried on past periods: arrays in, a chance out.

Each past month is looked ahead from as today is, by the method that erred most evenly on what was over by then. What
came is held against what was foreseen, on a scale on which errors are alike wherever the figure lies: their mean is
what the method always misses by, their spread that of the coming figure. The chance is read from Student's
distribution, its freedom the number of looks ahead that share no month, less one for each method that was tried.
Source of the back test by rolling origins: Tashman 2000, Int. J. Forecasting 16(4); of the score: Brier 1950, Monthly
Weather Review 78(1); of what choosing a method costs: Ye 1998, J. American Statistical Association 93(441).
"""

import math
import statistics
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from scipy import special

from crmeter.estimators.arrays import Floats
from crmeter.estimators.forecast.forecast import Forecaster
from crmeter.estimators.forecast.seasonal_naive import Naive, SeasonalNaive
from crmeter.estimators.forecast.theta import Theta
from crmeter.evaluation.error_scale import AS_IT_IS, LOG, Scale, scale_of
from crmeter.vocabulary import NotEnoughData, Text

SEASON = 12
# From so many months a method has something to learn from.
LEARNS_FROM = 12
# So many looks ahead tell how far one errs; so many past periods tell whether chances can be believed.
LEAST_ERRORS = 4
LEAST_TRIED = 8
_BAND = 0.8
# The best of several is best by chance too: one stands in for those named before it where it errs clearly less.
_CLEARLY = 0.85


@dataclass(frozen=True, slots=True)
class Chance:
    """What is foreseen of a target.

    Args:
        missed: the probability that it is missed.
        expected: the figure that is foreseen at the end.
        low: of its 80 % band.
        high: of the same.
        so_far: how much of a sum has come; None of a level.
        method: by which it is foreseen.
        tried: on how many past periods such chances were tried.
        brier: their mean squared distance from what came; 0 is perfect.
        base_brier: of who always says how often such targets were missed.
    """

    missed: float
    expected: float
    low: float
    high: float
    so_far: float | None
    method: str
    tried: int
    brier: float
    base_brier: float


@dataclass(frozen=True, slots=True)
class _Looked:
    """What each method foresaw from a month, and what came; nothing where it has not come yet."""

    at: int
    foreseen: dict[str, float]
    came: float | None


def sum_missed(months: Sequence[float], begun: int, ends: int, aim: float, *, higher: bool) -> Chance:
    """Return how probable it is that a sum over a period misses its aim.

    Args:
        months: figures of whole months, oldest first, without a gap.
        begun: in how many months the period begins; minus how many of them are behind us.
        ends: after how many months it is over; at least one.
        aim: what the sum is to reach.
        higher: whether it is missed from below; else from above.

    Returns:
        The chance; a past target asks for the same growth over the same months of the year before.

    Raises:
        NotEnoughData: too few months to look ahead from, or too few past periods to try chances on.
    """
    y = np.asarray(months, dtype=np.float64)
    n, first = len(y), max(begun, 0)
    year_before = _between(y, n + begun - SEASON, n + ends - SEASON)
    if year_before is None or year_before <= 0:
        raise NotEnoughData("no_year_before", _NO_YEAR, _NEEDS_YEAR)
    growth = aim / year_before

    def behind(at: int) -> float:
        return float(y[at + begun : at].sum()) if begun < 0 else 0.0

    def rest(at: int) -> float | None:
        return _between(y, at + first, at + ends)

    def asked(at: int) -> float | None:
        then = _between(y, at + begun - SEASON, at + ends - SEASON)
        return None if then is None or then <= 0 else growth * then - behind(at)

    def total(values: Floats) -> float:
        return float(values[first:ends].sum())

    looks = _looks(y, ends, total, rest)
    told = [each.came for each in looks if each.came is not None]
    foreseen = [value for each in looks for value in each.foreseen.values()]
    is_positive = min(*told, *foreseen, 1.0) > 0
    scale = LOG if is_positive else AS_IT_IS
    found = _chance(looks, ends, scale, asked, aim - behind(n), higher=higher)
    so_far = behind(n)
    return Chance(
        found.missed, found.expected + so_far, found.low + so_far, found.high + so_far, so_far, found.method,
        found.tried, found.brier, found.base_brier,
    )  # fmt: skip


def level_missed(months: Sequence[float], ends: int, aim: float, *, higher: bool, is_share: bool) -> Chance:
    """Return how probable it is that a level or a rate misses its aim at the end of a period.

    Args:
        months: figures of whole months, oldest first, without a gap.
        ends: after how many months the period is over; at least one.
        aim: what it is to reach.
        higher: whether it is missed from below; else from above.
        is_share: of a whole, within 0 and 1: errors are alike on the scale of the logit.

    Returns:
        The chance; a past target asks for the same way, on the same scale, from where the figure stood then.

    Raises:
        NotEnoughData: see `sum_missed`.
    """
    y = np.asarray(months, dtype=np.float64)
    n = len(y)
    if n == 0:
        raise NotEnoughData("too_few_months", _FEW_MONTHS.fill(n=0), _NEEDS_MONTHS)
    scale = scale_of(y, is_share=is_share)
    way = scale.to(aim) - scale.to(float(y[-1]))

    def came(at: int) -> float | None:
        return float(y[at + ends - 1]) if at + ends <= n else None

    def asked(at: int) -> float | None:
        return scale.back(scale.to(float(y[at - 1])) + way)

    looks = _looks(y, ends, lambda values: float(values[ends - 1]), came)
    # A method that draws a line may leave the whole; what it foresees there cannot be held against anything.
    looks = [_within(each, scale) for each in looks]
    return _chance(looks, ends, scale, asked, aim, higher=higher)


@dataclass(frozen=True, slots=True)
class Band:
    """What was foreseen of a month by the months before it, with its 80 % band."""

    expected: float
    low: float
    high: float


def foreseen_of_last(months: Sequence[float], *, is_share: bool) -> Band:
    """Return what was foreseen of the last of some months by those before it alone.

    Args:
        months: figures of whole months, oldest first, without a gap.
        is_share: of a whole, within 0 and 1; see `level_missed`.

    Raises:
        NotEnoughData: too few months to look ahead from.
    """
    y = np.asarray(months, dtype=np.float64)
    known = y[:-1]
    if len(known) < LEARNS_FROM:
        raise NotEnoughData("too_few_months", _FEW_MONTHS.fill(n=len(known)), _NEEDS_MONTHS)
    scale = scale_of(known, is_share=is_share)
    looks = _looks(known, 1, lambda values: float(values[0]), lambda at: float(known[at]) if at < len(known) else None)
    found = _foreseen([_within(each, scale) for each in looks], len(known), 1, scale)
    if found is None:
        raise NotEnoughData("too_few_errors", _FEW_ERRORS, _NEEDS_MONTHS)
    _, centre, spread, freedom = found
    reach = _reach(spread, freedom)
    return Band(scale.back(centre), scale.back(centre - reach), scale.back(centre + reach))


def _looks(
    y: Floats, ends: int, taken: Callable[[Floats], float], came: Callable[[int], float | None]
) -> list[_Looked]:
    """Look ahead from each month, the last one too, by each method that can learn from what was behind it."""
    methods: list[Forecaster] = [Naive(), SeasonalNaive(SEASON), Theta(SEASON)]
    looks = []
    for at in range(LEARNS_FROM, len(y) + 1):
        foreseen = {}
        for method in methods:
            if method.least <= at:
                try:
                    foreseen[method.name] = taken(np.asarray(method.fit(y[:at]).predict(ends, ()).value))
                except NotEnoughData:
                    continue
        looks.append(_Looked(at, foreseen, came(at)))
    if len(looks) <= LEAST_ERRORS:
        raise NotEnoughData("too_few_months", _FEW_MONTHS.fill(n=len(y)), _NEEDS_MONTHS)
    return looks


def _chance(
    looks: Sequence[_Looked],
    ends: int,
    scale: Scale,
    asked: Callable[[int], float | None],
    aim: float,
    *,
    higher: bool,
) -> Chance:
    now = looks[-1]
    found = _foreseen(looks, now.at, ends, scale)
    if found is None:
        raise NotEnoughData("too_few_errors", _FEW_ERRORS, _NEEDS_MONTHS)
    method, centre, spread, freedom = found
    tried = []
    for look in looks[:-1]:
        target = asked(look.at)
        then = None if look.came is None or target is None else _foreseen(looks, look.at, ends, scale)
        if then is not None and look.came is not None and target is not None:
            missed = look.came < target if higher else look.came > target
            tried.append((_missed(then[1:], scale.to(target), higher=higher), float(missed)))
    if len(tried) < LEAST_TRIED:
        raise NotEnoughData("too_few_past_periods", _FEW_PERIODS.fill(n=len(tried), least=LEAST_TRIED), _NEEDS_MONTHS)
    said, happened = np.array(tried).T
    often = float(happened.mean())
    reach = _reach(spread, freedom)
    return Chance(
        missed=_missed((centre, spread, freedom), scale.to(aim), higher=higher),
        expected=scale.back(centre),
        low=scale.back(centre - reach),
        high=scale.back(centre + reach),
        so_far=None,
        method=method,
        tried=len(tried),
        brier=float(np.mean((said - happened) ** 2)),
        base_brier=often * (1 - often),
    )


def _foreseen(looks: Sequence[_Looked], at: int, ends: int, scale: Scale) -> tuple[str, float, float, int] | None:
    """Return what is foreseen from a month by what was over by then: method, centre, spread and freedom on the scale.

    None where fewer than `LEAST_ERRORS` looks ahead were over, or where none of them erred.
    """
    now = next(each for each in looks if each.at == at)
    over = [each for each in looks if each.at + ends <= at and each.came is not None]
    best: tuple[float, str, list[float]] | None = None
    for method in now.foreseen:
        both = [(each.came, each.foreseen[method]) for each in over if method in each.foreseen]
        errors = [scale.to(came) - scale.to(foreseen) for came, foreseen in both if came is not None]
        if len(errors) >= LEAST_ERRORS and all(map(math.isfinite, errors)):
            erred = statistics.stdev(errors)
            if best is None or erred < _CLEARLY * best[0]:
                best = erred, method, errors
    if best is None or best[0] == 0:
        return None
    erred, method, errors = best
    # What a method always misses by, it will miss by again.
    centre = scale.to(now.foreseen[method]) + statistics.fmean(errors)
    if not math.isfinite(centre):
        return None
    # Looks ahead from neighbouring months share all months but one.
    alone = max(1, len(errors) // ends)
    # Once for the mean that is taken off, which errs too; once because looks that share months lie closer together
    # than single ones would. The best of several is best by chance too, which each of them costs as a mean does.
    return method, centre, erred * (1 + 1 / alone), max(1, alone - len(now.foreseen))


def _missed(foreseen: tuple[float, float, int], aim: float, *, higher: bool) -> float:
    centre, spread, freedom = foreseen
    under = float(special.stdtr(freedom, (aim - centre) / spread))
    return under if higher else 1 - under


def _reach(spread: float, freedom: int) -> float:
    return float(special.stdtrit(freedom, (1 + _BAND) / 2)) * spread


def _within(look: _Looked, scale: Scale) -> _Looked:
    kept = {name: value for name, value in look.foreseen.items() if math.isfinite(scale.to(value))}
    return _Looked(look.at, kept, look.came)


def _between(y: Floats, start: int, stop: int) -> float | None:
    return float(y[start:stop].sum()) if 0 <= start < stop <= len(y) else None


_FEW_MONTHS = Text("mới có {n} tháng tròn", "there are {n} whole months")
_NO_YEAR = Text(
    "chưa có cùng kỳ năm trước để so mức mục tiêu", "the same months of the year before are not there to compare with"
)
_FEW_ERRORS = Text(
    "chưa đủ lần dự báo đã qua để biết thường sai bao nhiêu",
    "too few forecasts are over to tell how far they err",
)
_FEW_PERIODS = Text(
    "mới thử được trên {n} kỳ đã qua; cần ít nhất {least} kỳ mới tin được xác suất",
    "chances could be tried on {n} past periods; it takes at least {least} to believe them",
)
_NEEDS_MONTHS = Text("thêm tháng trong lịch sử", "more months of history")
_NEEDS_YEAR = Text("ít nhất một năm trước kỳ này", "at least a year before this period")
