"""Fit by lifetimes: fit_lifetimes.py MODEL HISTORIES."""

import json
import sys
import time

from lifetimes import BetaGeoFitter, ParetoNBDFitter

from benchmarks.contestants.histories import read

MODELS = {"bg_nbd": BetaGeoFitter, "pareto_nbd": ParetoNBDFitter}

columns = read(sys.argv[2])
started = time.process_time()
fitter = MODELS[sys.argv[1]]().fit(*columns)
fitted = time.process_time()
params = {name: float(value) for name, value in fitter.params_.items()}
print(json.dumps({"customers": len(columns[0]), "total_cpu_s": fitted - started, "params": params}))
