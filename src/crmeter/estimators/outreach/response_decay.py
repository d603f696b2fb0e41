"""How conversion falls with the time until somebody answers, and within which time one has to."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from crmeter.estimators.arrays import Booleans, Floats
from crmeter.estimators.intervals import wilson
from crmeter.vocabulary import Interval, NotEnoughData, Text

MOST_BINS, LEAST_IN_BIN, LEAST_BINS = 12, 30, 3
DRAWS = 400


@dataclass(frozen=True, slots=True)
class DelayBin:
    """Those who were answered about as fast.

    Args:
        low: the shortest delay.
        high: the longest.
        middle: the median delay.
        n: how many.
        rate: share who converted.
        interval: of it.
        fitted: the same on the falling curve.
    """

    low: float
    high: float
    middle: float
    n: int
    rate: float
    interval: Interval
    fitted: float


@dataclass(frozen=True, slots=True)
class ResponseDecay:
    """The curve, and the window found in it.

    Args:
        bins: the fastest first.
        window: the delay at which conversion has fallen to half of that of the fastest; None where it does not.
        window_interval: of it; None where it is not told, or chance alone may keep conversion above half.
        never: those who were never answered, and how many of them converted.
    """

    bins: tuple[DelayBin, ...]
    window: float | None
    window_interval: tuple[float, float] | None
    never: tuple[int, int]


def response_decay(
    delays: ArrayLike, converted: ArrayLike, level: float = 0.8, *, draws: int = DRAWS, seed: int = 0
) -> ResponseDecay:
    """Tell how conversion falls with the time until the first answer.

    Args:
        delays: from the lead to the first answer, in any unit, shape (n,); NaN for who was never answered.
        converted: whether each converted, shape (n,).
        level: of the intervals.
        draws: of the bootstrap by which the interval of the window is told.
        seed: of it.

    Raises:
        ValueError: shapes differ, or a delay is negative.
        NotEnoughData: too few were answered for three groups of thirty, they were answered too much alike, or nobody
            among the fastest converted.

    Formula: groups of equally many, by delay; the falling curve nearest to their rates (pool adjacent violators,
    weighted by n); the window is where it crosses half of its first value, on a straight line between the logarithms of
    the middles (log 1 + delay). Bounds are percentiles over resampled leads. Whoever is answered fast may differ
    otherwise: the curve is an association, unless a lot decided who was answered first.
    Source: Ayer, Brunk, Ewing, Reid & Silverman 1955, Ann. Math. Stat. 26; Efron 1979, Annals of Statistics 7.
    """
    times, won = np.asarray(delays, dtype=np.float64), np.asarray(converted, dtype=np.bool_)
    if times.shape != won.shape or times.ndim != 1 or (times < 0).any():
        raise ValueError("there is one delay, not negative, and one outcome for each lead")
    answered = np.isfinite(times)
    never = int((~answered).sum()), int(won[~answered].sum())
    order = np.argsort(times[answered], kind="stable")
    times, won = times[answered][order], won[answered][order]
    starts = _starts(times)
    if len(starts) < LEAST_BINS:
        raise _too_alike(len(times)) if len(times) >= LEAST_BINS * LEAST_IN_BIN else _too_few(len(times))
    middles = np.array([np.median(part) for part in np.split(times, starts[1:])])
    counts = np.diff([*starts, len(times)])
    wins = np.add.reduceat(won, starts, dtype=np.int64)
    fitted = _falling(wins / counts, counts)
    if not fitted[0] > 0:
        raise NotEnoughData(
            "none_converted",
            Text(
                "chưa ai trong nhóm được trả lời nhanh nhất chuyển đổi", "nobody among the fastest answered converted"
            ),
            Text("thêm thời gian, hoặc thêm khách tiềm năng", "more time, or more leads"),
        )
    bins = []
    for at, (first, n, k) in enumerate(zip(starts.tolist(), counts.tolist(), wins.tolist(), strict=True)):
        interval = wilson(k, n, level)
        assert interval is not None  # noqa: S101 - a group has members
        ends = float(times[first]), float(times[first + n - 1])
        bins.append(DelayBin(*ends, float(middles[at]), n, k / n, interval, float(fitted[at])))
    window = _half(middles, fitted)
    bounds = None if window is None else _bounds(times, won, level, draws, seed)
    return ResponseDecay(tuple(bins), window, bounds, never)


def _too_few(n: int) -> NotEnoughData:
    return NotEnoughData(
        "few_answered",
        Text("mới có {n} khách tiềm năng được trả lời", "only {n} leads were answered").fill(n=n),
        Text(
            "ít nhất {least} người, với thời gian trả lời khác nhau",
            "at least {least}, answered at different speed",
        ).fill(least=LEAST_BINS * LEAST_IN_BIN),
    )


def _too_alike(n: int) -> NotEnoughData:
    return NotEnoughData(
        "equally_fast",
        Text(
            "{n} khách tiềm năng được trả lời nhanh gần như nhau", "{n} leads were answered nearly all equally fast"
        ).fill(n=n),
        Text(
            "{bins} nhóm từ {least} người được trả lời nhanh chậm khác nhau",
            "{bins} groups of {least} that were answered at different speed",
        ).fill(bins=LEAST_BINS, least=LEAST_IN_BIN),
    )


def _starts(times: Floats) -> "np.ndarray[tuple[int], np.dtype[np.int64]]":
    """Return where groups of equally many begin; who was answered equally fast is in one group."""
    wanted = max(min(MOST_BINS, len(times) // LEAST_IN_BIN), 1)
    begin = np.searchsorted(times, times[(np.arange(wanted) * len(times)) // wanted]) if len(times) else np.array([0])
    found = np.unique(begin)
    # A group that ties have made small joins the one before.
    kept = [0]
    for start in found[1:].tolist():
        if start - kept[-1] >= LEAST_IN_BIN and len(times) - start >= LEAST_IN_BIN:
            kept.append(start)
    return np.array(kept, dtype=np.int64)


def _falling(rates: Floats, weights: ArrayLike) -> Floats:
    """Return the nearest curve that never rises, by pooling neighbours that do."""
    blocks: list[tuple[float, float, int]] = []
    for rate, weight in zip(rates.tolist(), np.asarray(weights, dtype=np.float64).tolist(), strict=True):
        block = (rate, weight, 1)
        while blocks and blocks[-1][0] < block[0]:
            value, heavy, size = blocks.pop()
            total = heavy + block[1]
            block = ((value * heavy + block[0] * block[1]) / total, total, size + block[2])
        blocks.append(block)
    return np.concatenate([np.full(size, value) for value, _, size in blocks])


def _half(middles: Floats, fitted: Floats) -> float | None:
    """Return where the curve crosses half of its first value; None where it stays above."""
    half = fitted[0] / 2
    below = np.flatnonzero(fitted <= half)
    if not len(below):
        return None
    after = int(below[0])
    before = after - 1
    left, right = np.log1p(middles[before]), np.log1p(middles[after])
    inward = (fitted[before] - half) / (fitted[before] - fitted[after])
    return float(np.expm1(left + (right - left) * inward))


def _bounds(times: Floats, won: Booleans, level: float, draws: int, seed: int) -> tuple[float, float] | None:
    rng = np.random.default_rng(seed)
    found = []
    for _ in range(draws):
        some = np.sort(rng.integers(len(times), size=len(times)))
        drawn, wins = times[some], won[some]
        starts = _starts(drawn)
        counts = np.diff([*starts, len(drawn)])
        fitted = _falling(np.add.reduceat(wins, starts, dtype=np.int64) / counts, counts)
        middles = np.array([np.median(part) for part in np.split(drawn, starts[1:])])
        half = _half(middles, fitted) if fitted[0] > 0 else None
        found.append(np.inf if half is None else half)
    low, high = np.quantile(found, [(1 - level) / 2, (1 + level) / 2], method="inverted_cdf")
    return (float(low), float(high)) if np.isfinite(high) else None
