"""Choice model, survival and leaving held against xlogit, lifelines and statsmodels, in an environment of their own."""

import json
import subprocess
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from crmeter.estimators import KaplanMeier, LeavingLogit, MultinomialLogit
from crmeter.estimators.retention.log_rank import log_rank

pytestmark = pytest.mark.prove
ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def peers() -> Path:
    """The interpreter of the peers."""
    subprocess.run(["sh", "scripts/peers.sh"], cwd=ROOT, check=True)
    return ROOT / ".peers" / "bin" / "python"


def said_by(peers: Path, code: str, told: dict[str, Any]) -> dict[str, Any]:
    """Return what a program of the peers prints of arrays that it is told."""
    whole = f"import json, sys\nimport numpy as np\ntold = json.load(sys.stdin)\n{code}"
    done = subprocess.run(
        [peers, "-W", "ignore", "-c", whole], input=json.dumps(told), capture_output=True, text=True, check=True
    )
    said: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return said


XLOGIT = """
from xlogit import MultinomialLogit
x, chosen = np.array(told["x"]), np.array(told["chosen"])
n, brands, k = x.shape
model = MultinomialLogit()
model.fit(x.reshape(n * brands, k), np.eye(brands)[chosen].reshape(-1), told["names"],
          np.tile(np.arange(brands), n), np.repeat(np.arange(n), brands), verbose=0)
print(json.dumps({"coefficients": model.coeff_.tolist(), "loglik": float(model.loglikelihood)}))
"""


def test_the_choice_model_finds_what_xlogit_finds(peers: Path) -> None:
    draw = np.random.default_rng(11)
    x = draw.normal(size=(500, 4, 3))
    chosen = (x @ np.array([0.9, -0.6, 0.2]) + draw.gumbel(size=(500, 4))).argmax(axis=1)
    names = ("inertia", "price", "trust")

    ours = MultinomialLogit(names).fit(x, np.eye(4)[chosen])
    theirs = said_by(peers, XLOGIT, {"x": x.tolist(), "chosen": chosen.tolist(), "names": names})

    assert ours.coefficients_.tolist() == pytest.approx(theirs["coefficients"], abs=1e-4)
    # Where ln L is the larger, the fit is the better one.
    assert ours.loglik_ >= theirs["loglik"] - 1e-9
    assert ours.loglik_ == pytest.approx(theirs["loglik"], abs=1e-5)


LIFELINES = """
from lifelines import KaplanMeierFitter
from lifelines.statistics import multivariate_logrank_test
months, left, group = (np.array(told[name]) for name in ("months", "left", "group"))
fitted = KaplanMeierFitter(alpha=0.05).fit(months, left)
bounds = fitted.confidence_interval_.loc[told["at"]]
tested = multivariate_logrank_test(months, group, left)
print(json.dumps({
    "survival": fitted.survival_function_at_times(told["at"]).tolist(), "low": bounds.iloc[:, 0].tolist(),
    "high": bounds.iloc[:, 1].tolist(), "median": float(fitted.median_survival_time_),
    "chi2": float(tested.test_statistic), "p": float(tested.p_value),
}))
"""


def test_how_long_customers_stay_is_what_lifelines_finds(peers: Path) -> None:
    draw = np.random.default_rng(12)
    group = draw.integers(0, 3, 400)
    stays, seen = draw.exponential(10 + 4 * group), draw.uniform(2, 30, 400)
    months, left = np.ceil(np.minimum(stays, seen)), stays <= seen
    at = [float(each) for each in np.unique(months[left])[:12]]
    told = {"months": months.tolist(), "left": left.tolist(), "group": group.tolist(), "at": at}

    theirs = said_by(peers, LIFELINES, told)

    ours = KaplanMeier().fit(months, left)
    found, tested = ours.survival(at, level=0.95), log_rank(months, left, group)
    assert found.low is not None and found.high is not None
    assert found.value.tolist() == pytest.approx(theirs["survival"], abs=1e-12)
    assert found.low.tolist() == pytest.approx(theirs["low"], abs=1e-9)
    assert found.high.tolist() == pytest.approx(theirs["high"], abs=1e-9)
    assert ours.quantile(0.5)[0] == theirs["median"]
    assert (tested.statistic, tested.p_value) == pytest.approx((theirs["chi2"], theirs["p"]))


STATSMODELS = """
import statsmodels.api as sm
fitted = sm.Logit(np.array(told["left"]), sm.add_constant(np.array(told["x"]))).fit(disp=0, tol=1e-12)
print(json.dumps({"coefficients": fitted.params.tolist(), "errors": fitted.bse.tolist()}))
"""


def test_who_leaves_is_what_statsmodels_finds(peers: Path) -> None:
    draw = np.random.default_rng(13)
    x = draw.normal(size=(800, 3)) * [1.0, 20.0, 0.1]
    left = draw.random(800) < 1 / (1 + np.exp(-(-1 + x @ np.array([0.8, -0.03, 2.0]))))

    ours = LeavingLogit(("calls", "spend", "debt"), ridge=0).fit(x, left)
    theirs = said_by(peers, STATSMODELS, {"x": x.tolist(), "left": left.astype(int).tolist()})

    assert [ours.intercept_, *ours.coefficients_] == pytest.approx(theirs["coefficients"], rel=1e-6)
    assert list(ours.standard_errors_.values())[-3:] == pytest.approx(theirs["errors"][1:], rel=1e-5)
