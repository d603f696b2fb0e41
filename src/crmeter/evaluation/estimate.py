"""One model of the buying process fitted to a file of transactions, without a warehouse."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from crmeter.estimators import GammaGamma, PurchaseHistory, TimeUnit
from crmeter.estimators.likelihood_model import LikelihoodModel
from crmeter.evaluation.buying import MODELS
from crmeter.vocabulary import Misused, NotEnoughData, Text, Work
from crmeter.warehouse.connectors.files import Answers, inspect
from crmeter.warehouse.connectors.files.inspection import no_such_column
from crmeter.warehouse.engine import Engine
from crmeter.warehouse.imports import import_file, staged_files
from crmeter.warehouse.workspace import Workspace

ESTIMATORS = (*MODELS, "gamma_gamma")
DAYS_PER_UNIT: Mapping[TimeUnit, float] = {"day": 1.0, "week": 7.0, "month": 365.25 / 12}
# Amounts are only compared with each other here: which currency they are in changes no parameter's meaning.
NO_CURRENCY = "XXX"


@dataclass(frozen=True, slots=True)
class Estimated:
    """A fit and what it stands on.

    Args:
        estimator: its name.
        unit: of all times.
        observed_until: the last day that was seen.
        n: customers that the fit used.
        used: rows of the file that the fit used.
        left_out: reasons with how many rows or customers were not used.
        params: estimates in the order of the papers.
        standard_errors: by name; None where the data do not determine one.
        loglik: on the time scale of the unit.
        aic: 2k − 2 ln L.
        converged: whether the optimum is a point inside the bounds.
        diagnosis: what is the matter, or None.
    """

    estimator: str
    unit: TimeUnit
    observed_until: date
    n: float
    used: int
    left_out: tuple[tuple[Text, int], ...]
    params: Mapping[str, float]
    standard_errors: Mapping[str, float | None]
    loglik: float
    aic: float
    converged: bool
    diagnosis: Text | None


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

    Args:
        workspace: a place for the rows while they are read.
        name: `bg_nbd`, `mbg_nbd`, `pareto_nbd` or `gamma_gamma`.
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
        days = (
            "SELECT customer_key, ordered_on, sum(amount) AS amount, count(*) AS rows FROM transactions"
            f" WHERE {seen} AND customer_key IS NOT NULL GROUP BY ALL"
        )
        found = engine.arrays(
            "SELECT count(*) - 1 AS frequency, max(ordered_on) - min(ordered_on) AS recency,"
            f" DATE '{last.isoformat()}' - min(ordered_on) AS age, sum(rows)::BIGINT AS rows,"
            " (sum(amount) - arg_min(amount, ordered_on))::DOUBLE / nullif(count(*) - 1, 0) AS spend"
            f" FROM ({days}) GROUP BY customer_key ORDER BY customer_key"
        )
    if not len(found["frequency"]):
        raise NotEnoughData(
            "no_customers",
            Text("không có giao dịch nào của khách đến ngày đó", "there is no customer's transaction up to that day"),
            Text("ít nhất 10 khách mua lại", "at least 10 customers who bought again"),
        )
    left_out = [
        (Text("sau ngày quan sát cuối", "after the last day observed"), later),
        (Text("không rõ khách hàng", "customer not known"), unknown),
        (Text("dòng không đọc được", "rows that could not be read"), refused),
    ]
    scale = DAYS_PER_UNIT[unit]
    if name == "gamma_gamma":
        repeat = found["frequency"] > 0
        spend = GammaGamma().fit(found["frequency"][repeat], found["spend"][repeat])
        left_out.append((Text("khách chưa mua lại", "customers who never bought again"), int((~repeat).sum())))
        left_out += [(left.reason, left.n) for left in spend.left_out_]
        fit: LikelihoodModel = spend
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
