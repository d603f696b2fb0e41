"""Figures of the market as lines without gaps: one set of products, one length of period, one currency."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from crmeter.evaluation.market.words import US
from crmeter.evaluation.monthly_forecast import BY_MONTH, BY_QUARTER, BY_YEAR, Rhythm
from crmeter.measures.rows import ROWS, Tables
from crmeter.measures.view import View
from crmeter.vocabulary import Period, Text
from crmeter.warehouse.engine import Engine
from crmeter.warehouse.sql import to_sql

MONTHS_OF = {"month": 1, "quarter": 3, "year": 12}
RHYTHMS: Mapping[str, Rhythm] = {"month": BY_MONTH, "quarter": BY_QUARTER, "year": BY_YEAR}
# How far the short and the long term reach, in periods.
AHEAD = {"month": 12, "quarter": 8, "year": 3}


@dataclass(frozen=True, slots=True)
class Said:
    """One row of the table."""

    starts_on: date
    who: str
    name: str
    amount: Decimal | None
    currency: str
    units: Decimal | None
    share: Decimal | None
    price: Decimal | None
    said_by: str


@dataclass(frozen=True)
class Market:
    """What was said of one set of products, in periods of one length.

    Args:
        product_set: empty for the whole market.
        span: how long its periods are.
        periods: the first days, oldest first, without a gap.
        in_money: whether sizes are amounts; else units.
        size: of the market, by period; None where nobody said it.
        ours: what we sold, by period.
        others: what each competitor sold, by name.
        from_revenue: the periods in which ours is the revenue of the run.
        prices: by whom: our own under `US`, the market's under `market`, competitors' by name.
        sources: who said so.
        other_money: figures in another currency, which are left out.
        without_rate: the periods whose revenue is not known: of a month of theirs no amount converts.
    """

    product_set: str
    span: str
    periods: Sequence[date]
    in_money: bool
    size: Sequence[Decimal | None]
    ours: Sequence[Decimal | None]
    others: Mapping[str, Sequence[Decimal | None]]
    from_revenue: Sequence[date]
    prices: Mapping[str, Sequence[Decimal | None]]
    sources: Sequence[str]
    other_money: int
    without_rate: Sequence[date] = ()

    def shares_of(self, line: Sequence[Decimal | None]) -> Sequence[Decimal | None]:
        """Return what part of the market a line is."""
        pairs = zip(line, self.size, strict=True)
        return [None if part is None or not whole else part / whole for part, whole in pairs]


def markets(engine: Engine, tables: Tables, view: View, *, of_all: bool) -> Sequence[Market]:
    """Return what was said of each set of products; of the length of period of which most is said.

    Args:
        engine: where the tables are readable.
        tables: their expressions.
        view: from where they are looked at.
        of_all: the rows are those of the whole firm; else revenue stands for nobody's figure.
    """
    rows = engine.rows(
        "SELECT coalesce(product_set, ''), span, starts_on, who, coalesce(name, ''), amount, coalesce(currency, ''), "
        "units, share, price, said_by FROM market_figures WHERE starts_on <= ? ORDER BY ALL",
        [view.as_of],
    )
    by_set: dict[str, dict[str, list[Said]]] = {}
    for product_set, span, *rest in rows:
        by_set.setdefault(product_set, {}).setdefault(span, []).append(Said(*rest))
    found = []
    for product_set, spans in sorted(by_set.items()):
        span = max(spans, key=lambda each: (len({said.starts_on for said in spans[each]}), -MONTHS_OF[each]))
        market = _market(view, product_set, span, spans[span])
        if of_all and market.in_money and not product_set:
            market = _with_revenue(market, _revenue(engine, tables, view, span, market.periods))
        found.append(market)
    return found


def next_period(span: str, day: date, n: int = 1) -> date:
    """Return the first day of the period some periods after the one that begins on a day."""
    at = day.year * 12 + day.month - 1 + n * MONTHS_OF[span]
    return date(at // 12, at % 12 + 1, 1)


def _market(view: View, product_set: str, span: str, rows: Sequence[Said]) -> Market:
    own = [row for row in rows if row.currency in ("", view.currency)]
    in_money = any(row.who == "market" and row.amount is not None for row in own)
    days = sorted({row.starts_on for row in own})
    periods = _without_gaps(span, days)
    by_who = {(row.starts_on, row.who, row.name): row for row in own}
    names = sorted({row.name for row in own if row.who == "competitor"})

    def size(row: Said | None) -> Decimal | None:
        return None if row is None else row.amount if in_money else row.units

    whole = [size(by_who.get((day, "market", ""))) for day in periods]

    def sold(row: Said | None, of_all: Decimal | None) -> Decimal | None:
        told = size(row)
        if told is None and row is not None and row.share is not None and of_all is not None:
            return row.share * of_all
        return told

    ours = [sold(by_who.get((day, "us", "")), all_) for day, all_ in zip(periods, whole, strict=True)]
    others = {
        name: [sold(by_who.get((day, "competitor", name)), all_) for day, all_ in zip(periods, whole, strict=True)]
        for name in names
    }

    def prices(who: str, name: str) -> Sequence[Decimal | None]:
        return [None if (row := by_who.get((day, who, name))) is None else row.price for day in periods]

    priced = {US: prices("us", ""), "market": prices("market", ""), **{n: prices("competitor", n) for n in names}}
    return Market(
        product_set,
        span,
        periods,
        in_money,
        whole,
        ours,
        others,
        (),
        {who: line for who, line in priced.items() if any(each is not None for each in line)},
        sorted({row.said_by for row in own}),
        len(rows) - len(own),
    )


def _with_revenue(market: Market, revenue: Mapping[date, Decimal | None]) -> Market:
    """Return a market in which what we sold is our revenue where nobody said anything else."""
    both = list(zip(market.periods, market.ours, strict=True))
    asked = [day for day, known in both if known is None and day in revenue]
    return replace(
        market,
        ours=[revenue.get(day) if known is None else known for day, known in both],
        from_revenue=[day for day in asked if revenue[day] is not None],
        without_rate=[day for day in asked if revenue[day] is None],
    )


def _without_gaps(span: str, days: Sequence[date]) -> Sequence[date]:
    """Return the periods from the newest back to the first gap, oldest first."""
    there = set(days)
    found: list[date] = []
    day = days[-1] if days else None
    while day is not None and day in there:
        found.insert(0, day)
        day = next_period(span, day, -1)
    return found


def _revenue(
    engine: Engine, tables: Tables, view: View, span: str, periods: Sequence[date]
) -> Mapping[date, Decimal | None]:
    """Return our revenue of the periods that are over and lie whole within the history.

    A month without a sale had none; one of which no amount converts leaves its period unknown, as None.
    """
    first = engine.rows("SELECT min(ordered_on) FROM sales")[0][0]
    whole = [day for day in periods if first is not None and day >= first and next_period(span, day) <= view.seen_until]
    if not whole:
        return {}
    looked = View(
        Period(whole[0], next_period(span, whole[-1])),
        view.as_of,
        view.currency,
        view.settings,
        view.rhythm,
        view.converts,
    )
    rows = ROWS["documents"].build(tables, looked)
    monthly = engine.rows(to_sql(rows.group_by("month").aggregate(n=rows.amount.sum())))
    by_month: dict[date, Decimal | None] = dict(monthly)
    found: dict[date, Decimal | None] = {}
    for day in whole:
        figures = [by_month.get(next_period("month", day, n), Decimal(0)) for n in range(MONTHS_OF[span])]
        known = [each for each in figures if each is not None]
        found[day] = sum(known, Decimal(0)) if len(known) == len(figures) else None
    return found


def title_of(market: Market) -> Text:
    """Return what a market is called."""
    return Text.same(market.product_set) if market.product_set else Text("Cả thị trường", "The whole market")
