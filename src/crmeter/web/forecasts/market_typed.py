"""How figures of the market stand in forms and in the list."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from django.utils.timezone import localdate

from crmeter.records.market.kinds import Span, Who
from crmeter.records.market.queries import FigureView
from crmeter.vocabulary import Text, Unit
from crmeter.web.typed_amounts import written_to_type

WHO_WORDS: Mapping[Who, Text] = {
    Who.MARKET: Text("Cả thị trường", "The whole market"),
    Who.US: Text("Mình", "Ourselves"),
}


def period_typed(span: Span, day: date) -> str:
    """Return a period as people type it: 2025, Q3/2025, 07/2025."""
    if span is Span.YEAR:
        return str(day.year)
    return f"Q{(day.month + 2) // 3}/{day.year}" if span is Span.QUARTER else f"{day.month:02}/{day.year}"


def whose(figure: FigureView) -> Text:
    """Return whose figure it is, in words."""
    return WHO_WORDS.get(figure.who) or Text.same(figure.name)


def typed_of(figure: FigureView | None, currency: str) -> Mapping[str, str]:
    """Return what stands in the form: of a figure that is changed, or of a new one.

    Args:
        figure: that is changed; None for a new one.
        currency: of the firm.
    """
    if figure is None:
        return {"currency": currency, "said_on": localdate().strftime("%d/%m/%Y")}
    return {
        "period": period_typed(figure.span, figure.starts_on),
        "who": figure.name if figure.who is Who.COMPETITOR else figure.who.value,
        "product_set": figure.product_set,
        "amount": _number(figure.amount),
        "units": _number(figure.units),
        "share": written_to_type(figure.share, Unit.SHARE),
        "price": _number(figure.price),
        "currency": figure.currency or currency,
        "said_by": figure.said_by,
        "said_on": figure.said_on.strftime("%d/%m/%Y"),
    }


def _number(value: Decimal | None) -> str:
    return written_to_type(value, None)
