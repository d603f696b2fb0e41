"""Tables that let an analyst judge the fitted models."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import numpy as np

from crmeter.estimators.lifetime.diagnostics import frequency_recency_matrices, repeat_histogram
from crmeter.estimators.lifetime.holdout import Holdout, holdout
from crmeter.estimators.lifetime.model_choice import RULE
from crmeter.estimators.lifetime.tracking import tracking
from crmeter.evaluation.buying import DAYS_PER_WEEK, MODELS, Buying, fit_buying, histories_until
from crmeter.evaluation.result import ResultColumn, ResultTable
from crmeter.vocabulary import Language, NotEnoughData, Text
from crmeter.warehouse.engine import Engine

MODEL_TITLES = {"bg_nbd": "BG/NBD", "mbg_nbd": "MBG/NBD", "pareto_nbd": "Pareto/NBD"}
MOST_HOLDOUT_WEEKS = 52
LEAST_HOLDOUT_WEEKS = 4
MOST_REPEATS = 7
MATRIX_REPEATS = tuple(range(1, 25))
MATRIX_STEPS = 24


@dataclass(frozen=True)
class BackTested:
    """The models fitted again to the first part of the history, and tried on the rest.

    Args:
        weeks: how long the holdout is.
        ends: the last day of calibration.
        then: the fits at that day.
        results: by model name.
    """

    weeks: int
    ends: date
    then: Buying
    results: dict[str, Holdout]


def back_tested(engine: Engine, first_day: date, as_of: date) -> BackTested | None:
    """Fit to the first half of the history (holding out 52 weeks at most) and try on the rest.

    Args:
        engine: where `purchases` is readable.
        first_day: the day of the first purchase.
        as_of: the day of the evaluation.

    Returns:
        The back-test, or None where the history is too short or thin for one.
    """
    weeks = min(((as_of - first_day).days + 1) // (2 * DAYS_PER_WEEK), MOST_HOLDOUT_WEEKS)
    if weeks < LEAST_HOLDOUT_WEEKS:
        return None
    ends = as_of - timedelta(days=weeks * DAYS_PER_WEEK)
    earlier = histories_until(engine, ends)
    try:
        then = fit_buying(earlier)
    except NotEnoughData:
        return None
    later = engine.arrays(
        f"SELECT customer_key, count(*) AS bought FROM purchases WHERE purchased_on > DATE '{ends.isoformat()}'"
        f" AND purchased_on <= DATE '{as_of.isoformat()}' GROUP BY customer_key ORDER BY customer_key"
    )
    bought = np.zeros(len(earlier))
    _, at_earlier, at_later = np.intersect1d(
        earlier.customer_key, later["customer_key"], assume_unique=True, return_indices=True
    )
    bought[at_earlier] = later["bought"][at_later]
    history = earlier.in_weeks()
    results = {name: holdout(model, history, bought, float(weeks), MOST_REPEATS) for name, model in then.models.items()}
    return BackTested(weeks, ends, then, results)


def model_comparison(buying: Buying, tested: BackTested | None) -> ResultTable:
    """Return all models side by side, those that could not be fitted with the reason."""
    rows: list[tuple[Any, ...]] = []
    for name in MODELS:
        model = buying.models.get(name)
        result = tested.results.get(name) if tested else None
        if model is None:
            reason = buying.failures[name].reason
            rows.append((MODEL_TITLES[name], None, None, None, None, None, None, reason, None))
            continue
        params = Text(_parameters(model.params_, "vi"), _parameters(model.params_, "en"))
        rows.append(
            (
                MODEL_TITLES[name],
                params,
                model.loglik_,
                model.aic_,
                model.bic_,
                result.bias if result else None,
                result.mean_absolute_error if result else None,
                model.diagnosis_ or Text("có", "yes"),
                Text("được dùng", "in use") if name == buying.name else None,
            )
        )
    return ResultTable(
        "model_comparison",
        Text("So sánh mô hình nhịp mua", "Models of the buying process compared"),
        (
            ResultColumn("model", Text("Mô hình", "Model"), "text"),
            ResultColumn("parameters", Text("Tham số", "Parameters"), "text"),
            ResultColumn("loglik", Text("Log-likelihood", "Log-likelihood"), "number"),
            ResultColumn("aic", Text("AIC", "AIC"), "number"),
            ResultColumn("bic", Text("BIC", "BIC"), "number"),
            ResultColumn("holdout_error", Text("Lệch khi thử lại", "Holdout bias"), "share"),
            ResultColumn("holdout_mae", Text("Sai số tuyệt đối TB", "Holdout MAE"), "number"),
            ResultColumn("converged", Text("Hội tụ", "Converged"), "text"),
            ResultColumn("chosen", Text("Chọn", "Chosen"), "text"),
        ),
        tuple(rows),
        Text("Quy tắc: {rule}", "Rule: {rule}").fill(rule=RULE),
    )


def _parameters(params: Mapping[str, float], language: Language) -> str:
    # Four significant digits, as the papers print them.
    written = (f"{name} {value:.4g}" for name, value in params.items())
    return "; ".join(written).replace(".", ",") if language == "vi" else "; ".join(written)


def tracking_table(engine: Engine, tested: BackTested, first_day: date, as_of: date) -> ResultTable:
    """Return cumulative repeat purchases by week, actual against expected, of customers first seen in calibration."""
    model = tested.then.models[tested.then.name]
    cohort = f"first_on <= DATE '{tested.ends.isoformat()}'"
    births = engine.arrays(
        f"SELECT first_on - DATE '{first_day.isoformat()}' AS born, count(*) AS n FROM purchases"
        f" WHERE nth = 1 AND {cohort} GROUP BY born ORDER BY born"
    )
    days = (as_of - first_day).days
    weeks = days // DAYS_PER_WEEK
    repeats = dict(
        engine.rows(
            f"SELECT (purchased_on - DATE '{first_day.isoformat()}') // {DAYS_PER_WEEK} AS week, count(*)"
            f" FROM purchases WHERE nth > 1 AND {cohort} GROUP BY week"
        )
    )
    calibrated = (tested.ends - first_day).days / DAYS_PER_WEEK
    tracked = tracking(
        model,
        births["born"] / DAYS_PER_WEEK,
        births["n"],
        [repeats.get(week, 0) for week in range(weeks)],
        calibrated,
    )
    rows = tuple(
        (
            first_day + timedelta(days=int(p.end * DAYS_PER_WEEK)),
            p.actual_so_far,
            p.expected_so_far,
            Text("thử lại", "holdout") if p.holdout else Text("ước lượng", "calibration"),
        )
        for p in tracked.periods
    )
    return ResultTable(
        "tracking",
        Text("Mua lặp lại cộng dồn: thực tế và mô hình", "Cumulative repeat purchases: actual and model"),
        (
            ResultColumn("period_end", Text("Đến ngày", "Up to"), "date"),
            ResultColumn("actual", Text("Thực tế", "Actual"), "number"),
            ResultColumn("expected", Text("Mô hình", "Model"), "number"),
            ResultColumn("phase", Text("Giai đoạn", "Phase"), "text"),
        ),
        rows,
        Text(
            "{model} ước lượng đến {ends}, rồi thử trên {weeks} tuần sau đó",
            "{model} fitted up to {ends}, then tried on the {weeks} weeks after",
        ).fill(model=MODEL_TITLES[tested.then.name], ends=tested.ends, weeks=tested.weeks),
    )


def holdout_table(tested: BackTested) -> ResultTable:
    """Return mean purchases in the holdout by repeats in calibration, actual against expected."""
    result = tested.results[tested.then.name]
    return ResultTable(
        "holdout_by_frequency",
        Text("Thử lại theo số lần mua lặp lại", "Holdout by repeats in calibration"),
        (
            ResultColumn("repeats", Text("Số lần mua lại", "Repeats"), "text"),
            ResultColumn("customers", Text("Khách", "Customers"), "count"),
            ResultColumn("actual", Text("Thực tế, mỗi khách", "Actual, each"), "number"),
            ResultColumn("expected", Text("Mô hình, mỗi khách", "Model, each"), "number"),
        ),
        tuple(
            (f"{b.frequency}+" if b.is_open else str(b.frequency), round(b.n), b.actual, b.expected)
            for b in result.by_frequency
        ),
    )


def histogram_table(buying: Buying) -> ResultTable:
    """Return how many customers bought again how often, actual against the model."""
    bars = repeat_histogram(buying.model, buying.histories.in_weeks(), MOST_REPEATS)
    return ResultTable(
        "repeat_histogram",
        Text("Khách theo số lần mua lặp lại", "Customers by repeat purchases"),
        (
            ResultColumn("repeats", Text("Số lần mua lại", "Repeats"), "text"),
            ResultColumn("actual", Text("Thực tế", "Actual"), "count"),
            ResultColumn("expected", Text("Mô hình", "Model"), "number"),
        ),
        tuple((f"{b.repeats}+" if b.is_open else str(b.repeats), round(b.actual), b.expected) for b in bars),
    )


def active_matrix(buying: Buying) -> ResultTable:
    """Return P(active) over repeat purchases and months since the last one, of customers first seen long ago."""
    age = float(np.max(buying.histories.age_days)) / DAYS_PER_WEEK
    recencies = tuple(age * (1 - step / MATRIX_STEPS) for step in range(MATRIX_STEPS))
    matrix = frequency_recency_matrices(buying.model, age, 1.0, MATRIX_REPEATS, recencies)
    weeks_per_month = 365.25 / 12 / DAYS_PER_WEEK
    rows = tuple(
        (repeats, (age - recency) / weeks_per_month, chance)
        for repeats, line in zip(matrix.frequencies, matrix.probability_alive, strict=True)
        for recency, chance in zip(matrix.recencies, line, strict=True)
    )
    return ResultTable(
        "active_matrix",
        Text("Khả năng còn hoạt động", "Probability of being active"),
        (
            ResultColumn("repeats", Text("Số lần mua lại", "Repeats"), "count"),
            ResultColumn("months_silent", Text("Tháng từ lần mua cuối", "Months since the last purchase"), "number"),
            ResultColumn("probability", Text("Khả năng", "Probability"), "share"),
        ),
        rows,
        Text(
            "Khách mua lần đầu cách đây {months} tháng; khách chưa mua lại không có trong lưới này",
            "Customers first seen {months} months ago; those who never bought again are not in this grid",
        ).fill(months=round(age / weeks_per_month)),
    )
