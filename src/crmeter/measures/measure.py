"""What a measure is: an expression over rows, and its explanation in two languages.

A page that only shows figures reads titles and meanings from here, so Ibis is loaded by whoever builds an
expression and not with the catalogue.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Literal

from crmeter.measures.bases import BASES
from crmeter.measures.view import Settings
from crmeter.vocabulary import Good, Scope, Text, Unit

if TYPE_CHECKING:
    import ibis.expr.types as ir

    RowExpression = Callable[[ir.Table], ir.Value]

# DuckDB multiplies two decimals of 18 digits within 18 digits; factors are widened first.
WIDE = "decimal(38, 4)"
# A part of a whole that is added up over rows.
WIDE_SHARE = "decimal(38, 10)"
_MEDIAN, _HARDLY = 0.5, 1e-12


def each_row(_rows: ir.Table) -> ir.Value:
    """Return one for each row, for measures that count."""
    import ibis  # noqa: PLC0415 - see above

    return ibis.literal(1)


class Statistic(StrEnum):
    """How the rows become one figure; it decides which interval a figure can have."""

    SUM = "sum"  # a census: no interval
    SHARE = "share"  # top and bottom are counts of rows: Wilson
    MEAN = "mean"  # an amount per row: interval of a mean
    RATIO = "ratio"  # one amount per row over another
    QUOTIENT = "quotient"  # the same of all there is: a census, no interval
    RATE = "rate"  # top and bottom are events and how long each row could have had one: Poisson
    QUANTILE = "quantile"  # the median, or another: order statistics
    # The same of how long something took, where some rows still wait: top is how long a row was seen, bottom whether
    # its end was.
    SURVIVAL = "survival"  # Kaplan–Meier
    # What was spent on what came of it, where rows of both kinds stand side by side: all of them take part.
    COST_EACH = "cost_each"  # amounts of some rows over the number of the others: a census, no interval
    # What costs brought, less these costs, over them: a census, no interval, and unknown once an amount is.
    RETURN = "return"
    EFFORT_EACH = "effort_each"  # how many rows for each of them that counts below the line: Wilson, turned over
    # Of answers, each with its weight below the line and, above it, that weight times …
    WEIGHTED_SHARE = "weighted_share"  # … one or zero: Wilson, of the effective number
    NET_SHARE = "net_share"  # … 100, 0 or −100: adjusted Wald
    SCORE = "score"  # … the answer: Student's t, within the scale


_ADDS_UP = frozenset(Statistic) - {
    Statistic.QUANTILE,
    Statistic.SURVIVAL,
    Statistic.COST_EACH,
    Statistic.EFFORT_EACH,
    Statistic.RETURN,
}
# Cuts of customers that a run puts them into: by what they bought, and by the segments that people built. They need
# no column of the rows: whoever the row is of stands in them.
RFM, BUILT_SEGMENT = "rfm", "built_segment"
CUSTOMER_CUTS = (RFM, BUILT_SEGMENT)
# Retention of cohorts has no groups that were there before.
_TRIANGLE = ("cohort", "age")


@dataclass(frozen=True, slots=True)
class Benchmark:
    """A figure of others to hold one's own against, with its source and sector.

    Args:
        low: from here on it is usual.
        high: up to here.
        source: whose figure it is, and of which sector.
        window_days: the shortest and the longest trailing window that it speaks of; None speaks of any.
    """

    low: float
    high: float
    source: Text
    window_days: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Measure:
    """A figure of the catalogue, declared once.

    Args:
        name: file name, variable and address alike.
        title: its label.
        meaning: one or two sentences for people; settings by name in braces, such as {window_days}.
        formula: how it is worked out, in words; settings likewise.
        unit: what it counts.
        good: whether a rise is good news.
        rows: the name of the rows that it is taken over (see `crmeter.measures.rows`).
        statistic: how rows become a figure.
        top: what each row adds above the line (for sums and quantiles: the value itself).
        bottom: what each row adds below the line; by default one for each row.
        counts_without_bottom: a row that adds nothing below the line still adds above it, as who asks and never buys.
        concerns: which rows it is about; the others neither take part nor are left out. By default all.
        among: which of these take part; by default all.
        left_out: why the others are left out, where a reader must know; they are counted in the coverage.
        quantile: of a quantile, and of survival, which share of the rows lies below it; by default it is the median.
        scale: the ends of the scale that an answer was given on, for figures that cannot lie beyond them.
        opens: the columns that the list behind the figure shows.
        slices: the columns by which it may be cut.
        apart: one of the slices, in which the whole is no sum of the parts: the figure itself is of rows where it is
            empty.
        history_days: how many days of history before the end of the period it needs, by the settings.
        needs_filled: columns (`table.column`) of which one at least must hold something; empty: none in particular.
        needs_each_filled: not one of them but each.
        needs_amounts: it stands on amounts of money, so orders without a rate to the currency are missing from it.
        needs_model: it stands on the fitted buying process.
        level: 1 statistics, 2 processed indices, 3 forecast.
        over_time: a line of monthly values makes sense.
        benchmark: figures of the sector, with their source.
    """

    name: str
    title: Text
    meaning: Text
    formula: Text
    unit: Unit
    good: Good
    rows: str
    statistic: Statistic
    top: RowExpression
    bottom: RowExpression | None = None
    counts_without_bottom: bool = False
    concerns: Callable[[ir.Table], ir.BooleanValue] | None = None
    among: Callable[[ir.Table], ir.BooleanValue] | None = None
    left_out: Text | None = None
    quantile: float = 0.5
    scale: Callable[[ir.Table], tuple[ir.Value, ir.Value]] | None = None
    opens: tuple[str, ...] = ()
    slices: tuple[str, ...] = ()
    apart: str = ""
    history_days: Callable[[Settings], int] | None = None
    needs_filled: tuple[str, ...] = ()
    needs_each_filled: bool = False
    needs_amounts: bool = False
    needs_model: bool = False
    level: Literal[1, 2, 3] = 1
    over_time: bool = True
    benchmark: Benchmark | None = None

    @property
    def cuts(self) -> tuple[str, ...]:
        """The columns by which evaluations cut it: its own, and those of the customers that its rows are of."""
        if self.slices == _TRIANGLE or not BASES[self.rows].customer:
            return self.slices
        return (*self.slices, *CUSTOMER_CUTS)

    @property
    def change_cuts(self) -> tuple[str, ...]:
        """The columns by which a change is the sum of what groups add; that of a median is not."""
        if self.statistic not in _ADDS_UP or self.slices == _TRIANGLE:
            return ()
        return self.slices

    def meaning_under(self, settings: Settings) -> Text:
        """Return the meaning with the settings of a run written into it."""
        return self.meaning.fill(**settings.to_json())

    def formula_under(self, settings: Settings) -> Text:
        """Return the formula in words with the settings of a run written into it."""
        return self.formula.fill(**settings.to_json())

    def benchmark_under(self, settings: Settings) -> Benchmark | None:
        """Return the benchmark where it speaks of a window like that of the settings."""
        if self.benchmark is None or self.benchmark.window_days is None:
            return self.benchmark
        shortest, longest = self.benchmark.window_days
        return self.benchmark if shortest <= settings.window_days <= longest else None

    def over(self, rows: ir.Table, by: Sequence[str] = ()) -> ir.Table:
        """Return the figure over rows: value, top, bottom, n and the sums that its interval needs.

        Args:
            rows: the rows that the measure is declared over, already cut to a period.
            by: columns to cut by.
        """
        counted = self._counted(rows)
        return self.over_listed(counted.filter(counted.counts), by)

    def over_listed(self, listed: ir.Table, by: Sequence[str] = ()) -> ir.Table:
        """Return the figure over rows that all take part, with what each adds: columns `top` and `bottom`."""
        if self.statistic is Statistic.SURVIVAL:
            return _survived(listed, self.quantile, by)
        return listed.aggregate(**self.figures(listed, where=None), by=list(by))

    def listed(self, rows: ir.Table, scope: Scope = Scope()) -> ir.Table:
        """Return the rows behind the figure, each with what it counts; their totals are the figure's.

        Args:
            rows: as for `over`; whose they are was decided where the tables are read.
            scope: whose hidden columns are not listed.
        """
        counted = self._counted(rows)
        shown = [c for c in self.opens if c in rows.columns and c not in scope.hidden_columns]
        return counted.filter(counted.counts).select(*shown, "top", "bottom")

    def _counted(self, rows: ir.Table) -> ir.Table:
        return rows.mutate(**self.contributions(rows))

    def contributions(self, rows: ir.Table, prefix: str = "") -> dict[str, ir.Value]:
        """Return what each row adds: columns `top`, `bottom`, and `counts` (it takes part)."""
        import ibis  # noqa: PLC0415 - see above

        top = _amount(self.top(rows))
        bottom = _amount((self.bottom or each_row)(rows))
        counts = self.among(rows) if self.among else ibis.literal(value=True)
        if self.concerns is not None:
            counts = self.concerns(rows) & counts
        # The list behind a sum shows the rows that add to it, not all that might have.
        match self.statistic:
            case Statistic.SUM:
                takes_part = top != 0
            case Statistic.SURVIVAL:
                takes_part = top.notnull() & bottom.notnull()
            case Statistic.RETURN:
                takes_part = top.isnull() | bottom.isnull() | (top != 0) | (bottom != 0)
            case _ if self.counts_without_bottom:
                takes_part = (bottom != 0) | (top != 0)
            case Statistic.COST_EACH | Statistic.EFFORT_EACH:
                takes_part = ibis.literal(value=True)
            case _:
                takes_part = (bottom != 0) & top.notnull()
        counts = counts & takes_part
        columns = {f"{prefix}top": top, f"{prefix}bottom": bottom, f"{prefix}counts": counts.coalesce(False)}
        if self.left_out is not None and self.among is not None:
            columns[f"{prefix}left_out"] = ~self.among(rows).coalesce(False) & self._would_take_part(rows, top, bottom)
        if self.tells_zero_from_unknown:
            columns[f"{prefix}unknown"] = top.isnull()
        if self.scale is not None:
            columns[f"{prefix}lowest"], columns[f"{prefix}highest"] = self.scale(rows)
        return columns

    def _would_take_part(self, rows: ir.Table, top: ir.Value, bottom: ir.Value) -> ir.BooleanValue:
        # Of survival the bottom says whether the end was seen, not whether the row counts.
        if self.concerns is not None:
            return self.concerns(rows).coalesce(False)
        adds = (bottom != 0).coalesce(True)
        return adds | (top != 0).coalesce(True) if self.counts_without_bottom else adds

    @property
    def tells_zero_from_unknown(self) -> bool:
        """Whether no row that adds may mean that no amount is known, so that the total is not zero but empty."""
        return self.needs_amounts and self.statistic is Statistic.SUM and self.unit is Unit.MONEY

    def figures(self, counted: ir.Table, where: ir.BooleanValue | None, prefix: str = "") -> dict[str, ir.Value]:
        """Return the aggregates of the figure over rows that have its `contributions`, by name.

        Args:
            counted: rows with the contribution columns.
            where: which of them take part; None where the others are already gone.
            prefix: goes before the names of the contribution columns and of the aggregates.
        """
        top, bottom = counted[f"{prefix}top"], counted[f"{prefix}bottom"]
        parts: dict[str, ir.Value] = {"n": counted.count(where=where)}
        match self.statistic:
            case Statistic.SUM:
                # No row that adds means a total of nothing: zero, not empty.
                parts["value"] = top.sum(where=where).coalesce(0)
            case Statistic.QUANTILE if self.quantile == _MEDIAN:
                parts["value"] = top.cast("float64").median(where=where)
            case Statistic.QUANTILE:
                parts["value"] = top.cast("float64").quantile(self.quantile, where=where)
            case Statistic.SURVIVAL:
                # The value is no sum of what rows add: whoever takes the figure works it out from all of them.
                parts["bottom"] = bottom.sum(where=where)
            case Statistic.RETURN:
                parts |= {"top": _known_sum(top, where), "bottom": _known_sum(bottom, where)}
                parts["value"] = parts["top"].cast("float64") / parts["bottom"].cast("float64").nullif(0)
            case _:
                parts["top"] = (
                    _spent(top, bottom, where) if self.statistic is Statistic.COST_EACH else top.sum(where=where)
                )
                parts["bottom"] = bottom.sum(where=where)
                quotient = parts["top"].cast("float64") / parts["bottom"].cast("float64").nullif(0)
                parts["value"] = quotient.cast("decimal(18, 4)") if self.unit is Unit.MONEY else quotient
        if self.statistic in (Statistic.MEAN, Statistic.RATIO):
            parts["top_squares"] = _sum_of_products(top, top, where)
        if self.statistic is Statistic.RATIO:
            parts["bottom_squares"] = _sum_of_products(bottom, bottom, where)
            parts["products"] = _sum_of_products(top, bottom, where)
        return {prefix + name: part for name, part in parts.items()}


def _survived(counted: ir.Table, quantile: float, by: Sequence[str]) -> ir.Table:
    """Return by when a share of the rows has ended, by the product-limit estimate of Kaplan & Meier 1958."""
    import ibis  # noqa: PLC0415 - see above

    times = counted.group_by(*by, seen=counted.top.cast("float64")).aggregate(
        ended=lambda r: r.bottom.sum(), there=lambda r: r.count()
    )
    later = ibis.cumulative_window(group_by=list(by), order_by=ibis.desc("seen"))
    times = times.mutate(staying=lambda r: 1 - r.ended.cast("float64") / r.there.sum().over(later))
    earlier = ibis.cumulative_window(group_by=list(by), order_by="seen")
    times = times.mutate(
        survival=lambda r: ibis.ifelse(
            (r.staying <= 0).any().over(earlier), 0.0, r.staying.nullif(0).ln().sum().over(earlier).exp()
        )
    )
    return times.aggregate(
        n=times.there.sum().coalesce(0).cast("int64"),
        # The product of factors may miss an exact share by its last digit.
        value=times.seen.min(where=times.survival <= 1 - quantile + _HARDLY),
        bottom=times.ended.sum(),
        by=list(by),
    )


def _spent(top: ir.Column, bottom: ir.Column, where: ir.BooleanValue | None) -> ir.Value:
    """Return what was spent in all; a sum without what one row cost, or without any cost told, is none."""
    import ibis  # noqa: PLC0415 - see above

    is_cost = bottom == 0
    spent = top.sum(where=is_cost if where is None else where & is_cost)
    return ibis.ifelse(top.isnull().any(where=where), ibis.null(spent.type()), spent)


def _known_sum(amounts: ir.Column, where: ir.BooleanValue | None) -> ir.Value:
    """Return a sum that is unknown once one of its amounts is."""
    import ibis  # noqa: PLC0415 - see above

    total = amounts.sum(where=where)
    return ibis.ifelse(amounts.isnull().any(where=where), ibis.null(total.type()), total)


def _amount(value: ir.Value) -> ir.Value:
    return value.cast("int64") if value.type().is_boolean() else value


def _sum_of_products(left: ir.Value, right: ir.Value, where: ir.BooleanValue | None) -> ir.Value:
    # Exact decimals: a sum of floats would depend on the order in which threads add.
    product = left.cast(WIDE) * right.cast(WIDE)
    return product.cast(WIDE).sum(where=where)
