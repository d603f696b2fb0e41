"""How many agents answer so many within a promised time: Erlang C, and Erlang A where people hang up."""

from dataclasses import dataclass
from itertools import count

import numpy as np
from scipy import special

from crmeter.estimators.arrays import Floats

# More waiting than this share of a state's chance is not added up.
_LEAST_CHANCE = 1e-13
_MOST_AGENTS = 100_000


@dataclass(frozen=True, slots=True)
class Staffing:
    """What so many agents come to.

    Args:
        agents: at work.
        answered_in_time: share of all that is answered within the promised time.
        occupancy: share of their time in which they are at work on something.
    """

    agents: int
    answered_in_time: float
    occupancy: float


def agents_needed(
    arrivals: float, handling: float, within: float, share: float, patience: float | None = None
) -> Staffing:
    """Return the fewest agents with whom a promise is kept, in an hour that goes on as it is.

    Args:
        arrivals: in an hour, coming at random and independently.
        handling: mean hours of work on one.
        within: the promised hours until it is begun.
        share: of all, that must be begun within them.
        patience: mean hours after which whoever waits gives up; None where nobody does.

    Raises:
        ValueError: a number is negative or no number, or the share is not between 0 and 1.

    Formula: Erlang C, 1 − C(n, a) e^(−(n − a) t / h) ≥ share with a = arrivals × handling (Gans, Koole & Mandelbaum
    2003, Manufacturing & Service Operations Management 5(2), section 3.2); with patience Erlang A, see
    `answered_in_time`.
    """
    numbers = (arrivals, handling, within, share, *(() if patience is None else (patience,)))
    if not all(np.isfinite(number) and number >= 0 for number in numbers) or not 0 < share < 1 or patience == 0:
        raise ValueError("arrivals, times and a share below one are needed")
    load = arrivals * handling
    if not load:
        return Staffing(0, 1.0, 0.0)
    for agents in count(1 if patience is not None else int(load) + 1):
        if agents > _MOST_AGENTS:
            raise ValueError(f"{load} is no load that people could carry")
        in_time, occupancy = answered_in_time(agents, arrivals, handling, within, patience)
        if in_time >= share:
            return Staffing(agents, in_time, occupancy)
    raise AssertionError  # pragma: no cover - the count does not end


def answered_in_time(
    agents: int, arrivals: float, handling: float, within: float, patience: float | None = None
) -> tuple[float, float]:
    """Return which share is begun within a time, and which share of the time the agents are at work.

    Args:
        agents: at work, 1 or more.
        arrivals: in an hour.
        handling: mean hours of work on one.
        within: hours.
        patience: mean hours after which whoever waits gives up; None where nobody does.

    Formula: without patience Erlang C by the recursion of Erlang B; as many agents as the load, or fewer, never get
    through. With patience M/M/n+M (Garnett, Mandelbaum & Reiman 2002, Manufacturing & Service Operations Management
    4(3)): who finds k waiting, of n agents at rate μ and patience 1/θ, waits V with e^(−θV) ~ Beta(nμ/θ, k + 1), the
    sum of k + 1 exponential times of rates nμ + jθ; it is begun in time with E[e^(−θV); V ≤ t].
    """
    load = arrivals * handling
    blocked = _erlang_b(agents, load)
    if patience is None:
        if agents <= load:
            return 0.0, 1.0
        waits = agents * blocked / (agents - load * (1 - blocked))
        return float(1 - waits * np.exp(-(agents - load) * within / handling)), load / agents
    leaving, serving = 1 / patience, agents / handling
    # Chances of k more than the agents can have at once, beside that of all agents being busy with nobody waiting.
    waiting = _beside_full(arrivals, serving, leaving)
    total = 1 / blocked + waiting[1:].sum()
    chances = waiting / total
    shape, places = serving / leaving, np.arange(1, len(chances) + 1, dtype=np.float64)
    began = shape / (shape + places) * special.betaincc(shape + 1, places, np.exp(-leaving * within))
    at_once = 1 - chances.sum()
    lost = (leaving * np.arange(len(chances)) * chances).sum() / arrivals
    return float(at_once + (chances * began).sum()), float(load * (1 - lost) / agents)


def _erlang_b(agents: int, load: float) -> float:
    blocked = 1.0
    for n in range(1, agents + 1):
        blocked = load * blocked / (n + load * blocked)
    return blocked


def _beside_full(arrivals: float, serving: float, leaving: float) -> Floats:
    """Return the chance of each number waiting, from none on, over that of none; as far as it matters."""
    found = [1.0]
    for k in count(1):
        found.append(found[-1] * arrivals / (serving + k * leaving))
        if found[-1] < _LEAST_CHANCE * sum(found):
            return np.array(found)
    raise AssertionError  # pragma: no cover - the count does not end
