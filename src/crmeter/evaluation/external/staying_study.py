"""How long customers with a contract stay, and whether groups of them differ."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from crmeter.estimators import Estimates, KaplanMeier, LogRank, log_rank
from crmeter.evaluation.external.said_words import ANYTHING, is_said, nobody_says, rows_that_say
from crmeter.vocabulary import LeftOut, NotEnoughData, Text, Work
from crmeter.warehouse.connectors.files import Answers
from crmeter.warehouse.connectors.files.columns import read_columns

Floats = NDArray[np.float64]
# Groups with fewer customers say nothing; they count together as the rest.
_FEWEST = 10


@dataclass(frozen=True, slots=True)
class StayingFile:
    """Which columns of a file of customers tell what.

    Args:
        duration: how long a customer has been seen, a number.
        left: the column that says who left.
        left_is: what stands there of who did.
        by: the column of the groups; None for all together.
    """

    duration: str
    left: str
    left_is: str
    by: str | None = None


@dataclass(frozen=True, slots=True)
class GroupStays:
    """How long the customers of a group stay.

    Args:
        name: of the group; None for all.
        curve: fitted.
        survival: share who stay longer than each time that was asked for.
        median: the time by which half have left, with bounds; None where it was not reached.
        mean_within: mean time within the horizon, with bounds; None where nobody was seen for so long.
    """

    name: str | None
    curve: KaplanMeier
    survival: Estimates
    median: tuple[float | None, float | None, float | None]
    mean_within: tuple[float, float | None, float | None] | None


@dataclass(frozen=True, slots=True)
class StayingStudy:
    """How long customers stay.

    Args:
        at: times that were asked for.
        horizon: of the mean.
        groups: all customers first, then each group by name.
        test: whether the groups differ; None where there is one.
        left_out: customers who were not counted.
    """

    at: tuple[float, ...]
    horizon: float
    groups: tuple[GroupStays, ...]
    test: LogRank | None
    left_out: tuple[LeftOut, ...]


def study_staying(
    path: Path,
    told: StayingFile,
    answers: Answers,
    *,
    at: Sequence[float] = (),
    horizon: float | None = None,
    level: float = 0.8,
    work: Work | None = None,
) -> StayingStudy:
    """Estimate how long customers stay.

    Args:
        path: the file, a row for each customer.
        told: what its columns are.
        answers: encoding, sheet and decimal mark, as far as they were said.
        at: times at which the share who stayed is told; by default four of them up to the longest duration.
        horizon: of the mean time; by default the longest time that every group was seen for.
        level: probability that an interval holds the truth.
        work: told the progress.

    Raises:
        Misused: a column is not there, or nobody left by the word that was named.
        NotEnoughData: no customer has a duration.
    """
    stayed, left, by, left_out = _read(path, told, answers, work)
    named = None if by is None else _grouped(by)
    names = [] if named is None else sorted({str(each) for each in named})
    members: list[tuple[str | None, NDArray[np.bool_]]] = [(None, np.ones(len(stayed), np.bool_))]
    members += [(name, np.asarray(named == name)) for name in names if len(names) > 1]
    longest = float(stayed.max())
    times = tuple(at) or tuple(float(each) for each in _round_times(longest))
    until = horizon if horizon is not None else min(float(stayed[rows].max()) for _, rows in members)
    groups = tuple(_group(name, stayed[rows], left[rows], times, until, level) for name, rows in members)
    test = None
    if named is not None and len(names) > 1:
        test = log_rank(stayed, left, np.searchsorted(np.array(names), named.astype(np.str_)))
    return StayingStudy(times, until, groups, test, left_out)


def read_stays(
    path: Path, told: StayingFile, answers: Answers, work: Work | None = None
) -> tuple[Floats, NDArray[np.bool_], tuple[LeftOut, ...]]:
    """Return how long each customer was seen, whether they left, and who was not counted.

    Raises:
        Misused: a column is not there, or nobody left by the word that was named.
        NotEnoughData: no customer has a duration.
    """
    stayed, left, _, left_out = _read(path, told, answers, work)
    return stayed, left, left_out


def _read(
    path: Path, told: StayingFile, answers: Answers, work: Work | None
) -> tuple[Floats, NDArray[np.bool_], NDArray[np.object_] | None, tuple[LeftOut, ...]]:
    words = [each for each in (told.left, told.by) if each]
    found = read_columns(path, answers, words=words, numbers=[told.duration], work=work)
    duration, said = found.numbers[told.duration], found.words[told.left]
    is_known = np.isfinite(duration) & (duration >= 0) & ((told.left_is == ANYTHING) | is_said(said))
    if not is_known.any():
        raise NotEnoughData(
            "no_durations",
            Text("không khách nào có thời gian và trạng thái", "no customer has a duration and a state"),
            Text("hai cột đó được điền", "both columns filled"),
        )
    left = rows_that_say(said, told.left_is)[is_known]
    if not left.any():
        raise nobody_says("nobody_left", told.left, told.left_is, said)
    unknown = LeftOut(
        "unknown",
        Text("khách không rõ thời gian hoặc trạng thái", "customers whose duration or state is not known"),
        int((~is_known).sum()),
    )
    by = None if told.by is None else found.words[told.by][is_known]
    return duration[is_known], left, by, (unknown,) if unknown.n else ()


def _group(
    name: str | None, duration: Floats, left: NDArray[np.bool_], times: tuple[float, ...], until: float, level: float
) -> GroupStays:
    curve = KaplanMeier().fit(duration, left)
    try:
        mean = curve.restricted_mean(until, level)
    except NotEnoughData:
        mean = None
    return GroupStays(name, curve, curve.survival(times, level), curve.quantile(0.5, level), mean)


def _grouped(words: NDArray[np.object_]) -> NDArray[np.object_]:
    names = np.array([str(each) if each is not None else "?" for each in words], dtype=np.object_)
    different, counts = np.unique(names.astype(np.str_), return_counts=True)
    few = {str(name) for name, count in zip(different, counts, strict=True) if count < _FEWEST}
    if len(few) > 1:
        names[[name in few for name in names]] = "…"
    return names


def _round_times(longest: float) -> Floats:
    """Return four times of equal steps, in round numbers, up to the longest."""
    if longest <= 0:
        return np.array([0.0])
    step = longest / 4
    size = 10.0 ** np.floor(np.log10(step))
    round_step = size * max(each for each in (1, 2, 3, 4, 5, 6) if each * size <= step or each == 1)
    return np.asarray(round_step * np.arange(1, 5))
