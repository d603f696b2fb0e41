"""Some measures of a finished run, month by month, further back than the run itself looks."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import date, timedelta

from crmeter.evaluation.first_view import first_and_last_day
from crmeter.evaluation.opened_run import opened_run
from crmeter.evaluation.readings import Taker
from crmeter.evaluation.tables import filled_tables
from crmeter.evaluation.trust import TrustKey
from crmeter.measures.catalogue import measures
from crmeter.vocabulary import Freshness, Period, Reading, Text, Trust, Work
from crmeter.warehouse.snapshots import load
from crmeter.warehouse.workspace import Workspace

MOST_MONTHS = 60
# So many periods are held at once.
_AT_ONCE = 12
_STEP = Text("đo các tháng đã qua của chỉ số có mục tiêu", "measuring past months of what has a target")


def past_months(
    workspace: Workspace, run_id: str, names: Collection[str], work: Work | None = None
) -> Mapping[str, Sequence[Reading]]:
    """Return the uncut readings of whole months, oldest first, as the run's own snapshot tells them.

    Args:
        workspace: where the run lies.
        run_id: which.
        names: of measures that are taken over time; others are left out.
        work: told the progress; stops it.

    Raises:
        FileNotFoundError: there is no such run, or retention removed its snapshot.
    """
    wanted = [measures()[name] for name in sorted(names) if name in measures() and measures()[name].over_time]
    found: dict[str, list[Reading]] = {measure.name: [] for measure in wanted}
    if not wanted:
        return found
    with opened_run(workspace, run_id) as opened:
        tables = opened.tables()
        first_day, _ = first_and_last_day(opened.engine, opened.view.as_of)
        trust: Mapping[TrustKey, Trust] = defaultdict(lambda: Trust({}))
        taker = Taker(
            opened.engine,
            tables,
            filled_tables(load(workspace, opened.run.snapshot)),
            first_day,
            trust,
            Freshness(None, None),
            None,
        )
        months = _months(first_day, opened.run.period)
        for start in range(0, len(months), _AT_ONCE):
            if work is not None:
                work.step(_STEP, start, len(months))
            for reading in taker.take(wanted, opened.view, months[start : start + _AT_ONCE]):
                found[reading.measure].append(reading)
    return {name: sorted(line, key=lambda each: each.period) for name, line in found.items()}


def _months(first_day: date, main: Period) -> list[Period]:
    """Return the whole months of a history that were over at the end of the main period, oldest first."""
    month = Period.month_of(main.last_day)
    if month.end > main.end:
        month = Period.month_of(month.start - timedelta(days=1))
    found: list[Period] = []
    while len(found) < MOST_MONTHS and month.start >= first_day:
        found.append(month)
        month = Period.month_of(month.start - timedelta(days=1))
    return found[::-1]
