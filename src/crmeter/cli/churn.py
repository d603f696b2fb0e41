"""`crmeter churn`: which customers with a contract are about to leave, what that costs, and why."""

import argparse
import math
from pathlib import Path
from typing import Any

from crmeter.cli.amounts import CURRENCY_HELP, amount_written, currency_of
from crmeter.cli.console import DONE, Console
from crmeter.cli.equity_words import pair
from crmeter.cli.flag_values import currency_code
from crmeter.cli.reading_flags import add_reading_flags, reading_of
from crmeter.cli.shown_estimates import left_out_as_json, left_out_line
from crmeter.evaluation.external.leaving_study import LeavingFile, LeavingStudy, study_leaving
from crmeter.vocabulary import Text, formats
from crmeter.warehouse.workspace import Workspace


def add_flags(parser: argparse.ArgumentParser) -> None:
    """Add the flags of the command."""
    parser.add_argument("file", type=Path, metavar="FILE", help="mỗi dòng một khách / a row for each customer")
    parser.add_argument(
        "--left", required=True, metavar="COLUMN=WORD", help="ai đã rời / who left: Churn=Yes; End=* if filled"
    )
    parser.add_argument("--customer", metavar="COLUMN", help="cột mã hay tên khách / what a customer is called")
    parser.add_argument("--value", metavar="COLUMN", help="tiền mất theo khách / money that goes with a customer")
    parser.add_argument("--features", metavar="A,B", help="các cột xét đến / columns looked at; all others by default")
    parser.add_argument("--currency", type=currency_code, help=CURRENCY_HELP)
    parser.add_argument("--ridge", type=float, metavar="N")
    parser.add_argument("--top", type=int, default=20, metavar="N", help="số khách liệt kê / customers listed")
    add_reading_flags(parser)


def run(arguments: argparse.Namespace, workspace: Workspace, console: Console) -> int:
    """Run the command."""
    column, word = pair(arguments.left)
    features = arguments.features and tuple(each.strip() for each in arguments.features.split(",") if each.strip())
    told = LeavingFile(column, word, arguments.customer, arguments.value, features)
    answers = reading_of(arguments)
    study = study_leaving(arguments.file, told, answers, ridge=arguments.ridge, most=arguments.top, work=console.work())
    for left in study.left_out:
        console.say(left_out_line(left))
    currency = currency_of(workspace, arguments.currency)
    if console.as_json:
        console.data(_as_json(study, currency))
    else:
        _show(console, study, currency)
    return DONE


def _show(console: Console, study: LeavingStudy, currency: str | None) -> None:
    def share(value: float) -> str:
        return formats.percent(value, console.language)

    def number(value: float) -> str:
        return formats.number(value, console.language, 3)

    def money(value: float) -> str:
        return amount_written(value, currency, console.language)

    def say(text: Text) -> None:
        console.show(text.in_(console.language))

    model, check = study.model, study.model.check_
    said = Text("{left} trong {n} khách đã rời ({rate})", "{left} of {n} customers left ({rate})")
    say(said.fill(left=model.n_left_, n=model.n_, rate=share(model.n_left_ / model.n_)))
    words = Text(
        "Đoán khách chưa thấy: AUC {auc}, độ dốc hiệu chỉnh {slope}, Brier {brier}; một phần mười đầu có {caught}",
        "Of customers not seen: AUC {auc}, calibration slope {slope}, Brier {brier}; the first tenth catches {caught}",
    )
    slope = formats.EMPTY if check.slope is None else number(check.slope)
    told = {"auc": number(check.auc), "slope": slope, "brier": number(check.brier)}
    say(words.fill(caught=share(check.bands[0].caught), **told))
    if model.diagnosis_ is not None:
        console.say(model.diagnosis_)
    if study.expected_loss is not None:
        lost = Text("Thiệt hại dự kiến của khách còn lại: {loss}", "Expected loss of those still there: {loss}")
        say(lost.fill(loss=money(study.expected_loss)))
    for each in study.at_risk:
        loss = "" if each.expected_loss is None else f"   {money(each.expected_loss)}"
        reasons = "; ".join(f"{reason.column} = {reason.word or '?'}" for reason in each.reasons)
        bounds = ""
        if each.low is not None and each.high is not None:
            bounds = f" [{formats.span(share(each.low), share(each.high))}]"
        console.show(f"  {each.customer:<16} {share(each.chance):>6}{bounds}{loss}   {reasons}")


def _as_json(study: LeavingStudy, currency: str | None) -> dict[str, Any]:
    model, check = study.model, study.model.check_
    return {
        "schema": "crmeter.churn/1",
        "n": model.n_,
        "left": model.n_left_,
        "left_out": [left_out_as_json(each) for each in study.left_out],
        "ridge": model.ridge_,
        "diagnosis": model.diagnosis_ and model.diagnosis_.to_json(),
        "features": [
            {"name": name, "coefficient": value, "standard_error": None if math.isnan(error) else error}
            for (name, value), error in zip(model.params_.items(), model.standard_errors_.values(), strict=True)
        ],
        "check": {
            "auc": check.auc,
            "brier": check.brier,
            "log_loss": check.log_loss,
            "log_loss_of_rate": check.log_loss_of_rate,
            "calibration_slope": check.slope,
            "bands": [
                {"n": b.n, "foretold": b.foretold, "left": b.left, "lift": b.lift, "caught": b.caught}
                for b in check.bands
            ],
        },
        "currency": currency if study.expected_loss is not None else None,
        "expected_loss": study.expected_loss,
        "at_risk": [
            {
                "customer": each.customer,
                "chance": each.chance,
                "interval": None if each.low is None else [each.low, each.high],
                "value": each.value,
                "expected_loss": each.expected_loss,
                "reasons": [{"column": r.column, "is": r.word, "log_odds": r.log_odds} for r in each.reasons],
            }
            for each in study.at_risk
        ],
    }
