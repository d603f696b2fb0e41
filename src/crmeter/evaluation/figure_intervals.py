"""The interval of a figure by its statistic, and what it needs beside the figure's own sums."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from crmeter.estimators import KaplanMeier, intervals
from crmeter.evaluation.behind import Key, Values, ranked_behind, values_behind
from crmeter.evaluation.score_intervals import score_interval
from crmeter.measures.measure import Measure, Statistic
from crmeter.measures.rows import ROWS
from crmeter.vocabulary import Interval
from crmeter.warehouse.engine import Engine

LEVELS = (0.8, 0.95)
# n, and the sums by the names that a measure gives them.
Figure = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Counted:
    """A figure with what its interval needs of single rows.

    Args:
        measure: that it is of.
        figure: its sums.
        values: what its rows add, where sums do not tell enough.
        ranked: the values at the ranks that bound a quantile.
    """

    measure: Measure
    figure: Figure
    values: Values | None
    ranked: Mapping[int, Any]

    def survived(self, level: float) -> tuple[float | None, float | None, float | None]:
        """Return by when the share of the rows has ended that the measure asks for, with its bounds."""
        curve = KaplanMeier().fit(self._values.top, self._values.bottom > 0)
        return curve.quantile(self.measure.quantile, level)

    def interval(self, level: float) -> Interval | None:
        """Return the interval of the figure, or None where its statistic has none.

        Args:
            level: one of `LEVELS`.
        """
        figure, n = self.figure, self.figure["n"]
        match self.measure.statistic:
            case Statistic.SHARE if not ROWS[self.measure.rows].whose:
                return intervals.wilson(float(figure["top"]), float(figure["bottom"]), level)
            case Statistic.EFFORT_EACH:
                return intervals.rows_for_each(int(figure["top"]), int(figure["bottom"]), level)
            case Statistic.RATE:
                return intervals.rate(int(figure["top"]), float(figure["bottom"]), level)
            case Statistic.MEAN if n >= intervals.MEAN_FROM_SUMS_FROM:
                return intervals.mean_from_sums(n, figure["top"], figure["top_squares"], level)
            case Statistic.MEAN:
                return intervals.mean(self._values.top, level)
            case Statistic.RATIO if n >= intervals.RATIO_FROM_SUMS_FROM:
                return intervals.ratio_from_sums(
                    n,
                    figure["top"],
                    figure["bottom"],
                    figure["top_squares"],
                    figure["bottom_squares"],
                    figure["products"],
                    level,
                )
            case Statistic.RATIO:
                return intervals.ratio(self._values.top, self._values.bottom, level)
            case Statistic.QUANTILE:
                ranks = intervals.quantile_ranks(n, level, self.measure.quantile)
                return None if ranks is None else ranks.interval(self.ranked)
            case Statistic.SURVIVAL:
                _, low, high = self.survived(level)
                return None if low is None or high is None else Interval(level, low, high, "brookmeyer_crowley")
            case Statistic.SHARE | Statistic.WEIGHTED_SHARE | Statistic.NET_SHARE | Statistic.SCORE as of_answers:
                values = self._values
                return score_interval(of_answers, values.top, values.bottom, level, self._scale, values.whose)
        return None

    @property
    def _values(self) -> Values:
        if self.values is None:
            raise LookupError(f"the values behind {self.measure.name} were not fetched")
        return self.values

    def _scale(self) -> tuple[int, int]:
        return int(self.figure["lowest"]), int(self.figure["highest"])


def counted_figures(
    engine: Engine, measure: Measure, columns: Sequence[str], figures: Mapping[Key, Figure]
) -> Mapping[Key, Counted]:
    """Return figures of one measure, each with what its interval needs.

    Args:
        engine: where `counted` is readable.
        measure: of the figures.
        columns: that they are cut by.
        figures: their sums.
    """
    values = values_behind(
        engine, measure, columns, [key for key, figure in figures.items() if _needs_values(measure, figure["n"])]
    )
    ranked: Mapping[Key, Mapping[int, Any]] = {}
    if measure.statistic is Statistic.QUANTILE:
        ranked = ranked_behind(
            engine, measure, columns, {key: _ranks(figure["n"], measure.quantile) for key, figure in figures.items()}
        )
    return {key: Counted(measure, figure, values.get(key), ranked.get(key, {})) for key, figure in figures.items()}


def _needs_values(measure: Measure, n: int) -> bool:
    if not n:
        return False
    match measure.statistic:
        case Statistic.MEAN:
            return n < intervals.MEAN_FROM_SUMS_FROM
        case Statistic.RATIO:
            return n < intervals.RATIO_FROM_SUMS_FROM
        case Statistic.SHARE:
            return bool(ROWS[measure.rows].whose)
        case Statistic.SURVIVAL | Statistic.WEIGHTED_SHARE | Statistic.NET_SHARE | Statistic.SCORE:
            return True
    return False


def _ranks(n: int, quantile: float) -> Sequence[int]:
    bounding = (intervals.quantile_ranks(n, level, quantile) for level in LEVELS) if n else ()
    return [rank for ranks in bounding if ranks is not None for rank in ranks.needed]
