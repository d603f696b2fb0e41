"""The purchases follow the process that is stated of them."""

from datetime import date

import numpy as np
import pytest
from scipy.special import hyp2f1

from crmeter.demo.books import Books, draw_books
from crmeter.demo.bought import order_amounts
from crmeter.demo.history import History, day_number, months_before
from crmeter.demo.segments import QUIET, SEGMENTS, BetaDropout


@pytest.fixture(scope="module")
def books() -> Books:
    return draw_books(30_000, date(2026, 11, 20), seed=3)


def ordinary(books: Books, segment: int) -> np.ndarray:
    """Customers of a segment without a story of their own."""
    members = np.flatnonzero(books.customers.segment[: books.customers.buyers] == segment)
    return members[~np.isin(members, books.plants.told_of)]


def weeks_observed(books: Books, members: np.ndarray, until: int) -> np.ndarray:
    """Weeks of the clock since the middle of the day of the first order."""
    first = books.customers.first_order[members]
    half_a_day = books.history.speed()[first - books.history.first] / 2
    return (
        books.history.at(until)
        + books.history.speed()[until - books.history.first]
        - books.history.at(first)
        - half_a_day
    )


def repeats(books: Books, members: np.ndarray, until: int) -> np.ndarray:
    within = books.purchases.day <= until
    return np.bincount(books.purchases.customer[within], minlength=books.customers.buyers)[members] - 1


@pytest.mark.parametrize("segment", [1, 2, 3, 4, 5])
def test_repeat_orders_are_as_many_as_bg_nbd_expects(books: Books, segment: int) -> None:
    # Fader, Hardie, Lee (2005), equation 9.
    true = SEGMENTS[segment]
    assert isinstance(true.dropout, BetaDropout)
    r, alpha, a, b = true.r, true.alpha, true.dropout.a, true.dropout.b + (1e-9 if true.dropout.a == 1 else 0)
    a += 1e-6 if a == 1 else 0
    members = ordinary(books, segment)
    t = weeks_observed(books, members, books.history.last)
    growth = (alpha / (alpha + t)) ** r * hyp2f1(r, b, a + b - 1, t / (alpha + t))
    expected = (a + b - 1) / (a - 1) * (1 - growth)

    seen = repeats(books, members, books.history.last)
    error = 4 * np.std(seen) / np.sqrt(len(seen))
    assert np.mean(seen) == pytest.approx(np.mean(expected), abs=error)


def test_repeat_orders_of_the_quiet_segment_are_pareto_nbd_until_it_goes_quiet(books: Books) -> None:
    # Schmittlein, Morrison, Colombo (1987): E X(t) = r β / (α (s - 1)) (1 - (β / (β + t))^(s - 1)).
    true = SEGMENTS[QUIET]
    assert not isinstance(true.dropout, BetaDropout)
    s, beta = true.dropout.s, true.dropout.beta
    until = books.plants.quiet_from - 1
    members = ordinary(books, QUIET)
    members = members[books.customers.first_order[members] < until]
    t = weeks_observed(books, members, until)
    expected = true.r * beta / (true.alpha * (s - 1)) * (1 - (beta / (beta + t)) ** (s - 1))

    seen = repeats(books, members, until)
    assert np.mean(seen) == pytest.approx(np.mean(expected), abs=4 * np.std(seen) / np.sqrt(len(seen)))


@pytest.mark.parametrize("segment", [1, 2, 3, 4, 5])
def test_share_without_repeat_order_is_that_of_the_gamma_rate(books: Books, segment: int) -> None:
    true, members = SEGMENTS[segment], ordinary(books, segment)
    t = weeks_observed(books, members, books.history.last)
    expected = np.mean((true.alpha / (true.alpha + t)) ** true.r)

    none = np.mean(repeats(books, members, books.history.last) == 0)
    assert none == pytest.approx(expected, abs=4 * np.sqrt(expected * (1 - expected) / len(members)))


@pytest.mark.parametrize("segment", range(6))
def test_order_values_have_the_mean_of_the_gamma_gamma(books: Books, segment: int) -> None:
    # Each customer counts once, by its first order: whole goods move the mean by a few percent.
    members = ordinary(books, segment)
    position = np.flatnonzero(books.orders.valid & ~books.orders.anonymous)
    customer, first = np.unique(books.orders.customer[position], return_index=True)
    amounts = order_amounts(books.orders, books.lines)[position[first]][np.isin(customer, members)]

    assert np.mean(amounts) == pytest.approx(SEGMENTS[segment].spend.mean, rel=0.12)


def test_stories_hold_for_every_planted_customer(books: Books) -> None:
    plants, purchases = books.plants, books.purchases
    for at, customer in enumerate(plants.won_back):
        days = purchases.day[purchases.customer == customer]
        assert not np.any((days >= plants.silent_from[at]) & (days < plants.back[at]))
        assert plants.back[at] in days
    assert not np.any(purchases.alive[plants.lost])
    assert np.all(purchases.alive[plants.won_back])


def test_clock_runs_as_fast_as_the_calendar_over_the_whole_history() -> None:
    history = History.ending(date(2026, 11, 20))

    assert history.end == pytest.approx(history.days / 7)
    assert np.all(history.speed() > 0)


def test_clock_is_slow_at_tet_and_fast_before_it() -> None:
    history = History.ending(date(2026, 11, 20))
    speed = dict(zip(range(history.first, history.last + 1), history.speed(), strict=True))

    monday_of_tet, monday_two_weeks_before, monday_after = (
        date(2026, 2, 16),
        date(2026, 2, 2),
        date(2026, 3, 2),
    )
    assert speed[day_number(monday_of_tet)] < 0.5 * speed[day_number(monday_after)]
    assert speed[day_number(monday_two_weeks_before)] > speed[day_number(monday_after)]


@pytest.mark.parametrize(
    ("day", "months", "earlier"),
    [
        (date(2026, 11, 20), 36, date(2023, 11, 20)),
        (date(2024, 3, 31), 1, date(2024, 2, 29)),
        (date(2024, 2, 29), 12, date(2023, 2, 28)),
        (date(2026, 1, 15), 1, date(2025, 12, 15)),
        (date(2026, 12, 31), 12, date(2025, 12, 31)),
    ],
)
def test_months_before_keeps_to_the_days_of_the_month(day: date, months: int, earlier: date) -> None:
    assert months_before(day, months) == earlier
