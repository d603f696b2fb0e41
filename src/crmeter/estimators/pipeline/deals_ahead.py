"""What becomes of deals within some days, from daily chances."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np

from crmeter.estimators.arrays import Floats, Integers

_STAYED, _WON, _, _MOVED = range(4)


@dataclass(frozen=True, slots=True)
class DealsAhead:
    """Chances to be won within some days.

    Args:
        horizons: the numbers of days, ascending.
        won: by horizon; shape (draws, horizons, stages, days at the stage); the days at the stage are those at the
            first of the days ahead, and the last of them stands for all beyond.
        ever: at all, by the first of the draws; shape (stages, days at the stage).
        begun: of a deal that begins today, with 0, 1, … days after today left; shape (draws, last horizon + 1).
    """

    horizons: tuple[int, ...]
    won: Floats
    ever: Floats
    begun: Floats

    @classmethod
    def of(cls, daily: Floats, onward: Floats, first: Floats, horizons: Sequence[int]) -> Self:
        """Work the chances out.

        Args:
            daily: of staying, winning, losing and moving on; shape (draws, stages, days at the stage, 4).
            onward: shape (stages, stages), where a deal goes that moves on.
            first: shape (stages,), where deals begin.
            horizons: how many days ahead, positive.

        Formula: W_h(s, d) = won(s, d) + moved(s, d) Σ_t onward(s, t) V_h(t) + stayed(s, d) W_h−1(s, d + 1), where V,
            the
        chance of a deal that comes to t on a day, allows for what happens to it on that same day: V_h = (I − M)⁻¹
        (won(·, 0) + stayed(·, 0) W_h−1(·, 1)), M(t, u) = moved(t, 0) onward(t, u). W_0 = 0. Without
        an end, W = α + β Σ onward V with α and β by the same rule from the last of the days backwards, and V solves
        what is left, which is linear.
        """
        moved_at_once = np.eye(daily.shape[1]) - daily[:, :, 0, _MOVED, None] * onward
        at_once = np.asarray(np.linalg.inv(moved_at_once), dtype=np.float64)
        wanted = tuple(sorted(set(horizons)))
        days, won = wanted[-1], np.zeros(daily.shape[:3])
        begun, kept = np.empty((daily.shape[0], days + 1)), []
        for day in range(days + 1):
            if day in wanted:
                kept.append(won)
            arrived = _arrived(daily, at_once, won)
            begun[:, day] = arrived @ first
            won = _a_day_more(daily, onward, arrived, won)
        return cls(wanted, np.stack(kept, axis=1), _at_all(daily[0], onward, at_once[0]), begun)

    def within(self, days: int, stage: Integers, age: Integers) -> Floats:
        """Return the chance of each deal to be won within some days, shape (draws, n).

        Args:
            days: one of the horizons.
            stage: of each deal, shape (n,).
            age: whole days at its stage, on the first of the days ahead; shape (n,).
        """
        last = self.won.shape[3] - 1
        return np.asarray(self.won[:, self.horizons.index(days)][:, stage, np.minimum(age, last)])

    def at_all(self, stage: Integers, age: Integers) -> Floats:
        """Return the chance of each deal to be won at all, shape (n,); see `within`."""
        return np.asarray(self.ever[stage, np.minimum(age, self.ever.shape[1] - 1)])


def _arrived(daily: Floats, at_once: Floats, won: Floats) -> Floats:
    """Return the chance of a deal that comes to a stage today, with the days left that `won` has; (draws, stages)."""
    today = daily[:, :, 0, _WON] + daily[:, :, 0, _STAYED] * won[:, :, min(1, won.shape[2] - 1)]
    return np.asarray((at_once @ today[:, :, None])[:, :, 0])


def _a_day_more(daily: Floats, onward: Floats, arrived: Floats, won: Floats) -> Floats:
    next_day = np.concatenate([won[:, :, 1:], won[:, :, -1:]], axis=2)
    moved_on = (arrived @ onward.T)[:, :, None]
    return np.asarray(daily[..., _WON] + daily[..., _MOVED] * moved_on + daily[..., _STAYED] * next_day)


def _at_all(daily: Floats, onward: Floats, at_once: Floats) -> Floats:
    """Return the chance to be won at all, shape (stages, days at the stage), from daily ones without draws."""
    won, moved, stayed = (daily[:, :, each] for each in (_WON, _MOVED, _STAYED))
    own, by_moving = np.empty(won.shape), np.empty(won.shape)
    # From the last day on nothing changes any more.
    own[:, -1], by_moving[:, -1] = won[:, -1] / (1 - stayed[:, -1]), moved[:, -1] / (1 - stayed[:, -1])
    for day in range(won.shape[1] - 2, -1, -1):
        own[:, day] = won[:, day] + stayed[:, day] * own[:, day + 1]
        by_moving[:, day] = moved[:, day] + stayed[:, day] * by_moving[:, day + 1]
    later = min(1, won.shape[1] - 1)
    by_stage = at_once @ ((stayed[:, 0] * by_moving[:, later])[:, None] * onward)
    arrived = np.linalg.solve(np.eye(len(won)) - by_stage, at_once @ (won[:, 0] + stayed[:, 0] * own[:, later]))
    return np.asarray(own + by_moving * (onward @ arrived)[:, None])
