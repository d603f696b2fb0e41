"""`crmeter estimate`: one model of the buying process fitted to a file of transactions."""

import argparse
import tempfile
from pathlib import Path
from typing import Any

from crmeter.cli.console import DONE, Console
from crmeter.cli.flag_values import day
from crmeter.evaluation.estimate import ESTIMATORS, Estimated, estimate_transactions
from crmeter.vocabulary import Text
from crmeter.warehouse.connectors.files import Answers
from crmeter.warehouse.workspace import Workspace


def add_flags(parser: argparse.ArgumentParser) -> None:
    """Add the flags of the command."""
    parser.add_argument("name", choices=ESTIMATORS, metavar="MODEL", help=f"mô hình / model: {', '.join(ESTIMATORS)}")
    parser.add_argument("--transactions", type=Path, required=True, metavar="FILE")
    parser.add_argument("--customer", required=True, metavar="COLUMN", help="cột khách / column of the customer")
    parser.add_argument("--date", required=True, metavar="COLUMN", help="cột ngày / column of the date")
    parser.add_argument("--value", metavar="COLUMN", help="cột số tiền / column of the amount")
    parser.add_argument("--observed-until", type=day, metavar="DATE", help="ngày cuối / last day seen")
    parser.add_argument("--unit", choices=("day", "week", "month"), default="week")
    parser.add_argument("--date-order", choices=("dmy", "mdy", "ymd"))
    parser.add_argument("--decimal", choices=("comma", "point"))
    parser.add_argument("--encoding")


def run(arguments: argparse.Namespace, workspace: Workspace, console: Console) -> int:  # noqa: ARG001 - as all commands
    """Run the command."""
    answers = Answers(date_order=arguments.date_order, decimal=arguments.decimal, encoding=arguments.encoding)
    with tempfile.TemporaryDirectory(prefix="crmeter-estimate-") as folder:
        estimated = estimate_transactions(
            Workspace(Path(folder)),
            arguments.name,
            arguments.transactions,
            customer=arguments.customer,
            date_column=arguments.date,
            value=arguments.value,
            observed_until=arguments.observed_until,
            unit=arguments.unit,
            answers=answers,
            work=console.work(),
        )
    if console.as_json:
        console.data(_as_json(estimated))
        return DONE
    console.show(f"{estimated.estimator}  n = {estimated.n:g}")
    for name, value in estimated.params.items():
        error = estimated.standard_errors.get(name)
        console.show(f"  {name:<8} {value:.6g}" + (f"  ± {error:.4g}" if error is not None else ""))
    console.show(f"  log-likelihood {estimated.loglik:.4f}   AIC {estimated.aic:.3f}")
    if estimated.diagnosis is not None:
        console.say(estimated.diagnosis)
    for reason, n in estimated.left_out:
        console.say(Text("Không dùng {n}: {reason}", "Left out {n}: {reason}").fill(n=n, reason=reason))
    return DONE


def _as_json(estimated: Estimated) -> dict[str, Any]:
    return {
        "schema": "crmeter.estimate/1",
        "estimator": estimated.estimator,
        "unit": estimated.unit,
        "observed_until": estimated.observed_until.isoformat(),
        "n": int(estimated.n),
        "rows": {
            "used": estimated.used,
            "left_out": [{"reason": reason.to_json(), "n": n} for reason, n in estimated.left_out],
        },
        "params": dict(estimated.params),
        "standard_errors": dict(estimated.standard_errors),
        "loglik": estimated.loglik,
        "aic": estimated.aic,
        "converged": estimated.converged,
        "diagnosis": estimated.diagnosis and estimated.diagnosis.to_json(),
    }
