"""What a tile shows, and which charts can show it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Literal

from crmeter.measures.measure import Measure
from crmeter.vocabulary import Text, Unit


class TileChart(StrEnum):
    """How a tile is drawn."""

    NUMBER = "number"
    BULLET = "bullet"
    LINE = "line"
    BAR = "bar"
    FUNNEL = "funnel"
    HEAT = "heat"
    TABLE = "table"
    MAP = "map"


Compare = Literal["", "before", "year"]

CHARTS: Mapping[TileChart, Text] = {
    TileChart.NUMBER: Text("số", "number"),
    TileChart.BULLET: Text("thước đo", "bullet"),
    TileChart.LINE: Text("đường", "line"),
    TileChart.BAR: Text("cột", "bars"),
    TileChart.FUNNEL: Text("phễu", "funnel"),
    TileChart.HEAT: Text("bảng nhiệt", "heat table"),
    TileChart.TABLE: Text("bảng", "table"),
    TileChart.MAP: Text("bản đồ giá trị", "value map"),
}
# What a tile is of that shows a value map: no measure; its cut is the source of the map.
VALUE_MAP = "value_map"
# Bars begin at zero: a net score may lie below it, and scales seldom begin there.
_NOT_FROM_ZERO = (Unit.POINTS, Unit.SCORE)
# Of these rows one stands for each time that something came to a step, of those that it passes one after the other:
# what merely stands somewhere today has not passed through anything.
_PASSED = {"stage_stays": "deal_stage", "outreach_steps": "step", "outreach": "try"}
_BY_BOTH = {("cohort", "age")}


@dataclass(frozen=True, slots=True)
class TileAsked:
    """What a tile shows.

    Args:
        measure: its name.
        cut: the column by which it is cut; empty for all rows together, two with a comma between them for both at once.
            Of a value map, its source.
        chart: how it is drawn.
    """

    measure: str
    cut: str
    chart: TileChart

    @property
    def is_map(self) -> bool:
        """Whether it shows a value map, which is no figure of an evaluation."""
        return self.measure == VALUE_MAP


@dataclass(frozen=True, slots=True)
class Look:
    """What a whole board is looked at by.

    Args:
        month: the first day of a whole month instead of the main period; None is the main period.
        by: a column of which one value is looked at; empty for all rows.
        code: that value.
        compare: with the period before, with a year before, or with nothing.
    """

    month: date | None = None
    by: str = ""
    code: str = ""
    compare: Compare = "before"


def cuts_of(measure: Measure) -> tuple[str, ...]:
    """Return the cuts that evaluations store of a measure, all rows together first."""
    if measure.slices in _BY_BOTH:
        return ("", ",".join(measure.slices))
    return ("", *measure.cuts)


def charts_of(measure: Measure, cut: str) -> tuple[TileChart, ...]:
    """Return the charts that can show a cut of a measure; none where it is not stored."""
    if cut not in cuts_of(measure):
        return ()
    from_zero = measure.unit not in _NOT_FROM_ZERO
    if "," in cut:
        return (TileChart.HEAT, TileChart.TABLE)
    if cut:
        is_funnel = _PASSED.get(measure.rows) == cut and measure.unit is Unit.SHARE
        drawn: tuple[TileChart | Literal[False], ...] = (
            from_zero and TileChart.BAR,
            TileChart.TABLE,
            TileChart.HEAT,
            is_funnel and TileChart.FUNNEL,
        )
    else:
        monthly = measure.over_time
        drawn = (
            TileChart.NUMBER,
            from_zero and TileChart.BULLET,
            monthly and TileChart.LINE,
            monthly and from_zero and TileChart.BAR,
            monthly and TileChart.TABLE,
        )
    return tuple(chart for chart in drawn if chart)
