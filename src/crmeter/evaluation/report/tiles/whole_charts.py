"""Charts of a measure over all rows together, or over one part that a board is looked at by."""

from collections.abc import Sequence

import htpy as h
from htpy import Node

from crmeter.evaluation.report import words, written
from crmeter.evaluation.report.charts import BarChart, Line, LineChart, bar_chart, line_chart
from crmeter.evaluation.report.parts import (
    bullet,
    empty,
    explain_button,
    is_untrusted,
    no_interval,
    spark_of,
    trust_ring,
    value_of,
    why_undefined,
)
from crmeter.evaluation.report.tables import scrolling
from crmeter.evaluation.report.tiles.found import Found
from crmeter.evaluation.report.tiles.place import Place
from crmeter.vocabulary import Reading, Text, Unit, formats

OVER_TIME = Text(
    "{title}: từ {first} ({start}) đến {last} ({end})", "{title}: from {first} ({start}) to {last} ({end})"
)
NO_MONTHS = Text("Chưa có tháng nào để vẽ", "There are no months to draw")
NO_MONTHS_OF_PART = Text("Từng tháng chỉ lưu số của tất cả.", "Months are stored of all rows together only.")
A_YEAR_BEFORE = Text("năm trước", "a year before")
MONTH = Text("Tháng", "Month")
VALUE = Text("Giá trị", "Value")
CHANGE = Text("Thay đổi", "Change")
TARGET = Text("Mục tiêu {period}: {value}", "Target, {period}: {value}")
_FEWEST_POINTS = 1


def number(place: Place, found: Found) -> Node:
    """Draw the figure, its line of months, its change and how sure it is."""
    (reading,) = found.readings
    return h.div(class_="card-b column tile-number")[_value(place, reading), _sure(place, reading)]


def bullet_number(place: Place, found: Found) -> Node:
    """Draw the figure on a bar from zero, with its interval, what it is compared with, benchmark and target."""
    (reading,) = found.readings
    page = place.page
    if reading.value is None or is_untrusted(reading.trust):
        return number(place, found)
    before, interval = place.before(reading), reading.interval()
    benchmark = page.figures.benchmark(reading.measure)
    ends = [float(reading.value), float(interval.high) if interval else 0.0]
    ends += [float(before.value)] if before is not None and before.value is not None else []
    aim = place.target(reading)
    ends += [aim.value] if aim else []
    high = max(ends) * 1.2
    if reading.unit is Unit.SHARE:
        high = 1.0 if max(ends) > 0.35 or benchmark else max(ends) * 1.5
    title = page.say(page.figures.title(reading.measure))
    drawn = bullet(
        float(reading.value),
        high=high,
        label=f"{title}: {value_of(page, reading)}",
        interval=(float(interval.low), float(interval.high)) if interval else None,
        before=float(before.value) if before is not None and before.value is not None else None,
        benchmark=(benchmark.low, benchmark.high) if benchmark else None,
        target=aim.value if aim else None,
    )
    aimed = None
    if aim:
        value = str(written.figure(aim.value, reading.unit, reading.currency or page.currency, page.language))
        aimed = h.span(class_="t3")[page.say(TARGET.fill(value=value, period=aim.period))]
    usual = None
    if benchmark:
        low, top = (
            str(written.figure(bound, reading.unit, reading.currency, page.language))
            for bound in (benchmark.low, benchmark.high)
        )
        usual = h.span(class_="t3")[page.say(words.BENCHMARK).format(span=written.span(low, top))]
    return h.div(class_="card-b column tile-number")[_value(place, reading), drawn, aimed, usual, _sure(place, reading)]


def line(place: Place, found: Found) -> Node:
    """Draw the months as a line, with those of a year before under it where they are compared."""
    months = _known(found)
    if months is None:
        return _no_months(place, found)
    page = place.page
    earlier = _a_year_before(place, found.months)
    lines = [Line(_values(found.months), "us")]
    if any(value is not None for value in earlier):
        lines.append(Line(earlier, "others", page.say(A_YEAR_BEFORE)))
    chart = LineChart(
        _label(place, months),
        _places(place, found.months),
        lines,
        from_zero=months[0].unit is not Unit.SHARE,
        height=place.height,
    )
    return h.div(class_="card-b column")[line_chart(chart, lambda value: _short(place, months[0], value))]


def month_bars(place: Place, found: Found) -> Node:
    """Draw the months as bars, each with a tick for the same month a year before where they are compared."""
    months = _known(found)
    if months is None:
        return _no_months(place, found)
    chart = BarChart(
        _label(place, months),
        # Side by side, the names of twelve months would run into each other.
        [name if at % 2 == len(found.months) % 2 else "" for at, name in enumerate(_places(place, found.months), 1)],
        _values(found.months),
        _a_year_before(place, found.months),
        [""] * len(found.months),
        height=place.height,
    )
    return h.div(class_="card-b column")[bar_chart(chart, lambda value: _short(place, months[0], value))]


def month_table(place: Place, found: Found) -> Node:
    """Draw the months as a table, the latest first."""
    if _known(found) is None:
        return _no_months(place, found)
    page = place.page
    head = h.tr[
        h.th(scope="col")[page.say(MONTH)],
        h.th(scope="col", class_="r")[page.say(VALUE)],
        h.th(scope="col", class_="r")["n"],
        place.look.compare and h.th(scope="col")[page.say(CHANGE)],
    ]
    rows = [
        h.tr[
            h.th(scope="row")[formats.month(each.period.start, page.language)],
            h.td(class_="r", title=why_undefined(page, each) if each.value is None else None)[
                str(value_of(page, each))
            ],
            h.td(class_="r")[formats.number(each.n, page.language)],
            place.look.compare and h.td(class_="nowrap")[place.change(each, note=False) or formats.EMPTY],
        ]
        for each in reversed(found.months)
    ]
    title = page.figures.title(place.tile.measure)
    return scrolling(page, title, h.table(class_="tbl")[h.thead[head], h.tbody[rows]])


def _value(place: Place, reading: Reading) -> Node:
    page = place.page
    if reading.value is None:
        return h.p(class_="why")[why_undefined(page, reading)]
    return [
        h.div(class_="row between nowrap")[
            explain_button(page, reading, str(value_of(page, reading)), "figure tile-figure"),
            not place.look.by and place.look.month is None and spark_of(page, reading, quiet=True),
            trust_ring(page, reading.trust),
        ],
        h.div(class_="chg")[place.change(reading)],
    ]


def _sure(place: Place, reading: Reading) -> Node:
    page = place.page
    if reading.value is None:
        return None
    if is_untrusted(reading.trust):
        return h.p(class_="t3 meta")[page.say(words.TRUST_LOW_PLAIN)]
    interval = reading.interval()
    sure = (
        f"{page.say(words.INTERVAL.fill(level=80))} {written.between(interval, reading, page.language)}"
        if interval
        else no_interval(page, reading)
    )
    return h.p(class_="t3 meta")[sure, f" · n = {formats.number(reading.n, page.language)}"]


def _known(found: Found) -> Sequence[Reading] | None:
    known = [month for month in found.months if month.value is not None]
    return known if len(known) >= _FEWEST_POINTS else None


def _no_months(place: Place, found: Found) -> Node:
    why = None
    if place.look.by:
        why = place.page.say(NO_MONTHS_OF_PART)
    elif found.readings and found.readings[0].value is None:
        why = why_undefined(place.page, found.readings[0])
    return empty(place.page.say(NO_MONTHS), why)


def _values(months: Sequence[Reading]) -> list[float | None]:
    return [None if month.value is None else float(month.value) for month in months]


def _places(place: Place, months: Sequence[Reading]) -> list[str]:
    return [formats.month(month.period.start, place.page.language) for month in months]


def _a_year_before(place: Place, months: Sequence[Reading]) -> list[float | None]:
    if place.look.compare != "year" or place.earlier is None:
        return [None] * len(months)
    found = {each.period.start: each.value for each in place.earlier.figures.months(place.tile.measure)}
    starts = [month.period.start for month in months]
    held = [found.get(start.replace(year=start.year - 1)) for start in starts]
    return [None if value is None else float(value) for value in held]


def _label(place: Place, known: Sequence[Reading]) -> str:
    page = place.page
    return page.say(OVER_TIME).format(
        title=page.say(page.figures.title(place.tile.measure)),
        first=value_of(page, known[0]),
        last=value_of(page, known[-1]),
        start=formats.month(known[0].period.start, page.language),
        end=formats.month(known[-1].period.start, page.language),
    )


def _short(place: Place, reading: Reading, value: float) -> str:
    """Write a value on an axis, whose unit stands in the head of the tile."""
    if reading.unit in (Unit.SHARE, Unit.MONEY):
        return str(written.figure(value, reading.unit, reading.currency or place.page.currency, place.page.language))
    return written.amount(value, place.page.language)
