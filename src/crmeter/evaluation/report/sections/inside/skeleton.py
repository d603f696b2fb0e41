"""What the pages of all departments are made of."""

from collections.abc import Callable, Sequence
from typing import Any

import htpy as h
from htpy import Element, Node

from crmeter.evaluation.report import words, written
from crmeter.evaluation.report.charts import Band, Line, LineChart, line_chart
from crmeter.evaluation.report.figures import Page
from crmeter.evaluation.report.parts import (
    bar,
    card,
    delta,
    empty,
    explain_button,
    spark_of,
    trust_ring,
    value_of,
    why_undefined,
)
from crmeter.evaluation.report.sections.segments import cut_card, listed_measures
from crmeter.evaluation.report.tables import as_table, plain_table
from crmeter.evaluation.result import ResultTable
from crmeter.vocabulary import Reading, Text, Unit, formats

# A share of fewer is drawn nowhere.
FEWEST_DRAWN = 10
NOTHING = Text("Chưa có dữ liệu để vẽ", "No data to draw this yet")
FEW = Text("chưa chỗ nào có đủ {least}", "there are not {least} of anything yet")
NO_FIGURES = Text("Chưa có số liệu nào", "There are no figures yet")
FURTHER = Text("Các chỉ số khác", "Further figures")
MONTHLY = Text("từng tháng", "by month")
OVER_TIME = Text(
    "{title}: từ {first} ({start}) đến {last} ({end})", "{title}: from {first} ({start}) to {last} ({end})"
)


def has_any(page: Page, names: Sequence[str]) -> bool:
    """Return whether any of the measures has a value."""
    readings = (page.figures.reading(name) for name in names)
    return any(reading is not None and reading.value is not None for reading in readings)


def nothing(page: Page, title: Text, needs: Text) -> Element:
    """Say that a department has no figure yet, and what would give it some."""
    return card(page, title, empty(page.say(NO_FIGURES), page.say(needs)))


def six(page: Page, names: Sequence[str]) -> Element:
    """Draw the numbers that a department is known by, each opening its explanation."""
    readings = [reading for name in names if (reading := page.figures.reading(name)) is not None]
    return h.div(class_="kpis four six")[[_number(page, reading) for reading in readings]]


def _number(page: Page, reading: Reading) -> Element:
    value = value_of(page, reading)
    return explain_button(
        page,
        reading,
        [
            h.span(class_="lab")[
                h.span(class_="name")[page.say(page.figures.title(reading.measure))], trust_ring(page, reading.trust)
            ],
            h.span(class_="val")[
                h.span(class_="num" + (" long" if len(value.number) > 9 else ""))[
                    value.number, value.unit and h.small[value.unit.strip()]
                ],
                spark_of(page, reading, quiet=True),
            ],
            h.span(class_="chg")[
                delta(page, reading)
                if reading.value is not None
                else h.span(class_="why")[why_undefined(page, reading)]
            ],
        ],
        style="kpi",
    )


def plain_figures(page: Page, names: Sequence[str]) -> Node:
    """Draw further figures as a list, each with its interval and n, or with why there is none."""
    readings = [reading for name in names if (reading := page.figures.reading(name)) is not None]
    if not any(reading.value is not None for reading in readings):
        return None
    return card(page, FURTHER, listed_measures(page, FURTHER, readings))


def over_time(page: Page, title: Text, names: Sequence[str], styles: Sequence[str] = ("us", "others")) -> Node:
    """Draw the months of measures of one unit; nothing where no month has a value."""
    lines = [(name, page.figures.months(name)) for name in names]
    lines = [(name, months) for name, months in lines if any(month.value is not None for month in months)]
    if not lines:
        return None
    places = [formats.month(month.period.start, page.language) for month in lines[0][1]]
    unit, currency = lines[0][1][0].unit, lines[0][1][0].currency

    def write(value: float) -> str:
        return str(written.figure(value, unit, currency or page.currency, page.language))

    def short(value: float) -> str:
        return write(value) if unit in (Unit.SHARE, Unit.MONEY) else written.amount(value, page.language)

    drawn = [
        Line([None if m.value is None else float(m.value) for m in months], style, _end(page, name, len(lines)))
        for (name, months), style in zip(lines, styles, strict=False)
    ]
    known = [month for month in lines[0][1] if month.value is not None]
    label = page.say(OVER_TIME).format(
        title=page.say(title),
        first=value_of(page, known[0]),
        last=value_of(page, known[-1]),
        start=formats.month(known[0].period.start, page.language),
        end=formats.month(known[-1].period.start, page.language),
    )
    chart = LineChart(label, places, drawn, from_zero=unit is not Unit.SHARE)
    words_ = words.UNIT_WORDS.get(unit)
    subtitle = page.say(MONTHLY) if words_ is None else f"{page.say(words_)}, {page.say(MONTHLY)}"
    return card(page, title, h.div(class_="card-b column")[line_chart(chart, short)], subtitle=subtitle)


def _end(page: Page, name: str, lines: int) -> str | None:
    return page.say(page.figures.title(name)) if lines > 1 else None


def curve(
    page: Page,
    name: str,
    title: Text,
    *,
    along: Callable[[dict[str, Any]], str],
    counted: str,
    axis: Text,
    label: Text,
) -> Node:
    """Draw the shares of a study with their bounds: its table has the columns `rate`, `low` and `high`.

    Args:
        page: where.
        name: of the table.
        title: of the card.
        along: the words below a point, from its row.
        counted: the column that says of how many a share is.
        axis: what runs along.
        label: the finding for those who hear it, with {first} and {last}.
    """
    table = page.figures.evaluation.tables.get(name)
    if table is None:
        return None
    # Of few, shares jump: the table has them.
    rows = [row for row in table.records() if row[counted] >= FEWEST_DRAWN]
    if not rows:
        why = FEW.fill(least=FEWEST_DRAWN) if table.rows or table.note is None else table.note
        return card(page, title, empty(page.say(NOTHING), written.sentence(page.say(why))))

    def series(column: str) -> list[float | None]:
        return [None if row[column] is None else float(row[column]) for row in rows]

    def share(value: float) -> str:
        return formats.percent(value, page.language)

    rates = series("rate")
    known = [rate for rate in rates if rate is not None]
    lines = [Line(rates, "us")]
    if "fitted" in rows[0]:
        lines = [Line(series("fitted"), "us"), Line(rates, "others")]
    chart = LineChart(
        page.say(label).format(first=share(known[0]), last=share(known[-1])),
        [along(row) for row in rows],
        lines,
        [Band(series("low"), series("high"), "b80")],
        most_labels=8,
    )
    return card(
        page,
        title,
        h.div(class_="card-b column")[line_chart(chart, share), as_table(page, table)],
        subtitle=axis,
        foot=page.say(table.note) if table.note else None,
    )


def counted_bars(page: Page, table: ResultTable, rows: Sequence[tuple[str, int, Node]], tone: str = "") -> Element:
    """Draw counts as bars, the longest first, each with a word at its end.

    Args:
        page: where.
        table: the same as a table.
        rows: a name, a count and what stands at the end.
        tone: of the bars.
    """
    most = max((count for _, count, _ in rows), default=1)
    return h.div(class_="card-b column")[
        h.div(class_="bars worded")[
            [
                [h.span[name], bar(count / most, tone), h.span[formats.number(count, page.language)], h.span[end]]
                for name, count, end in rows
            ]
        ],
        as_table(page, table),
    ]


def plain_card(page: Page, name: str) -> Node:
    """Draw a study as a table with its note below; nothing where it has no row."""
    table = page.figures.table(name)
    if table is None:
        return None
    foot = page.say(table.note) if table.note else None
    return card(page, table.title, plain_table(page, table, tells_more=False), foot=foot)


def cuts(page: Page, by: Sequence[str], names: Sequence[str]) -> Node:
    """Draw the measures of a department by each column that any of them is cut by, the first open."""
    cut = [(each, [name for name in names if page.figures.cut(name, each)]) for each in by]
    cut = [(each, found) for each, found in cut if found]
    return [cut_card(page, each, found, first=at == 0) for at, (each, found) in enumerate(cut)]


def grid(*cards: tuple[str, Node]) -> Node:
    """Lay cards side by side; those that are not there leave no gap, and one alone is wide."""
    there = [(span, drawn) for span, drawn in cards if drawn is not None]
    if not there:
        return None
    return h.div(class_="grid")[
        [h.div(class_=f"{'s12' if len(there) == 1 else span} fill")[drawn] for span, drawn in there]
    ]
