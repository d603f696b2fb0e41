"""The suggestions of the home page, each with the button that sends it to review."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString

from crmeter.evaluation.report.embed import draw_suggested
from crmeter.strategy.findings.actions import Found
from crmeter.strategy.findings.rights import may_send
from crmeter.vocabulary import Text, formats
from crmeter.web.findings.offer import offered_together
from crmeter.web.readings.opened import Opened, safe
from crmeter.web.records.reader import reader_of

_TABLE = "suggestions"
_WITH_MONEY = Text(
    "{change}: có thể mang lại {gain} (khoảng 80%: {low} – {high}). {reason}",
    "{change}: it may bring {gain} (80% interval: {low} – {high}). {reason}",
)


def suggested(request: HttpRequest, opened: Opened) -> SafeString:
    """Return the card of suggestions; whoever may send findings gets a button for each."""
    table = opened.page.figures.table(_TABLE)
    if table is None or not may_send(reader_of(request)):
        return safe(draw_suggested(opened.page, {}))
    rows = table.records()
    offers = offered_together([_found(row, opened.page.currency) for row in rows])
    sending = {
        row["code"]: SafeString(render_to_string("home/send.html", {"offer": asked}, request))
        for row, asked in zip(rows, offers, strict=True)
    }
    return safe(draw_suggested(opened.page, sending))


def _found(row: Mapping[str, Any], currency: str) -> Found:
    money = None if row["gain"] is None else Decimal(str(row["gain"])).quantize(Decimal(1))
    return Found(row["measure"], reverse("home"), _sentence(row, currency), money, currency)


def _sentence(row: Mapping[str, Any], currency: str) -> Text:
    if row["gain"] is None:
        return Text.join([row["change"], row["reason"]], ". ")
    amounts = {name: _money(row[name], currency) for name in ("gain", "low", "high")}
    return _WITH_MONEY.fill(change=row["change"], reason=row["reason"], **amounts)


def _money(amount: float, currency: str) -> Text:
    return Text(formats.compact_money(amount, currency, "vi"), formats.compact_money(amount, currency, "en"))
