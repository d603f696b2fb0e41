"""Whose a target is, over which days it runs, and to which perspective it belongs."""

from collections.abc import Mapping
from datetime import date, timedelta

from django.db import models

from crmeter.vocabulary import Period, Text


class Whose(models.TextChoices):
    """Who is to reach it."""

    FIRM = "firm"
    TEAM = "team"
    PERSON = "person"


class Span(models.TextChoices):
    """Over which days it runs; `day` is one to be reached by a day, whenever it began."""

    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    DAY = "day"


class Perspective(models.TextChoices):
    """From where it is looked at (C1)."""

    FINANCE = "finance"
    PROCESS = "process"
    CUSTOMER = "customer"


class Review(models.TextChoices):
    """How often it is looked at again."""

    MONTH = "month"
    QUARTER = "quarter"


WHOSE: Mapping[Whose, Text] = {
    Whose.FIRM: Text("cả công ty", "the whole firm"),
    Whose.TEAM: Text("một nhóm", "a team"),
    Whose.PERSON: Text("một người", "a person"),
}
SPANS: Mapping[Span, Text] = {
    Span.MONTH: Text("tháng", "month"),
    Span.QUARTER: Text("quý", "quarter"),
    Span.YEAR: Text("năm", "year"),
    Span.DAY: Text("đến một ngày", "by a day"),
}
PERSPECTIVES: Mapping[Perspective, Text] = {
    Perspective.FINANCE: Text("tài chính", "finance"),
    Perspective.PROCESS: Text("quy trình nội bộ", "internal process"),
    Perspective.CUSTOMER: Text("khách hàng", "customer"),
}
REVIEWS: Mapping[Review, Text] = {
    Review.MONTH: Text("hằng tháng", "monthly"),
    Review.QUARTER: Text("hằng quý", "quarterly"),
}
MONTHS_OF: Mapping[Span, int] = {Span.MONTH: 1, Span.QUARTER: 3, Span.YEAR: 12}


def period_of(span: Span, start: date) -> Period:
    """Return the days of a span that begins on the first day of a month.

    Args:
        span: a month, a quarter or a year.
        start: its first day.
    """
    return Period(start, months_on(start, MONTHS_OF[span]))


def months_on(first: date, n: int) -> date:
    """Return the first day of the month some months after, or before, that of a day."""
    at = first.year * 12 + first.month - 1 + n
    return date(at // 12, at % 12 + 1, 1)


def begins_rightly(span: Span, start: date) -> bool:
    """Return whether a span begins on that day: quarters in January, April, July or October, years on any month's."""
    return start.day == 1 and (span != Span.QUARTER or start.month % 3 == 1)


def next_review(review: Review, since: date) -> date:
    """Return the day on which a target is looked at again that was set or looked at on some day."""
    return months_on(since, MONTHS_OF[Span(review.value)]) + timedelta(days=since.day - 1 if since.day < 28 else 27)
