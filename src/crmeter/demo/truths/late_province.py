"""The province where deliveries come late."""

import numpy as np

from crmeter.demo.books import Books
from crmeter.demo.orders import LATE_PROVINCE, LATE_SHARE, LATE_SHARE_THERE
from crmeter.demo.places import PROVINCE_NAMES
from crmeter.demo.truths.truth import Json, Truth, percent, share
from crmeter.vocabulary import Text

SENTENCE = Text(
    "Giao hàng ở {province} trễ hẹn {there} số đơn; nơi khác {elsewhere}.",
    "Deliveries in {province} are late for {there} of the orders; elsewhere for {elsewhere}.",
)


def late_province(books: Books) -> Truth:
    """Return the planted shares, and deliveries made, made late and overdue in each province."""
    orders = books.orders
    delivered = orders.delivered >= 0
    late = delivered & (orders.delivered > orders.promised)
    overdue = ~delivered & ~orders.cancelled & (orders.promised < books.history.last)
    provinces: list[Json] = []
    for at, name in enumerate(PROVINCE_NAMES):
        there = orders.province == at
        made, made_late, due = (int(np.sum(there & which)) for which in (delivered, late, overdue))
        provinces.append(
            {
                "province": name,
                "delivered": made,
                "late": made_late,
                "overdue": due,
                "late_share": share(made_late, made),
            }
        )
    return Truth(
        id="late_province",
        sentence=SENTENCE.fill(
            province=Text.same(PROVINCE_NAMES[LATE_PROVINCE]),
            there=percent(LATE_SHARE_THERE),
            elsewhere=percent(LATE_SHARE),
        ),
        figures={
            "province": PROVINCE_NAMES[LATE_PROVINCE],
            "late_share": LATE_SHARE_THERE,
            "late_share_elsewhere": LATE_SHARE,
            "provinces": provinces,
        },
    )
