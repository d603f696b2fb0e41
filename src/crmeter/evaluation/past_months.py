"""Some measures of a finished run, month by month, further back than the run itself looks."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from crmeter.evaluation.first_view import first_and_last_day
from crmeter.evaluation.opened_run import opened_run
from crmeter.evaluation.readings import Taker
from crmeter.evaluation.tables import filled_tables
from crmeter.evaluation.trust import TrustKey
from crmeter.measures.catalogue import measures
from crmeter.vocabulary import Freshness, Period, Reading, Text, Trust, Work
from crmeter.vocabulary.folding import spelled
from crmeter.warehouse.snapshots import load
from crmeter.warehouse.workspace import Workspace

MOST_MONTHS = 60
OWNER = "owner"
# So many periods are held at once.
_AT_ONCE = 12
_STEP = Text("đo các tháng đã qua của chỉ số có mục tiêu", "measuring past months of what has a target")


@dataclass(frozen=True)
class PastMonths:
    """The months of some measures, oldest first.

    Args:
        lines: uncut readings by measure.
        by_owner: readings by measure and spelled owner, of the measures that were asked for by owner.
    """

    lines: Mapping[str, Sequence[Reading]]
    by_owner: Mapping[str, Mapping[str, Sequence[Reading]]]


def past_months(
    workspace: Workspace,
    run_id: str,
    names: Collection[str],
    work: Work | None = None,
    by_owner: Collection[str] = (),
) -> PastMonths:
    """Return the readings of whole months as the run's own snapshot tells them.

    Args:
        workspace: where the run lies.
        run_id: which.
        names: of measures that are taken over time; others are left out.
        work: told the progress; stops it.
        by_owner: those of them that are told by owner too.

    Raises:
        FileNotFoundError: there is no such run, or retention removed its snapshot.
    """
    wanted = [measures()[name] for name in sorted(names) if name in measures() and measures()[name].over_time]
    found: dict[str, list[Reading]] = {measure.name: [] for measure in wanted}
    owned: dict[str, dict[str, list[Reading]]] = {name: {} for name in found if name in by_owner}
    if not wanted:
        return PastMonths(found, owned)
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
            some = months[start : start + _AT_ONCE]
            for group, cuts in ((True, (OWNER,)), (False, ())):
                of_these = [measure for measure in wanted if (measure.name in owned) is group]
                for reading in taker.take(of_these, opened.view, some, cuts):
                    _keep(reading, found, owned)
    by_month = {name: _in_order(line) for name, line in found.items()}
    return PastMonths(
        by_month, {name: {who: _in_order(line) for who, line in by.items()} for name, by in owned.items()}
    )


def _keep(reading: Reading, found: dict[str, list[Reading]], owned: dict[str, dict[str, list[Reading]]]) -> None:
    if not reading.slice:
        found[reading.measure].append(reading)
    elif set(reading.slice) == {OWNER}:
        owned[reading.measure].setdefault(spelled(reading.slice[OWNER]), []).append(reading)


def _in_order(line: Sequence[Reading]) -> Sequence[Reading]:
    return sorted(line, key=lambda each: each.period)


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
