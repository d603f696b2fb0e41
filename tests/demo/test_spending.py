"""What respondents say they spend, beside what the books say they bought."""

from datetime import date

import numpy as np
import pytest

from crmeter.demo.books import Books, draw_books
from crmeter.demo.bought import order_amounts


@pytest.fixture(scope="module")
def books() -> Books:
    return draw_books(1_500, date(2026, 11, 20), seed=7)


def in_the_year_before(books: Books, customer: int, day: int) -> tuple[int, int]:
    """The money and the number of orders of a customer in the year up to a day, order by order."""
    amounts = order_amounts(books.orders, books.lines)
    orders = books.orders
    own = [
        int(amounts[at])
        for at in np.flatnonzero(orders.customer == customer)
        if orders.valid[at] and day - 365 < orders.day[at] <= day
    ]
    return sum(own), len(own)


def test_nobody_says_less_than_what_they_bought_of_the_company(books: Books) -> None:
    told = books.surveys.comparison
    shares, of_likely = [], []
    for at, customer in enumerate(told.customer.tolist()):
        bought, orders = in_the_year_before(books, customer, int(told.answered[at]))
        said = int(told.spend[at] * told.frequency[at])
        assert bought <= said
        assert orders <= told.frequency[at]
        if bought:
            shares.append(bought / said)
            of_likely.append(int(told.chances[at, 0]))

    assert len(shares) > 100
    # Whoever is likely to buy of the company next gives it a larger part of the year.
    assert np.corrcoef(shares, of_likely)[0, 1] > 0.9
    assert min(shares) > 0.25 and max(shares) <= 0.9


def test_spend_is_said_in_round_numbers(books: Books) -> None:
    told = books.surveys.comparison

    assert (told.spend % 10_000 == 0).all()
    assert (told.spend > 0).all() and (told.frequency > 0).all()
