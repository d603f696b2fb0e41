"""The log-likelihood of histories at anybody's parameters: score_ours.py MODEL HISTORIES PARAMETERS.

lifetimes keeps its own in scaled units and divided by weights, so that both are judged by one formula.
"""

import json
import sys

from benchmarks.contestants.histories import read
from crmeter.estimators import BGNBD, ParetoNBD, PurchaseHistory

MODELS = {"bg_nbd": BGNBD, "pareto_nbd": ParetoNBD}

model = MODELS[sys.argv[1]](unit="week").with_params(json.loads(sys.argv[3]))
print(json.dumps({"loglik": model.score(PurchaseHistory(*read(sys.argv[2]), "week"))}))
