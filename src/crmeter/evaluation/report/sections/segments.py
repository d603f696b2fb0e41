"""Every measure, for all customers together and cut by segment, region or channel."""

from collections.abc import Sequence

import htpy as h
from htpy import Element, Node

from crmeter.evaluation.report import words, written
from crmeter.evaluation.report.figures import Page
from crmeter.evaluation.report.parts import (
    card,
    delta,
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
from crmeter.measures.catalogue import OWN, OWN_SUBJECT, SUBJECTS, measures, subject_of
from crmeter.vocabulary import Reading, Text, Unit, formats

MEASURE = Text("Chỉ số", "Measure")
NOW = Text("Kỳ này", "This period")
INTERVAL_80 = Text("Khoảng 80%", "80% interval")
CHANGE = Text("So với kỳ trước", "Against before")
MONTHS = Text("12 tháng", "12 months")
BY = Text("Chỉ số theo {slice}", "Measures by {slice}")
BY_SUB = Text("khoảng 80% bên dưới mỗi số", "the 80% interval below each figure")
ALL = Text("Tất cả", "All")
CUTS = ("segment", "region", "channel", "campaign", "category")
OTHER = Text("Khác", "Other")
NAMED_IN_CELLS = (Unit.MONEY, Unit.SHARE, Unit.DAYS, Unit.HOURS)


def segments(page: Page) -> Node:
    """Draw a table for each column by which measures are cut; the first is open, the others fold."""
    present = [by for by in CUTS if page.figures.codes(by)]
    if not present:
        return card(page, words.SEGMENTS, empty(page.say(words.NO_CUT), page.say(words.NO_CUT_WHY)))
    return [cut_card(page, by, page.figures.measures_cut_by(by), first=at == 0) for at, by in enumerate(present)]


def cut_card(page: Page, by: str, names: Sequence[str], *, first: bool) -> Element:
    """Draw measures by the values of a column, the first such table open and the others folded.

    Args:
        page: where.
        by: the column.
        names: of the measures that are cut by it.
        first: whether it is open.
    """
    codes = list(dict.fromkeys(r.slice[by] for name in names for r in page.figures.cut(name, by)))
    found = {(r.measure, r.slice[by]): r for name in names for r in page.figures.cut(name, by)}
    head = h.tr[
        h.th(scope="col")[page.say(MEASURE)],
        h.th(scope="col", class_="r")[page.say(ALL)],
        [h.th(scope="col", class_="r code")[words.code_words(by, code).in_(page.language)] for code in codes],
    ]
    rows = [
        h.tr[
            h.th(scope="row", class_="name two")[page.say(page.figures.title(name)), _unit_words(page, name)],
            _cell(page, page.figures.reading(name)),
            [_cell(page, found.get((name, code))) for code in codes],
        ]
        for name in names
    ]
    word = page.say(words.SLICE_WORDS[by]).lower()
    title = Text(BY.vi.format(slice=word), BY.en.format(slice=word))
    table = scrolling(page, title, h.table(class_="tbl cut")[h.thead[head], h.tbody[rows]], "sticky-first")
    if first:
        return card(page, title, table, subtitle=BY_SUB)
    return h.details(class_="card fold")[h.summary(class_="card-h")[h.h3[page.say(title)]], table]


def _cell(page: Page, reading: Reading | None) -> Element:
    if reading is None:
        return h.td(class_="r")[formats.EMPTY]
    interval = reading.interval() if reading.value is not None and not is_untrusted(reading.trust) else None
    few = reading.value is not None and reading.n < 20
    return h.td(class_="r two", title=why_undefined(page, reading) if reading.value is None else None)[
        explain_button(page, reading, _short(page, reading)),
        interval is not None and h.small[written.between(interval, reading, page.language, units=False)],
        few and h.small[f"n = {formats.number(reading.n, page.language)}"],
    ]


def _short(page: Page, reading: Reading) -> str:
    """Write a figure without the unit that its row already names."""
    shown = value_of(page, reading)
    return str(shown) if reading.unit in NAMED_IN_CELLS or is_untrusted(reading.trust) else shown.number


def _unit_words(page: Page, name: str) -> Node:
    measure = page.figures.measure(name)
    if measure is None or measure.unit in NAMED_IN_CELLS:
        return None
    return h.small[page.say(words.UNIT_WORDS[measure.unit])]


def all_figures(page: Page) -> Node:
    """Draw every measure of the catalogue by subject, with its interval, change, line and trust."""
    groups: dict[str, list[Reading]] = {}
    for reading in page.figures.uncut:
        subject = subject_of(reading.measure) if reading.measure in measures() else ""
        groups.setdefault(subject, []).append(reading)
    return h.div(class_="stack wide")[
        [
            card(page, title, listed_measures(page, title, readings))
            for subject, readings in groups.items()
            for title in [SUBJECTS.get(subject, OWN if subject == OWN_SUBJECT else OTHER)]
        ]
    ]


def listed_measures(page: Page, title: Text, readings: Sequence[Reading]) -> Element:
    """Draw measures one below the other, each with its interval, change, line and trust, or why it has no value."""
    head = h.tr[
        h.th(scope="col")[page.say(MEASURE)],
        h.th(scope="col", class_="r")[page.say(NOW)],
        h.th(scope="col", class_="r")[page.say(INTERVAL_80)],
        h.th(scope="col")[page.say(CHANGE)],
        h.th(scope="col")[page.say(MONTHS)],
        h.th(scope="col")[page.say(words.TRUST)],
    ]
    return scrolling(
        page, title, h.table(class_="tbl")[h.thead[head], h.tbody[[_measure(page, reading) for reading in readings]]]
    )


def _measure(page: Page, reading: Reading) -> Element:
    name = h.th(scope="row", class_="name")[
        explain_button(page, reading, page.say(page.figures.title(reading.measure)))
    ]
    if reading.value is None:
        return h.tr[name, h.td(class_="r")[formats.EMPTY], h.td(colspan="4", class_="t3")[why_undefined(page, reading)]]
    interval = reading.interval()
    return h.tr[
        name,
        h.td(class_="r fw5 nowrap")[str(value_of(page, reading))],
        h.td(class_="r nowrap")[
            written.between(interval, reading, page.language)
            if interval
            else h.span(class_="t3")[no_interval(page, reading)]
        ],
        h.td(class_="nowrap")[delta(page, reading, note=False) or formats.EMPTY],
        h.td[spark_of(page, reading, quiet=True) or formats.EMPTY],
        h.td[trust_ring(page, reading.trust, figure=True)],
    ]
