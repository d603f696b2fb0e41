"""Pages that are seen much and acted on little, each a sentence that can be sent to review."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from crmeter.evaluation.internal.page_words import LITTLE
from crmeter.strategy.findings.actions import Found
from crmeter.strategy.findings.rights import may_send
from crmeter.vocabulary import Text, formats
from crmeter.web.findings.offer import Offer, offered_together
from crmeter.web.readings.opened import Opened
from crmeter.web.records.reader import reader_of

MOST = 5
_SOURCE = "view_action_rate"
_SENTENCE = Text(
    "{page} có {views} lượt xem mà chỉ {rate} dẫn tới điều mong muốn (80%: {low} – {high}), thiếu {missed} lượt so với "
    "mức chung của các trang.",
    "{page} had {views} views of which only {rate} ended as wanted (80%: {low} – {high}), {missed} fewer than at the "
    "rate of all pages.",
)


def page_findings(request: HttpRequest, opened: Opened) -> Sequence[tuple[Text, Offer | None]]:
    """Return what was found of pages, the one that misses most first; without an offer for whoever sends none.

    Args:
        request: who reads.
        opened: the run.
    """
    table = opened.page.figures.table("page_outcomes")
    rows = [] if table is None else [row for row in table.records() if row["finding"] == LITTLE][:MOST]
    sentences = [_sentence(row) for row in rows]
    if not may_send(reader_of(request)):
        return [(each, None) for each in sentences]
    page = f"{reverse('marketing')}#pages"
    return list(zip(sentences, offered_together([Found(_SOURCE, page, each) for each in sentences]), strict=True))


def _sentence(row: dict[str, Any]) -> Text:
    def share(value: float) -> Text:
        return Text(formats.percent(value, "vi"), formats.percent(value, "en"))

    def count(value: float) -> Text:
        return Text(formats.number(value, "vi", 0), formats.number(value, "en", 0))

    return _SENTENCE.fill(
        page=row["page"],
        views=count(row["views"]),
        rate=share(row["rate"]),
        low=share(row["low"]),
        high=share(row["high"]),
        missed=count(row["missed"]),
    )
