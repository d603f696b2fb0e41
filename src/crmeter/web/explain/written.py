"""Figures of explanations, written in both languages at once."""

from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import SupportsFloat

from crmeter.vocabulary import LANGUAGES, Language, Text, formats
from crmeter.web.explain.worked_out import Bounds

Number = int | float | Decimal


def in_both(write: Callable[[Language], str]) -> Text:
    """Return what a writer says in each language."""
    return Text(*map(write, LANGUAGES))


def money(value: Number, currency: str) -> Text:
    """Return an amount with three figures and a scale word."""
    return in_both(lambda words: formats.compact_money(value, currency, words))


def signed_money(value: Number, currency: str) -> Text:
    """Return an amount with its sign, where it is an effect."""
    return in_both(lambda words: formats.signed(value, lambda each: formats.compact_money(each, currency, words)))


def money_in_full(value: Number, currency: str) -> Text:
    """Return an amount to the last digit of its currency."""
    return in_both(lambda words: formats.money(value, currency, words))


def signed_money_in_full(value: Number, currency: str) -> Text:
    """Return an amount to its last digit, with its sign."""
    return in_both(lambda words: formats.signed(value, lambda each: formats.money(each, currency, words)))


def percent(share: Number, digits: int = 1) -> Text:
    """Return a share in [0, 1] as a percentage."""
    return in_both(lambda words: formats.percent(share, words, digits))


def number(value: Number, digits: int | None = None) -> Text:
    """Return a number."""
    return in_both(lambda words: formats.number(value, words, digits))


def signed(value: Number, digits: int = 1) -> Text:
    """Return an effect with its sign."""
    return in_both(lambda words: formats.signed(value, lambda each: formats.number(each, words, digits)))


def span(low: Text, high: Text) -> Text:
    """Return two written ends as a range."""
    return Text(*(formats.span(low.in_(words), high.in_(words)) for words in LANGUAGES))


def bounds(
    low: SupportsFloat | None,
    high: SupportsFloat | None,
    write: Callable[[float], Text],
    kind: Text,
    level: float = 0.8,
) -> tuple[Bounds, ...]:
    """Return an interval, or none where it was not found.

    Args:
        low: its lower end; None where there is none.
        high: its upper end.
        write: how the figure is written.
        kind: how it was found.
        level: probability that it holds the truth.
    """
    if low is None or high is None:
        return ()
    return (Bounds(span(write(float(low)), write(float(high))), kind, level),)


def added(parts: Iterable[Text]) -> Text:
    """Return summands with plus signs between them."""
    return Text.join(parts, " + ")
