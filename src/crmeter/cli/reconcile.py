"""`crmeter reconcile`: what customers are worth by what they answered and by what they bought."""

import argparse
from typing import Any

import numpy as np

from crmeter.cli.console import DONE, Console
from crmeter.cli.flag_values import positive_number, yearly_rate
from crmeter.cli.shown_estimates import estimate_as_json, left_out_as_json, with_interval
from crmeter.estimators import Market
from crmeter.evaluation.explain_run import latest_run
from crmeter.evaluation.external.behaved_values import behaved_values
from crmeter.evaluation.external.reconciliation import STEPS, Reconciliation, perceived_values, reconcile
from crmeter.evaluation.external.survey_choices import survey_choices
from crmeter.vocabulary import Text, formats
from crmeter.warehouse.workspace import Workspace

_SAID = Text("Theo lời nói ({n} khách): {amount}", "By what they say ({n} customers): {amount}")
_BOUGHT = Text("Theo đơn hàng: {amount}", "By what they buy: {amount}")
_RANKS = Text("Tương quan thứ hạng: {value}", "Correlation of ranks: {value}")


def add_flags(parser: argparse.ArgumentParser) -> None:
    """Add the flags of the command."""
    parser.add_argument("--survey", type=int, required=True, metavar="N", help="số của khảo sát / number of the survey")
    parser.add_argument("--us", required=True, metavar="BRAND", help="thương hiệu của mình / our brand")
    parser.add_argument(
        "--margin", type=positive_number, required=True, metavar="N", help="biên lợi nhuận / margin: 0.3"
    )
    parser.add_argument("--discount-rate", type=yearly_rate, default=0.12, metavar="N", help="một năm / yearly: 0.12")
    parser.add_argument("--horizon", type=positive_number, default=3.0, metavar="YEARS", help="số năm / years ahead")
    parser.add_argument("--run-id", metavar="ID", help="lần đánh giá / of the evaluation")


def run(arguments: argparse.Namespace, workspace: Workspace, console: Console) -> int:
    """Run the command."""
    place, run_id = latest_run(workspace, arguments.run_id)
    behaved = behaved_values(place, run_id)
    found = survey_choices(place, arguments.survey)
    margin = np.full(len(found.choices.brands), arguments.margin)
    market = Market(margin, arguments.discount_rate, arguments.horizon, 1.0)
    both = reconcile(perceived_values(found, us=arguments.us, market=market, behaved=behaved), behaved)
    if console.as_json:
        console.data(_as_json(both))
    else:
        _show(console, both)
    return DONE


def _show(console: Console, both: Reconciliation) -> None:
    def money(value: Any) -> str:
        return formats.money(value, both.currency, console.language)

    console.show(_SAID.fill(n=both.n, amount=money(both.perceived)).in_(console.language))
    width = max(len(words.in_(console.language)) for words in STEPS.values())
    for name, amount in both.steps.items():
        console.show(f"  {STEPS[name].in_(console.language):<{width}}  {money(amount)}")
    console.show(_BOUGHT.fill(amount=money(both.behaved)).in_(console.language))
    if both.correlation is not None:
        told = with_interval(both.correlation, lambda value: formats.number(value, console.language, 2))
        console.show(_RANKS.fill(value=told).in_(console.language))


def _as_json(both: Reconciliation) -> dict[str, Any]:
    return {
        "schema": "crmeter.reconciliation/1",
        "n": both.n,
        "currency": both.currency,
        "perceived": str(both.perceived),
        "steps": {name: str(amount) for name, amount in both.steps.items()},
        "behaved": str(both.behaved),
        "ratio": both.ratio and {"value": both.share, "interval": [float(both.ratio.low), float(both.ratio.high)]},
        "rank_correlation": None if both.correlation is None else estimate_as_json(both.correlation),
        "apart": [
            {
                "customer_key": each.customer_key,
                "perceived": each.perceived,
                "behaved": each.behaved,
                "because": each.because,
            }
            for each in both.apart
        ],
        "left_out": [left_out_as_json(each) for each in both.left_out],
    }
