"""Logistic regression with a ridge, by Newton's steps."""

import numpy as np
from scipy import special

from crmeter.estimators.arrays import Booleans, Floats

# From nearly none to so much that everybody is like the mean.
RIDGES = tuple(10.0**power for power in np.arange(-2, 4.1, 0.5))
_MOST_STEPS = 60
_CLOSE = 1e-9


def climbed(x: Floats, yes: Floats | Booleans, w: Floats, ridge: float) -> tuple[Floats, bool]:
    """Return the constant and coefficients of the greatest penalised likelihood, and whether it was reached.

    Args:
        x: features, shape (n, K).
        yes: of each row whether it is so, or the share of its cases that are; shape (n,).
        w: cases of each row, shape (n,).
        ridge: λ of the coefficients; the constant is not drawn.

    Formula: Newton's steps (b ← b + (XᵀWX + λ)⁻¹ (Xᵀ w (y − p) − λ b)), which are iterated weighted least squares.
    Source: le Cessie & van Houwelingen 1992, Applied Statistics 41(1).
    """
    design = np.column_stack([np.ones(len(x)), x])
    penalty = np.r_[0.0, np.full(x.shape[1], ridge)]
    rate = float(np.average(yes, weights=w))
    b = np.r_[np.log(rate / (1 - rate)), np.zeros(x.shape[1])]
    for _ in range(_MOST_STEPS):
        p = special.expit(design @ b)
        score = design.T @ (w * (yes - p)) - penalty * b
        information = (design * (w * p * (1 - p))[:, None]).T @ design + np.diag(penalty)
        try:
            step = np.linalg.solve(information, score)
        except np.linalg.LinAlgError:
            break
        # A step that overshoots is shortened: in log-odds nothing moves by more than a few at once.
        step /= max(1.0, float(np.abs(design @ step).max()) / 5)
        b = b + step
        if float(np.abs(step).max()) < _CLOSE:
            return b, True
        if float(np.abs(b[1:]).max(initial=0)) > 50:
            break
    return b, False
