"""What the figures suggest to change, each with what it may bring, how sure that is, and why."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

import htpy as h
from htpy import Element, Node

from crmeter.evaluation.report import words, written
from crmeter.evaluation.report.figures import Page
from crmeter.evaluation.report.parts import card, empty
from crmeter.evaluation.report.ranges import ends_of, ranged
from crmeter.vocabulary import Text, formats

NAME = "suggestions"
TITLE = Text("Điều chỉnh đề xuất", "Suggested adjustments")
NOTHING = Text("Chưa có đề xuất nào", "Nothing is suggested yet")
NOTHING_WHY = Text(
    "Cần đủ khách gặp việc chưa tốt và khách giống họ không gặp: giao hàng, khách tiềm năng, phiếu hỗ trợ.",
    "It takes enough customers with whom something went badly, and like ones with whom it went well: deliveries, "
    "leads, tickets.",
)
WHY = Text("Vì sao", "Why")
SHOWN_BY = Text("Kết quả sẽ thấy ở: {measure}", "It will show in: {measure}")
NOT_MEASURED = Text("chưa đo được bằng tiền", "not measured in money yet")
STRENGTH = (
    Text("chưa có bằng chứng", "no evidence yet"),
    Text("bằng chứng yếu: có thể không mang lại gì", "weak evidence: it may bring nothing"),
    Text("bằng chứng vừa: mối liên hệ trong nhóm giống nhau", "fair evidence: an association among like customers"),
)


def suggested(page: Page, sending: Mapping[str, Node] = MappingProxyType({})) -> Element:
    """Draw the suggestions of a run, those that may bring the most first.

    Args:
        page: where.
        sending: by the word of a suggestion, what sends it to review; nothing in a file.
    """
    table = page.figures.table(NAME)
    if table is None:
        return card(page, TITLE, empty(page.say(NOTHING), page.say(NOTHING_WHY)))
    rows = table.records()
    ends = ends_of([(float(row["low"]), float(row["high"])) for row in rows if row["gain"] is not None])
    body = h.ul(class_="adjs")[[h.li(class_="adj")[_suggestion(page, row, ends, sending)] for row in rows]]
    return card(page, TITLE, body, foot=page.say(table.note) if table.note else None)


def _suggestion(page: Page, row: Mapping[str, Any], ends: tuple[float, float], sending: Mapping[str, Node]) -> Node:
    title = written.text(row["change"], page.language)
    strength = strength_of(row)
    told = page.say(STRENGTH[strength])
    return [
        h.div(class_="row between")[
            h.b(class_="fw5")[title],
            h.span(class_=f"sig sig{strength}", role="img", aria_label=told, title=told)[h.i, h.i, h.i],
        ],
        h.div(class_="adj-m")[_money(page, row, ends, title), sending.get(row["code"])],
        h.details(class_="fold meta t2")[
            h.summary[page.say(WHY)],
            h.p[written.text(row["reason"], page.language)],
            h.p[written.sentence(written.text(row["evidence"], page.language))],
            h.p[page.say(SHOWN_BY).format(measure=page.say(page.figures.title(row["measure"])))],
        ],
    ]


def _money(page: Page, row: Mapping[str, Any], ends: tuple[float, float], title: str) -> Node:
    if row["gain"] is None:
        return h.span(class_="meta t3 grow")[page.say(NOT_MEASURED)]
    gain, low, high = (
        formats.compact_money(row[name], page.currency, page.language) for name in ("gain", "low", "high")
    )
    interval = page.say(words.INTERVAL.fill(level=80))
    between = written.span(low, high)
    return [
        ranged(
            float(row["gain"]), float(row["low"]), float(row["high"]), ends, f"{title}: +{gain}. {interval}: {between}"
        ),
        h.span(class_="meta t3 grow")[h.b(class_="nowrap")[f"+{gain}"], " ", h.span(class_="nowrap")[f"({between})"]],
    ]


def strength_of(row: Mapping[str, Any]) -> int:
    """Return how strong the evidence of a suggestion is: 0 none, 1 weak, 2 fair; only a trial by lot would be more."""
    if row["gain"] is None:
        return 0
    return 2 if float(row["low"]) > 0 else 1
