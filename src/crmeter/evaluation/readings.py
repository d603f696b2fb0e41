"""Measures taken over a period: every measure over the same rows in one pass, each with its intervals."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from itertools import groupby
from typing import Any

import ibis.expr.types as ir

from crmeter.estimators import KaplanMeier, intervals
from crmeter.evaluation.counting import Counting, counting_of
from crmeter.evaluation.coverage import coverage_of, document_counts, documents_told_apart_sql, lacks_amounts, no_amount
from crmeter.evaluation.period_sql import dated
from crmeter.evaluation.score_intervals import score_interval
from crmeter.evaluation.trust import TrustKey, trust_key
from crmeter.measures.measure import Measure, Statistic
from crmeter.measures.rows import ROWS, Tables
from crmeter.measures.view import View
from crmeter.vocabulary import Coverage, Freshness, Interval, LeftOut, Period, Reading, Text, Trust, Undefined, Unit
from crmeter.warehouse.engine import Engine
from crmeter.warehouse.sql import to_sql
from crmeter.warehouse.tables import RUN_TABLES, TABLES

LEVELS = (0.8, 0.95)
# A slice by something with more values than this is a list, not a comparison.
MOST_SLICES = 20
TRIANGLE = ("cohort", "age")
# Slices that are a measure's very point, however few they are.
_ALWAYS = ("stage", "part")


@dataclass(frozen=True)
class Taker:
    """Takes measures over the rows of one snapshot.

    Args:
        engine: where the tables are readable.
        tables: their expressions, the kept rows bound to stored results.
        filled: the tables that hold any row.
        first_day: the day of the first valid sale.
        trust: by the rows, and whether their amounts are needed.
        freshness: of the snapshot.
        no_model: why the fitted models are missing, or None where they are there.
        kept: names of tables that hold the rows of a period already.
        told_in: the schema of the whole tables, which say what the data tell at all.
    """

    engine: Engine
    tables: Tables
    filled: Mapping[str, int]
    first_day: date
    trust: Mapping[TrustKey, Trust]
    freshness: Freshness
    no_model: Undefined | None
    kept: Mapping[tuple[str, Period], str] = field(default_factory=dict)
    told_in: str = "main"
    _told_apart: list[date] = field(default_factory=list)
    _held: dict[str, bool] = field(default_factory=dict)
    _counts: dict[tuple[str, tuple[str, ...], tuple[str, ...]], Counting] = field(default_factory=dict)
    _sql: dict[tuple[tuple[str, ...], tuple[str, ...]], str] = field(default_factory=dict)

    def take(self, measures: Sequence[Measure], view: View, by: Sequence[str] = ()) -> Iterator[Reading]:
        """Yield the readings of measures for one view, and those cut by each of the named columns.

        Args:
            measures: what to take.
            view: the period and from where it is looked at.
            by: slices to take beside the uncut figure, where the measure has them.
        """
        counts: dict[bool, Mapping[str, int]] = {}
        for rows, group in groupby(sorted(measures, key=lambda m: m.rows), key=lambda m: m.rows):
            possible: list[Measure] = []
            for measure in group:
                undefined = self._undefined(measure, view)
                if undefined is None:
                    possible.append(measure)
                else:
                    yield self._empty(measure, view, undefined)
            if not possible:
                continue
            whole_history = ROWS[rows].stands_on != "orders"
            if whole_history not in counts:
                self._tell_documents_apart(view)
                counts[whole_history] = document_counts(self.engine, view, whole_history)
            yield from self._over(rows, possible, view, by, counts[whole_history])

    def _over(
        self,
        rows: str,
        measures: Sequence[Measure],
        view: View,
        by: Sequence[str],
        counts: Mapping[str, int],
    ) -> Iterator[Reading]:
        counted, cuts = self._count(rows, measures, view, by)
        whole = [(), *((cut,) for cut in self._useful(cuts))]
        for columns in whole:
            sliced = [m for m in measures if set(columns) <= set(m.slices)]
            yield from self._figures(sliced, counted, view, columns, counts)
        for measure in measures:
            # A triangle is cut by two columns at once.
            if measure.slices == TRIANGLE and set(TRIANGLE) <= set(cuts):
                yield from self._figures([measure], counted, view, TRIANGLE, counts)

    def _count(
        self, rows: str, measures: Sequence[Measure], view: View, by: Sequence[str]
    ) -> tuple[ir.Table, tuple[str, ...]]:
        """Bind `counted` to what each row adds to each measure; return it as a table, with the columns to cut by."""
        key = (rows, tuple(m.name for m in measures), tuple(by))
        if key not in self._counts:
            self._counts[key] = counting_of(rows, measures, self.tables, view, by)
        counting = self._counts[key]
        kept = self.kept.get((rows, view.period))
        if kept is None:
            # Kept for the length of this step: uncut figures, slices and quantiles all read it. The one before is
            # dropped first, so that they are never there both.
            self.engine.run("DROP TABLE IF EXISTS rows_of_period")
            self.engine.run(f"CREATE TEMP TABLE rows_of_period AS {dated(counting.rows_sql, view.period)}")
        self.engine.run(f"CREATE OR REPLACE TEMP VIEW rows_taken AS FROM {kept or 'rows_of_period'}")
        # Most of what rows add is a one or a comparison: cheaper worked out where it is read than kept.
        self.engine.run(f"CREATE OR REPLACE TEMP VIEW counted AS {counting.sql}")
        return counting.counted, counting.cuts

    def _tell_documents_apart(self, view: View) -> None:
        if self._told_apart[-1:] != [view.as_of]:
            sql = documents_told_apart_sql(self.tables, view)
            self.engine.run(f"CREATE OR REPLACE TEMP TABLE documents_told_apart AS {sql}")
            self._told_apart.append(view.as_of)

    def _figures(
        self,
        measures: Sequence[Measure],
        counted: ir.Table,
        view: View,
        columns: Sequence[str],
        counts: Mapping[str, int],
    ) -> Iterator[Reading]:
        sql = self._figures_sql(measures, counted, tuple(columns))
        for record in self.engine.records(sql):
            if any(record[column] is None for column in columns):
                continue
            slice_ = {column: str(record[column]) for column in columns}
            for measure in measures:
                prefix = f"{measure.name}__"
                figure = {k.removeprefix(prefix): v for k, v in record.items() if k.startswith(prefix)}
                if slice_ and not figure["n"]:
                    continue
                yield self._reading(measure, view, slice_, figure, counts)

    def _reading(
        self,
        measure: Measure,
        view: View,
        slice_: Mapping[str, str],
        figure: Mapping[str, Any],
        counts: Mapping[str, int],
    ) -> Reading:
        behind = _Behind(self.engine, measure, slice_)
        n, value = figure["n"], behind.survived(LEVELS[0])[0] if _waits(measure, figure) else figure.get("value")
        coverage = _with_left_out(coverage_of(measure, counts, n), measure, figure.get("left_out"))
        undefined = None
        if measure.needs_amounts and not n and (figure.get("unknown") or lacks_amounts(coverage, value)):
            # No row that adds is a total of nothing only where the amounts are known.
            value, undefined = None, no_amount(measure, coverage)
        elif value is None and _waits(measure, figure):
            undefined = _NOT_REACHED
        elif value is None and figure.get("left_out") and measure.left_out is not None:
            undefined = Undefined("left_out", measure.left_out, needs_rows(measure))
        elif value is None:
            undefined = Undefined(
                "empty",
                Text("không có dòng nào để tính", "no row to work it out from"),
                needs_rows(measure),
            )
        found = (self._interval(behind, figure, level) for level in LEVELS) if n else ()
        return Reading(
            measure=measure.name,
            period=view.period,
            unit=measure.unit,
            value=value,
            n=n,
            slice=slice_,
            currency=view.currency if measure.unit is Unit.MONEY else None,
            top=figure.get("top"),
            bottom=figure.get("bottom"),
            intervals=tuple(interval for interval in found if interval is not None),
            undefined=undefined,
            coverage=coverage,
            trust=self.trust[trust_key(measure)],
            freshness=self.freshness,
        )

    def _interval(self, behind: "_Behind", figure: Mapping[str, Any], level: float) -> Interval | None:
        n = figure["n"]
        match behind.measure.statistic:
            case Statistic.SHARE if not ROWS[behind.measure.rows].whose:
                return intervals.wilson(float(figure["top"]), float(figure["bottom"]), level)
            case Statistic.RATE:
                return intervals.rate(int(figure["top"]), float(figure["bottom"]), level)
            case Statistic.MEAN if n >= intervals.MEAN_FROM_SUMS_FROM:
                return intervals.mean_from_sums(n, figure["top"], figure["top_squares"], level)
            case Statistic.MEAN:
                return intervals.mean(behind.values["top"], level)
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
                return intervals.ratio(behind.values["top"], behind.values["bottom"], level)
            case Statistic.QUANTILE:
                ranks = intervals.quantile_ranks(n, level, behind.measure.quantile)
                return None if ranks is None else ranks.interval({rank: behind.ranked(rank) for rank in ranks.needed})
            case Statistic.SURVIVAL:
                _, low, high = behind.survived(level)
                return None if low is None or high is None else Interval(level, low, high, "brookmeyer_crowley")
            case Statistic.SHARE | Statistic.WEIGHTED_SHARE | Statistic.NET_SHARE | Statistic.SCORE as of_answers:
                values = behind.values
                return score_interval(of_answers, values["top"], values["bottom"], level, behind.scale, behind.whose)
        return None

    def _figures_sql(self, measures: Sequence[Measure], counted: ir.Table, columns: tuple[str, ...]) -> str:
        """The aggregates of measures over `counted`; alike in every period, so written once."""
        key = (tuple(m.name for m in measures), columns)
        if key not in self._sql:
            figures = {
                name: part
                for measure in measures
                for name, part in measure.figures(
                    counted, _among(measure, counted, columns), f"{measure.name}__"
                ).items()
            }
            for measure in measures:
                if measure.left_out is not None:
                    figures[f"{measure.name}__left_out"] = counted[f"{measure.name}__left_out"].sum()
                if measure.tells_zero_from_unknown:
                    figures[f"{measure.name}__unknown"] = counted[f"{measure.name}__unknown"].sum()
            expression = counted.aggregate(**figures, by=list(columns))
            self._sql[key] = to_sql(expression.order_by(list(columns)) if columns else expression)
        return self._sql[key]

    def _useful(self, cuts: Sequence[str]) -> list[str]:
        """Return the columns whose values are few enough to be compared side by side."""
        useful = []
        for cut in cuts:
            if cut in TRIANGLE:
                continue
            distinct = self.engine.rows(f"SELECT count(DISTINCT {cut}) FROM counted")[0][0]
            if 2 <= distinct <= MOST_SLICES or cut in _ALWAYS:
                useful.append(cut)
        return useful

    def _undefined(self, measure: Measure, view: View) -> Undefined | None:
        needed = [name for name in ROWS[measure.rows].needs if name not in RUN_TABLES]
        missing = [name for name in needed if name not in self.filled]
        if missing:
            tables = Text.join(TABLES[name].title for name in missing)
            return Undefined(
                "no_table",
                Text("chưa có dữ liệu: {tables}", "no data yet: {tables}").fill(tables=tables),
                Text("bảng {tables}", "a table of: {tables}").fill(tables=tables),
            )
        if measure.needs_model and self.no_model is not None:
            return self.no_model
        if measure.needs_filled and not any(self._holds(column) for column in measure.needs_filled):
            columns = Text.join(_title_of(column) for column in measure.needs_filled)
            return Undefined(
                "no_column",
                Text("không dòng nào ghi: {columns}", "no row tells: {columns}").fill(columns=columns),
                Text("dữ liệu về: {columns}", "data on: {columns}").fill(columns=columns),
            )
        if measure.history_days is not None:
            needed_days = measure.history_days(view.settings)
            has = (view.period.end - self.first_day).days
            if has < needed_days:
                return Undefined(
                    "short_history",
                    Text("lịch sử tới cuối kỳ mới có {has} ngày", "the history up to then has only {has} days").fill(
                        has=max(has, 0)
                    ),
                    Text(
                        "{needed} ngày lịch sử, hoặc cửa sổ ngắn hơn (--window-days)",
                        "{needed} days of history, or a shorter window (--window-days)",
                    ).fill(needed=needed_days),
                )
        return None

    def _holds(self, column: str) -> bool:
        """Whether a column (`table.column`) holds anything in this snapshot."""
        if column not in self._held:
            table, name = column.split(".")
            self._held[column] = bool(self.engine.rows(f'SELECT count("{name}") FROM {self.told_in}."{table}"')[0][0])
        return self._held[column]

    def _empty(self, measure: Measure, view: View, undefined: Undefined) -> Reading:
        return Reading(
            measure=measure.name,
            period=view.period,
            unit=measure.unit,
            value=None,
            n=0,
            currency=view.currency if measure.unit is Unit.MONEY else None,
            undefined=undefined,
            trust=self.trust.get(trust_key(measure), Trust({})),
            freshness=self.freshness,
        )


def _with_left_out(coverage: Coverage, measure: Measure, n: int | None) -> Coverage:
    if not n or measure.left_out is None:
        return coverage
    return Coverage(coverage.used, (*coverage.left_out, LeftOut("not_among", measure.left_out, int(n))))


def needs_rows(measure: Measure) -> Text:
    """Return what a figure without any row needs."""
    return Text("ít nhất một dòng: {rows}", "at least one row: {rows}").fill(rows=ROWS[measure.rows].grain)


def _waits(measure: Measure, figure: Mapping[str, Any]) -> bool:
    return measure.statistic is Statistic.SURVIVAL and bool(figure["n"])


def _among(measure: Measure, counted: ir.Table, columns: Sequence[str]) -> ir.BooleanValue:
    """Return which rows are of a figure that is cut by some columns."""
    counts: ir.BooleanColumn = counted[f"{measure.name}__counts"]
    return counts & counted[measure.apart].isnull() if measure.apart and measure.apart not in columns else counts


def _title_of(column: str) -> Text:
    table, name = column.split(".")
    contract = {**TABLES, **RUN_TABLES}[table]
    return Text.join((contract.title, contract.column(name).title), " · ")


_NOT_REACHED = Undefined(
    "not_reached",
    Text("còn quá nhiều trường hợp chưa xong để biết", "too many still wait for it to be known"),
    Text("thêm thời gian, tới khi đủ nhiều trường hợp xong", "more time, until enough of them have ended"),
)


class _Behind:
    """The contributions behind one figure, fetched only where an interval needs them."""

    def __init__(self, engine: Engine, measure: Measure, slice_: Mapping[str, str]) -> None:
        self.measure = measure
        self._engine = engine
        conditions = [f'"{measure.name}__counts"', *(f'"{column}"::VARCHAR = ?' for column in slice_)]
        if measure.apart and measure.apart not in slice_:
            conditions.append(f'"{measure.apart}" IS NULL')
        self._where = " AND ".join(conditions)
        self._parameters = list(slice_.values())

    @cached_property
    def whose(self) -> Any:
        """Who gave each of the values, in their order; whoever is not known is somebody else each time."""
        return self.values.get("whose")

    @cached_property
    def values(self) -> Mapping[str, Any]:
        """Tops and bottoms, sorted, so that the digits of a sum do not depend on the order of rows."""
        top, bottom = f'"{self.measure.name}__top"', f'"{self.measure.name}__bottom"'
        column = ROWS[self.measure.rows].whose
        told = f', dense_rank() OVER (ORDER BY "{column}") AS person' if column else ""
        person = f'CASE WHEN "{column}" IS NULL THEN -row_number() OVER () ELSE person END AS whose'
        return self._engine.arrays(
            f"SELECT {top}::DOUBLE AS top, {bottom}::DOUBLE AS bottom{', ' + person if column else ''} "
            f"FROM (SELECT *{told} FROM counted WHERE {self._where}) ORDER BY ALL",
            self._parameters,
        )

    def survived(self, level: float) -> tuple[float | None, float | None, float | None]:
        """Return by when the share of the rows has ended that the measure asks for, with its bounds."""
        curve = KaplanMeier().fit(self.values["top"], self.values["bottom"] > 0)
        return curve.quantile(self.measure.quantile, level)

    def scale(self) -> tuple[int, int]:
        """Return the ends of the scale that the answers were given on."""
        name = self.measure.name
        sql = f'SELECT min("{name}__lowest"), max("{name}__highest") FROM counted WHERE {self._where}'
        lowest, highest = self._engine.rows(sql, self._parameters)[0]
        return int(lowest), int(highest)

    def ranked(self, rank: int) -> Any:
        """Return the top with a rank, from 1."""
        top = f'"{self.measure.name}__top"'
        return self._engine.rows(
            f"SELECT {top} FROM counted WHERE {self._where} ORDER BY 1 LIMIT 1 OFFSET {rank - 1}", self._parameters
        )[0][0]
