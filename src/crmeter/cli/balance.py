"""`crmeter balance`: how much to spend on winning customers and on keeping them, and the margin multiple."""

import argparse
from typing import Any

from crmeter.cli.amounts import CURRENCY_HELP, amount_written, currency_of
from crmeter.cli.console import DONE, Console
from crmeter.cli.flag_values import currency_code, positive_number, yearly_rate
from crmeter.estimators.choice.spending_balance import Response
from crmeter.evaluation.external.spending_study import Multiple, SpendingStudy, StatedSpending, multiple, study_spending
from crmeter.vocabulary import Misused, Text, formats
from crmeter.warehouse.workspace import Workspace

_WIN = Text("Có khách: nên chi {best} cho mỗi khách tiềm năng", "Winning: spend {best} on each prospect")
_KEEP = Text("Giữ khách: nên chi {best} cho mỗi khách một năm", "Keeping: spend {best} a year on each customer")
_WORTH = Text(
    "Một khách tiềm năng đáng giá {best} (nay {now})",
    "A prospect is worth {best} (now {now})",
)
_MULTIPLE = Text(
    "Theo lợi nhuận và mức giữ chân: {times} × lợi nhuận một năm = {value}",
    "By margin and retention alone: {times} × the margin of a year = {value}",
)
_DOUBT = Text(
    ", {low} – {high} nếu mức tối đa lệch 10%; được {rate}", ", {low} – {high} if ceilings are 10% off; gives {rate}"
)


def add_flags(parser: argparse.ArgumentParser) -> None:
    """Add the flags of the command."""

    def number(flag: str, told: str) -> None:
        parser.add_argument(flag, type=positive_number, required=True, metavar="N", help=told)

    number("--margin", "lợi nhuận một khách mỗi năm / of a customer a year")
    for side, vi, en in (("win", "có khách", "winning"), ("keep", "giữ khách", "keeping")):
        number(f"--{side}-cost", f"chi để {vi} / spent on {en}")
        number(f"--{side}-rate", "đạt được, như 0.2 / what it gives, such as 0.2")
        number(f"--{side}-ceiling", "nhiều nhất có thể đạt / the most that could be reached")
    parser.add_argument("--discount-rate", type=yearly_rate, default=0.12, metavar="N", help="một năm / yearly: 0.12")
    parser.add_argument("--currency", type=currency_code, help=CURRENCY_HELP)


def run(arguments: argparse.Namespace, workspace: Workspace, console: Console) -> int:
    """Run the command."""
    try:
        winning = Response(arguments.win_ceiling, arguments.win_cost, arguments.win_rate)
        keeping = Response(arguments.keep_ceiling, arguments.keep_cost, arguments.keep_rate)
        study = study_spending(StatedSpending(arguments.margin, winning, keeping, arguments.discount_rate))
        check = multiple(arguments.margin, arguments.keep_rate, arguments.discount_rate)
    except ValueError as error:
        raise Misused("no_balance", _NO_BALANCE) from error
    currency = currency_of(workspace, arguments.currency)
    if console.as_json:
        console.data(_as_json(study, check, currency))
    else:
        _show(console, study, check, currency)
    return DONE


def _show(console: Console, study: SpendingStudy, check: Multiple, currency: str | None) -> None:
    def money(value: float) -> str:
        return amount_written(value, currency, console.language)

    best = study.best
    for words, spent, around, rate in (
        (_WIN, best.acquisition, study.acquisition, best.acquisition_rate),
        (_KEEP, best.retention, study.retention, best.retention_rate),
    ):
        doubt = _DOUBT.fill(low=money(around[0]), high=money(around[1]), rate=formats.percent(rate, console.language))
        console.show(f"{words.fill(best=money(spent)).in_(console.language)}{doubt.in_(console.language)}")
    console.show(_WORTH.fill(best=money(best.value), now=money(study.value)).in_(console.language))
    times = formats.number(check.times, console.language, 2)
    console.show(_MULTIPLE.fill(times=times, value=money(check.value)).in_(console.language))


def _as_json(study: SpendingStudy, check: Multiple, currency: str | None) -> dict[str, Any]:
    best = study.best
    return {
        "schema": "crmeter.balance/1",
        "currency": currency,
        "value_now": study.value,
        "best": {
            "value": best.value,
            "acquisition": best.acquisition,
            "acquisition_rate": best.acquisition_rate,
            "acquisition_if_ceilings_are_off": list(study.acquisition),
            "retention": best.retention,
            "retention_rate": best.retention_rate,
            "retention_if_ceilings_are_off": list(study.retention),
        },
        "multiple": {"times": check.times, "value": check.value, "elasticity": check.elasticity},
    }


_NO_BALANCE = Text(
    "mỗi tỷ lệ phải thấp hơn mức tối đa của nó, mức tối đa không quá 1, chiết khấu lớn hơn 0",
    "each rate lies below its ceiling, a ceiling is at most 1, and the discount rate is above 0",
)
