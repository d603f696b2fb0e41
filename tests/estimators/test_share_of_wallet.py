"""Shares of what customers spend: by the published rule, with ties, over brands, and in money."""

import numpy as np
import pytest

from crmeter.estimators import spent_share, wallet_from_ranks, wallet_shares
from crmeter.vocabulary import NotEnoughData


@pytest.mark.parametrize(
    ("brands", "shares"),
    [
        # The table of the article: shares of brands at rank 1, 2, 3, … of 2, 3 and 4.
        (2, [0.6667, 0.3333]),
        (3, [0.5, 0.3333, 0.1667]),
        (4, [0.4, 0.3, 0.2, 0.1]),
    ],
)
def test_ranks_become_the_shares_of_the_published_table(brands: int, shares: list[float]) -> None:
    found = wallet_from_ranks([list(range(brands, 0, -1))], [[True] * brands])

    assert found[0].tolist() == pytest.approx(shares, abs=5e-5)


def test_brands_rated_alike_share_their_ranks_and_all_shares_are_one_together() -> None:
    found = wallet_from_ranks([[5, 5, 3, 9], [2, 2, 2, 2]], [[True, True, True, False], [True] * 4])

    # Ranks 1.5, 1.5 and 3 of three; nobody else is used by the first.
    assert found[0].tolist() == pytest.approx([0.41667, 0.41667, 0.16667, 0], abs=1e-4)
    assert found[1].tolist() == pytest.approx([0.25] * 4)
    assert found.sum(axis=1).tolist() == pytest.approx([1, 1])


def test_a_brand_alone_has_all() -> None:
    assert wallet_from_ranks([[7, 0]], [[True, False]]).tolist() == [[1, 0]]


def test_shares_are_told_among_those_who_use_a_brand_and_over_all() -> None:
    used = np.array([[True, True], [True, False], [True, True], [False, True]])
    shares = wallet_from_ranks([[5, 3], [4, 0], [2, 5], [0, 4]], used)

    first, second = wallet_shares(shares, used)

    assert (first.users, second.users) == (3, 3)
    assert first.among_users == pytest.approx((2 / 3 + 1 + 1 / 3) / 3)
    assert first.of_all == pytest.approx((2 / 3 + 1 + 1 / 3) / 4)
    assert first.of_all + second.of_all == pytest.approx(1)


def test_nobody_who_uses_a_brand_is_refused() -> None:
    with pytest.raises(NotEnoughData):
        wallet_shares([[0.0, 0.0]], [[False, False]])


def test_money_is_a_ratio_of_sums_and_tells_who_said_too_little() -> None:
    found = spent_share([50, 30, 40], [100, 200, 20])

    assert found.share == pytest.approx(120 / 320)
    assert (found.n, found.more_than_all) == (3, 1)


def test_without_a_customer_there_is_no_share() -> None:
    with pytest.raises(NotEnoughData) as refused:
        spent_share([], [])

    assert refused.value.undefined.code == "no_matched_spend"


def test_bounds_of_a_share_lie_within_the_whole() -> None:
    found = spent_share([99, 78, 148, 10, 48], [100, 80, 150, 40, 50])

    assert found.share == pytest.approx(383 / 420)
    assert found.interval is not None
    assert 0 < found.interval.low < found.share < found.interval.high < 1


def test_customers_who_say_that_they_spend_less_than_they_bought_have_no_share() -> None:
    with pytest.raises(NotEnoughData) as refused:
        spent_share([90, 60, 40], [50, 50, 60])

    assert refused.value.undefined.code == "told_too_little"
    assert "3 customers together" in refused.value.undefined.reason.en
    assert "2 of them bought more" in refused.value.undefined.reason.en


def test_more_sent_back_than_bought_is_no_share() -> None:
    with pytest.raises(NotEnoughData) as lacking:
        spent_share([-5.0, 2.0], [10.0, 10.0])

    assert lacking.value.undefined.code == "sent_back_more"
