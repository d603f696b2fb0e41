"""The choice model alone by xlogit: choose_xlogit.py CHOICES.npz."""

import json
import sys
import time

import numpy as np
from xlogit import MultinomialLogit

held = np.load(sys.argv[1])
ratings, last = held["ratings"], held["last"]
n, brands, drivers = ratings.shape
attributes = np.zeros((n, brands, drivers + 1))
attributes[np.arange(n), last, 0] = 1
attributes[:, :, 1:] = ratings
names = ["inertia", *(f"d{place}" for place in range(drivers))]
chosen = np.zeros((n, brands))
chosen[np.arange(n), held["chosen"]] = 1
started = time.process_time()
model = MultinomialLogit()
model.fit(
    attributes.reshape(n * brands, -1), chosen.reshape(-1), names, np.tile(np.arange(brands), n),
    np.repeat(np.arange(n), brands), verbose=0,
)  # fmt: skip
done = time.process_time()
print(
    json.dumps(
        {"respondents": n, "total_cpu_s": done - started, "loglik": float(model.loglikelihood),
         "coefficients": model.coeff_.tolist()}
    )
)  # fmt: skip
