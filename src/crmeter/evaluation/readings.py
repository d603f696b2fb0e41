"""Measures taken over periods: every measure over the same rows in one pass, each with its intervals."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import groupby
from typing import Any

from crmeter.evaluation.behind import Key
from crmeter.evaluation.counting import NTH_PERIOD, Counting, by_customers, counting_of, figures_sql
from crmeter.evaluation.coverage import coverage_of, document_counts, documents_told_apart_sql, lacks_amounts, no_amount
from crmeter.evaluation.figure_intervals import LEVELS, Counted, Figure, counted_figures
from crmeter.evaluation.period_sql import dated
from crmeter.evaluation.trust import TrustKey, trust_key
from crmeter.evaluation.without_value import (
    NO_WORKING_HOURS,
    NOT_REACHED,
    NOTHING_BELOW,
    no_table,
    why_no_return,
    why_not_shared,
)
from crmeter.measures.measure import CUSTOMER_CUTS, Measure, Statistic
from crmeter.measures.rows import ROWS, Tables
from crmeter.measures.view import View
from crmeter.vocabulary import Coverage, Freshness, LeftOut, Period, Reading, Text, Trust, Undefined, Unit
from crmeter.warehouse.engine import Engine
from crmeter.warehouse.tables import RUN_TABLES, TABLES

# A slice by something with more values than this is a list, not a comparison.
MOST_SLICES = 20
TRIANGLE = ("cohort", "age")
# Slices that are a measure's very point, however few they are.
_ALWAYS = ("stage", "part", "try", "step")


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

    def take(
        self, measures: Sequence[Measure], view: View, periods: Sequence[Period], by: Sequence[str] = ()
    ) -> Iterator[Reading]:
        """Yield the readings of measures for some periods, and those cut by each of the named columns.

        The rows of all the periods are held at once: of data that fill the memory, one period is asked for at a time.

        Args:
            measures: what to take.
            view: from where the periods are looked at.
            periods: which.
            by: slices to take beside the uncut figure, where the measure has them.
        """
        views = [replace(view, period=period) for period in periods]
        counts: dict[bool, Sequence[Mapping[str, int]]] = {}
        for rows, group in groupby(sorted(measures, key=lambda m: m.rows), key=lambda m: m.rows):
            of_rows = list(group)
            missing = {(m.name, nth): self._undefined(m, each) for m in of_rows for nth, each in enumerate(views)}
            for measure in of_rows:
                for nth, each in enumerate(views):
                    undefined = missing[measure.name, nth]
                    if undefined is not None:
                        yield self._empty(measure, each, undefined)
            asked = [m for m in of_rows if any(missing[m.name, nth] is None for nth in range(len(views)))]
            if not asked:
                continue
            whole_history = ROWS[rows].stands_on != "orders"
            if whole_history not in counts:
                self._tell_documents_apart(view)
                counts[whole_history] = document_counts(self.engine, view, periods, whole_history)
            for nth, measure, slice_, counted in self._over(rows, of_rows, asked, views, by):
                if missing[measure.name, nth] is None:
                    yield self._reading(counted, views[nth], slice_, counts[whole_history][nth])

    def _over(
        self, rows: str, measures: Sequence[Measure], asked: Sequence[Measure], views: Sequence[View], by: Sequence[str]
    ) -> Iterator[tuple[int, Measure, Mapping[str, str], Counted]]:
        # Of all measures over the rows, asked for or not: so the SQL is the same whatever data lack.
        counting = counting_of(rows, measures, self.tables, views[0], by)
        self._count(rows, counting, views)
        whole = [(), *((cut,) for cut in self._useful(counting.cuts))]
        for columns in whole:
            yield from self._figures([m for m in asked if set(columns) <= set(m.slices)], counting, columns)
        for measure in asked:
            # A triangle is cut by two columns at once.
            if measure.slices == TRIANGLE and set(TRIANGLE) <= set(counting.cuts):
                yield from self._figures([measure], counting, TRIANGLE)
        yield from self._by_customers(rows, asked, counting, [cut for cut in CUSTOMER_CUTS if cut in by])

    def _by_customers(
        self, rows: str, asked: Sequence[Measure], counting: Counting, cuts: Sequence[str]
    ) -> Iterator[tuple[int, Measure, Mapping[str, str], Counted]]:
        """Yield figures by the groups that the run put customers into, for rows that say whose they are."""
        for cut in cuts:
            taken = [measure for measure in asked if cut in measure.cuts]
            if taken and self._stands_in_any(cut):
                grouped = by_customers(counting, rows, cut)
                self.engine.run(f"CREATE OR REPLACE TEMP VIEW counted AS {grouped.sql}")
                yield from self._figures(taken, grouped, (cut,))

    def _stands_in_any(self, cut: str) -> bool:
        if cut not in self._held:
            self._held[cut] = bool(self.engine.rows(f"SELECT 1 FROM memberships WHERE cut = '{cut}' LIMIT 1"))
        return self._held[cut]

    def _count(self, rows: str, counting: Counting, views: Sequence[View]) -> None:
        """Bind `counted` to what each row of the periods adds to each measure."""
        columns = ", ".join(f'"{column}"' for column in counting.columns)
        parts = []
        for nth, view in enumerate(views):
            kept = self.kept.get((rows, view.period))
            of_period = f'"{kept}"' if kept else f"({dated(counting.rows_sql, view)})"
            parts.append(f"SELECT {nth}::BIGINT AS {NTH_PERIOD}, {columns} FROM {of_period}")
        # Kept for the length of this step: uncut figures, slices and quantiles all read it. The one before is dropped
        # first, so that they are never there both. What is kept anyway is read where it is.
        self.engine.run("DROP TABLE IF EXISTS rows_of_period")
        if not all((rows, view.period) in self.kept for view in views):
            # One statement each: planning all of them together takes longer than one after the other.
            self.engine.run(f"CREATE TEMP TABLE rows_of_period AS {parts[0]}")
            for part in parts[1:]:
                self.engine.run(f"INSERT INTO rows_of_period {part}")
            parts = ["FROM rows_of_period"]
        self.engine.run(f"CREATE OR REPLACE TEMP VIEW rows_taken AS {' UNION ALL '.join(parts)}")
        # Most of what rows add is a one or a comparison: cheaper worked out where it is read than kept. A period
        # without rows has a figure as well: of a row that takes part in none.
        empty = f"SELECT range AS {NTH_PERIOD} FROM range({len(views)})"
        self.engine.run(f"CREATE OR REPLACE TEMP VIEW counted AS ({counting.sql}) UNION ALL BY NAME {empty}")

    def _tell_documents_apart(self, view: View) -> None:
        if self._told_apart[-1:] != [view.as_of]:
            sql = documents_told_apart_sql(self.tables, view)
            self.engine.run(f"CREATE OR REPLACE TEMP TABLE documents_told_apart AS {sql}")
            self._told_apart.append(view.as_of)

    def _figures(
        self, measures: Sequence[Measure], counting: Counting, columns: Sequence[str]
    ) -> Iterator[tuple[int, Measure, Mapping[str, str], Counted]]:
        records = {
            _key(record, columns): record
            for record in self.engine.records(figures_sql(measures, counting.counted, columns))
            if all(record[column] is not None for column in columns)
        }
        counted = {m.name: counted_figures(self.engine, m, columns, _of(m, records, columns)) for m in measures}
        for key in records:
            slice_ = dict(zip(columns, key[1:], strict=True))
            for measure in measures:
                if key in counted[measure.name]:
                    yield key[0], measure, slice_, counted[measure.name][key]

    def _reading(self, counted: Counted, view: View, slice_: Mapping[str, str], counts: Mapping[str, int]) -> Reading:
        measure, figure = counted.measure, counted.figure
        waits = measure.statistic is Statistic.SURVIVAL and bool(figure["n"])
        n, value = figure["n"], counted.survived(LEVELS[0])[0] if waits else figure.get("value")
        coverage = _with_left_out(coverage_of(measure, counts, n), measure, figure.get("left_out"))
        undefined = None
        if measure.needs_amounts and not n and (figure.get("unknown") or lacks_amounts(coverage, value)):
            # No row that adds is a total of nothing only where the amounts are known.
            value, undefined = None, no_amount(measure, coverage)
        elif value is None and waits:
            undefined = NOT_REACHED
        elif value is None and n and measure.statistic in (Statistic.COST_EACH, Statistic.EFFORT_EACH):
            undefined = why_not_shared(figure, measure.rows)
        elif value is None and n and measure.statistic is Statistic.RETURN:
            undefined = why_no_return(figure)
        elif value is None and n and measure.statistic is Statistic.QUOTIENT:
            undefined = NOTHING_BELOW
        elif value is None and figure.get("left_out") and measure.left_out is not None:
            undefined = Undefined("left_out", measure.left_out, needs_rows(measure))
        elif value is None:
            undefined = Undefined(
                "empty",
                Text("không có dòng nào để tính", "no row to work it out from"),
                needs_rows(measure),
            )
        found = (counted.interval(level) for level in LEVELS) if n else ()
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

    def _useful(self, cuts: Sequence[str]) -> list[str]:
        """Return the columns whose values are few enough to be compared side by side."""
        columns = [cut for cut in cuts if cut not in TRIANGLE]
        if not columns:
            return []
        distinct = ", ".join(f'count(DISTINCT "{column}")' for column in columns)
        found = self.engine.rows(f"SELECT {distinct} FROM counted")[0]
        return [c for c, n in zip(columns, found, strict=True) if 2 <= n <= MOST_SLICES or c in _ALWAYS]

    def _undefined(self, measure: Measure, view: View) -> Undefined | None:
        needed = [name for name in ROWS[measure.rows].needs if name not in RUN_TABLES]
        missing = [name for name in needed if name not in self.filled]
        if missing:
            return no_table(missing)
        if "working_stretches" in ROWS[measure.rows].needs and not view.settings.working_hours:
            return NO_WORKING_HOURS
        if measure.needs_model and self.no_model is not None:
            return self.no_model
        lacking = [column for column in measure.needs_filled if not self._holds(column)]
        if lacking and (measure.needs_each_filled or len(lacking) == len(measure.needs_filled)):
            columns = Text.join(_title_of(column) for column in lacking)
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


def _key(record: Mapping[str, Any], columns: Sequence[str]) -> Key:
    return record[NTH_PERIOD], *(str(record[column]) for column in columns)


def _of(measure: Measure, records: Mapping[Key, Mapping[str, Any]], columns: Sequence[str]) -> Mapping[Key, Figure]:
    """Return the figures of one measure; a part without rows has none."""
    prefix = f"{measure.name}__"
    figures = {
        key: {name.removeprefix(prefix): value for name, value in record.items() if name.startswith(prefix)}
        for key, record in records.items()
    }
    return {key: figure for key, figure in figures.items() if figure["n"] or not columns}


def _title_of(column: str) -> Text:
    table, name = column.split(".")
    contract = {**TABLES, **RUN_TABLES}[table]
    return Text.join((contract.title, contract.column(name).title), " · ")
