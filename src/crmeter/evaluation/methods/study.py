"""All questions of a firm, answered by the methods that it chose."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date

from crmeter.evaluation.methods.buying_again import compare_buying_again
from crmeter.evaluation.methods.catalogue import METHODS, QUESTIONS
from crmeter.evaluation.methods.contract_stays import compare_contracts
from crmeter.evaluation.methods.driver_weights import compare_drivers
from crmeter.evaluation.methods.side_by_side import Compared, Unit
from crmeter.evaluation.methods.value_ranking import compare_value
from crmeter.evaluation.opened_run import opened_run
from crmeter.evaluation.split import show_sales, split_day
from crmeter.vocabulary import NotEnoughData, Undefined
from crmeter.warehouse.engine import Engine
from crmeter.warehouse.workspace import Workspace

_UNITS: dict[str, Unit] = {"value": "money", "again": "share", "contracts": "share", "drivers": "words"}


@dataclass(frozen=True, slots=True)
class MethodStudy:
    """Answers side by side.

    Args:
        day: the first day of the test, or None where the history is too short for one.
        until: the first day after it.
        currency: of amounts.
        questions: those for which a method was chosen.
    """

    day: date | None
    until: date
    currency: str
    questions: tuple[Compared, ...]


def study_methods(
    workspace: Workspace,
    run_id: str,
    methods: Sequence[str],
    *,
    words: Collection[str] | None = None,
    memory_limit: str = "512MB",
    threads: int | None = None,
) -> MethodStudy:
    """Ask each question by the chosen methods, on a run's snapshot.

    Args:
        workspace: where the run lies.
        run_id: which.
        methods: by name, as in `METHODS`; others are passed over.
        words: spelled names of owners: only their rows are seen; None sees all.
        memory_limit: what the engine may hold before it spills.
        threads: how many threads the engine may use; by default all cores.

    Raises:
        FileNotFoundError: the run, what it kept, or its snapshot is not there any more.
    """
    with opened_run(workspace, run_id, memory_limit, threads, words=words) as opened:
        show_sales(opened)
        until, day, short = opened.view.seen_until, None, None
        try:
            day = split_day(opened)
        except NotEnoughData as lacking:
            short = lacking.undefined
        asked = []
        for name in QUESTIONS:
            wanted = [each for each in methods if each in METHODS and METHODS[each].question == name]
            if wanted:
                asked.append(_answered(name, opened.engine, day, until, wanted, short))
        return MethodStudy(day, until, opened.view.currency, tuple(asked))


def _answered(
    name: str, engine: Engine, day: date | None, until: date, methods: list[str], short: Undefined | None
) -> Compared:
    ways: dict[str, Callable[[date], Compared]] = {
        "value": lambda first: compare_value(engine, first, until, methods),
        "again": lambda first: compare_buying_again(engine, first, until, methods),
    }
    try:
        if name == "contracts":
            return compare_contracts(engine, until, methods)
        if name == "drivers":
            return compare_drivers(engine, methods)
        if day is None:
            return Compared(QUESTIONS[name], _UNITS[name], undefined=short)
        return ways[name](day)
    except NotEnoughData as lacking:
        return Compared(QUESTIONS[name], _UNITS[name], undefined=lacking.undefined)
