"""The tables of a run about the market."""

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from crmeter.estimators.forecast.back_test import BackTestScore
from crmeter.estimators.forecast.forecast import Forecast
from crmeter.evaluation.market.figures import Market, markets, next_period, title_of
from crmeter.evaluation.market.growth import growths
from crmeter.evaluation.market.outlook import Line, prices_ahead, shares_ahead, size_ahead
from crmeter.evaluation.monthly_forecast import METHODS
from crmeter.evaluation.result import ResultColumn, ResultTable
from crmeter.measures.rows import Tables
from crmeter.measures.view import View
from crmeter.vocabulary import Text, Undefined
from crmeter.warehouse.engine import Engine

# A period of a market may be a month, a quarter or a year.
_METHODS = {
    **METHODS,
    "naive": Text("như kỳ gần nhất (ngây thơ)", "as the newest period (naive)"),
    "seasonal_naive": Text("như cùng kỳ năm trước", "as the same period last year"),
}
_DIGITS = Decimal("0.0001")
SIZE, SHARE, PRICE = Text("quy mô", "size"), Text("thị phần", "shares"), Text("mức giá", "price level")


def market_tables(engine: Engine, tables: Tables, view: View, *, of_all: bool) -> Sequence[ResultTable]:
    """Return what is known and foreseen of each market that figures speak of; nothing where there are none.

    Args:
        engine: where the tables are readable.
        tables: their expressions.
        view: from where they are looked at.
        of_all: the rows are those of the whole firm, so that their revenue is what the firm sold.
    """
    found = markets(engine, tables, view, of_all=of_all)
    if not found:
        return ()
    sizes: list[tuple[Any, ...]] = []
    shares: list[tuple[Any, ...]] = []
    prices: list[tuple[Any, ...]] = []
    tried: list[tuple[Any, ...]] = []
    lacking: list[tuple[Any, ...]] = []
    ended: list[Text] = []
    for market in found:
        size = size_ahead(market)
        sizes += _rows(market, "market", size)
        tried += _tried(market, SIZE, "market", size.scores, size.forecast)
        lacking += _lacking(market, SIZE, "market", size.missing)
        together = shares_ahead(market)
        if together.without_ours:
            ended.append(_WITHOUT_OURS.fill(market=title_of(market), days=_days(together.without_ours)))
        for at, member in enumerate(together.members):
            ahead = None if together.foreseen is None else together.foreseen.members[at]
            shares += _rows(market, member, Line(together.periods, together.known.get(member, ()), ahead))
        if together.foreseen is not None:
            tried += _tried(market, SHARE, "", together.foreseen.scores, together.foreseen.members[0])
        lacking += _lacking(market, SHARE, "", together.missing)
        for who, line in prices_ahead(market).items():
            prices += _rows(market, who, line)
            tried += _tried(market, PRICE, who, line.scores, line.forecast)
            lacking += _lacking(market, PRICE, who, line.missing)
    return (
        _line_table("market_size", Text("Quy mô thị trường", "Size of the market"), "number", sizes, _said(found)),
        _line_table("market_shares", Text("Thị phần", "Market shares"), "share", shares, _joined(ended)),
        _line_table("market_prices", Text("Mức giá", "Price level"), "money", prices, None),
        _growth_table(found),
        _tried_table(tried),
        _lacking_table(lacking),
    )


def _rows(market: Market, who: str, line: Line) -> Iterator[tuple[Any, ...]]:
    head = (market.product_set, market.span, market.in_money, who)
    for day, value in zip(line.periods, line.known, strict=False):
        yield (*head, day, value, None, None, None, None, None)
    if line.forecast is None:
        return
    day = line.periods[-1]
    for value, bands in zip(line.forecast.value, line.forecast.intervals, strict=True):
        day = next_period(market.span, day)
        by_level = {band.level: (float(band.low), float(band.high)) for band in bands}
        yield (
            *head, day, None, value, *by_level.get(0.8, (None, None)), *by_level.get(0.95, (None, None)),
        )  # fmt: skip


def _line_table(name: str, title: Text, kind: Any, rows: Sequence[tuple[Any, ...]], note: Text | None) -> ResultTable:
    return ResultTable(
        name,
        title,
        (
            *_HEAD,
            ResultColumn("who", Text("Của ai", "Whose"), "text"),
            ResultColumn("period", Text("Kỳ", "Period"), "date"),
            ResultColumn("actual", Text("Đã công bố", "As said"), kind),
            ResultColumn("forecast", Text("Dự báo", "Forecast"), kind),
            ResultColumn("low_80", Text("Cận dưới 80%", "Lower 80%"), kind),
            ResultColumn("high_80", Text("Cận trên 80%", "Upper 80%"), kind),
            ResultColumn("low_95", Text("Cận dưới 95%", "Lower 95%"), kind),
            ResultColumn("high_95", Text("Cận trên 95%", "Upper 95%"), kind),
        ),
        tuple(rows),
        note,
    )


def _growth_table(found: Sequence[Market]) -> ResultTable:
    rows: list[tuple[Any, ...]] = []
    for market in found:
        for each in growths(market):
            change = each.sold - each.sold_before
            # The other part is what is left, so that both add up to the last digit.
            by_market = (Decimal(each.by_market.numerator) / each.by_market.denominator).quantize(_DIGITS)
            rows.append(
                (
                    market.product_set, market.span, market.in_money, each.before, each.period,
                    each.sold_before, each.sold, change, by_market, change - by_market,
                    each.period in market.from_revenue,
                )
            )  # fmt: skip
    return ResultTable(
        "market_growth",
        Text("Tăng trưởng của mình", "Our growth"),
        (
            *_HEAD,
            ResultColumn("before", Text("Từ kỳ", "From"), "date"),
            ResultColumn("period", Text("Đến kỳ", "To"), "date"),
            ResultColumn("sold_before", Text("Mình bán trước", "Ours before"), "number"),
            ResultColumn("sold", Text("Mình bán", "Ours"), "number"),
            ResultColumn("change", Text("Thay đổi", "Change"), "number"),
            ResultColumn("by_market", Text("Do thị trường", "By the market"), "number"),
            ResultColumn("by_share", Text("Do thị phần", "By our share"), "number"),
            ResultColumn("from_revenue", Text("Lấy từ doanh thu", "Taken from revenue"), "text"),
        ),
        tuple(rows),
        Text(
            "½ (thị phần trước + sau) × thay đổi của thị trường, và ½ (thị trường trước + sau) × thay đổi của thị phần",
            "½ (share before + after) × change of the market, and ½ (market before + after) × change of the share",
        ),
    )


def _tried(
    market: Market, what: Text, who: str, scores: Sequence[BackTestScore], used: Forecast | None
) -> Iterator[tuple[Any, ...]]:
    for score in scores:
        yield (
            market.product_set, market.span, market.in_money, what, who, _METHODS[score.model], score.wape,
            score.coverage_80, score.n,
            Text("được dùng", "in use") if used is not None and score.model == used.method else None,
        )  # fmt: skip


def _tried_table(rows: Sequence[tuple[Any, ...]]) -> ResultTable:
    return ResultTable(
        "market_backtest",
        Text("Dự báo thị trường thử lại trên quá khứ", "Forecasts of the market, tried on the past"),
        (
            *_HEAD,
            ResultColumn("what", Text("Dự báo", "Forecast of"), "text"),
            ResultColumn("who", Text("Của ai", "Whose"), "text"),
            ResultColumn("method", Text("Phương pháp", "Method"), "text"),
            ResultColumn("wape", Text("Sai số (WAPE)", "Error (WAPE)"), "share"),
            ResultColumn("coverage_80", Text("Trong khoảng 80%", "Within the 80% band"), "share"),
            ResultColumn("n", Text("Số lần thử", "Tried"), "count"),
            ResultColumn("chosen", Text("Chọn", "Chosen"), "text"),
        ),
        tuple(rows),
        Text(
            "Mỗi cách dự báo những kỳ đã giấu đi; cách ít sai nhất được dùng, và cách đơn giản nhất khi ngang nhau",
            "Each way forecast periods that were hidden; the one with the least error is used, the naive one on a tie",
        ),
    )


def _lacking(market: Market, what: Text, who: str, missing: Undefined | None) -> Iterator[tuple[Any, ...]]:
    if missing is not None:
        yield market.product_set, market.span, market.in_money, what, who, missing.reason, missing.needs


def _lacking_table(rows: Sequence[tuple[Any, ...]]) -> ResultTable:
    return ResultTable(
        "market_lacking",
        Text("Chưa dự báo được của thị trường", "What of the market is not forecast"),
        (
            *_HEAD,
            ResultColumn("what", Text("Dự báo", "Forecast of"), "text"),
            ResultColumn("who", Text("Của ai", "Whose"), "text"),
            ResultColumn("reason", Text("Vì sao", "Why"), "text"),
            ResultColumn("needs", Text("Cần gì", "What it needs"), "text"),
        ),
        tuple(rows),
    )


def _said(found: Sequence[Market]) -> Text:
    sources = sorted({source for market in found for source in market.sources})
    told = [_SOURCES.fill(sources="; ".join(sources))]
    for market in found:
        if market.from_revenue:
            told.append(_FROM_REVENUE.fill(market=title_of(market), days=_days(market.from_revenue)))
        if market.without_rate:
            told.append(_WITHOUT_RATE.fill(market=title_of(market), days=_days(market.without_rate)))
        if market.other_money:
            told.append(_OTHER_MONEY.fill(n=market.other_money, market=title_of(market)))
    return Text.join(told, ". ")


def _joined(told: Sequence[Text]) -> Text | None:
    return Text.join(told, ". ") if told else None


def _days(days: Sequence[date]) -> Text:
    return Text.join([Text("{day}", "{day}").fill(day=day) for day in days], ", ")


_HEAD = (
    ResultColumn("product_set", Text("Nhóm sản phẩm", "Set of products"), "text"),
    ResultColumn("span", Text("Độ dài kỳ", "Length of the period"), "text"),
    ResultColumn("in_money", Text("Bằng tiền", "In money"), "text"),
)
_SOURCES = Text("Nguồn: {sources}", "Sources: {sources}")
_FROM_REVENUE = Text(
    "{market}: phần của mình lấy từ doanh thu ở các kỳ bắt đầu {days}",
    "{market}: ours is revenue in the periods that begin on {days}",
)
_WITHOUT_RATE = Text(
    "{market}: chưa biết phần của mình ở các kỳ bắt đầu {days}, vì có tháng mà không số tiền nào quy đổi được; "
    "cần tỷ giá của các tháng đó",
    "{market}: ours is not known in the periods that begin on {days}, as of a month no amount converts; it needs "
    "exchange rates of those months",
)
_WITHOUT_OURS = Text(
    "{market}: thị phần được theo tới kỳ cuối biết phần của mình; kỳ bắt đầu {days} chưa biết nên để ra ngoài",
    "{market}: shares are followed to the last period of which ours is known; it is not yet of the periods that begin "
    "on {days}, which are left out",
)
_OTHER_MONEY = Text(
    "{market}: bỏ ra {n} số liệu bằng tiền tệ khác", "{market}: {n} figures in another currency are left out"
)
