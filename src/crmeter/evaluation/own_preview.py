"""What an own measure would be over a run that is there: worked out on its snapshot, and not kept."""

from collections.abc import Collection

import duckdb

from crmeter.evaluation.explain import Explainer
from crmeter.evaluation.opened_run import opened_run
from crmeter.measures.measure import Measure
from crmeter.vocabulary import Misused, Reading, Text, Unit
from crmeter.warehouse.workspace import Workspace


def preview(
    workspace: Workspace,
    run_id: str,
    measure: Measure,
    memory_limit: str = "512MB",
    threads: int | None = None,
    words: Collection[str] | None = None,
) -> Reading:
    """Return the figure of an own measure over the main period of a run; its interval comes with an evaluation.

    Args:
        workspace: where the run lies.
        run_id: which.
        measure: as `own_measure` reads it.
        memory_limit: what the engine may hold before it spills.
        threads: how many threads the engine may use; by default all cores.
        words: spelled names of owners: only their rows are seen; None sees all.

    Raises:
        FileNotFoundError: there is no such run, or retention removed its snapshot.
        Misused: the engine cannot work it out.
    """
    with opened_run(workspace, run_id, memory_limit, threads, words=words) as opened:
        run = opened.run
        currency = run.currency if measure.unit is Unit.MONEY else None
        asked = Reading(measure.name, run.period, measure.unit, None, 0, currency=currency)
        sql = Explainer(opened.engine, opened.view, part=opened.part).figure_sql(asked)
        try:
            found = opened.engine.connection.execute(sql)
            names = [column[0] for column in found.description or ()]
            held = dict(zip(names, found.fetchone() or (), strict=True))
        except duckdb.Error as failed:
            raise Misused("own_measure", _NOT_WORKED_OUT) from failed
    return Reading(measure.name, run.period, measure.unit, held["value"], held["n"], currency=currency)


_NOT_WORKED_OUT = Text(
    "không tính được chỉ số này trên dữ liệu hiện có; hãy thử các con số nhỏ hơn",
    "this measure cannot be worked out over the data that are there; try smaller numbers",
)
