"""What could not be worked out, how documents were told apart, and whatever else the run found."""

from typing import Any

import htpy as h
from htpy import Node

from crmeter.evaluation.report import words, written
from crmeter.evaluation.report.figures import Page
from crmeter.evaluation.report.parts import bar, card, empty, trust_tone
from crmeter.evaluation.report.tables import plain_table
from crmeter.evaluation.result import ResultColumn, ResultTable
from crmeter.vocabulary import Text, Trust, formats
from crmeter.vocabulary.reading import TRUST_PARTS

NOT_COMPUTED = Text("Chưa tính được, và vì sao", "What cannot be computed, and why")
ALL_COMPUTED = Text("Mọi chỉ số đều tính được", "Every measure could be worked out")
DOCUMENTS = Text("Chứng từ được phân loại ra sao", "How documents were told apart")
PARTS = Text("Độ tin cậy dữ liệu theo phần", "Data trust by part")
PARTS_SUB = Text("phần thấp nhất trong mọi chỉ số", "the lowest part over all measures")
DRAWN_ELSEWHERE = frozenset(
    {
        "at_risk",
        "forecast_revenue",
        "forecast_orders",
        "forecast_new_customers",
        "forecast_leads",
        "forecast_tickets",
        "forecast_backtest",
        "lead_response",
        "reply_curve",
        "ticket_queue",
        "ticket_topics",
        "ticket_products",
        "ticket_causes",
        "causes_on_products",
        "agents",
        "lateness",
        "page_outcomes",
        "discount_bands",
        "decision_time",
        "deal_forecast",
        "deal_forecast_test",
        "deal_forecast_kept",
        "deal_calibration",
        "deal_calibration_at_all",
        "deal_chances",
        "pipeline_velocity",
        "stage_losses",
        "lead_cohorts",
        "lead_scores",
        "lead_score_points",
        "lead_score_test",
        "lead_calibration",
        "lead_drift",
        "model_comparison",
        "tracking",
        "repeat_histogram",
        "holdout_by_frequency",
        "active_matrix",
        "value_deciles",
        "lifecycle",
        "documents",
        "not_computed",
    }
)


def limits(page: Page) -> Node:
    """Draw what cannot be computed, trust by part, documents, and further tables."""
    documents = page.figures.table("documents")
    others = [t for name, t in page.figures.evaluation.tables.items() if name not in DRAWN_ELSEWHERE and t.rows]
    return [
        h.div(class_="grid")[h.div(class_="s8 fill")[_not_computed(page)], h.div(class_="s4 fill")[_trust(page)]],
        documents is not None and card(page, DOCUMENTS, plain_table(page, documents)),
        [card(page, table.title, plain_table(page, table)) for table in others],
    ]


def _not_computed(page: Page) -> Node:
    table = page.figures.table("not_computed") or _from_readings(page)
    if not table.rows:
        return card(page, NOT_COMPUTED, empty(page.say(ALL_COMPUTED)))

    def named(cell: Any, _row: dict[str, Any]) -> Node:
        return h.span(class_="fw5")[written.text(cell, page.language)]

    return card(page, NOT_COMPUTED, plain_table(page, table, cells={"measure": named}))


def _from_readings(page: Page) -> ResultTable:
    rows = [
        (page.figures.title(r.measure), r.undefined.reason, r.undefined.needs)
        for r in page.figures.uncut
        if r.undefined is not None
    ]
    columns = (
        ResultColumn("measure", Text("Chỉ số", "Measure"), "text"),
        ResultColumn("reason", words.REASON, "text"),
        ResultColumn("needs", words.NEEDS_LABEL, "text"),
    )
    return ResultTable("not_computed", NOT_COMPUTED, columns, tuple(rows))


def lowest_trust(page: Page) -> Trust:
    """Return the lowest score of each part over all measures that have a value, with the reason of the lowest.

    A measure without one says itself what it lacks: it is no figure that could be trusted too much.
    """
    parts: dict[str, float] = {}
    reasons: dict[str, Text] = {}
    for reading in page.figures.uncut:
        parts_of = {} if reading.value is None else reading.trust.parts
        for part, score in parts_of.items():
            if score < parts.get(part, 101.0):
                parts[part] = score
                reasons.pop(part, None)
                if part in reading.trust.reasons:
                    reasons[part] = reading.trust.reasons[part]
    return Trust(parts, reasons)


def _trust(page: Page) -> Node:
    trust = lowest_trust(page)
    rows: list[Node] = []
    for part in TRUST_PARTS:
        score = trust.parts.get(part)
        reason = trust.reasons.get(part)
        tone = trust_tone(score)
        rows.append(
            h.li[
                h.div(class_="row between")[
                    h.span[page.say(words.TRUST_WORDS[part])],
                    h.b[formats.number(score, page.language, 0)]
                    if score is not None
                    else h.span(class_="t3")[page.say(words.UNKNOWN)],
                ],
                score is not None and bar(score / 100, "" if tone == "good" else tone),
                reason is not None and h.span(class_="meta t3")[page.say(reason)],
            ]
        )
    return card(page, PARTS, h.ul(class_="card-b stack parts")[rows], subtitle=PARTS_SUB)
