"""After how many contacts people no longer reply (C3)."""

import numpy as np
import pytest

from crmeter.estimators.outreach.silence_point import silence_point
from crmeter.vocabulary import NotEnoughData


def test_the_point_is_the_first_after_which_all_later_contacts_together_do_not_pay():
    # After two contacts: 5 of 1,500 reply, Wilson's upper limit at 95 % is 0.68 %; after one 35 of 2,500, 1.84 %.
    found = silence_point([2000, 1000, 800, 500, 200], [200, 30, 4, 1, 0])

    assert (found.after, found.contacts_past, found.replies_past) == (2, 1500, 5)
    assert found.upper == pytest.approx(0.00679, abs=5e-5)
    assert [each.rate for each in found.curve] == [0.1, 0.03, 0.005, 0.002, 0.0]


def test_few_late_contacts_leave_it_open():
    # After one contact 0 of 100 reply: the upper limit is 2.6 %.
    found = silence_point([1000, 100], [100, 0])

    assert (found.after, found.upper, found.contacts_past) == (None, None, 0)


def test_a_late_contact_that_pays_moves_the_point_behind_it():
    # The fourth contact, by which an offer came: 30 of 600. After three all later ones are 30 of 20,600: 0.2 %.
    found = silence_point([20_000, 10_000, 5_000, 600, 20_000], [400, 20, 5, 30, 0])

    assert found.after == 4


def test_where_a_reply_brings_more_one_goes_on_for_longer():
    sent, replied = [5000, 4000, 3000, 2000], [500, 120, 30, 4]

    assert silence_point(sent, replied, break_even=0.02).after == 2
    assert silence_point(sent, replied, break_even=0.005).after == 3


def test_nobody_contacted_is_no_curve():
    with pytest.raises(NotEnoughData):
        silence_point([0, 0], [0, 0])
    with pytest.raises(ValueError, match="as many replies"):
        silence_point([1], [2])


@pytest.mark.prove
def test_contacts_that_pay_are_seldom_given_up():
    rng = np.random.default_rng(4)
    sent = np.array([4000, 3000, 2500, 2000, 1500])
    given_up = sum(
        silence_point(sent, rng.binomial(sent, [0.1, 0.03, 0.012, 0.012, 0.012])).after is not None
        for _ in range(2_000)
    )
    # Three tails are looked at, each of which is missed with 5 % at most.
    assert given_up / 2_000 < 0.05
