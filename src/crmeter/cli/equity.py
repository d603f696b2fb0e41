"""`crmeter equity`: customer equity in money, ours and the competitors', from what customers say."""

import argparse
from dataclasses import replace
from pathlib import Path

import numpy as np

from crmeter.cli.choice_flags import add_choice_flags, choices_of, steadying_of
from crmeter.cli.console import DONE, Console
from crmeter.cli.equity_told import EquityTold, equity_as_json, show_equity
from crmeter.cli.equity_words import amount, cost, group, margins, scale
from crmeter.cli.flag_values import currency_code, positive_number, yearly_rate
from crmeter.cli.reading_flags import reading_of
from crmeter.estimators import Market
from crmeter.estimators.choice.brand_value import BrandValue
from crmeter.estimators.choice.equity_bootstrap import LEAST_DRAWS, Bootstrapped
from crmeter.evaluation.external.brand_choices import BrandChoices
from crmeter.evaluation.external.equity_study import EquityStudy, study_equity, value_of_name
from crmeter.evaluation.external.equity_waves import EquityWaves, compare_waves
from crmeter.vocabulary import Misused, Text
from crmeter.warehouse.connectors.files.columns import headers_of
from crmeter.warehouse.workspace import Workspace


def add_flags(parser: argparse.ArgumentParser) -> None:
    """Add the flags of the command."""
    add_choice_flags(parser)
    parser.add_argument("--us", required=True, metavar="BRAND", help="thương hiệu của mình / our brand")
    parser.add_argument("--spend", required=True, metavar="COLUMN|MONEY", help="tiền một lần / money of one")
    parser.add_argument("--frequency", required=True, metavar="COLUMN|N", help="số lần mua một năm / purchases a year")
    parser.add_argument("--margin", required=True, metavar="N|A=N,B=N", help="biên lợi nhuận / margin: 0.3")
    parser.add_argument("--discount-rate", type=yearly_rate, default=0.12, metavar="N", help="một năm / yearly: 0.12")
    parser.add_argument("--horizon", type=positive_number, default=3.0, metavar="YEARS", help="số năm / years ahead")
    parser.add_argument("--no-end", action="store_true", help="không giới hạn số năm / purchases without an end")
    parser.add_argument("--market", type=positive_number, required=True, metavar="N", help="số khách / customers")
    parser.add_argument("--currency", type=currency_code, required=True)
    parser.add_argument("--group", action="append", default=[], metavar="NAME=A,B", help="nhóm yếu tố / drivers")
    parser.add_argument("--cost", action="append", default=[], metavar="NAME=MONEY", help="chi phí / cost of a move")
    parser.add_argument("--bootstrap", type=int, metavar="N", help="khoảng từ N mẫu rút lại / bounds of N samples")
    parser.add_argument("--seed", type=int, default=1, metavar="N", help="của các mẫu / of the samples")
    parser.add_argument("--before", type=Path, metavar="FILE", help="đợt trước để so sánh / the wave before")
    parser.add_argument("--market-before", type=positive_number, metavar="N", help="số khách đợt trước / its customers")
    parser.add_argument("--against", metavar="BRAND", help="tên thương hiệu đáng giá bao nhiêu so với / value the name")
    parser.add_argument("--price", metavar="DRIVER", help="yếu tố là giá / the driver that is the price")
    parser.add_argument("--scale", metavar="LOW-HIGH", help="thang điểm / scale of the ratings: 1-5")


def run(arguments: argparse.Namespace, workspace: Workspace, console: Console) -> int:  # noqa: ARG001 - as all commands
    """Run the command."""
    choices = _choices(arguments, arguments.file, console)
    margin = margins(arguments.margin, choices.brands)
    steadying = steadying_of(arguments, len(choices.drivers))
    study = study_equity(
        choices,
        us=arguments.us,
        market=Market(margin, arguments.discount_rate, _horizon(arguments), arguments.market),
        groups=dict(group(each) for each in arguments.group),
        scale=scale(arguments.scale),
        ridge=steadying.ridge,
        components=steadying.components,
        costs=dict(cost(each) for each in arguments.cost),
    )
    waves = _waves(choices, study, arguments, console)
    told = EquityTold(study, _redrawn(study, arguments), _named(study, arguments), waves)
    if console.as_json:
        console.data(equity_as_json(told, arguments))
    else:
        show_equity(console, told, arguments)
    return DONE


def _choices(arguments: argparse.Namespace, path: Path, console: Console) -> BrandChoices:
    headers = headers_of(path, reading_of(arguments))
    spend, frequency = (word if word in headers else None for word in (arguments.spend, arguments.frequency))
    choices = choices_of(arguments, console, path=path, spend=spend, frequency=frequency)
    if spend is None:
        choices = replace(choices, spend=np.full(len(choices), amount(arguments.spend)))
    if frequency is None:
        choices = replace(choices, frequency=np.full(len(choices), amount(arguments.frequency)))
    return choices


def _waves(
    choices: BrandChoices, study: EquityStudy, arguments: argparse.Namespace, console: Console
) -> EquityWaves | None:
    if arguments.before is None:
        return None
    before = _choices(arguments, arguments.before, console)
    margin = margins(arguments.margin, before.brands)
    now = replace(study.model.market, margin=margin)
    then = replace(now, customers=arguments.market_before or now.customers)
    return compare_waves(
        before, choices, us=arguments.us, markets=(then, now), scale=study.scale,
        ridge=study.model.ridge, components=study.model.components,
    )  # fmt: skip


def _horizon(arguments: argparse.Namespace) -> float:
    if not arguments.no_end:
        return float(arguments.horizon)
    if not arguments.discount_rate > 0:
        raise Misused("no_discount", _NO_DISCOUNT)
    return float("inf")


def _redrawn(study: EquityStudy, arguments: argparse.Namespace) -> Bootstrapped | None:
    if arguments.bootstrap is None:
        return None
    if arguments.bootstrap < LEAST_DRAWS:
        raise Misused("few_draws", _FEW_DRAWS.fill(least=LEAST_DRAWS))
    return study.redrawn(arguments.bootstrap, seed=arguments.seed, moves=[each.by for each in study.moves])


def _named(study: EquityStudy, arguments: argparse.Namespace) -> BrandValue | None:
    return value_of_name(study, arguments.against, arguments.price or "") if arguments.against else None


_NO_DISCOUNT = Text(
    "không giới hạn số năm thì tỷ lệ chiết khấu phải dương", "without an end the discount rate has to be positive"
)
_FEW_DRAWS = Text("cần ít nhất {least} mẫu rút lại", "at least {least} samples are drawn")
