"""What the tiles of a board are told beside the run, as far as its reader sees it."""

from collections.abc import Collection
from datetime import timedelta

from crmeter.evaluation.report.tiles.asked import TileAsked, TileChart
from crmeter.evaluation.report.tiles.beside import Aimed, Beside
from crmeter.records.deals.queries import pipelines
from crmeter.records.readings.queries import StoredRun
from crmeter.strategy.targets.queries import targets_of
from crmeter.vocabulary import Period


def beside_of(run: StoredRun, tiles: Collection[TileAsked]) -> Beside:
    """Return what some tiles are told beside a run.

    Args:
        run: as the reader sees it: of a part of its rows no target is told, for targets are of all.
        tiles: of the board; only what they can draw is asked for.
    """
    targets: dict[str, list[Aimed]] = {}
    aimed_at = {each.measure for each in tiles if each.chart is TileChart.BULLET}
    if aimed_at and run.part is None:
        for each in targets_of(Period(run.as_of, run.as_of + timedelta(days=1)), firm_only=True):
            if each.measure in aimed_at:
                days = None if each.period is None else each.period.days
                found = targets.setdefault(each.measure, [])
                found.append(Aimed(float(each.value), days, each.period_words, each.currency))
    wants_order = any(each.chart is TileChart.FUNNEL for each in tiles)
    orders = [[stage.name for stage in each.stages] for each in pipelines(closed=True)] if wants_order else []
    return Beside(targets, orders, run.part is not None)
