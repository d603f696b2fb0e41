"""What is said by choice, taken together by who chose: several choices of one are no independent evidence."""

import numpy as np

from crmeter.estimators.arrays import Floats, Integers


def counted_once(weights: Floats, who: Integers) -> Floats:
    """Return weights of choices under which each respondent counts once, 1 on average, shape (n,).

    Args:
        weights: of choices, shape (n,).
        who: made each, from 0 on, shape (n,).
    """
    once = weights / np.bincount(who)[who]
    return np.asarray(once / once.mean(), dtype=np.float64)


def sampling_error(influence: Floats, who: Integers) -> Floats:
    """Return the standard error of figures, each respondent being drawn with all choices of theirs.

    Formula: √(m / (m − 1) Σ_r (Σ_{i of r} influence_i)²) over m respondents.

    Args:
        influence: of each choice on each figure, shape (n,) or (n, J).
        who: made each, from 0 on, shape (n,).
    """
    people = int(who.max()) + 1
    if people == len(who):
        # Everybody chose once: nothing is to be added up.
        summed = influence
    else:
        summed = np.zeros((people, *influence.shape[1:]))
        np.add.at(summed, who, influence)
    return np.asarray(np.sqrt((summed**2).sum(axis=0) * people / (people - 1)), dtype=np.float64)
