"""Numbers, dates and small drawings in templates: the formats and the marks of the report, in the page's language."""

import re
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import TypeVar, cast

from django import template
from django.utils import timezone
from django.utils.html import escape, format_html, urlize
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import normalize_newlines
from django.utils.translation import get_language
from htpy import Node, fragment

from crmeter.evaluation.report import icons, parts, ranges
from crmeter.evaluation.report.changes import Change
from crmeter.records.concept.concept import Concept
from crmeter.vocabulary import Language, Text, formats

register = template.Library()

Number = int | float | Decimal
Day = TypeVar("Day", bound=date)
_HUES = 6
_MAY_LINK = re.compile(r"\S[.@:]\S")


def language() -> Language:
    """Return the language of the page that is being drawn."""
    return "en" if (get_language() or "vi").startswith("en") else "vi"


def _drawn(node: Node) -> SafeString:
    return mark_safe(str(fragment[node]))  # noqa: S308 - htpy has escaped every word


@register.filter
def number(value: Number | None, digits: int | None = None) -> str:
    """Write a number: 4.812 or 4,812; a dash where there is none."""
    return formats.EMPTY if value is None else formats.number(value, language(), digits)


@register.filter
def percent(share: Number | None, digits: int = 1) -> str:
    """Write a share in [0, 1]: 81,3% or 81.3%."""
    return formats.EMPTY if share is None else formats.percent(share, language(), digits)


@register.filter
def p_value(value: Number) -> str:
    """Write a p-value with its sign: p = 0,043 or p < 0,001."""
    return formats.p_value(value, language())


@register.filter
def money(value: Number | None, currency: str) -> str:
    """Write an amount with three figures and a scale word: 182,6 tỷ ₫ or ₫182.6 bn."""
    return formats.EMPTY if value is None else formats.compact_money(value, currency, language())


@register.filter
def money_in_full(value: Number | None, currency: str) -> str:
    """Write an amount to the last digit of its currency: 1.234.567 ₫."""
    return formats.EMPTY if value is None else formats.money(value, currency, language())


@register.filter
def signed(value: Number | None, digits: int = 1) -> str:
    """Write an effect with its sign: +1,9 or −2,7."""
    if value is None:
        return formats.EMPTY
    return formats.signed(value, lambda n: formats.number(n, language(), digits))


@register.filter
def signed_money(value: Number | None, currency: str) -> str:
    """Write an amount that is an effect, with its sign: +182,6 tỷ ₫."""
    if value is None:
        return formats.EMPTY
    return formats.signed(value, lambda n: formats.compact_money(n, currency, language()))


@register.filter
def day(value: date | None) -> str:
    """Write a date: 20/11/2026 or 20 Nov 2026; a moment is taken in the zone of the firm."""
    return formats.EMPTY if value is None else formats.day(_local(value), language())


@register.filter
def month(value: date | None) -> str:
    """Write a month: 11/2026 or Nov 2026."""
    return formats.EMPTY if value is None else formats.month(_local(value), language())


@register.filter
def moment(value: datetime | None) -> str:
    """Write a moment: 14:05, 20/11/2026."""
    if value is None:
        return formats.EMPTY
    local = _local(value)
    return f"{local:%H:%M}, {formats.day(local, language())}"


@register.simple_tag
def stamp(at: datetime) -> SafeString:
    """Draw a moment by its time of day, where the day stands above."""
    local = _local(at)
    return format_html('<time datetime="{}" title="{}">{}</time>', local.isoformat(), moment(at), f"{local:%H:%M}")


@register.filter
def said(text: str) -> SafeString:
    """Draw what somebody wrote: their lines, and links where they named an address."""
    # Only a word with one of these inside can be an address; looking at every word takes its time.
    drawn = urlize(text, nofollow=True, autoescape=True) if _MAY_LINK.search(text) else escape(text)
    return mark_safe(normalize_newlines(drawn).replace("\n", "<br>"))  # noqa: S308 - escaped above


@register.filter
def phone(number: str) -> str:
    """Write a telephone number as it is dialled: 0905 318 642; another country's stays as it is."""
    return formats.phone(number)


@register.filter
def say(words: Text | None) -> str:
    """Write a text of the lower floors in the page's language."""
    return "" if words is None else words.in_(language())


@register.filter
def counted(concept: Concept, count: int) -> str:
    """Write the word of a concept as it stands beside a number of its records."""
    return concept.counted(count).in_(language())


@register.filter
def say_all(words: Sequence[Text]) -> str:
    """Write several texts of the lower floors one after the other."""
    return Text.join(words).in_(language())


@register.simple_tag
def trust(score: float | None, *, figure: bool | None = None, size: int = 16) -> SafeString:
    """Draw how far data can be trusted; the score is written below 85, or as `figure` says."""
    return _drawn(parts.ring(score, language(), figure=figure, size=size))


@register.simple_tag
def delta(change: Change | None, note: str = "") -> SafeString:
    """Draw a change with arrow and word; `note` says against what."""
    if change is None:
        return format_html('<span class="delta-note">{}</span>', note) if note else SafeString("")
    mark = _drawn(parts.change_mark(change, language()))
    return format_html('{}<span class="delta-note">{}</span>', mark, note) if note else mark


@register.simple_tag
def spark(values: Sequence[float | None], label: str, *, quiet: bool = False, width: int = 88) -> SafeString:
    """Draw the last periods as a line; `label` says the same in a sentence."""
    return _drawn(parts.spark(values, label, quiet=quiet, width=width))


@register.simple_tag
def bullet(
    value: float,
    label: str,
    high: float = 1.0,
    *,
    interval: tuple[float, float] | None = None,
    before: float | None = None,
    benchmark: tuple[float, float] | None = None,
) -> SafeString:
    """Draw a slim bullet from zero to `high`: now, its interval, the figure before, the benchmark."""
    return _drawn(
        parts.bullet(value, high=high, label=label, interval=interval, before=before, benchmark=benchmark),
    )


@register.simple_tag
def bar(share: float, label: str | None = None, tone: str = "") -> SafeString:
    """Draw a share of a whole as a thin bar."""
    return _drawn(parts.bar(share, tone, label))


@register.simple_tag
def ranged(
    value: float, low: float, high: float, ends: tuple[float, float], label: str, *, tone: str = ""
) -> SafeString:
    """Draw a value as a mark on its interval, on a line that all values of a list share."""
    return _drawn(ranges.ranged(value, low, high, ends, label, tone))


@register.filter
def called(name: str) -> str:
    """Return how somebody is called: the last two words of a Vietnamese name, Hương Giang."""
    return " ".join(name.split()[-2:])


@register.simple_tag
def avatar(name: str, size: int = 24) -> SafeString:
    """Draw the last two initials of a person, as Vietnamese names are called: Hương Giang is HG."""
    words = [word for word in name.split("@", maxsplit=1)[0].replace(".", " ").split() if word[0].isalpha()] or ["?"]
    initials = words[-2][0] + words[-1][0] if len(words) > 1 else words[0][:2]
    return format_html(
        '<span class="av av{}" style="--s:{}px" aria-hidden="true">{}</span>',
        sum(map(ord, name)) % _HUES,
        size,
        initials.upper(),
    )


@register.simple_tag
def report_icons() -> SafeString:
    """Draw the icons that the marks of the report refer to; once in each page."""
    return mark_safe(str(icons.sprite()))  # noqa: S308 - drawings of the report


def _local(value: Day) -> Day:
    if isinstance(value, datetime) and timezone.is_aware(value):
        return cast(Day, timezone.localtime(value))
    return value
