"""`crmeter equity`: customer equity in money, ours and the competitors', from what customers say."""

import argparse
from dataclasses import replace
from typing import Any

import numpy as np

from crmeter.cli.choice_flags import add_choice_flags, choices_of, effects_as_json, show_effects
from crmeter.cli.console import DONE, Console
from crmeter.cli.equity_words import amount, group, margins, scale
from crmeter.cli.flag_values import currency_code, positive_number, yearly_rate
from crmeter.cli.shown_estimates import estimate_as_json, left_out_as_json, with_interval
from crmeter.estimators import Market
from crmeter.estimators.choice.brand_value import BrandValue
from crmeter.evaluation.external.equity_study import EquityStudy, study_equity, value_of_name
from crmeter.vocabulary import Text, decimals_of, formats
from crmeter.warehouse.connectors.files import Answers
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
    parser.add_argument("--market", type=positive_number, required=True, metavar="N", help="số khách / customers")
    parser.add_argument("--currency", type=currency_code, required=True)
    parser.add_argument("--group", action="append", default=[], metavar="NAME=A,B", help="nhóm yếu tố / drivers")
    parser.add_argument("--against", metavar="BRAND", help="tên thương hiệu đáng giá bao nhiêu so với / value the name")
    parser.add_argument("--price", metavar="DRIVER", help="yếu tố là giá / the driver that is the price")
    parser.add_argument("--scale", metavar="LOW-HIGH", help="thang điểm / scale of the ratings: 1-5")


def run(arguments: argparse.Namespace, workspace: Workspace, console: Console) -> int:  # noqa: ARG001 - as all commands
    """Run the command."""
    headers = headers_of(arguments.file, Answers(decimal=arguments.decimal, encoding=arguments.encoding))
    spend, frequency = (word if word in headers else None for word in (arguments.spend, arguments.frequency))
    choices = choices_of(arguments, console, spend=spend, frequency=frequency)
    if spend is None:
        choices = replace(choices, spend=np.full(len(choices), amount(arguments.spend)))
    if frequency is None:
        choices = replace(choices, frequency=np.full(len(choices), amount(arguments.frequency)))
    margin = margins(arguments.margin, choices.brands)
    study = study_equity(
        choices,
        us=arguments.us,
        market=Market(margin, arguments.discount_rate, arguments.horizon, arguments.market),
        groups=dict(group(each) for each in arguments.group),
        scale=scale(arguments.scale),
        ridge=arguments.ridge,
    )
    named = value_of_name(study, arguments.against, arguments.price or "") if arguments.against else None
    if console.as_json:
        console.data(_as_json(study, arguments, named))
    else:
        _show(console, study, arguments.currency)
        if named is not None:
            _show_name(console, named, arguments)
    return DONE


def _show(console: Console, study: EquityStudy, currency: str) -> None:
    brands = study.choices.brands

    def money(value: float) -> str:
        return formats.money(round(value, decimals_of(currency)), currency, console.language)

    def share(value: float) -> str:
        return formats.percent(value, console.language)

    width = max(len(brand) for brand in brands)
    for place, brand in enumerate(brands):
        mark = "*" if place == study.us else " "
        equity, part = with_interval(study.equity.at(place), money), with_interval(study.shares.at(place), share)
        console.show(f"{mark} {brand:<{width}} {equity}   {part}")
    show_effects(console, study.effects)
    for group_ in study.groups:
        part = with_interval(group_.importance, share)
        console.show(f"  {group_.name}: {part}   ({', '.join(group_.drivers)})")
    if study.model.logit_.diagnosis_ is not None:
        console.say(study.model.logit_.diagnosis_)
    moved = Text("Nếu khách chấm {brand} cao hơn:", "If customers rated {brand} higher:").fill(brand=brands[study.us])
    console.show(moved.in_(console.language))
    width = max(len(each.name) for each in study.moves)
    for each in study.moves:
        by = ", ".join(f"{name} +{formats.number(step, console.language, 2)}" for name, step in each.by.items())
        console.show(f"  {each.name:<{width}} {with_interval(each.outcome.change, money)}   ({by})")


def _show_name(console: Console, named: BrandValue, arguments: argparse.Namespace) -> None:
    def money(value: float) -> str:
        return formats.money(round(value, decimals_of(arguments.currency)), arguments.currency, console.language)

    words = Text("Tên {us} so với {other}:", "The name {us} against {other}:")
    console.show(words.fill(us=arguments.us, other=arguments.against).in_(console.language))
    for title, one in ((_BY_CHOICE, named.by_choice), (_BY_PREMIUM, named.by_premium), (_PREMIUM, named.premium)):
        console.show(f"  {title.in_(console.language)}: {with_interval(one, money)}")


_BY_CHOICE = Text("theo lựa chọn", "by choice")
_BY_PREMIUM = Text("theo phần giá trội", "by price premium")
_PREMIUM = Text("phần giá trội một đơn vị", "premium of one unit")


def _as_json(study: EquityStudy, arguments: argparse.Namespace, named: BrandValue | None) -> dict[str, Any]:
    brands = study.choices.brands
    logit = study.model.logit_
    return {
        "schema": "crmeter.equity/1",
        "n": len(study.choices),
        "left_out": [left_out_as_json(each) for each in study.choices.left_out],
        "us": brands[study.us],
        "currency": arguments.currency,
        "assumptions": {
            "margin": dict(zip(brands, margins(arguments.margin, brands).tolist(), strict=True)),
            "discount_rate": arguments.discount_rate,
            "horizon_years": arguments.horizon,
            "customers": arguments.market,
        },
        "level": study.equity.level,
        "brands": [
            {
                "name": brand,
                "equity": estimate_as_json(study.equity.at(place)),
                "share": estimate_as_json(study.shares.at(place)),
                "lifetime_value": float(study.lifetime_value[place]),
                "equity_without_end": float(study.forever[place]),
            }
            for place, brand in enumerate(brands)
        ],
        "drivers": effects_as_json(study.effects),
        "groups": [
            {"name": each.name, "drivers": list(each.drivers), "importance": estimate_as_json(each.importance)}
            for each in study.groups
        ],
        "condition_number": logit.condition_number_,
        "converged": logit.converged_,
        "diagnosis": logit.diagnosis_ and logit.diagnosis_.to_json(),
        "switching": study.model.switching().tolist(),
        "name_against": named
        and {
            "brand": arguments.against,
            "by_choice": estimate_as_json(named.by_choice),
            "by_premium": estimate_as_json(named.by_premium),
            "premium_of_one_unit": estimate_as_json(named.premium),
        },
        "moves": [
            {
                "name": each.name,
                "by": dict(each.by),
                "change": estimate_as_json(each.outcome.change),
                "share_change": estimate_as_json(each.outcome.share_change),
                "held_at_the_end_of_the_scale": each.outcome.held,
            }
            for each in study.moves
        ],
    }
