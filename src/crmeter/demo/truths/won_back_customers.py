"""Customers who had gone silent and ordered again after a campaign."""

import numpy as np

from crmeter.demo.books import Books
from crmeter.demo.history import day_of
from crmeter.demo.truths.truth import Json, Truth, customer_codes
from crmeter.vocabulary import Text

CAMPAIGN = "Quay lại cùng An Khang"
SENTENCE = Text(
    "{n} khách im lặng nhiều tháng đã mua lại sau chiến dịch “{campaign}” ngày {day}, trong số "
    "{contacted} khách được nhắn tin.",
    "{n} customers silent for months ordered again after the campaign “{campaign}” of {day}, of {contacted} "
    "written to.",
)


def won_back_customers(books: Books) -> Truth:
    """Return who came back, the gap of each, and whom the campaign wrote to in vain."""
    plants = books.plants
    stories: list[Json] = []
    for at, code in enumerate(customer_codes(books, plants.won_back)):
        theirs = (books.orders.customer == plants.won_back[at]) & books.orders.valid
        days = books.orders.day[theirs]
        last_before = int(days[days < plants.silent_from[at]].max())
        stories.append(
            {
                "customer": code,
                "last_order_before_on": day_of(last_before).isoformat(),
                "back_on": day_of(plants.back[at]).isoformat(),
                "gap_days": int(plants.back[at]) - last_before,
                "orders_since": int((days >= plants.back[at]).sum()),
            }
        )
    campaigned = books.touches.campaigned
    in_vain = campaigned[~np.isin(campaigned, plants.won_back)]
    return Truth(
        id="won_back_customers",
        sentence=SENTENCE.fill(
            n=len(plants.won_back), campaign=CAMPAIGN, day=day_of(plants.campaign), contacted=len(campaigned)
        ),
        figures={
            "customers": len(plants.won_back),
            "campaign": CAMPAIGN,
            "campaign_on": day_of(plants.campaign).isoformat(),
            "contacted": len(campaigned),
            "contacted_in_vain": customer_codes(books, in_vain),
            "stories": stories,
        },
        customers=customer_codes(books, plants.won_back),
    )
