"""The suggestions of the home page, each with the button that sends it to review."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString

from crmeter.evaluation.report.embed import draw_suggested
from crmeter.vocabulary import Text, formats
from crmeter.web.findings.offer import offer
from crmeter.web.readings.opened import Opened, safe

_TABLE = "suggestions"
_WITH_MONEY = Text(
    "{change}: có thể mang lại {gain} (khoảng 80%: {low} – {high}). {reason}",
    "{change}: it may bring {gain} (80% interval: {low} – {high}). {reason}",
)
_WITHOUT = Text("{change}. {reason}", "{change}. {reason}")


def suggested(request: HttpRequest, opened: Opened) -> SafeString:
    """Return the card of suggestions; whoever may send findings gets a button for each."""
    table = opened.page.figures.table(_TABLE)
    currency = opened.page.currency
    sending = {}
    for row in [] if table is None else table.records():
        asked = offer(
            request,
            source=row["measure"],
            sentence=_sentence(row, currency),
            money=None if row["gain"] is None else Decimal(str(row["gain"])).quantize(Decimal(1)),
            currency=currency,
            page=reverse("home"),
        )
        if asked is not None:
            sending[row["code"]] = SafeString(render_to_string("home/send.html", {"offer": asked}, request))
    return safe(draw_suggested(opened.page, sending))


def _sentence(row: Mapping[str, Any], currency: str) -> Text:
    words = {"change": row["change"], "reason": row["reason"]}
    if row["gain"] is None:
        return _WITHOUT.fill(**words)
    return _WITH_MONEY.fill(**words, **{name: _money(row[name], currency) for name in ("gain", "low", "high")})


def _money(amount: float, currency: str) -> Text:
    return Text(formats.compact_money(amount, currency, "vi"), formats.compact_money(amount, currency, "en"))
