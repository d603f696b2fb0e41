"""How many relationships are fresh, and how many leads become customers: each within a time, side by side."""

from collections.abc import Sequence

import htpy as h
from htpy import Element

from crmeter.evaluation.report import written
from crmeter.evaluation.report.figures import Page
from crmeter.evaluation.report.parts import bar, card, empty, explain_button, is_untrusted, value_of, why_measure
from crmeter.vocabulary import Reading, Text, formats

FRESHNESS = Text("Quan hệ còn mới", "Fresh relationships")
FRESHNESS_SUB = Text("% khách có tương tác hai chiều trong…", "% of customers with a two-way contact within…")
LEADS = Text("Khách tiềm năng thành khách", "Leads that became customers")
LEADS_SUB = Text("% khách tiềm năng của kỳ, đã đủ ngày để xét", "% of the leads of the period that are old enough")
WITHIN = Text("{days} ngày", "{days} days")
EVER = Text("đến nay", "so far")
MISSING = Text("Chưa đủ dữ liệu để vẽ", "Not enough data to draw this")


def freshness(page: Page) -> Element:
    """Draw the share of fresh relationships within 7 days, the days that the firm chose, and 90."""
    lines = [
        (7, "relationship_freshness_week"),
        (page.figures.settings.freshness_days, "relationship_freshness"),
        (90, "relationship_freshness_quarter"),
    ]
    rows = [(WITHIN.fill(days=days), measure) for days, measure in sorted(lines, key=lambda line: line[0])]
    return _shares(page, FRESHNESS, FRESHNESS_SUB, rows)


def conversion(page: Page) -> Element:
    """Draw the share of leads that became customers within the days that the firm chose, and up to now."""
    rows = [
        (WITHIN.fill(days=page.figures.settings.lead_days), "lead_conversion_rate"),
        (EVER, "lead_conversion_rate_all_time"),
    ]
    return _shares(page, LEADS, LEADS_SUB, rows)


def _shares(page: Page, title: Text, subtitle: Text, rows: Sequence[tuple[Text, str]]) -> Element:
    found = [(label, page.figures.reading(measure)) for label, measure in rows]
    drawn = [(label, reading) for label, reading in found if reading is not None and reading.value is not None]
    if not drawn:
        return card(page, title, empty(page.say(MISSING), why_measure(page, rows[0][1])))
    bars = [
        [
            h.span(class_="nowrap")[page.say(label)],
            bar(0.0 if is_untrusted(reading.trust) else float(reading.value or 0)),
            explain_button(page, reading, h.b[str(value_of(page, reading))]),
            h.span(class_="t3 nowrap")[_interval(page, reading)],
        ]
        for label, reading in drawn
    ]
    return card(page, title, h.div(class_="card-b")[h.div(class_="bars wide-end")[bars]], subtitle=subtitle)


def _interval(page: Page, reading: Reading) -> str:
    interval = reading.interval()
    if interval is None or is_untrusted(reading.trust):
        return formats.EMPTY
    return written.between(interval, reading, page.language)
