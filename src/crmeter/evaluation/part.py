"""A finished run once more for the rows of some owners, on the same snapshot and by the same fitted models.

The models were fitted to all rows and stay as they are: a part says what they mean for its own customers. What belongs
to nobody, such as the customers still to come, is in no part.
"""

import tempfile
from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import numpy as np

from crmeter.evaluation.acquisition import told_why
from crmeter.evaluation.basis import basis_of
from crmeter.evaluation.buying import MODELS, Buying, fit_buying, histories_until
from crmeter.evaluation.equity_share import MEASURE
from crmeter.evaluation.forecasts import look_ahead
from crmeter.evaluation.looked_ahead import looked_ahead
from crmeter.evaluation.model_intervals import with_model_intervals
from crmeter.evaluation.periods import Periods, periods_of
from crmeter.evaluation.result import Evaluation, Run
from crmeter.evaluation.run import Evaluating
from crmeter.evaluation.scores import MONTHS_TO_COME, Assumptions, lost_in
from crmeter.evaluation.store import load_run
from crmeter.evaluation.tables import (
    attach_scores,
    attach_snapshot,
    first_and_last_sale,
    keep_customers_days,
    keep_sales,
    keep_tries,
)
from crmeter.evaluation.trust import ImportQuality
from crmeter.vocabulary import Coverage, Freshness, LeftOut, NotEnoughData, Reading, Text, Undefined, Work, local
from crmeter.warehouse.engine import Engine
from crmeter.warehouse.owned_rows import PARTED, WHOLE, Part, part_of, show_part
from crmeter.warehouse.snapshots import load
from crmeter.warehouse.workspace import Workspace

STEPS = (
    Text("Tìm phần của bạn", "Finding your part"),
    Text("Lấy lại nhịp mua của cả công ty", "Taking the buying process of the whole firm"),
    Text("Chấm điểm khách hàng của bạn", "Scoring your customers"),
    Text("Đo các chỉ số", "Taking measures"),
    Text("Dự báo", "Forecasting"),
)
NOBODYS = Text(
    "tháng có khách mới dự kiến: những khách này chưa thuộc về ai",
    "months of new customers still to come: they are nobody's yet",
)

NOBODYS_COST = Undefined(
    "nobodys",
    Text("khách mới dự kiến chưa thuộc về ai", "the new customers still to come are nobody's yet"),
    Text("lần đánh giá trên mọi khách", "the evaluation of all customers"),
)


def evaluate_part(
    workspace: Workspace,
    run_id: str,
    words: Collection[str],
    work: Work | None = None,
    *,
    memory_limit: str = "1GB",
    threads: int | None = None,
) -> Evaluation | None:
    """Take the figures of a finished run again over the rows of some owners.

    Args:
        workspace: where the run lies.
        run_id: which.
        words: spelled names of the owners.
        work: told of each step; stops between steps.
        memory_limit: what the engine may hold before it spills.
        threads: how many threads the engine may use; by default all cores.

    Returns:
        The evaluation of their rows, or None where no row is theirs.

    Raises:
        FileNotFoundError: there is no such run, or retention removed its snapshot.
        Cancelled: `work` was stopped.
    """
    folder = workspace.runs / run_id
    run, view = load_run(folder)
    snapshot = load(workspace, run.snapshot)
    with Engine(memory_limit, threads) as engine, tempfile.TemporaryDirectory(prefix="crmeter-part-") as kept:
        engine.run(f"CREATE SCHEMA {WHOLE}")
        attach_snapshot(engine, workspace, snapshot, WHOLE)
        attach_scores(engine, folder, WHOLE)
        engine.attach("identities", [workspace.identities / "customers.parquet"], WHOLE)
        evaluating = _EvaluatingPart(engine, workspace, snapshot, view, Path(kept), work or Work())
        return evaluating.evaluate_part(run, part_of(engine, words), folder / "sales.parquet")


class _EvaluatingPart(Evaluating):
    """The steps of a part; nothing of them is kept but the result."""

    whole = WHOLE

    def evaluate_part(self, run: Run, part: Part, all_sales: Path) -> Evaluation | None:
        """Take all steps and return the result.

        Args:
            run: the finished one.
            part: whose rows.
            all_sales: what the run has kept of the sales of all, for the models.
        """
        self._step(0)
        if not self._owns_any(part):
            return None
        self._step(1)
        self.engine.attach("sales", [all_sales], WHOLE)
        self.engine.run(f"USE {WHOLE}")
        span = first_and_last_sale(self.engine)
        if span is None:
            # A run has a sale.
            raise FileNotFoundError(run.id)
        first_day, newest = span
        buying, no_model = self._fit_again(run)
        _, margin = basis_of(self.engine, self.view.currency)
        self.engine.run("USE main")
        self._step(2)
        periods = periods_of(first_day, self.view.as_of, self.view.settings)
        tables = keep_sales(self.engine, self.view, self.folder)
        tables = keep_customers_days(
            self.engine, keep_tries(self.engine, tables, self.view, self.folder), self.view, self.folder
        )
        own = None if buying is None else _of_own_customers(self.engine, buying)
        self._step(3)
        freshness = Freshness(newest, local(self.snapshot.made_at))
        kept = self._keep_customers(tables, periods)
        readings = self._readings(tables, kept, periods, first_day, freshness, no_model)
        if buying is not None and own is not None and no_model is None and len(own.histories):
            assumptions = Assumptions(self.view.as_of, self.view.settings, margin)
            readings = self._with_intervals(readings, buying, own, assumptions, periods)
        readings = told_why([_without_those_to_come(reading) for reading in readings], NOBODYS_COST, periods.main)
        readings = [_without_bounds_of_choices(reading) for reading in readings]
        self._step(4)
        own_span = first_and_last_sale(self.engine)
        # Before the first own sale there is no month to learn from; without a sale none at all.
        outlooks = look_ahead(self.engine, tables, self.view, own_span[0] if own_span else _after(self.view.as_of))
        results = self._tables(periods, outlooks, readings, own)
        results |= looked_ahead(self.engine, tables, self.view, first_day, outlooks, of_all=False)
        made = replace(run, made_at=local(datetime.now(UTC)))
        return self._found(made, readings, periods, results, buying, {})

    def _step(self, number: int) -> None:
        self.work.step(STEPS[number], number, len(STEPS))

    def _quality(self) -> ImportQuality | None:
        # How many rows of a file could be read is known of the whole file only.
        return None

    def _owns_any(self, part: Part) -> bool:
        if not part.owners:
            return False
        show_part(self.engine, part, kept=True)
        naming = [name for name, table in PARTED.items() if any(way.through is None for way in table.owned_by)]
        return any(self.engine.rows(f'SELECT 1 FROM "{name}" LIMIT 1') for name in naming)

    def _fit_again(self, run: Run) -> tuple[Buying | None, Undefined | None]:
        """Return the models of the run, fitted again to the same histories: the same digits, and how sure they are."""
        names = tuple(MODELS) if run.model is None else (run.model,)
        try:
            buying = fit_buying(histories_until(self.engine, self.view.as_of), names)
        except NotEnoughData as lacking:
            return None, lacking.undefined
        return buying, buying.no_spend

    def _with_intervals(
        self, readings: Sequence[Reading], buying: Buying, own: Buying, assumptions: Assumptions, periods: Periods
    ) -> list[Reading]:
        main = [r for r in readings if r.period == periods.main]
        others = [r for r in readings if r.period != periods.main]
        lost = lost_in(self.engine, periods.main)
        return [*with_model_intervals(main, own, assumptions, None, lost, len(buying.histories)), *others]


def _of_own_customers(engine: Engine, buying: Buying) -> Buying:
    """Return fitted models with the histories of the own customers only; the fit stays."""
    keys = engine.arrays("SELECT customer_key FROM customer_scores ORDER BY customer_key")["customer_key"]
    every = buying.histories
    own = np.isin(every.customer_key, keys)
    return replace(
        buying,
        histories=replace(
            every,
            customer_key=every.customer_key[own],
            frequency=every.frequency[own],
            recency_days=every.recency_days[own],
            age_days=every.age_days[own],
            spend_frequency=every.spend_frequency[own],
            mean_spend=every.mean_spend[own],
        ),
    )


def _without_those_to_come(reading: Reading) -> Reading:
    if reading.measure != "customer_equity" or reading.slice or reading.value is None:
        return reading
    left_out = (*reading.coverage.left_out, LeftOut("nobodys", NOBODYS, MONTHS_TO_COME))
    return replace(reading, coverage=Coverage(reading.coverage.used, left_out))


def _without_bounds_of_choices(reading: Reading) -> Reading:
    """A part shares the choice model of all: what the spread of its own respondents would say is not all of it."""
    return replace(reading, intervals=()) if reading.measure == MEASURE else reading


def _after(day: date) -> date:
    return day + timedelta(days=1)
