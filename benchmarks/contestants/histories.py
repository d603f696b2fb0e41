"""The histories that both fits are given: frequency, recency and age, in weeks."""

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Float64 = NDArray[np.float64]


def read(path: str) -> tuple[Float64, Float64, Float64]:
    """Return frequency, recency and T of a file of `populations`, or of the published CDNOW summary."""
    if Path(path).suffix == ".csv":
        rows = np.genfromtxt(path, delimiter=",", skip_header=1)
        return rows[:, 1], rows[:, 2], rows[:, 3]
    drawn = np.load(path)
    return drawn["frequency"].astype(float), drawn["recency_days"] / 7, drawn["age_days"] / 7
