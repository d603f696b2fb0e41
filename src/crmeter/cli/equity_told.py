"""What `crmeter equity` tells: as lines, and as JSON."""

import argparse
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from crmeter.cli.choice_flags import effects_as_json, show_effects, show_steadying
from crmeter.cli.console import Console
from crmeter.cli.equity_words import margins
from crmeter.cli.shown_estimates import estimate_as_json, left_out_as_json, with_interval
from crmeter.estimators import Estimates
from crmeter.estimators.choice.brand_value import BrandValue
from crmeter.estimators.choice.equity_bootstrap import Bootstrapped
from crmeter.estimators.choice.principal_components import PrincipalComponentLogit
from crmeter.evaluation.external.equity_study import EquityStudy, Move
from crmeter.vocabulary import Text, decimals_of, formats


@dataclass(frozen=True, slots=True)
class EquityTold:
    """What is told.

    Args:
        study: of equity.
        redrawn: bounds by samples of respondents, where asked for.
        named: the value of our name, where asked for.
    """

    study: EquityStudy
    redrawn: Bootstrapped | None
    named: BrandValue | None


def show_equity(console: Console, told: EquityTold, arguments: argparse.Namespace) -> None:
    """Print equity, why brands are chosen, and what better ratings are worth."""
    study, redrawn = told.study, told.redrawn
    brands = study.choices.brands

    def money(value: float) -> str:
        return formats.money(round(value, decimals_of(arguments.currency)), arguments.currency, console.language)

    def share(value: float) -> str:
        return formats.percent(value, console.language)

    width = max(len(brand) for brand in brands)
    for place, brand in enumerate(brands):
        mark = "*" if place == study.us else " "
        equity, part = with_interval(study.equity.at(place), money), with_interval(study.shares.at(place), share)
        console.show(f"{mark} {brand:<{width}} {equity}   {part}")
        if redrawn is not None:
            bounds = f"{_bounds(redrawn.equity.at(place), money)}   {_bounds(redrawn.share.at(place), share)}"
            console.show(f"  {'':<{width}} {_REDRAWN.fill(n=redrawn.draws).in_(console.language)}: {bounds}")
    show_effects(console, study.effects)
    show_steadying(console, study.model.logit_)
    for group in study.groups:
        console.show(f"  {group.name}: {with_interval(group.importance, share)}   ({', '.join(group.drivers)})")
    if study.model.logit_.diagnosis_ is not None:
        console.say(study.model.logit_.diagnosis_)
    console.show(_MOVED.fill(brand=brands[study.us]).in_(console.language))
    width = max(len(each.name) for each in study.moves)
    for place, each in enumerate(study.moves):
        by = ", ".join(f"{name} +{formats.number(step, console.language, 2)}" for name, step in each.by.items())
        console.show(f"  {each.name:<{width}} {with_interval(each.outcome.change, money)}   ({by})")
        if redrawn is not None:
            drawn = _bounds(redrawn.changes[place].at(study.us), money)
            console.show(f"  {'':<{width}} {_REDRAWN.fill(n=redrawn.draws).in_(console.language)}: {drawn}")
        _show_return(console, each, money, width)
    if told.named is not None:
        _show_name(console, told.named, arguments, money)


def _show_return(console: Console, move: Move, money: Callable[[float], str], width: int) -> None:
    outcome = move.outcome
    if outcome.returns is None:
        return

    def share(value: float) -> str:
        return formats.percent(value, console.language)

    even = _NEVER if outcome.break_even is None else _EVEN.fill(share=share(outcome.break_even))
    words = _RETURN.fill(cost=money(outcome.cost), part=with_interval(outcome.returns, share), even=even)
    console.show(f"  {'':<{width}} {words.in_(console.language)}")


def _show_name(
    console: Console, named: BrandValue, arguments: argparse.Namespace, money: Callable[[float], str]
) -> None:
    console.show(_NAME.fill(us=arguments.us, other=arguments.against).in_(console.language))
    for title, one in ((_BY_CHOICE, named.by_choice), (_BY_PREMIUM, named.by_premium), (_PREMIUM, named.premium)):
        console.show(f"  {title.in_(console.language)}: {with_interval(one, money)}")


def _bounds(one: Estimates, write: Callable[[float], str]) -> str:
    return (
        "–"
        if one.low is None or one.high is None
        else f"[{formats.span(write(float(one.low)), write(float(one.high)))}]"
    )


def equity_as_json(told: EquityTold, arguments: argparse.Namespace) -> dict[str, Any]:
    """Return all that was found as JSON."""
    study, redrawn, named = told.study, told.redrawn, told.named
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
            "horizon_years": None if arguments.no_end else arguments.horizon,
            "customers": arguments.market,
        },
        "level": study.equity.level,
        "brands": [
            {
                "name": brand,
                "equity": estimate_as_json(study.equity.at(place)),
                "equity_redrawn": redrawn and estimate_as_json(redrawn.equity.at(place)),
                "share": estimate_as_json(study.shares.at(place)),
                "share_redrawn": redrawn and estimate_as_json(redrawn.share.at(place)),
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
        "ridge": study.model.ridge,
        "components": {"n": logit.components, "explained": logit.explained_}
        if isinstance(logit, PrincipalComponentLogit)
        else None,
        "bootstrap": redrawn and {"draws": redrawn.draws, "lost": redrawn.lost, "seed": arguments.seed},
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
                "change_redrawn": redrawn and estimate_as_json(redrawn.changes[place].at(study.us)),
                "share_change": estimate_as_json(each.outcome.share_change),
                "cost": each.outcome.cost,
                "return": None if each.outcome.returns is None else estimate_as_json(each.outcome.returns),
                "break_even": each.outcome.break_even,
                "held_at_the_end_of_the_scale": each.outcome.held,
            }
            for place, each in enumerate(study.moves)
        ],
    }


_MOVED = Text("Nếu khách chấm {brand} cao hơn:", "If customers rated {brand} higher:")
_REDRAWN = Text("rút lại {n} mẫu", "{n} samples drawn anew")
_RETURN = Text(
    "chi phí {cost}: lợi ích trên chi phí {part}, hòa vốn ở {even}", "cost {cost}: return {part}, breaks even at {even}"
)
_EVEN = Text("{share} thay đổi này", "{share} of the move")
_NEVER = Text("không mức nào", "no move")
_NAME = Text("Tên {us} so với {other}:", "The name {us} against {other}:")
_BY_CHOICE = Text("theo lựa chọn", "by choice")
_BY_PREMIUM = Text("theo phần giá trội", "by price premium")
_PREMIUM = Text("phần giá trội một đơn vị", "premium of one unit")
