"""Regular heavy buyers who stopped."""

import numpy as np

from crmeter.demo.books import Books
from crmeter.demo.bought import order_amounts
from crmeter.demo.history import day_of
from crmeter.demo.truths.truth import Json, Truth, customer_codes
from crmeter.vocabulary import Text

SENTENCE = Text(
    "{n} khách mua đều và nhiều đã ngừng mua hẳn, mỗi khách vào một ngày đã biết.",
    "{n} customers who bought often and regularly stopped for good, each on a known day.",
)


def lost_customers(books: Books) -> Truth:
    """Return who stopped, when, and what they had brought in the 365 days up to their last order."""
    lost, stopped = books.plants.lost, books.plants.stopped
    amounts = order_amounts(books.orders, books.lines)
    stories: list[Json] = []
    for at, code in enumerate(customer_codes(books, lost)):
        theirs = np.flatnonzero((books.orders.customer == lost[at]) & books.orders.valid)
        last = int(books.orders.day[theirs].max())
        in_last_year = theirs[books.orders.day[theirs] > last - 365]
        stories.append(
            {
                "customer": code,
                "stopped_on": day_of(stopped[at]).isoformat(),
                "last_order_on": day_of(last).isoformat(),
                "orders": len(theirs),
                "orders_per_clock_week": round(float(books.plants.lost_rate[at]), 4),
                "revenue_of_last_365_days": int(amounts[in_last_year].sum()),
            }
        )
    return Truth(
        id="lost_customers",
        sentence=SENTENCE.fill(n=len(lost)),
        figures={"customers": len(lost), "stories": stories},
        customers=customer_codes(books, lost),
    )
