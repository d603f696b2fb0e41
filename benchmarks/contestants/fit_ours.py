"""Fit by CRMeter: fit_ours.py MODEL HISTORIES."""

import json
import sys
import time

from benchmarks.contestants.histories import read
from crmeter.estimators import BGNBD, ParetoNBD, PurchaseHistory

MODELS = {"bg_nbd": BGNBD, "pareto_nbd": ParetoNBD}

columns = read(sys.argv[2])
started = time.process_time()
history = PurchaseHistory(*columns, "week")
rows = len(history.grouped())
grouped = time.process_time()
model = MODELS[sys.argv[1]](unit="week").fit(history)
fitted = time.process_time()
print(
    json.dumps(
        {
            "customers": len(history),
            "distinct_histories": rows,
            "group_cpu_s": grouped - started,
            "fit_cpu_s": fitted - grouped,
            "total_cpu_s": fitted - started,
            "loglik": model.loglik_,
            "params": model.params_,
            "converged": model.converged_,
        }
    )
)
