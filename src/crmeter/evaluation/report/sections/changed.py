"""What changed since the period before: the measures that moved by more than their noise."""

import htpy as h
from htpy import Element

from crmeter.evaluation.report import words
from crmeter.evaluation.report.changes import Change
from crmeter.evaluation.report.figures import Page
from crmeter.evaluation.report.parts import (
    card,
    change_of,
    delta,
    empty,
    explain_button,
    is_untrusted,
    spark_of,
    value_of,
)
from crmeter.evaluation.report.tables import scrolling
from crmeter.vocabulary import Reading, Text, formats

SHOWN = 6
CHANGED = Text("Điều gì đã thay đổi", "What changed")
CHANGED_SUB = Text("so với kỳ trước, chỉ nêu thay đổi lớn hơn dao động ngẫu nhiên", "beyond chance, since before")
MEASURE = Text("Chỉ số", "Measure")
BEFORE = Text("Kỳ trước", "Before")
NOW = Text("Kỳ này", "Now")
CHANGE = Text("Thay đổi", "Change")
MONTHS = Text("12 tháng", "12 months")
NOTHING = Text("Không chỉ số nào thay đổi rõ rệt", "No measure changed beyond chance")
NO_BEFORE = Text("Chưa có kỳ trước để so", "There is no period before to compare with")
NO_BEFORE_WHY = Text(
    "Cần dữ liệu của ít nhất hai kỳ liền nhau.", "It needs data of at least two periods, one after the other."
)
_TONES = {"bad": 0, "good": 1, "flat": 2}


def changed(page: Page) -> Element:
    """Draw the measures that moved, bad news first, the largest move first."""
    return card(page, CHANGED, changed_body(page), subtitle=CHANGED_SUB)


def changed_body(page: Page) -> Element:
    """Draw the same without a card around it."""
    compared = [(change_of(page, r), r) for r in page.figures.uncut if not is_untrusted(r.trust)]
    known = [(change, reading) for change, reading in compared if change is not None]
    if not known:
        return empty(page.say(NO_BEFORE), page.say(NO_BEFORE_WHY))
    moved = sorted([(c, r) for c, r in known if c.direction != "flat"], key=lambda found: _rank(*found))
    if not moved:
        return empty(page.say(NOTHING))
    head = h.tr[
        h.th(scope="col")[page.say(MEASURE)],
        h.th(scope="col", class_="r hide-m")[page.say(BEFORE)],
        h.th(scope="col", class_="r")[page.say(NOW)],
        h.th(scope="col")[page.say(CHANGE)],
        h.th(scope="col", class_="hide-m")[page.say(MONTHS)],
    ]
    rows = [_row(page, reading) for _, reading in moved[:SHOWN]]
    return scrolling(page, CHANGED, h.table(class_="tbl")[h.thead[head], h.tbody[rows]])


def _rank(change: Change, reading: Reading) -> tuple[int, float, str]:
    # Points and days are put beside relative changes by what they are of the value before.
    value = abs(float(reading.value or 0))
    share = change.size if change.kind == "relative" or not value else change.size / value
    return _TONES[change.tone], -share, reading.measure


def _row(page: Page, reading: Reading) -> Element:
    before = page.figures.before(reading)
    return h.tr[
        h.th(scope="row", class_="name")[page.say(page.figures.title(reading.measure))],
        h.td(class_="r nowrap t2 hide-m")[str(value_of(page, before)) if before else formats.EMPTY],
        h.td(class_="r nowrap")[explain_button(page, reading, h.b[str(value_of(page, reading))])],
        h.td(class_="nowrap")[delta(page, reading, note=False) or page.say(words.NO_CHANGE)],
        h.td(class_="hide-m")[spark_of(page, reading, quiet=True) or formats.EMPTY],
    ]
