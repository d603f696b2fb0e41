"""The scorecard as pages read it: outside and inside, by subject and by perspective; neither DuckDB nor Ibis is loaded.

It is of all rows: whether the reader sees those is asked before.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from crmeter.measures.catalogue import SUBJECTS, measures, subject_of
from crmeter.records.readings.queries import current_run
from crmeter.strategy.scorecard.scoring import FULL, Mean, Part, Scored, mean_of, scored
from crmeter.strategy.targets.kinds import PERSPECTIVES, Perspective
from crmeter.strategy.targets.queries import TargetView, current_targets
from crmeter.strategy.targets.standings import Measured, Standing, measured_by, standing_of
from crmeter.vocabulary import Scope, Text

# Which subjects customers see, and which the firm does; each with the page that it opens.
OUTSIDE: Mapping[str, str] = {
    "value": "/external/value",
    "loyalty": "/external/loyalty",
    "satisfaction": "/external/satisfaction",
    "brand": "/brand",
}
INSIDE: Mapping[str, str] = {
    "marketing": "/internal/marketing",
    "sales": "/internal/sales",
    "service": "/internal/service",
    "supply": "/internal/supply",
}


@dataclass(frozen=True, slots=True)
class ScoreRow:
    """One line of the scorecard.

    Args:
        key: the subject or perspective.
        title: its label.
        score: between 0 and 100; None with the reason `missing`.
        before: in the period before, of the same parts; None where one of them is not known.
        target: where the tick stands: a target is full by definition.
        benchmark: of the same parts; None where one of them has none.
        address: the page that it opens.
        missing: why there is no score.
        parts: what it is made of, those without a score too.
    """

    key: str
    title: Text
    score: float | None
    before: float | None
    target: float
    benchmark: float | None
    address: str
    missing: Text | None
    parts: tuple[Part, ...]

    @property
    def change(self) -> float | None:
        """In points since the period before."""
        return None if self.score is None or self.before is None else self.score - self.before


@dataclass(frozen=True, slots=True)
class Card:
    """The whole scorecard.

    Args:
        outside: what customers see, by subject.
        inside: what the firm does, by subject.
        perspectives: the same parts by perspective; those that nobody has put there are left out.
        sides: the mean of all parts outside, and of all inside.
        targets: what the parts are held against, by measure.
        standings: how far each measure is, by measure.
        as_of: the last day that was seen; None before the first evaluation.
    """

    outside: tuple[ScoreRow, ...]
    inside: tuple[ScoreRow, ...]
    perspectives: tuple[ScoreRow, ...]
    sides: tuple[ScoreRow, ScoreRow]
    targets: Mapping[str, TargetView]
    standings: Mapping[str, Standing]
    as_of: date | None


def scorecards() -> tuple[list[ScoreRow], list[ScoreRow]]:
    """Return the lines of what customers see, and of what the firm does."""
    found = scorecard()
    return list(found.outside), list(found.inside)


def scorecard() -> Card:
    """Return the scorecard of the current run: each measure that has a target now, with its floor, in its subject."""
    run = current_run(Scope())
    if run is None:
        empty = _rows(OUTSIDE, [], _NO_RUN), _rows(INSIDE, [], _NO_RUN)
        return Card(*empty, (), (_side(_OUTSIDE, [], _NO_RUN), _side(_INSIDE, [], _NO_RUN)), {}, {}, None)
    targets = current_targets(run.as_of)
    measured: Measured = measured_by(run, targets.keys())
    standings = {name: standing_of(target, measured) for name, target in targets.items()}
    parts = [_part(target, standings[name]) for name, target in targets.items() if name in measures()]
    outside = [part for part in parts if subject_of(part.measure) in OUTSIDE]
    inside = [part for part in parts if subject_of(part.measure) in INSIDE]
    return Card(
        _rows(OUTSIDE, outside, _NO_TARGET),
        _rows(INSIDE, inside, _NO_TARGET),
        tuple(_by_perspective(parts, targets)),
        (_side(_OUTSIDE, outside, _NO_TARGET), _side(_INSIDE, inside, _NO_TARGET)),
        targets,
        standings,
        run.as_of,
    )


def _part(target: TargetView, standing: Standing) -> Part:
    floor = None if target.floor is None else float(target.floor)
    aim = float(target.value)

    def score(value: float | None) -> Scored | None:
        return None if value is None or floor is None else scored(value, floor, aim)

    now = score(standing.value)
    benchmark = score(None if target.benchmark is None else float(target.benchmark))
    missing = None if now is not None else standing.why if floor is not None else _NO_FLOOR
    return Part(
        target.measure,
        target.id,
        float(target.weight),
        now,
        score(standing.before),
        None if benchmark is None else benchmark.score,
        missing,
    )


def _rows(subjects: Mapping[str, str], parts: Sequence[Part], lacking: Text) -> tuple[ScoreRow, ...]:
    return tuple(
        _row(name, SUBJECTS[name], address, [part for part in parts if subject_of(part.measure) == name], lacking)
        for name, address in subjects.items()
    )


def _by_perspective(parts: Sequence[Part], targets: Mapping[str, TargetView]) -> Sequence[ScoreRow]:
    def of(perspective: Perspective) -> Callable[[Part], bool]:
        return lambda part: targets[part.measure].perspective is perspective

    rows = [(each, [part for part in parts if of(each)(part)]) for each in Perspective]
    return [
        _row(each.value, PERSPECTIVES[each], f"/targets?perspective={each.value}", found, _NO_TARGET)
        for each, found in rows
        if found
    ]


def _side(title: Text, parts: Sequence[Part], lacking: Text) -> ScoreRow:
    return _row("", title, "/scorecard", parts, lacking)


def _row(key: str, title: Text, address: str, parts: Sequence[Part], lacking: Text) -> ScoreRow:
    mean: Mean = mean_of(parts)
    missing = None if mean.score is not None else lacking if not parts else _NONE_SCORED
    return ScoreRow(key, title, mean.score, mean.before, FULL, mean.benchmark, address, missing, tuple(parts))


_OUTSIDE = Text("Bên ngoài: khách hàng nhìn ta", "Outside: how customers see us")
_INSIDE = Text("Bên trong: năng lực của ta", "Inside: what we are able to do")
_NO_RUN = Text("chưa có lần đánh giá nào", "there has been no evaluation yet")
_NO_TARGET = Text("chưa chỉ số nào ở đây có mục tiêu", "no measure here has a target")
_NO_FLOOR = Text("mục tiêu chưa có mức sàn", "its target has no floor")
_NONE_SCORED = Text("chưa chỉ số nào ở đây chấm được điểm", "no measure here can be scored yet")
