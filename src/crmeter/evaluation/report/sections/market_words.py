"""How periods and those who sell in a market are called."""

from datetime import date

from crmeter.evaluation.market.words import REST, US, WHO
from crmeter.evaluation.report.figures import Page
from crmeter.vocabulary import formats


def period_words(span: str, day: date, page: Page) -> str:
    """Return a period as people write it: 2025, Q3/2025, 07/2025."""
    if span == "year":
        return str(day.year)
    return f"Q{(day.month + 2) // 3}/{day.year}" if span == "quarter" else formats.month(day, page.language)


def who_words(page: Page, who: str) -> str:
    """Return whose a line is, in words."""
    return page.say(WHO[who]) if who in (US, REST, "market") else who
