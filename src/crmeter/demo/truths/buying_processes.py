"""The true parameters by which each segment buys."""

import numpy as np

from crmeter.demo.books import Books
from crmeter.demo.segments import SEGMENTS, BetaDropout
from crmeter.demo.truths.truth import Json


def buying_processes(books: Books) -> dict[str, Json]:
    """Return the parameters of each segment, and how many of its customers are still there at the end.

    The customers of the stories `lost_customers` and `won_back_customers` have rates of their own.
    """
    customers, purchases = books.customers, books.purchases
    segment = customers.segment[: customers.buyers]
    purchase_segment = segment[purchases.customer]
    listed: list[Json] = []
    for at, each in enumerate(SEGMENTS):
        dropout: dict[str, Json] = (
            {"kind": "beta", "a": each.dropout.a, "b": each.dropout.b}
            if isinstance(each.dropout, BetaDropout)
            else {"kind": "exponential", "s": each.dropout.s, "beta": each.dropout.beta}
        )
        listed.append(
            {
                "segment": each.name.vi,
                "kind": "firm" if each.firm else "person",
                "share": each.share,
                "rate": {"kind": "gamma", "r": each.r, "alpha": each.alpha},
                "dropout": dropout,
                "spend": {
                    "kind": "gamma-gamma",
                    "p": each.spend.p,
                    "q": each.spend.q,
                    "gamma": each.spend.gamma,
                    "mean": round(each.spend.mean),
                },
                "customers": int((segment == at).sum()),
                "still_customers": int(purchases.alive[segment == at].sum()),
                "purchases": int((purchase_segment == at).sum()),
            }
        )
    return {
        "time_unit": "week",
        "clock": "weeks; faster in the hot season and before Tết, slower on Sundays and at Tết; mean speed 1",
        "still_customers": int(np.sum(purchases.alive)),
        "segments": listed,
    }
