"""Charts of a measure cut by a column, or by two."""

from collections.abc import Sequence
from datetime import date
from itertools import pairwise

import htpy as h
from htpy import Node

from crmeter.evaluation.report import words, written
from crmeter.evaluation.report.heat import Cell, HeatRow, heat_table
from crmeter.evaluation.report.parts import bar, empty, explain_button, is_untrusted, value_of, why_undefined
from crmeter.evaluation.report.tables import scrolling
from crmeter.evaluation.report.tiles.asked import TileChart, charts_of
from crmeter.evaluation.report.tiles.found import Found
from crmeter.evaluation.report.tiles.place import Place
from crmeter.vocabulary import Reading, Text, Unit, formats

MOST_ROWS = 40
FEW = 20
MORE = Text("Còn {n} dòng nữa trong tệp xuất ra.", "{n} more rows are in the exported file.")
VALUE = Text("Giá trị", "Value")
INTERVAL = Text("Khoảng 80%", "80% interval")
CHANGE = Text("Thay đổi", "Change")
OF_STEP = Text("so với bước trước", "of the step before")
NO_FUNNEL = Text("Chưa vẽ được phễu", "No funnel can be drawn")
NO_STEPS = Text(
    "Chỉ số này đếm những gì đang có, không phải những gì đã đi qua từng bước.",
    "This measure counts what is there, not what has passed through one step after the other.",
)
NO_ORDER = Text(
    "Thứ tự các giai đoạn này không nằm trong một quy trình bán nào của hệ thống.",
    "No one pipeline of the system has these stages in its order.",
)


def bars(place: Place, found: Found) -> Node:
    """Draw a bar for each part, the longest first; parts without a value stand last and say why."""
    known = _longest_first(found.readings)
    most = max((abs(float(each.value)) for each in known if each.value is not None), default=0.0) or 1.0
    drawn = [_bar(place, each, most) for each in _with_empty(known, found)[:MOST_ROWS]]
    return h.div(class_="card-b column")[h.div(class_="bars worded")[drawn], _more(place, found)]


def funnel(place: Place, found: Found) -> Node:
    """Draw how many come to each step in order, and what share of the step before that is; the worst is marked."""
    measure = place.page.figures.measure(place.tile.measure)
    if measure is None or TileChart.FUNNEL not in charts_of(measure, place.tile.cut):
        return empty(place.page.say(NO_FUNNEL), place.page.say(NO_STEPS))
    ordered = _in_order(place, found.readings)
    if ordered is None:
        return empty(place.page.say(NO_FUNNEL), place.page.say(NO_ORDER))
    # A share is one of all that came to the step.
    steps = [(each, float(each.n)) for each in ordered]
    shares = [None, *(_of(late[1], early[1]) for early, late in pairwise(steps))]
    lost = [share for share in shares if share is not None]
    worst = shares.index(min(lost)) if lost else -1
    most = max((count for _, count in steps), default=0) or 1
    page = place.page
    drawn = [
        [
            h.span[_name(place, each)],
            bar(count / most, "warn" if at == worst else ""),
            explain_button(page, each, formats.number(count, page.language, 0)),
            h.span(class_="t3")[
                formats.EMPTY
                if share is None
                else [formats.percent(share, page.language), h.span(class_="sr")[" ", page.say(OF_STEP)]]
            ],
        ]
        for at, ((each, count), share) in enumerate(zip(steps, shares, strict=False))
    ]
    return h.div(class_="card-b column")[
        h.div(class_="bars worded")[drawn], h.p(class_="t3 meta")[f"%: {page.say(OF_STEP)}"]
    ]


def table(place: Place, found: Found) -> Node:
    """Draw a row for each part: its figure, interval, n and change."""
    page = place.page
    columns = place.tile.cut.split(",")
    head = h.tr[
        [h.th(scope="col")[page.say(words.SLICE_WORDS.get(column, Text.same(column)))] for column in columns],
        h.th(scope="col", class_="r")[page.say(VALUE)],
        h.th(scope="col", class_="r hide-m")[page.say(INTERVAL)],
        h.th(scope="col", class_="r")["n"],
        place.look.compare and h.th(scope="col")[page.say(CHANGE)],
    ]
    rows = [
        h.tr[
            h.th(scope="row", class_="name")[_part(place, each, columns[0])],
            [h.td[_part(place, each, column)] for column in columns[1:]],
            h.td(class_="r nowrap", title=why_undefined(page, each) if each.value is None else None)[
                _figure(place, each)
            ],
            h.td(class_="r nowrap hide-m")[_interval(place, each)],
            h.td(class_="r")[formats.number(each.n, page.language)],
            place.look.compare and h.td(class_="nowrap")[place.change(each, note=False) or formats.EMPTY],
        ]
        for each in found.readings[:MOST_ROWS]
    ]
    title = page.figures.title(place.tile.measure)
    body = scrolling(page, title, h.table(class_="tbl")[h.thead[head], h.tbody[rows]], "sticky-first")
    return h.fragment[body, _more(place, found)]


def heat(place: Place, found: Found) -> Node:
    """Draw the figures tinted on one ramp, from nothing to the highest: parts down, the second column across."""
    page = place.page
    columns = place.tile.cut.split(",")
    values = [float(each.value) for each in found.readings if each.value is not None]
    low, high = min([0.0, *values]), max([0.0, *values])
    reach = (high - low) or 1.0
    title = page.figures.title(place.tile.measure)

    def cell(each: Reading | None) -> Cell | None:
        if each is None or each.value is None or is_untrusted(each.trust):
            return None
        return Cell((float(each.value) - low) / reach, _without_unit(place, each), small=each.n < FEW)

    down = words.SLICE_WORDS.get(columns[0], Text.same(columns[0]))
    if len(columns) == 1:
        rows = [
            HeatRow(_name(place, each), formats.number(each.n, page.language), [cell(each)])
            for each in found.readings[:MOST_ROWS]
        ]
        return heat_table(page, title, (page.say(down), "n"), [page.say(VALUE)], rows)
    by_both = {(each.slice[columns[0]], each.slice[columns[1]]): each for each in found.readings}
    ups = list(dict.fromkeys(up for up, _ in by_both))[-MOST_ROWS:]
    across = sorted(dict.fromkeys(along for _, along in by_both), key=_as_number)
    rows = [
        HeatRow(_code(place, columns[0], up), None, [cell(by_both.get((up, along))) for along in across]) for up in ups
    ]
    heads = [_code(place, columns[1], along) for along in across]
    return heat_table(page, title, (page.say(down),), heads, rows)


def _bar(place: Place, reading: Reading, most: float) -> Node:
    is_drawn = reading.value is not None and not is_untrusted(reading.trust)
    return [
        h.span[_name(place, reading)],
        bar(abs(float(reading.value or 0)) / most if is_drawn else 0.0),
        h.span(title=why_undefined(place.page, reading) if reading.value is None else None)[_figure(place, reading)],
        h.span(class_="t3")[f"n = {formats.number(reading.n, place.page.language)}"],
    ]


def _in_order(place: Place, readings: Sequence[Reading]) -> list[Reading] | None:
    """Return steps in the order that things pass through them; None where it is not known."""
    column = place.tile.cut
    codes = {each.slice[column] for each in readings}
    if column == "try":
        return sorted(readings, key=lambda each: _as_number(each.slice[column]))
    orders = place.beside.pipelines if column == "deal_stage" else [list(words.CODE_WORDS["step"])]
    told = {tuple(code for code in each if code in codes) for each in orders if codes <= set(each)}
    if len(told) != 1:
        return None
    (order,) = told
    return sorted(readings, key=lambda each: order.index(each.slice[column]))


def _longest_first(readings: Sequence[Reading]) -> list[Reading]:
    return sorted((each for each in readings if each.value is not None), key=lambda each: -float(each.value or 0))


def _with_empty(known: Sequence[Reading], found: Found) -> list[Reading]:
    return [*known, *(each for each in found.readings if each.value is None)]


def _of(late: float, early: float) -> float | None:
    return late / early if early else None


def _figure(place: Place, reading: Reading) -> Node:
    if reading.value is None:
        return formats.EMPTY
    return explain_button(place.page, reading, str(value_of(place.page, reading)))


def _interval(place: Place, reading: Reading) -> str:
    interval = reading.interval() if reading.value is not None and not is_untrusted(reading.trust) else None
    return formats.EMPTY if interval is None else written.between(interval, reading, place.page.language)


def _name(place: Place, reading: Reading) -> str:
    return " · ".join(_part(place, reading, column) for column in place.tile.cut.split(","))


def _part(place: Place, reading: Reading, column: str) -> str:
    return _code(place, column, reading.slice[column])


def _code(place: Place, column: str, code: str) -> str:
    if column == "cohort":
        return formats.month(date.fromisoformat(code), place.page.language)
    return words.code_words(column, code).in_(place.page.language)


def _without_unit(place: Place, reading: Reading) -> str:
    if reading.unit is Unit.SHARE:
        return formats.number(float(reading.value or 0) * 100, place.page.language, 0)
    return (
        value_of(place.page, reading).number if reading.unit is not Unit.MONEY else str(value_of(place.page, reading))
    )


def _as_number(code: str) -> tuple[int, str]:
    return (int(code), code) if code.isdecimal() else (0, code)


def _more(place: Place, found: Found) -> Node:
    more = len(found.readings) - MOST_ROWS
    return more > 0 and h.p(class_="more")[place.page.say(MORE.fill(n=more))]
