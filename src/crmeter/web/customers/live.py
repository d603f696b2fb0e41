"""What a run knows of one customer, read from its files; the first call loads the engine of tables."""

from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.conf import settings

from crmeter.records.customers.queries import Listing
from crmeter.vocabulary import Period, Scope
from crmeter.web.readings.opened import words_for

if TYPE_CHECKING:
    from crmeter.evaluation.customer_story import Story

# A page reads the rows of one customer; it must not take what the worker needs.
MEMORY = "512MB"
THREADS = 2


def story_for(listing: Listing, customer_key: int, chosen: str, scope: Scope) -> "Story | None":
    """Read the story of a customer, or return None where the files of the run are gone.

    Args:
        listing: the list that the customer was found in.
        customer_key: who; whether they may be seen was asked before.
        chosen: the period of documents and events, one of `PERIODS`.
        scope: of the reader; leads and contacts of others are not told.
    """
    # The list and all pages of stored figures never come here and stay small.
    from crmeter.evaluation.customer_story import story_of  # noqa: PLC0415 - see above

    period = period_of(listing, chosen)
    try:
        words = None if scope.kind == "all" else words_for(scope)
        return story_of(settings.WORKSPACE, listing.run, customer_key, period, MEMORY, THREADS, words=words)
    except FileNotFoundError:
        return None


def period_of(listing: Listing, chosen: str) -> Period | None:
    """Return the days that a choice stands for; None for all of them."""
    if chosen == "main":
        return listing.period
    if chosen == "quarter":
        return Period.trailing(listing.as_of, 90)
    return None


def days_until(listing: Listing, day: date | None) -> int | None:
    """Return how many days lie between a day and the last one that the run sees."""
    return None if day is None else (listing.as_of - day) // timedelta(days=1)
