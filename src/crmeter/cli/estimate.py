"""`crmeter estimate`: one model fitted to a file, of the buying process to transactions, of staying to contracts."""

import argparse
import tempfile
from pathlib import Path
from typing import Any

from crmeter.cli.console import DONE, Console
from crmeter.cli.equity_words import pair
from crmeter.cli.flag_values import day
from crmeter.cli.reading_flags import add_reading_flags, reading_of
from crmeter.evaluation.estimate import ESTIMATORS, Estimated, estimate_transactions
from crmeter.evaluation.estimate_contracts import ESTIMATORS as OF_CONTRACTS
from crmeter.evaluation.estimate_contracts import CohortFile, estimate_contracts
from crmeter.evaluation.external.staying_study import StayingFile
from crmeter.vocabulary import Misused, Text
from crmeter.warehouse.workspace import Workspace


def add_flags(parser: argparse.ArgumentParser) -> None:
    """Add the flags of the command."""
    names = (*ESTIMATORS, *OF_CONTRACTS)
    parser.add_argument("name", choices=names, metavar="MODEL", help=f"mô hình / model: {', '.join(names)}")
    parser.add_argument("--transactions", type=Path, metavar="FILE", help="mỗi dòng một lần mua / a row per purchase")
    parser.add_argument("--customer", metavar="COLUMN", help="cột khách / column of the customer")
    parser.add_argument("--date", metavar="COLUMN", help="cột ngày / column of the date")
    parser.add_argument("--value", metavar="COLUMN", help="cột số tiền / column of the amount")
    parser.add_argument(
        "--contracts",
        type=Path,
        metavar="FILE",
        help="mỗi dòng một hợp đồng hoặc một kỳ / a row per contract or period",
    )
    parser.add_argument("--duration", metavar="COLUMN", help="đã ở bao lâu / how long they were seen")
    parser.add_argument("--left", metavar="COLUMN=WORD", help="ai đã rời / who left: Churn=Yes; End=* if filled")
    parser.add_argument("--active", metavar="COLUMN", help="số khách còn lại từng kỳ / customers there in each period")
    parser.add_argument("--observed-until", type=day, metavar="DATE", help="ngày cuối / last day seen")
    parser.add_argument("--unit", choices=("day", "week", "month"), default="week")
    add_reading_flags(parser, has_days=True)


def run(arguments: argparse.Namespace, workspace: Workspace, console: Console) -> int:  # noqa: ARG001 - as all commands
    """Run the command."""
    of_contracts = arguments.name in OF_CONTRACTS
    estimated = _of_contracts(arguments, console) if of_contracts else _of_transactions(arguments, console)
    if console.as_json:
        console.data(_as_json(estimated))
        return DONE
    console.show(f"{estimated.estimator}  n = {estimated.n:g}")
    for name, value in estimated.params.items():
        error = estimated.standard_errors.get(name)
        console.show(f"  {name:<8} {value:.6g}" + (f"  ± {error:.4g}" if error is not None else ""))
    if estimated.loglik is not None:
        console.show(f"  log-likelihood {estimated.loglik:.4f}   AIC {estimated.aic:.3f}")
    for row in _curve(estimated):
        console.show(f"  {row['at']:>8g}   S {row['survival']:.4f}   {row['left']} / {row['at_risk']}")
    if estimated.diagnosis is not None:
        console.say(estimated.diagnosis)
    for reason, n in estimated.left_out:
        console.say(Text("Không dùng {n}: {reason}", "Left out {n}: {reason}").fill(n=n, reason=reason))
    return DONE


def _of_transactions(arguments: argparse.Namespace, console: Console) -> Estimated:
    _refuse_without(arguments, "transactions", "customer", "date")
    answers = reading_of(arguments)
    with tempfile.TemporaryDirectory(prefix="crmeter-estimate-") as folder:
        return estimate_transactions(
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


def _of_contracts(arguments: argparse.Namespace, console: Console) -> Estimated:
    told: StayingFile | CohortFile
    if arguments.active:
        _refuse_without(arguments, "contracts")
        told = CohortFile(arguments.active)
    else:
        _refuse_without(arguments, "contracts", "duration", "left")
        told = StayingFile(arguments.duration, *pair(arguments.left))
    answers = reading_of(arguments)
    return estimate_contracts(
        arguments.name, arguments.contracts, told, unit=arguments.unit, answers=answers, work=console.work()
    )


def _refuse_without(arguments: argparse.Namespace, *names: str) -> None:
    missing = [f"--{name}" for name in names if getattr(arguments, name) is None]
    if missing:
        words = Text("{model} cần {flags}", "{model} needs {flags}")
        raise Misused("flags_missing", words.fill(model=arguments.name, flags=", ".join(missing)))


def _curve(estimated: Estimated) -> list[dict[str, float | int]]:
    curve = estimated.curve
    if curve is None:
        return []
    return [
        {"at": float(at), "at_risk": int(n), "left": int(d), "survival": float(s)}
        for at, n, d, s in zip(curve.times_, curve.at_risk_, curve.left_, curve.survival_, strict=True)
    ]


def _as_json(estimated: Estimated) -> dict[str, Any]:
    curve = {} if estimated.curve is None else {"curve": _curve(estimated)}
    return {
        "schema": "crmeter.estimate/1",
        "estimator": estimated.estimator,
        "unit": estimated.unit,
        "observed_until": estimated.observed_until and estimated.observed_until.isoformat(),
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
        **curve,
    }
