"""The market: its size with what is foreseen, the shares of all, prices side by side, what our growth owes to it."""

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Any

import htpy as h
from htpy import Element, Node

from crmeter.evaluation.market.words import REST, US, WHO
from crmeter.evaluation.report import written
from crmeter.evaluation.report.charts import Band, Line, LineChart, line_chart
from crmeter.evaluation.report.figures import Page
from crmeter.evaluation.report.parts import card, empty, notice
from crmeter.evaluation.report.sections.market_rows import growth, market_as_table, tried
from crmeter.evaluation.report.sections.market_words import period_words, who_words
from crmeter.vocabulary import Text, formats

Row = dict[str, Any]
WHOLE = Text("Cả thị trường", "The whole market")
SIZE = Text("Quy mô thị trường", "Size of the market")
SHARES = Text("Thị phần", "Market shares")
PRICES = Text("Mức giá", "Price level")
NONE = Text("Chưa có số liệu thị trường", "No figures of the market yet")
NONE_WHY = Text(
    "Ghi quy mô, thị phần và giá theo kỳ, kèm nguồn; lần đánh giá sau sẽ dự báo.",
    "Type sizes, shares and prices by period, with who says so; the next evaluation looks ahead.",
)
NOT_FORECAST = Text(
    "Chưa dự báo được {what}: {reason}. Cần {needs}.", "No forecast of {what}: {reason}. It needs {needs}."
)
UNITS = Text("đơn vị sản phẩm", "units")
NAIVE_WINS = Text(
    "Cách đơn giản nhất (như kỳ gần nhất) ít sai nhất nên được dùng.",
    "The simplest way (as the newest period) erred least, so it is in use.",
)
NO_INTERVAL = Text("chưa đủ kỳ để có khoảng", "too few periods for an interval")
BEGINS = Text("dự báo", "forecast")
# Words closer than this share of the height lie over each other.
_APART = 0.09


def market(page: Page) -> Node:
    """Draw every set of products that figures speak of, the whole market first."""
    sizes, shares = page.figures.table("market_size"), page.figures.table("market_shares")
    prices = page.figures.table("market_prices")
    tables = [table for table in (sizes, shares, prices) if table is not None]
    if not tables:
        return card(page, SIZE, empty(page.say(NONE), page.say(NONE_WHY)))
    sets = list(dict.fromkeys(row["product_set"] for table in tables for row in table.records()))
    return [_of_set(page, product_set, len(sets) > 1) for product_set in sorted(sets)]


def _of_set(page: Page, product_set: str, is_named: bool) -> Node:
    def rows(name: str) -> list[Row]:
        table = page.figures.table(name)
        return [row for row in table.records() if row["product_set"] == product_set] if table else []

    title, lacking = product_set or page.say(WHOLE), rows("market_lacking")
    return [
        is_named and h.h2(class_="part-title")[title],
        h.div(class_="grid")[
            h.div(class_="s12")[_size(page, rows("market_size"), _lacking(page, lacking, "size"))],
            h.div(class_="s6 fill")[_shares(page, rows("market_shares"), _lacking(page, lacking, "share"))],
            h.div(class_="s6 fill")[_prices(page, rows("market_prices"), _lacking(page, lacking, "price"))],
        ],
        growth(page, rows("market_growth")),
        tried(page, rows("market_backtest")),
    ]


def _size(page: Page, rows: Sequence[Row], lacking: Node) -> Node:
    if not rows:
        return card(page, SIZE, h.div(class_="card-b column")[lacking or empty(page.say(NONE), page.say(NONE_WHY))])
    in_money = bool(rows[0]["in_money"])
    drawn, unit = _chart(page, SIZE, rows, [("market", "us")], in_money=in_money, with_bands=True)
    table = page.figures.table("market_size")
    return card(
        page,
        SIZE,
        h.div(class_="card-b column")[drawn, lacking, _naive(page, rows, "size"), market_as_table(page, table, rows)],
        subtitle=unit,
        foot=page.say(table.note) if table is not None and table.note else None,
    )


def _shares(page: Page, rows: Sequence[Row], lacking: Node) -> Node:
    if not rows:
        return card(page, SHARES, h.div(class_="card-b column")[lacking or empty(page.say(NONE), page.say(NONE_WHY))])
    members = list(dict.fromkeys(row["who"] for row in rows))
    styles = _styled(members)
    drawn, _ = _chart(page, SHARES, rows, styles, in_money=False, with_bands=False)
    table = page.figures.table("market_shares")
    body = h.div(class_="card-b column")[
        drawn, _ends(page, rows, styles), lacking, _naive(page, rows, "share"), market_as_table(page, table, rows),
    ]  # fmt: skip
    return card(page, SHARES, body, subtitle="%", foot=page.say(table.note) if table and table.note else None)


def _prices(page: Page, rows: Sequence[Row], lacking: Node) -> Node:
    if not rows:
        return card(page, PRICES, h.div(class_="card-b column")[lacking or empty(page.say(NONE), page.say(NONE_WHY))])
    styles = _styled(list(dict.fromkeys(row["who"] for row in rows)))
    drawn, unit = _chart(page, PRICES, rows, styles, in_money=True, with_bands=False)
    body = h.div(class_="card-b column")[
        drawn, _ends(page, rows, styles, money=True), lacking, _naive(page, rows, "price"),
        market_as_table(page, page.figures.table("market_prices"), rows),
    ]  # fmt: skip
    return card(page, PRICES, body, subtitle=unit)


def _styled(members: Sequence[str]) -> list[tuple[str, str]]:
    """Return how each line is drawn: ours stands out."""
    others = [who for who in members if who != US]
    return [*([(US, "us")] if US in members else []), *((who, "others") for who in others)]


def _chart(
    page: Page, title: Text, rows: Sequence[Row], styles: Sequence[tuple[str, str]], *, in_money: bool, with_bands: bool
) -> tuple[Element, str]:
    span = rows[0]["span"]
    days = sorted({row["period"] for row in rows})
    at = {day: place for place, day in enumerate(days)}

    def column(who: str, name: str) -> list[float | None]:
        line: list[float | None] = [None] * len(days)
        for row in rows:
            if row["who"] == who and row[name] is not None:
                line[at[row["period"]]] = float(row[name])
        return line

    is_share = title is SHARES
    known = [float(row[name]) for row in rows for name in ("actual", "high_95") if row[name] is not None]
    scale, unit = formats.money_scale(max(known, default=0.0), page.currency, page.language) if in_money else (1, "")

    def tick(value: float) -> str:
        if is_share:
            return formats.percent(value, page.language, 0)
        if in_money:
            return formats.number(Decimal(str(value)) / scale, page.language)
        return written.amount(value, page.language)

    lines, bands = [], []
    ends = {who: _end_of(column(who, "actual"), column(who, "forecast")) for who, _ in styles}
    for who, style in styles:
        actual, ahead = column(who, "actual"), column(who, "forecast")
        last = max((n for n, value in enumerate(actual) if value is not None), default=None)
        has_ahead = last is not None and any(value is not None for value in ahead)
        if has_ahead and last is not None:
            ahead[last] = actual[last]
        end = None if with_bands or not _has_room(who, ends) else who_words(page, who)
        lines += [Line(actual, style, None if has_ahead else end), Line(ahead, f"{style} ahead", end)]
        if with_bands and last is not None:
            for level in ("95", "80"):
                low, high = column(who, f"low_{level}"), column(who, f"high_{level}")
                low[last] = high[last] = actual[last]
                bands.append(Band(low, high, f"b{level}"))
    first_ahead = min((row["period"] for row in rows if row["forecast"] is not None), default=None)
    chart = LineChart(
        _label(page, title, rows, tick),
        [period_words(span, day, page) for day in days],
        lines,
        bands,
        event=None if first_ahead is None else (max(at[first_ahead] - 1, 0), page.say(BEGINS)),
        height=220,
        most_labels=8 if with_bands else 4,
        from_zero=not (in_money and not with_bands),
    )
    return line_chart(chart, tick), "%" if is_share else unit if in_money else page.say(UNITS)


def _end_of(actual: Sequence[float | None], ahead: Sequence[float | None]) -> float:
    """Return where a line ends."""
    return next((value for line in (ahead, actual) for value in reversed(line) if value is not None), 0.0)


def _has_room(who: str, ends: Mapping[str, float]) -> bool:
    """Return whether words fit beside the end of a line: not where a line before it ends at about the same height."""
    least, most = min(ends.values()), max(ends.values())
    # The axis of shares begins at nought.
    reach = most if most <= 1 else most - least
    placed: list[float] = []
    for name, end in ends.items():
        fits = all(abs(end - other) > _APART * reach for other in placed)
        if name == who:
            return fits
        if fits:
            placed.append(end)
    return False


def _label(page: Page, title: Text, rows: Sequence[Row], write: Callable[[float], str]) -> str:
    """Return the newest figure and the last one that is foreseen of each, for those who hear it."""
    told = []
    for who in dict.fromkeys(row["who"] for row in rows):
        own = [row for row in rows if row["who"] == who]
        last = next((row for row in reversed(own) if row["actual"] is not None), None)
        ahead = next((row for row in reversed(own) if row["forecast"] is not None), None)
        words = [
            f"{period_words(row['span'], row['period'], page)} {write(float(row[name]))}"
            for row, name in ((last, "actual"), (ahead, "forecast"))
            if row is not None
        ]
        told.append(f"{who_words(page, who)} {' → '.join(words)}")
    return f"{page.say(title)}: {'; '.join(told)}"


def _ends(page: Page, rows: Sequence[Row], styles: Sequence[tuple[str, str]], *, money: bool = False) -> Node:
    """Tell the newest figure of each, and the last one that is foreseen with its interval."""

    def write(value: Any) -> str:
        return (
            formats.compact_money(value, page.currency, page.language)
            if money
            else formats.percent(value, page.language)
        )

    def foreseen(row: Row) -> str:
        low, high = row["low_80"], row["high_80"]
        span = page.say(NO_INTERVAL) if low is None else f"80% {written.span(write(low), write(high))}"
        return f" → {period_words(row['span'], row['period'], page)}: {write(row['forecast'])} ({span})"

    told = []
    for who, _ in styles:
        own = [row for row in rows if row["who"] == who]
        last = next((row for row in reversed(own) if row["actual"] is not None), None)
        ahead = [row for row in own if row["forecast"] is not None]
        # The short and the long term.
        ends = list({row["period"]: row for row in (*ahead[:1], *ahead[-1:])}.values())
        parts: list[Node] = [] if last is None else [h.b[write(last["actual"])]]
        parts += [h.span(class_="t3 meta")[foreseen(row)] for row in ends]
        told.append(h.div[h.dt[who_words(page, who)], h.dd[parts]])
    return h.dl(class_="facts")[told]


def _lacking(page: Page, rows: Sequence[Row], what: str) -> Node:
    names = {"size": SIZE, "share": SHARES, "price": PRICES}
    found = [row for row in rows if _kind(row) == what]
    told = [
        notice(
            page.say(
                NOT_FORECAST.fill(
                    what=Text.join([Text(names[what].vi.lower(), names[what].en.lower()), *_whose(row)]),
                    reason=row["reason"],
                    needs=row["needs"] or row["reason"],
                )
            ),
            "info",
        )
        for row in found
    ]
    return told or None


def _whose(row: Row) -> list[Text]:
    who = row["who"]
    if _kind(row) != "price":
        return []
    return [WHO[who] if who in (US, REST, "market") else Text.same(who)]


def _kind(row: Row) -> str:
    return {"size": "size", "shares": "share", "price level": "price"}[row["what"].en]


def _naive(page: Page, rows: Sequence[Row], what: str) -> Node:
    """Say that the naive way is in use where it won."""
    table = page.figures.table("market_backtest")
    product_set = rows[0]["product_set"]
    tried = [] if table is None else [row for row in table.records() if row["product_set"] == product_set]
    used = [row for row in tried if _kind(row) == what and row["chosen"] is not None]
    if used and all(row["method"].en.endswith("(naive)") for row in used):
        return h.p(class_="meta t3")[page.say(NAIVE_WINS)]
    return None
