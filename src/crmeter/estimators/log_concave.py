"""Where a density with one peak has fallen to nothing."""

from collections.abc import Callable

import numpy as np

from crmeter.estimators.arrays import Floats


def fallen(height: Callable[[Floats], Floats], mode: Floats, stride: Floats, drop: float) -> Floats:
    """Return places where a log density lies at least `drop` below its peak, and not much further out.

    Args:
        height: place → log density, elementwise.
        mode: places of the peaks.
        stride: first step from each peak, negative to go left; it doubles until the density has fallen.
        drop: how far to fall.
    """
    target = height(mode) - drop
    near, far = mode, mode + stride
    for _ in range(200):
        short = height(far) > target
        if not short.any():
            break
        near = np.where(short, far, near)
        far = np.where(short, mode + 2.0 * (far - mode), far)
    for _ in range(6):
        middle = 0.5 * (near + far)
        low = height(middle) <= target
        far, near = np.where(low, middle, far), np.where(low, near, middle)
    return far
