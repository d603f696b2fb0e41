"""The segment that quietly buys less."""

import numpy as np

from crmeter.demo.books import Books
from crmeter.demo.history import day_number, day_of, months_before
from crmeter.demo.plants import QUIET_MONTHS, QUIET_RATE_KEPT
from crmeter.demo.segments import QUIET, SEGMENTS
from crmeter.demo.truths.truth import Truth, customer_codes, percent
from crmeter.vocabulary import Text

SENTENCE = Text(
    "Từ {day}, mỗi khách thuộc phân khúc {segment} đặt hàng thưa đi {fall}, nhưng không ai rời bỏ.",
    "From {day} each customer of the segment {segment} orders {fall} less often, yet nobody leaves.",
)


def quiet_segment(books: Books) -> Truth:
    """Return the fall, as planted and as it came out.

    It came out among the customers who were there all the months before and had not left when it began: their
    orders before and since, each per week of the clock, which takes season and Tết out.
    """
    history, plants, customers = books.history, books.plants, books.customers
    start = months_before(day_of(plants.quiet_from), QUIET_MONTHS)
    before = day_number(start)
    quiet = customers.segment[: customers.buyers] == QUIET
    members = np.flatnonzero(quiet & (customers.first_order < before) & books.purchases.alive)
    of_members = np.isin(books.purchases.customer, members)
    day = books.purchases.day
    orders_before = int((of_members & (day >= before) & (day < plants.quiet_from)).sum())
    since = of_members & (day >= plants.quiet_from)
    orders_since = int(since.sum())
    weeks_before = float(history.at(plants.quiet_from) - history.at(before))
    weeks_since = history.end - float(history.at(plants.quiet_from))
    fall = 1 - (orders_since / weeks_since) / (orders_before / weeks_before)
    return Truth(
        id="quiet_segment",
        sentence=SENTENCE.fill(
            day=day_of(plants.quiet_from),
            segment=SEGMENTS[QUIET].name,
            fall=percent(1 - QUIET_RATE_KEPT),
        ),
        figures={
            "segment": SEGMENTS[QUIET].name.vi,
            "from": day_of(plants.quiet_from).isoformat(),
            "compared_from": start.isoformat(),
            "rate_fall": round(1 - QUIET_RATE_KEPT, 6),
            "observed_rate_fall": round(fall, 4),
            "customers": len(members),
            "customers_ordering_since": len(np.unique(books.purchases.customer[since])),
            "orders_before": orders_before,
            "orders_since": orders_since,
            "clock_weeks_before": round(weeks_before, 4),
            "clock_weeks_since": round(weeks_since, 4),
        },
        customers=customer_codes(books, members),
    )
