"""One model of the buying process fitted to a file of transactions, without a warehouse."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from numpy.typing import NDArray

from crmeter.estimators import BGBB, GammaGamma, KaplanMeier, PurchaseHistory, TimeUnit
from crmeter.estimators.likelihood_model import LikelihoodModel
from crmeter.evaluation.buying import MODELS
from crmeter.vocabulary import Misused, NotEnoughData, Text, Work
from crmeter.warehouse.connectors.files import Answers, inspect
from crmeter.warehouse.connectors.files.inspection import no_such_column
from crmeter.warehouse.engine import Engine
from crmeter.warehouse.imports import import_file, staged_files
from crmeter.warehouse.workspace import Workspace

ESTIMATORS = (*MODELS, "bg_bb", "gamma_gamma")
DAYS_PER_UNIT: Mapping[TimeUnit, float] = {"day": 1.0, "week": 7.0, "month": 365.25 / 12}
# Amounts are only compared with each other here: which currency they are in changes no parameter's meaning.
NO_CURRENCY = "XXX"


@dataclass(frozen=True, slots=True)
class Estimated:
    """A fit and what it stands on.

    Args:
        estimator: its name.
        unit: of all times.
        observed_until: the last day that was seen; None of contracts, whose durations say it.
        n: customers that the fit used.
        used: rows of the file that the fit used.
        left_out: reasons with how many rows or customers were not used.
        params: estimates in the order of the papers.
        standard_errors: by name; None where the data do not determine one.
        loglik: on the time scale of the unit.
        aic: 2k − 2 ln L.
        converged: whether the optimum is a point inside the bounds.
        diagnosis: what is the matter, or None.
        curve: of an estimate without parameters, which has no likelihood either.
    """

    estimator: str
    unit: TimeUnit
    observed_until: date | None
    n: float
    used: int
    left_out: tuple[tuple[Text, int], ...]
    params: Mapping[str, float]
    standard_errors: Mapping[str, float | None]
    loglik: float | None
    aic: float | None
    converged: bool | None
    diagnosis: Text | None
    curve: KaplanMeier | None = None


def estimate_transactions(
    workspace: Workspace,
    name: str,
    path: Path,
    *,
    customer: str,
    date_column: str,
    value: str | None = None,
    observed_until: date | None = None,
    unit: TimeUnit = "week",
    answers: Answers | None = None,
    work: Work | None = None,
) -> Estimated:
    """Fit one model to a file with one row per transaction; transactions of one day are one purchase.

    For bg_bb those of one calendar period of the unit are one purchase, and each whole period after that of the
    first purchase is an opportunity; a last period that is not over by the last day is none.

    Args:
        workspace: a place for the rows while they are read.
        name: `bg_nbd`, `mbg_nbd`, `pareto_nbd`, `bg_bb` or `gamma_gamma`.
        path: the file.
        customer: the column that names the customer.
        date_column: the column of the date.
        value: the column of the amount; gamma_gamma needs it.
        observed_until: the last day that is seen, whole; by default that of the last transaction.
        unit: of all times.
        answers: date order, decimal mark, encoding of the file.
        work: told the progress.

    Raises:
        NeedsAnswers: the file leaves something open.
        NotEnoughData: the transactions cannot carry the model.
        Misused: gamma_gamma without a value, or a column that is not there.
    """
    if name == "gamma_gamma" and value is None:
        raise Misused(
            "value_missing",
            Text(
                "gamma_gamma ước lượng số tiền nên cần cột số tiền: --value CỘT",
                "gamma_gamma is about amounts and needs their column: --value COLUMN",
            ),
        )
    columns = {customer: "customers.source_key", date_column: "orders.ordered_at"}
    if value is not None:
        columns[value] = "orders.amount"
    refused, orders = _staged(workspace, path, columns, answers or Answers(), work)
    with Engine() as engine:
        engine.attach("transactions", orders)
        last = observed_until or engine.rows("SELECT max(ordered_on) FROM transactions")[0][0]
        seen = f"(ordered_on <= DATE '{last.isoformat()}')"
        later, unknown = engine.rows(
            f"SELECT count(*) FILTER (NOT {seen}), count(*) FILTER ({seen} AND customer_key IS NULL) FROM transactions"
        )[0]
        if name == "bg_bb":
            begun, found = _opportunities(engine, last, unit)
        else:
            begun, found = 0, _days(engine, last)
    if not len(found["frequency"]):
        raise NotEnoughData(
            "no_customers",
            Text("không có giao dịch nào của khách đến ngày đó", "there is no customer's transaction up to that day"),
            Text("ít nhất 10 khách mua lại", "at least 10 customers who bought again"),
        )
    left_out = [
        (Text("sau ngày quan sát cuối", "after the last day observed"), later),
        (Text("không rõ khách hàng", "customer not known"), unknown),
        (Text("trong kỳ cuối chưa kết thúc", "in the last period, which is not over"), begun),
        (Text("dòng không đọc được", "rows that could not be read"), refused),
    ]
    scale = DAYS_PER_UNIT[unit]
    if name == "gamma_gamma":
        repeat = found["frequency"] > 0
        spend = GammaGamma().fit(found["frequency"][repeat], found["spend"][repeat])
        left_out.append((Text("khách chưa mua lại", "customers who never bought again"), int((~repeat).sum())))
        left_out += [(left.reason, left.n) for left in spend.left_out_]
        fit: LikelihoodModel = spend
    elif name == "bg_bb":
        fit = BGBB().fit(found["frequency"], found["recency"], found["opportunities"])
    else:
        history = PurchaseHistory(found["frequency"], found["recency"] / scale, found["age"] / scale, unit)
        fit = MODELS[name](unit=unit).fit(history)
    return Estimated(
        estimator=name,
        unit=unit,
        observed_until=last,
        n=fit.n_,
        used=int(found["rows"].sum()),
        left_out=tuple((reason, n) for reason, n in left_out if n),
        params=fit.params_,
        standard_errors=fit.standard_errors_,
        loglik=fit.loglik_,
        aic=fit.aic_,
        converged=fit.converged_,
        diagnosis=fit.diagnosis_,
    )


def _days(engine: Engine, last: date) -> Mapping[str, NDArray[Any]]:
    """Return each customer's days of purchase as frequency, recency and age, with their rows and mean repeat spend."""
    known = f"ordered_on <= DATE '{last.isoformat()}' AND customer_key IS NOT NULL"
    days = (
        "SELECT customer_key, ordered_on, sum(amount) AS amount, count(*) AS rows FROM transactions"
        f" WHERE {known} GROUP BY ALL"
    )
    return engine.arrays(
        "SELECT count(*) - 1 AS frequency, max(ordered_on) - min(ordered_on) AS recency,"
        f" DATE '{last.isoformat()}' - min(ordered_on) AS age, sum(rows)::BIGINT AS rows,"
        " (sum(amount) - arg_min(amount, ordered_on))::DOUBLE / nullif(count(*) - 1, 0) AS spend"
        f" FROM ({days}) GROUP BY customer_key ORDER BY customer_key"
    )


def _opportunities(engine: Engine, last: date, unit: TimeUnit) -> tuple[int, Mapping[str, NDArray[Any]]]:
    """Return how many rows lie in a period not over, and each customer's periods with a purchase and since the first.

    A period not over has had only a part of its chance to bring a purchase: to count it as one missed would make
    customers look gone.
    """
    known = f"ordered_on <= DATE '{last.isoformat()}' AND customer_key IS NOT NULL"
    # The first day after the last whole period.
    end = f"date_trunc('{unit}', DATE '{(last + timedelta(days=1)).isoformat()}')::DATE"
    begun = engine.rows(f"SELECT count(*) FROM transactions WHERE {known} AND ordered_on >= {end}")[0][0]
    periods = (
        f"SELECT customer_key, date_trunc('{unit}', ordered_on)::DATE AS period, count(*) AS rows FROM transactions"
        f" WHERE {known} AND ordered_on < {end} GROUP BY ALL"
    )
    found = engine.arrays(
        f"SELECT count(*) - 1 AS frequency, date_diff('{unit}', min(period), max(period)) AS recency,"
        f" date_diff('{unit}', min(period), {end}) - 1 AS opportunities, sum(rows)::BIGINT AS rows"
        f" FROM ({periods}) GROUP BY customer_key ORDER BY customer_key"
    )
    return int(begun), found


def _staged(
    workspace: Workspace,
    path: Path,
    columns: Mapping[str, str],
    answers: Answers,
    work: Work | None,
) -> tuple[int, tuple[Path, ...]]:
    """Read the file as orders with the named columns only; return how many rows were refused, and the rows."""
    headers = inspect(path, replace(answers, table="orders", mapping={})).shape.layout.headers
    missing = [header for header in columns if header not in headers]
    if missing:
        raise no_such_column(missing, headers)
    mapping = {header: columns.get(header, "") for header in headers}
    imported = import_file(
        workspace, path, replace(answers, table="orders", mapping=mapping, currency=NO_CURRENCY), work
    )
    return imported.rejected, staged_files(workspace)[-1].files["orders"]
