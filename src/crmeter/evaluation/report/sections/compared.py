"""Two runs side by side: each measure in both, and the difference."""

import htpy as h
from htpy import Element

from crmeter.evaluation.report.changes import change_between
from crmeter.evaluation.report.figures import Page
from crmeter.evaluation.report.icons import icon
from crmeter.evaluation.report.parts import card, change_size, explain_button, is_untrusted, value_of
from crmeter.evaluation.report.tables import scrolling
from crmeter.measures.catalogue import measures
from crmeter.vocabulary import Text, formats

MEASURE = Text("Chỉ số", "Measure")
DIFFERENCE = Text("Chênh lệch", "Difference")
BESIDE = Text("Chỉ số của hai lần đánh giá", "Measures of the two evaluations")
SAME = Text("như nhau", "the same")
UP = Text("tăng", "up")
DOWN = Text("giảm", "down")
OTHER_MONEY = Text("khác tiền tệ", "other currency")


def compared(earlier: Page, later: Page) -> Element:
    """Draw every measure of the catalogue that either run has taken."""
    names = [n for n in measures() if earlier.figures.reading(n) or later.figures.reading(n)]
    head = h.tr[
        h.th(scope="col")[later.say(MEASURE)],
        h.th(scope="col", class_="r")[_named(earlier)],
        h.th(scope="col", class_="r")[_named(later)],
        h.th(scope="col")[later.say(DIFFERENCE)],
    ]
    rows = [
        h.tr[
            h.th(scope="row", class_="name")[later.say(later.figures.title(name))],
            _value(earlier, name),
            _value(later, name),
            h.td(class_="nowrap")[_difference(earlier, later, name)],
        ]
        for name in names
    ]
    return card(
        later, BESIDE, scrolling(later, BESIDE, h.table(class_="tbl")[h.thead[head], h.tbody[rows]], "sticky-first")
    )


def _named(page: Page) -> str:
    return formats.day(page.figures.run.as_of, page.language)


def _value(page: Page, name: str) -> Element:
    reading = page.figures.reading(name)
    if reading is None:
        return h.td(class_="r")[formats.EMPTY]
    return h.td(class_="r nowrap")[explain_button(page, reading, str(value_of(page, reading)))]


def _difference(earlier: Page, later: Page, name: str) -> Element | str:
    before, now = earlier.figures.reading(name), later.figures.reading(name)
    if now is None or before is None or is_untrusted(now.trust) or is_untrusted(before.trust):
        return formats.EMPTY
    if now.currency != before.currency:
        return later.say(OTHER_MONEY)
    if now.value is not None and now.value == before.value:
        return h.span(class_="delta flat")[icon("flat"), later.say(SAME)]
    change = change_between(now, before, later.figures.good(name))
    if change is None:
        return formats.EMPTY
    word = {"up": UP, "down": DOWN}.get(change.direction)
    return h.span(class_=f"delta {change.tone}")[
        icon(change.direction),
        None if word is None else h.span(class_="sr")[f"{later.say(word)} "],
        change_size(later, change),
    ]
