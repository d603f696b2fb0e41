"""Which of several fitted models to believe, by a rule fixed before anybody has seen the results."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from scipy import special

from crmeter.estimators.lifetime.diagnostics import FittedBuyingProcess
from crmeter.vocabulary import Text

RULE = Text(
    "chọn mô hình có AIC thấp nhất trong số các mô hình hội tụ; nếu bằng nhau thì chọn mô hình nêu trước",
    "the lowest AIC among the models that converged; on a tie the one named first",
)


@dataclass(frozen=True, slots=True)
class ModelRow:
    """One model; log-likelihoods are sums over customers on the same time scale, and so comparable."""

    name: str
    loglik: float
    parameters: int
    aic: float
    bic: float
    converged: bool
    diagnosis: Text | None


@dataclass(frozen=True, slots=True)
class LikelihoodRatio:
    """Test of a model against one that contains it: 2 (ln L large − ln L small), χ² with `freedom`."""

    small: str
    large: str
    statistic: float
    freedom: int
    p_value: float


@dataclass(frozen=True, slots=True)
class ModelComparison:
    """All models, the tests of nested ones, and the model chosen; None where none converged."""

    rows: tuple[ModelRow, ...]
    ratios: tuple[LikelihoodRatio, ...]
    chosen: str | None
    rule: Text


def compare_models(
    models: Mapping[str, FittedBuyingProcess], nested: Sequence[tuple[str, str]] = ()
) -> ModelComparison:
    """Put fitted models side by side and choose by `RULE`.

    Args:
        models: name → model, all fitted to the same customers in the same unit.
        nested: pairs (small, large) of names where small is large with parameters fixed inside their range.
            BG/NBD, MBG/NBD and Pareto/NBD are not nested in one another.

    Raises:
        ValueError: the models were fitted to different numbers of customers or units, or a larger model of a
            nested pair has no more parameters.
    """
    if len({(model.n_, model.unit) for model in models.values()}) > 1:
        raise ValueError("models can be compared only on the same customers and in the same unit")
    rows = tuple(
        ModelRow(
            name,
            model.loglik_,
            len(model.params_),
            model.aic_,
            model.bic_,
            model.converged_,
            model.diagnosis_,
        )
        for name, model in models.items()
    )
    by_name = {row.name: row for row in rows}
    ratios = tuple(_ratio(by_name[small], by_name[large]) for small, large in nested)
    best = min((row for row in rows if row.converged), key=lambda row: row.aic, default=None)
    return ModelComparison(rows, ratios, None if best is None else best.name, RULE)


def _ratio(small: ModelRow, large: ModelRow) -> LikelihoodRatio:
    freedom = large.parameters - small.parameters
    if freedom < 1:
        raise ValueError(f"{large.name} has no more parameters than {small.name}, which it is said to contain")
    statistic = 2 * (large.loglik - small.loglik)
    # An optimiser may leave the larger model a hair below the smaller one: that is no evidence at all.
    return LikelihoodRatio(
        small.name, large.name, statistic, freedom, float(special.chdtrc(freedom, max(statistic, 0.0)))
    )
