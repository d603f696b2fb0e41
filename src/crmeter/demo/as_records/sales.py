"""Orders with what is in them, how they were delivered and what came back."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import numpy as np

from crmeter.demo.as_records.dates import Dates
from crmeter.demo.as_records.people import FIRST_MINUTE, LAST_MINUTE, customer_code
from crmeter.demo.books import Books
from crmeter.demo.channels import SALES_CHANNELS
from crmeter.demo.csv_files import CURRENCY, NONE, code_of
from crmeter.demo.people import STAFF
from crmeter.demo.places import PROVINCE_NAMES
from crmeter.demo.products import FAULTY, PRODUCTS
from crmeter.demo.streams import stream
from crmeter.vocabulary import ForeignRecord

CANCEL_REASONS = ("customer", "price", "stock", "late", "mistake")
RETURN_REASONS = ("damaged", "wrong", "not_wanted", "late")


def order_code(index: int) -> str:
    """Return how the company calls one of its orders."""
    return code_of("DH", 7, index + 1)


def orders(books: Books, dates: Dates) -> Iterator[ForeignRecord]:
    """Return the orders by day; what stands in the files, and the hour of each."""
    found, lines = books.orders, books.lines
    minute = stream(books.seed, "hours").integers(FIRST_MINUTE, LAST_MINUTE, len(found.day)).tolist()
    first = np.searchsorted(lines.order, np.arange(len(found.day) + 1)).tolist()
    product, quantity, price, cost, amount = (
        each.tolist() for each in (lines.product, lines.quantity, lines.price, lines.cost, lines.amount)
    )
    right_papers = books.delivered.right_papers.tolist()
    day, promised, delivered = (each.tolist() for each in (found.day, found.promised, found.delivered))
    customer, channel, province, owner = (
        each.tolist() for each in (found.customer, found.channel, found.province, found.owner)
    )
    returned, sent = _returns_by_order(books, dates), _sent_by_order(books)
    for i, cancelled in enumerate(found.cancelled.tolist()):
        own = range(first[i], first[i + 1])
        at = dates.at(day[i], minute[i])
        came = delivered[i] != NONE
        values: dict[str, Any] = {
            "ordered_at": at,
            "amount": sum(amount[n] for n in own),
            "currency": CURRENCY,
            "status": "cancelled" if cancelled else "delivered" if came else "confirmed",
            "confirmed_at": None if cancelled else at,
            "promised_on": dates.day(promised[i]),
            "channel": SALES_CHANNELS[channel[i]],
            "region": PROVINCE_NAMES[province[i]],
        }
        if cancelled:
            values |= {"cancelled_on": dates.day(day[i]), "cancel_reason": CANCEL_REASONS[i % len(CANCEL_REASONS)]}
        beside: dict[str, Any] = {
            "lines": [
                {
                    "product": PRODUCTS[product[n]].code,
                    "quantity": quantity[n],
                    "unit_price": price[n],
                    "amount": amount[n],
                    "unit_cost": cost[n],
                }
                for n in own
            ]
        }
        if not cancelled:
            delivery: dict[str, Any] = {
                "promised_on": dates.day(promised[i]),
                "shipped_on": dates.day(delivered[i]) if came else None,
                "delivered_on": dates.day(delivered[i]) if came else None,
            }
            if i in sent:
                papers = "right" if right_papers[i] else "wrong"
                delivery |= {"lines": sent[i], "documents": papers}
            beside["deliveries"] = [delivery]
        if i in returned:
            beside["returns"] = returned[i]
        yield ForeignRecord(
            order_code(i),
            order_code(i),
            at,
            values,
            {} if customer[i] == NONE else {"customer": customer_code(books, customer[i])},
            STAFF[owner[i]],
            beside,
        )


def _sent_by_order(books: Books) -> dict[int, list[dict[str, Any]]]:
    """Return what was in deliveries, by order, where the company wrote it down."""
    found: dict[int, list[dict[str, Any]]] = defaultdict(list)
    delivered, lines = books.delivered, books.lines
    told = zip(*(each.tolist() for each in (delivered.line, delivered.quantity, delivered.damaged)), strict=True)
    for line, quantity, damaged in told:
        product = PRODUCTS[int(lines.product[line])].code
        found[int(lines.order[line])].append({"product": product, "quantity": quantity, "damaged": damaged})
    return found


def _returns_by_order(books: Books, dates: Dates) -> dict[int, list[dict[str, Any]]]:
    found: dict[int, list[dict[str, Any]]] = defaultdict(list)
    returns, lines = books.returns, books.lines
    for n, line in enumerate(returns.line.tolist()):
        product = int(lines.product[line])
        found[int(lines.order[line])].append(
            {
                "product": PRODUCTS[product].code,
                "quantity": int(returns.quantity[n]),
                "amount": int(returns.amount[n]),
                "currency": CURRENCY,
                "returned_on": dates.day(int(returns.day[n])),
                "reason": "quality" if product == FAULTY else RETURN_REASONS[n % len(RETURN_REASONS)],
            }
        )
    return found
