"""How conversion falls with the time until somebody answers (C4)."""

import numpy as np
import pytest

from crmeter.estimators.outreach.response_decay import response_decay
from crmeter.vocabulary import NotEnoughData


def leads(*groups):
    """Leads from groups of (delay, how many, how many converted)."""
    delays = np.concatenate([np.full(n, delay, dtype=float) for delay, n, _ in groups])
    converted = np.concatenate([np.arange(n) < won for _, n, won in groups])
    return delays, converted


def test_the_window_is_where_the_curve_has_fallen_to_half():
    found = response_decay(*leads((1, 100, 40), (3, 100, 30), (7, 100, 10), (15, 100, 5)))

    assert [(each.middle, each.n, each.rate) for each in found.bins] == [
        (1, 100, 0.4), (3, 100, 0.3), (7, 100, 0.1), (15, 100, 0.05),
    ]  # fmt: skip
    # Half of 40 % lies in the middle between 30 % at log 4 and 10 % at log 8: √32 − 1.
    assert found.window == pytest.approx(32**0.5 - 1)
    assert found.window_interval is not None
    assert found.window_interval[0] < found.window < found.window_interval[1]


def test_neighbours_that_rise_are_taken_together():
    found = response_decay(*leads((1, 100, 40), (2, 100, 20), (4, 300, 90), (9, 100, 10)))

    # 20 % of 100 and 30 % of 300 become 27.5 % of 400.
    assert found.bins[0].fitted == pytest.approx(0.4)
    assert {round(each.fitted, 3) for each in found.bins[1:-1]} == {0.275}


def test_who_was_never_answered_stands_apart():
    delays, converted = leads((1, 60, 30), (5, 60, 20), (9, 60, 10))
    found = response_decay(np.append(delays, [np.nan] * 40), np.append(converted, np.arange(40) < 2))

    assert found.never == (40, 2)
    assert sum(each.n for each in found.bins) == 180


def test_conversion_that_does_not_fall_so_far_has_no_window():
    found = response_decay(*leads((1, 100, 40), (3, 100, 38), (7, 100, 36)))

    assert (found.window, found.window_interval) == (None, None)


@pytest.mark.parametrize(
    ("told", "code"),
    [
        (leads((1, 60, 9), (2, 29, 3)), "few_answered"),
        (leads((1, 500, 90), (2, 29, 3)), "equally_fast"),
        (leads((1, 60, 0), (2, 60, 0), (3, 60, 0)), "none_converted"),
    ],
)
def test_too_little_tells_nothing(told, code):
    with pytest.raises(NotEnoughData) as lacking:
        response_decay(*told)
    assert lacking.value.undefined.code == code


@pytest.mark.prove
@pytest.mark.parametrize("n", [800, 3_000, 12_000])
def test_the_interval_holds_the_window(n):
    rng, held = np.random.default_rng(8), []
    # Conversion 40 % · 2^(−t/6): half of that of the fastest, of whom the middle waits little, six hours later.
    for seed in range(400):
        delays = rng.exponential(8, n)
        won = rng.random(n) < 0.4 * 2 ** (-delays / 6)
        found = response_decay(delays, won, draws=200, seed=seed)
        if found.window_interval is not None:
            low, high = found.window_interval
            held.append(low <= found.bins[0].middle + 6 <= high)
    assert len(held) > 390
    assert 0.76 <= np.mean(held) <= 0.84, np.mean(held)
