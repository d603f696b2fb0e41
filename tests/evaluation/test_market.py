"""The market, checked by hand: lines without gaps, shares, and what our growth owes to what."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from crmeter.evaluation.market.figures import Market, next_period
from crmeter.evaluation.market.growth import growth_split, growths
from crmeter.evaluation.market.outlook import shares_ahead, size_ahead
from crmeter.evaluation.market.words import REST


def _market(sizes, ours, others=None, span="year"):
    periods = [next_period(span, date(2015, 1, 1), n) for n in range(len(sizes))]
    return Market(
        "", span, periods, True,
        [None if each is None else Decimal(each) for each in sizes],
        [None if each is None else Decimal(each) for each in ours],
        {n: [None if each is None else Decimal(each) for each in line] for n, line in (others or {}).items()},
        (), {}, ("GfK",), 0,
    )  # fmt: skip


def test_growth_is_divided_between_the_market_and_our_share_and_adds_up_exactly():
    # From 20 of 100 to 36 of 120: the market alone would have brought 0.25 · 20 = 5, the share 110 · 0.1 = 11.
    by_market, by_share = growth_split(Decimal(20), Decimal(100), Decimal(36), Decimal(120))
    assert (by_market, by_share) == (5, 11)
    by_market, by_share = growth_split(Decimal(7), Decimal(93), Decimal(11), Decimal(89))
    assert by_market + by_share == Fraction(4)


def test_a_period_is_held_against_the_same_one_of_the_year_before():
    market = _market([100, 110, 120, 130, 120], [20, 20, 20, 20, 36], span="quarter")
    (only,) = growths(market)
    assert (only.before, only.period, only.by_market, only.by_share) == (date(2015, 1, 1), date(2016, 1, 1), 5, 11)


def test_without_a_size_of_the_market_there_is_no_growth_to_divide():
    assert growths(_market([100, None, 120], [20, 25, 36])) == []


def test_few_periods_are_said_and_nothing_is_drawn():
    found = size_ahead(_market([100, 110, 120], [1, 1, 1]))
    assert found.forecast is None
    assert found.missing.code == "series_too_short"
    assert "3 năm" in found.missing.reason.vi


def test_a_market_that_only_wanders_is_foreseen_by_the_naive_way_with_its_name():
    found = size_ahead(_market([100, 104, 99, 103, 98, 102, 100, 104, 99, 103], [1] * 10))
    assert found.forecast is not None
    assert found.scores[0].model == "naive"
    assert len(found.forecast.value) == 3


def test_shares_of_all_who_are_named_and_of_the_rest_are_foreseen_together():
    market = _market([100] * 8, [20, 21, 20, 22, 21, 23, 22, 23], {"A": [30, 29, 30, 28, 29, 28, 28, 27]})
    found = shares_ahead(market)
    assert found.members == ["", "A", REST]
    assert found.known[REST][0] == pytest.approx(0.5)
    assert sum(member.value[0] for member in found.foreseen.members) == pytest.approx(1)


def test_shares_that_add_up_to_more_than_one_are_said_and_not_foreseen():
    found = shares_ahead(_market([100] * 6, [60] * 6, {"A": [50] * 6}))
    assert (found.foreseen, found.missing.code) == (None, "above_one")


def test_our_share_does_not_become_part_of_the_rest_while_the_newest_period_is_not_over():
    # Of 2020 the size and a competitor are known; what we sold is known when the year is over.
    market = _market([100] * 6, [20, 21, 20, 22, 21, None], {"A": [30, 29, 30, 28, 29, 28]})
    found = shares_ahead(market)
    assert found.members == ["", "A", REST]
    assert found.periods[-1] == date(2019, 1, 1)
    assert [round(found.known[who][-1], 2) for who in found.members] == [0.21, 0.29, 0.5]
    assert found.without_ours == [date(2020, 1, 1)]


def test_a_newest_period_of_which_only_a_price_is_known_leaves_the_shares_before_it():
    market = _market([100] * 6 + [None], [20, 21, 20, 22, 21, 23, None], {"A": [30, 29, 30, 28, 29, 28, None]})
    found = shares_ahead(market)
    assert (found.missing, found.periods[-1], found.members) == (None, date(2020, 1, 1), ["", "A", REST])
    assert found.without_ours == []


def test_without_a_figure_of_ours_those_who_are_named_newest_are_followed():
    market = _market([100] * 5, [None] * 5, {"A": [30] * 5, "B": [20, 20, 20, 20, None]})
    assert shares_ahead(market).members == ["A", REST]


def test_where_no_share_was_ever_known_this_is_said():
    found = shares_ahead(_market([None] * 4, [20] * 4))
    assert (found.members, found.missing.code) == ([REST], "no_shares")
