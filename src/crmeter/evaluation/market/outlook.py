"""A market looked ahead at: size, shares and prices, each by the way that did best on its own past."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

import numpy as np

from crmeter.estimators.forecast.back_test import BackTestScore
from crmeter.estimators.forecast.forecast import Forecast
from crmeter.estimators.forecast.shares import ShareForecast, Shares
from crmeter.evaluation.market.figures import AHEAD, RHYTHMS, Market
from crmeter.evaluation.market.words import REST, US
from crmeter.evaluation.monthly_forecast import best_method
from crmeter.vocabulary import NotEnoughData, Text, Undefined

# So few periods draw a line and tell nothing of how far it errs.
LEAST = 4


@dataclass(frozen=True)
class Line:
    """One series seen ahead.

    Args:
        periods: the first days of what is known, oldest first.
        known: its figures.
        forecast: the coming periods, or None.
        scores: how the ways did on the past.
        missing: why nothing is foreseen.
    """

    periods: Sequence[date]
    known: Sequence[float]
    forecast: Forecast | None = None
    scores: Sequence[BackTestScore] = ()
    missing: Undefined | None = None


@dataclass(frozen=True)
class ShareLines:
    """The shares of all, seen ahead together.

    Args:
        periods: in which all shares are known.
        members: ourselves under `US`, competitors by name, and what nobody is named of under `REST`.
        known: by member.
        foreseen: the coming periods by member, or None.
        missing: why nothing is foreseen.
        without_ours: later periods of which others' shares are known and ours is not.
    """

    periods: Sequence[date]
    members: Sequence[str]
    known: Mapping[str, Sequence[float]]
    foreseen: ShareForecast | None = None
    missing: Undefined | None = None
    without_ours: Sequence[date] = ()


def size_ahead(market: Market) -> Line:
    """Return the size of a market seen ahead."""
    return _line(market, market.size)


def prices_ahead(market: Market) -> Mapping[str, Line]:
    """Return the price level of each seen ahead."""
    return {who: _line(market, line) for who, line in market.prices.items()}


def shares_ahead(market: Market) -> ShareLines:
    """Return the shares of all who are named seen ahead together; whatever is left belongs to the rest."""
    lines = {US: market.shares_of(market.ours), **{n: market.shares_of(line) for n, line in market.others.items()}}
    newest = _newest_known(list(lines.values()))
    # A period that is not over has no revenue yet: without us in it, our share would be part of the rest.
    end = newest if (ours := _newest_known([lines[US]])) is None else ours
    if newest is None or end is None:
        return ShareLines((), [REST], {}, missing=_NO_SHARES)
    known = {who: line[: end + 1] for who, line in lines.items() if line[end] is not None}
    found = _together_ahead(market, known)
    return replace(found, without_ours=market.periods[end + 1 : newest + 1])


def _together_ahead(market: Market, lines: Mapping[str, Sequence[Decimal | None]]) -> ShareLines:
    periods, rows = _together(market, list(lines.values()))
    members = [*lines, REST]
    known = [[*map(float, row), float(1 - sum(row))] for row in rows]
    by_member = {who: [row[at] for row in known] for at, who in enumerate(members)}
    if any(sum(row) > 1 for row in rows):
        return ShareLines(periods, members, by_member, missing=_ABOVE_ONE)
    if len(known) < LEAST:
        return ShareLines(periods, members, by_member, missing=_few(market, len(known)))
    # Who has sold nothing in a period has no logarithm: those stay within the rest.
    whole = [at for at, who in enumerate(members[:-1]) if min(by_member[who]) > 0]
    if all(row[-1] <= 0 for row in known) or not whole:
        return ShareLines(periods, members, by_member, missing=_NOBODY_ELSE)
    kept = [members[at] for at in whole]
    table = np.array([[row[at] for at in whole] for row in known])
    table = np.column_stack([table, 1 - table.sum(axis=1)])
    rhythm = RHYTHMS[market.span]
    try:
        foreseen = Shares(rhythm.season, period=rhythm.period).fit(table).predict(AHEAD[market.span])
    except NotEnoughData as lacking:
        return ShareLines(periods, members, by_member, missing=lacking.undefined)
    members = [*kept, REST]
    by_member = {**{who: by_member[who] for who in kept}, REST: table[:, -1].tolist()}
    return ShareLines(periods, members, by_member, foreseen)


def _newest_known(lines: Sequence[Sequence[Decimal | None]]) -> int | None:
    """Return the place of the newest period in which any line has a figure."""
    return max((at for line in lines for at, figure in enumerate(line) if figure is not None), default=None)


def _line(market: Market, figures: Sequence[Decimal | None]) -> Line:
    periods, rows = _together(market, [figures])
    known = [float(row[0]) for row in rows]
    if len(known) < LEAST:
        return Line(periods, known, missing=_few(market, len(known)))
    try:
        method, tested = best_method(known, RHYTHMS[market.span])
    except NotEnoughData as lacking:
        return Line(periods, known, missing=lacking.undefined)
    return Line(periods, known, method.predict(AHEAD[market.span]), tested.scores)


def _together(market: Market, lines: Sequence[Sequence[Decimal | None]]) -> tuple[Sequence[date], list[list[Decimal]]]:
    """Return the newest stretch of periods in which every line has a figure."""
    periods: list[date] = []
    rows: list[list[Decimal]] = []
    for day, *figures in reversed(list(zip(market.periods, *lines, strict=False))):
        row = [each for each in figures if each is not None]
        if len(row) < len(lines) or not row:
            if rows:
                break
            continue
        periods.insert(0, day)
        rows.insert(0, row)
    return periods, rows


def _few(market: Market, n: int) -> Undefined:
    period = RHYTHMS[market.span].period
    return Undefined(
        "series_too_short",
        Text("mới có {n} {period} liền nhau", "there are {n} {period} in a row").fill(n=n, period=period),
        Text("ít nhất {least} {period} liền nhau", "at least {least} {period} in a row").fill(
            least=LEAST, period=period
        ),
    )


_NO_SHARES = Undefined(
    "no_shares",
    Text("chưa biết phần của ai trong quy mô thị trường", "nobody's part of the size of the market is known"),
    Text(
        "quy mô thị trường và số của mình hoặc của đối thủ, cùng kỳ",
        "the size of the market, and our figure or a competitor's of the same period",
    ),
)
_ABOVE_ONE = Undefined(
    "above_one",
    Text("các thị phần của một kỳ cộng lại quá 100%", "the shares of a period add up to more than 100%"),
    Text("số liệu từ cùng một nguồn, cùng cách tính", "figures of one source, counted alike"),
)
_NOBODY_ELSE = Undefined(
    "nobody_else",
    Text("không ai ngoài các hãng đã nêu, nên tỷ lệ so với phần còn lại không có nghĩa", "nobody is left beside them"),
    Text("một phần còn lại, hoặc hãng có bán ở mọi kỳ", "a rest, or somebody who sold in every period"),
)
