"""One evaluation from a snapshot to its result: the steps, their order, and how a stopped run goes on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Literal

from crmeter import __version__
from crmeter.evaluation import customer_tables, model_tables
from crmeter.evaluation.acquisition import acquisition, coming_on_both, coming_table, last_counts, told_why
from crmeter.evaluation.basis import basis_of
from crmeter.evaluation.brand_parts import BrandParts, brand_parts, save_brand_parts, with_brand_score
from crmeter.evaluation.buying import Buying, fit_buying, histories_until
from crmeter.evaluation.customers_at_risk import at_risk
from crmeter.evaluation.equity_bridge import equity_bridge
from crmeter.evaluation.equity_path import equity_at_ends_of_months, equity_on, equity_path, with_equity_over_time
from crmeter.evaluation.equity_share import equity_share, save_respondent_values, with_equity_share
from crmeter.evaluation.explain import Explainer
from crmeter.evaluation.findings import Facts, find
from crmeter.evaluation.first_view import first_and_last_day, first_view
from crmeter.evaluation.forecasts import Outlook, look_ahead
from crmeter.evaluation.headline import headline_of
from crmeter.evaluation.internal.studies import internal_studies
from crmeter.evaluation.levels import levels_of, not_computed
from crmeter.evaluation.looked_ahead import looked_ahead
from crmeter.evaluation.memberships import save_memberships
from crmeter.evaluation.model_intervals import with_model_intervals
from crmeter.evaluation.periods import Periods, periods_of
from crmeter.evaluation.price_change import repriced_after
from crmeter.evaluation.readings import Taker
from crmeter.evaluation.result import Evaluation, Explanation, ResultTable, Run
from crmeter.evaluation.rows_sql import rows_and_sql
from crmeter.evaluation.run_folder import run_folder
from crmeter.evaluation.scores import Assumptions, lost_in, save_expected_new_customers, save_scores
from crmeter.evaluation.slices import SLICES
from crmeter.evaluation.store import load_readings, save_readings, save_run
from crmeter.evaluation.suggestions.table import suggestions
from crmeter.evaluation.tables import (
    attach_snapshot,
    filled_tables,
    keep_customers_days,
    keep_sales,
    keep_tries,
)
from crmeter.evaluation.trust import ImportQuality, all_trust, import_quality
from crmeter.evaluation.working_stretches import save_working_stretches
from crmeter.measures.catalogue import measures
from crmeter.measures.measure import Measure
from crmeter.measures.own.known import own_measures_in
from crmeter.measures.rows import ROWS, Tables
from crmeter.measures.view import Settings, View
from crmeter.vocabulary import Freshness, NotEnoughData, Period, Reading, Text, Undefined, Work, local
from crmeter.vocabulary.failpoints import failpoint
from crmeter.warehouse.engine import Engine
from crmeter.warehouse.snapshots import Snapshot, current
from crmeter.warehouse.workspace import Workspace

# Up to so many rows in all tables the periods of the past are asked for in one statement each: of few rows, what a
# statement costs is its planning. More would fill the memory.
MOST_ROWS_AT_ONCE = 500_000
_OF_SOURCES = ("orders", "survey_answers", "tickets", "deals", "leads", "touches")
_SOURCES = " UNION ".join(f"SELECT source FROM {table}" for table in _OF_SOURCES) + " ORDER BY source"
STEPS = (
    Text("Chọn đơn hợp lệ", "Choosing valid orders"),
    Text("Ước lượng nhịp mua", "Fitting the buying process"),
    Text("Chấm điểm khách hàng", "Scoring customers"),
    Text("Đo các chỉ số", "Taking measures"),
    Text("Dự báo", "Forecasting"),
    Text("Thử lại mô hình", "Back-testing the models"),
    Text("Viết giải thích", "Writing explanations"),
)


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked of an evaluation.

    Args:
        as_of: the last day to see; by default that of the last valid order, without any that of what else happened
            (see `first_view`).
        settings: what the firm decided.
        currency: of all money; by default that of most orders.
        memory_limit: what the engine may hold before it spills.
        threads: how many threads the engine may use; by default all cores.
        explained: write the explanations that a report shows; without them a run is shorter.
        asker: whoever repeats a request under this name, not knowing whether it ended, gets the same run.
    """

    as_of: date | None = None
    settings: Settings = Settings()
    currency: str | None = None
    memory_limit: str = "1GB"
    threads: int | None = None
    explained: bool = True
    asker: str | None = None


def evaluate_snapshot(
    workspace: Workspace, request: Request = Request(), work: Work | None = None, snapshot: Snapshot | None = None
) -> Evaluation:
    """Evaluate a snapshot; a run that was stopped before goes on where it was.

    Args:
        workspace: where snapshot and runs lie.
        request: what is asked.
        work: told of each step; stops the run between steps.
        snapshot: what to measure; by default the current one.

    Raises:
        NotEnoughData: there is no snapshot, or nothing in it that can be measured.
        Cancelled: `work` was stopped; finished steps are kept.
    """
    work = work or Work()
    snapshot = snapshot or current(workspace)
    if snapshot is None:
        raise NotEnoughData(
            "no_snapshot",
            Text("chưa có dữ liệu nào được nhập", "nothing has been imported yet"),
            Text("một tệp đơn hàng", "a file of orders"),
        )
    with Engine(request.memory_limit, request.threads) as engine:
        attach_snapshot(engine, workspace, snapshot)
        engine.attach("identities", [workspace.identities / "customers.parquet"])
        view = first_view(engine, request.as_of, request.currency, request.settings)
        with run_folder(workspace, snapshot, view, request.asker) as folder:
            save_working_stretches(engine, view, folder / "working_stretches.parquet")
            return Evaluating(engine, workspace, snapshot, view, folder, work).evaluate(explained=request.explained)


class Evaluating:
    """The steps of one run; each keeps its result in the run's folder."""

    # Where the tables lie whole.
    whole = "main"

    def __init__(
        self, engine: Engine, workspace: Workspace, snapshot: Snapshot, view: View, folder: Path, work: Work
    ) -> None:
        self.engine, self.workspace, self.snapshot = engine, workspace, snapshot
        self.view, self.folder, self.work = view, folder, work

    def evaluate(self, *, explained: bool) -> Evaluation:
        """Take all steps and return the result."""
        self._step(0)
        tables = keep_sales(self.engine, self.view, self.folder)
        first_day, newest = first_and_last_day(self.engine, self.view.as_of)
        periods = periods_of(first_day, self.view.as_of, self.view.settings)
        self.view = replace(self.view, period=periods.main)
        self._step(1)
        buying, no_model = self._fit()
        if buying is not None:
            self.view = replace(self.view, rhythm=buying.rhythm())
        tables = keep_customers_days(
            self.engine, keep_tries(self.engine, tables, self.view, self.folder), self.view, self.folder
        )
        self._step(2)
        outlooks = look_ahead(self.engine, tables, self.view, first_day)
        basis, margin = basis_of(self.engine, self.view.currency)
        assumptions = Assumptions(self.view.as_of, self.view.settings, margin)
        came = next(outlook for outlook in outlooks if outlook.target.name == "new_customers")
        new_counts = last_counts(came, self.view.as_of)
        if buying is not None and no_model is None:
            self._score(buying, assumptions, new_counts)
        share = equity_share(self.engine, self.snapshot, self.view)
        save_respondent_values(self.engine, share, self.folder / "respondent_values.parquet")
        self._step(3)
        freshness = Freshness(newest, local(self.snapshot.made_at))
        kept = self._keep_customers(tables, periods)
        save_memberships(self.engine, tables, self.view, self.folder / "memberships.parquet")
        brand = self._brand(tables, first_day)
        readings = self._readings(tables, kept, periods, first_day, freshness, no_model)
        if buying is not None and no_model is None:
            main = [r for r in readings if r.period == periods.main]
            others = [r for r in readings if r.period != periods.main]
            lost = lost_in(self.engine, periods.main)
            readings = [*with_model_intervals(main, buying, assumptions, new_counts, lost), *others]
        cost = acquisition(self.engine, tables, self.view)
        readings = with_equity_share(told_why(readings, cost.unknown, periods.main), share, periods.main)
        readings = with_brand_score(readings, brand, periods.main)
        self._step(4)
        results = self._tables(periods, outlooks, readings, buying) | looked_ahead(
            self.engine, tables, self.view, first_day, outlooks, of_all=True
        )
        self._step(5)
        if buying is not None:
            coming = coming_table(buying, assumptions, new_counts, cost)
            readings, path = self._equity_gone_by(readings, periods, first_day, buying, assumptions, came)
            results |= {table.name: table for table in (coming, path) if table is not None}
            results |= self._model_tables(buying, first_day, assumptions, came)
        save_readings(self.engine, readings, self.folder / "readings.parquet")
        run = self._run(periods, basis, buying)
        self._step(6)
        explanations = self._explanations(readings, periods.main, tables, kept) if explained else {}
        evaluation = self._found(run, readings, periods, results, buying, explanations)
        failpoint("run-before-finish")
        save_run(self.folder, run, self.view)
        return evaluation

    def _brand(self, tables: Tables, first_day: date) -> BrandParts | Undefined:
        brand = brand_parts(self.engine, self.view, tables, first_day)
        save_brand_parts(self.engine, brand, self.folder / "brand_parts.parquet")
        return brand

    def _run(self, periods: Periods, basis: Literal["revenue", "margin"], buying: Buying | None) -> Run:
        return Run(
            id=self.folder.name,
            as_of=self.view.as_of,
            snapshot=self.snapshot.id,
            settings=self.view.settings.to_json(),
            code=__version__,
            currency=self.view.currency,
            sources=tuple(r[0] for r in self.engine.rows(_SOURCES)),
            period=periods.main,
            basis=basis,
            model=None if buying is None else buying.name,
            parameters={} if buying is None else buying.parameters(),
            made_at=local(datetime.now(UTC)),
        )

    def _found(
        self,
        run: Run,
        readings: Sequence[Reading],
        periods: Periods,
        results: Mapping[str, ResultTable],
        buying: Buying | None,
        explanations: Mapping[str, Explanation],
    ) -> Evaluation:
        """Put together what was taken: findings, levels and headline follow from the readings of the main period."""
        main = [r for r in readings if r.period == periods.main and not r.slice]
        facts = Facts(
            readings,
            periods.main,
            periods.before,
            results,
            self.view.settings,
            sees_no_dropout=buying is not None and buying.sees_no_dropout,
        )
        levels, findings = levels_of(main, results), find(facts)
        return Evaluation(run, tuple(readings), results, levels, findings, headline_of(main), explanations)

    def _step(self, number: int) -> None:
        failpoint(f"run-step-{number}")
        self.work.step(STEPS[number], number, len(STEPS))

    def _fit(self) -> tuple[Buying | None, Undefined | None]:
        """Return the fitted models, and why figures of value are missing although there may be a rhythm."""
        histories = histories_until(self.engine, self.view.as_of)
        try:
            buying = fit_buying(histories)
        except NotEnoughData as lacking:
            return None, lacking.undefined
        return buying, buying.no_spend

    def _score(self, buying: Buying, assumptions: Assumptions, new_counts: Sequence[float]) -> None:
        scores = self.folder / "customer_scores.parquet"
        if not scores.exists():
            save_scores(self.engine, buying, assumptions, scores)
        self.engine.attach("customer_scores", [scores])
        monthly = sum(new_counts) / len(new_counts) if new_counts else 0.0
        expected = self.folder / "expected_new_customers.parquet"
        save_expected_new_customers(self.engine, buying, assumptions, monthly, expected)
        self.engine.attach("expected_new_customers", [expected])

    def _readings(
        self,
        tables: Tables,
        kept: Mapping[tuple[str, Period], str],
        periods: Periods,
        first_day: date,
        freshness: Freshness,
        no_model: Undefined | None,
    ) -> list[Reading]:
        everything = [*measures().values(), *own_measures_in(self.view.settings.own_measures).values()]
        taker = Taker(
            engine=self.engine,
            tables=tables,
            filled=filled_tables(self.snapshot),
            first_day=first_day,
            trust=all_trust(self.engine, everything, self.view.as_of, self._quality()),
            freshness=freshness,
            no_model=no_model,
            kept=kept,
            told_in=self.whole,
        )
        over_time = [m for m in everything if m.over_time]
        # A window of one month is itself one of the months.
        others = list(dict.fromkeys(p for p in (periods.before, *periods.months) if p not in (None, periods.main)))
        at_once = sum(taker.filled.values()) <= MOST_ROWS_AT_ONCE
        wanted: list[tuple[list[Period], list[Measure], tuple[str, ...]]] = [([periods.main], everything, SLICES)]
        wanted += [(some, over_time, ()) for some in ([others] if at_once and others else [[p] for p in others])]
        readings: list[Reading] = []
        for done, (chosen, of_these, by) in enumerate(wanted):
            self.work.step(STEPS[3], done, len(wanted))
            # By its number: twelve months together may be as long as the main period.
            path = self.folder / f"readings-{done}-{chosen[0].start}-{chosen[-1].end}.parquet"
            if path.exists():
                readings += load_readings(self.engine, path)
                continue
            taken = list(taker.take(of_these, self.view, chosen, by))
            save_readings(self.engine, taken, path)
            failpoint("run-period")
            readings += taken
        return readings

    def _quality(self) -> ImportQuality | None:
        return import_quality(self.workspace, self.snapshot)

    def _tables(
        self,
        periods: Periods,
        outlooks: Sequence[Outlook],
        readings: Sequence[Reading],
        buying: Buying | None,
    ) -> dict[str, ResultTable]:
        results = {"documents": customer_tables.documents(self.engine, self.view.as_of)}
        results["not_computed"] = not_computed(readings, periods.main, outlooks)
        results["lifecycle"] = customer_tables.lifecycle(self.engine, has_before=periods.before is not None)
        if buying is not None and buying.spend is not None:
            results["at_risk"] = at_risk(self.engine, self.view.settings.window_days)
            results["value_deciles"] = customer_tables.value_deciles(self.engine)
        filled = filled_tables(self.snapshot)
        results |= internal_studies(self.engine, self.view, filled, self.whole)
        scored = {"customer_scores"} if (self.folder / "customer_scores.parquet").exists() else set()
        advised = suggestions(self.engine, self.view, {*filled, *scored})
        return results | {advised.name: advised}

    def _keep_customers(self, tables: Tables, periods: Periods) -> Mapping[tuple[str, Period], str]:
        """Keep the customers of the two periods that measures, tables and explanations all look at."""
        kept = {("customers", periods.main): "customers_now"}
        if periods.before is not None:
            kept["customers", periods.before] = "customers_before"
        for (rows, period), name in kept.items():
            path = self.folder / f"{name}.parquet"
            if not path.exists():
                self.engine.save(rows_and_sql(ROWS[rows], tables, replace(self.view, period=period))[1], path)
            self.engine.attach(name, [path])
        return kept

    def _equity_gone_by(
        self,
        readings: Sequence[Reading],
        periods: Periods,
        first_day: date,
        buying: Buying,
        assumptions: Assumptions,
        came: Outlook,
    ) -> tuple[list[Reading], ResultTable | None]:
        """Return readings with customer equity of months gone by and of the period before, and its path."""
        asked = buying, assumptions, came, self.view.currency
        points = equity_at_ends_of_months(self.engine, first_day, *asked)
        before = periods.before
        then = None if before is None else equity_on(self.engine, before.last_day, *asked)
        return with_equity_over_time(readings, points, then, before), equity_path(points)

    def _model_tables(
        self, buying: Buying, first_day: date, assumptions: Assumptions, came: Outlook
    ) -> dict[str, ResultTable]:
        tested = model_tables.back_tested(self.engine, first_day, self.view.as_of)
        found = [
            model_tables.model_comparison(buying, tested),
            model_tables.histogram_table(buying),
            model_tables.active_matrix(buying),
        ]
        if tested is not None:
            found.append(model_tables.tracking_table(self.engine, tested, first_day, self.view.as_of))
            found.append(model_tables.holdout_table(tested))
            bridge = equity_bridge(
                tested,
                buying,
                assumptions,
                self.view.currency,
                coming=coming_on_both(came, tested.ends, self.view.as_of),
                repriced=repriced_after(self.engine, tested.ends, self.view.as_of),
            )
            if bridge is not None:
                found.append(bridge)
        return {table.name: table for table in found}

    def _explanations(
        self,
        readings: Sequence[Reading],
        main: Period,
        tables: Tables,
        kept: Mapping[tuple[str, Period], str],
    ) -> Mapping[str, Explanation]:
        explainer = Explainer(self.engine, self.view, tables, kept)
        return {
            explanation_key(reading): explainer.explain(reading)
            for reading in readings
            if reading.period == main and set(reading.slice) <= {"part", "stage"}
        }


def explanation_key(reading: Reading) -> str:
    """Return how an evaluation names the explanation of a reading: `measure` or `measure?slice=value`."""
    cut = "&".join(f"{column}={value}" for column, value in sorted(reading.slice.items()))
    return f"{reading.measure}?{cut}" if cut else reading.measure
