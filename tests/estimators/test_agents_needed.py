"""How many agents a promise takes, against what is published and against queues that are played through."""

import heapq

import numpy as np
import pytest

from crmeter.estimators.service.agents_needed import agents_needed, answered_in_time


def test_the_textbook_case_of_erlang_c() -> None:
    # 100 calls in half an hour, 3 minutes each: 10 erlangs. 80 % within 20 seconds take 14 agents, of whom each is busy
    # 71.4 % of the time; 88.8 % are answered in time (worked example of Call Centre Helper, "Erlang C formula").
    staffing = agents_needed(200, 3 / 60, 20 / 3600, 0.8)

    assert staffing.agents == 14
    assert staffing.answered_in_time == pytest.approx(0.888, abs=5e-4)
    assert staffing.occupancy == pytest.approx(0.714, abs=5e-4)
    # 17.4 % of the calls wait at all.
    assert answered_in_time(14, 200, 3 / 60, 0)[0] == pytest.approx(1 - 0.174, abs=5e-4)
    assert answered_in_time(13, 200, 3 / 60, 20 / 3600)[0] < 0.8


def test_one_agent_waits_as_a_single_queue() -> None:
    # M/M/1: P(W > t) = ρ e^(−(1 − ρ) t / h), here with ρ = 1/2 after one handling time.
    assert answered_in_time(1, 3, 1 / 6, 1 / 6)[0] == pytest.approx(1 - 0.5 * np.exp(-0.5))


def test_nobody_is_needed_where_nothing_comes_and_too_few_never_get_through() -> None:
    assert agents_needed(0, 0.1, 0.1, 0.8).agents == 0
    assert answered_in_time(10, 200, 3 / 60, 1) == (0.0, 1.0)


def test_who_gives_up_leaves_room_for_others() -> None:
    waiting, leaving = (agents_needed(200, 3 / 60, 20 / 3600, 0.8, patience) for patience in (None, 2 / 60))

    assert leaving.agents < waiting.agents
    # With endless patience both are the same queue.
    assert answered_in_time(14, 200, 3 / 60, 20 / 3600, 1e6)[0] == pytest.approx(waiting.answered_in_time, abs=1e-4)


def test_half_of_the_arrivals_lost_at_once_by_impatience_alone() -> None:
    # One agent, load 1, patience that ends at once: Erlang B, half of all find nobody free.
    assert answered_in_time(1, 60, 1 / 60, 0, 1e-9)[0] == pytest.approx(0.5, abs=1e-6)


@pytest.mark.parametrize("wrong", [(-1, 0.1, 0.1, 0.8), (1, 0.1, 0.1, 1.0), (1, np.nan, 0.1, 0.8)])
def test_what_is_no_load_is_refused(wrong: tuple[float, float, float, float]) -> None:
    with pytest.raises(ValueError, match="are needed"):
        agents_needed(*wrong)


@pytest.mark.prove
@pytest.mark.parametrize(
    ("agents", "within", "patience"), [(14, 20, None), (9, 20, 120), (10, 60, 180), (3, 60, 180), (11, 300, 600)]
)
def test_queues_that_are_played_through_keep_the_promise_as_often(
    agents: int, within: float, patience: float | None
) -> None:
    draw, customers = np.random.default_rng(11), 400_000
    comes = np.cumsum(draw.exponential(1 / 200, customers))
    takes = draw.exponential(3 / 60, customers)
    waits = np.full(customers, np.inf) if patience is None else draw.exponential(patience / 3600, customers)
    free, in_time, at_work = [0.0] * agents, 0, 0.0
    for arrives, work, stays in zip(comes, takes, waits, strict=True):
        begins = max(arrives, free[0])
        if begins - arrives > stays:
            continue
        heapq.heapreplace(free, begins + work)
        at_work += work
        in_time += begins - arrives <= within / 3600

    share, occupancy = answered_in_time(
        agents, 200, 3 / 60, within / 3600, None if patience is None else patience / 3600
    )

    assert share == pytest.approx(in_time / customers, abs=0.008)
    assert occupancy == pytest.approx(at_work / comes[-1] / agents, abs=0.005)
