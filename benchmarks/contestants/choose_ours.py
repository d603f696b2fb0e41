"""Choice model and customer equity by CRMeter: choose_ours.py CHOICES.npz."""

import json
import sys
import time

import numpy as np

from crmeter.estimators import CustomerEquity, Market

held = np.load(sys.argv[1])
brands, drivers = held["ratings"].shape[1:]
market = Market(np.full(brands, 0.3), 0.12, 3.0, 1_000_000)
model = CustomerEquity([f"d{n}" for n in range(drivers)])
started = time.process_time()
model.fit(
    held["ratings"], held["last"], held["chosen"], spend=held["spend"], frequency=held["frequency"], market=market
)
done = time.process_time()
logit = model.logit_
print(
    json.dumps(
        {
            "respondents": logit.n_,
            "total_cpu_s": done - started,
            "loglik": logit.loglik_,
            "coefficients": logit.coefficients_.tolist(),
            "equity": model.equity_.value.tolist(),
        }
    )
)
