"""Rates of currencies in templates: every digit of them, never rounded."""

from datetime import date
from decimal import Decimal

from django import template

from crmeter.records.firm.rates import as_kept
from crmeter.vocabulary import formats
from crmeter.web.templatetags.figures import language

register = template.Library()


@register.filter
def rate(value: Decimal | str) -> str:
    """Write a rate with all its digits: 26.350,5 or 26,350.5."""
    exact = Decimal(value)
    return formats.number(exact, language(), max(0, -int(exact.as_tuple().exponent)))


@register.filter
def typed_rate(value: Decimal) -> str:
    """Write a rate as a field takes it back, with a zero more where three decimals may be read as thousands."""
    written = as_kept(value)
    _, _, decimals = written.partition(".")
    whole = f"{written}0" if len(decimals) == 3 else written
    return whole.replace(".", ",") if language() == "vi" else whole


@register.filter
def iso_day(value: str) -> str:
    """Write a day that was kept as 2026-11-28."""
    return formats.day(date.fromisoformat(value), language())
