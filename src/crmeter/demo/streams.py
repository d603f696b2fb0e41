"""One random stream per concept, so that a new table leaves the others as they are."""

import numpy as np


def stream(seed: int, concept: str) -> np.random.Generator:
    """Return the random generator of one concept.

    Args:
        seed: the seed of the whole company.
        concept: what is drawn; another word gives an independent stream.
    """
    return np.random.Generator(np.random.PCG64(np.random.SeedSequence([seed, *concept.encode()])))
