"""`crmeter choice`: why brands are chosen, where customers go from each, and what a change of one would do."""

import argparse
from typing import Any

import numpy as np
from numpy.typing import NDArray

from crmeter.cli.choice_flags import (
    add_choice_flags,
    choices_of,
    effects_as_json,
    move_of,
    show_effects,
    show_steadying,
    steadying_of,
)
from crmeter.cli.console import DONE, Console
from crmeter.cli.shown_estimates import estimate_as_json, left_out_as_json, points_with_interval
from crmeter.estimators import Estimates
from crmeter.evaluation.external.choice_study import ChoiceStudy, study_choices
from crmeter.vocabulary import Text, formats
from crmeter.warehouse.workspace import Workspace

Moves = list[tuple[str, Estimates]]


def add_flags(parser: argparse.ArgumentParser) -> None:
    """Add the flags of the command."""
    add_choice_flags(parser)
    parser.add_argument(
        "--what-if",
        action="append",
        default=[],
        metavar="BRAND.DRIVER±N[%]",
        help="thử đổi / try a change: A.price-10%%",
    )


def run(arguments: argparse.Namespace, workspace: Workspace, console: Console) -> int:  # noqa: ARG001 - as all commands
    """Run the command."""
    choices = choices_of(arguments, console)
    steadying = steadying_of(arguments, len(choices.drivers))
    study = study_choices(choices, ridge=steadying.ridge, components=steadying.components)
    moves: Moves = []
    for word in arguments.what_if:
        brand, driver, by, is_percent = move_of(word)
        moves.append((word, study.what_if(brand, driver, **({"percent": by} if is_percent else {"by": by}))))
    if console.as_json:
        console.data(_as_json(study, moves))
    else:
        _show(console, study, moves)
    return DONE


def _show(console: Console, study: ChoiceStudy, moves: Moves) -> None:
    logit, brands = study.logit, study.choices.brands

    def share(value: float) -> str:
        return formats.percent(value, console.language)

    def say(text: Text) -> None:
        console.show(text.in_(console.language))

    say(Text("{n} lựa chọn của {k} người", "{n} choices of {k} people").fill(n=logit.n_, k=logit.n_respondents_))
    show_effects(console, study.effects)
    show_steadying(console, study.logit)
    fit = (logit.loglik_, 1 - logit.loglik_ / logit.loglik_null_)
    loglik, r2 = (formats.number(each, console.language, 4) for each in fit)
    console.show(f"  log-likelihood {loglik}   R² {r2}")
    if logit.diagnosis_ is not None:
        console.say(logit.diagnosis_)
    if study.held_out is not None:
        held = study.held_out
        words = Text(
            "Đoán đúng {hit} của {n} lựa chọn để riêng; cứ đoán {rule} thì {same}; hơn {gain}",
            "{hit} of {n} choices kept back are foretold; {rule} would be {same}; gain {gain}",
        )
        rule = _AS_BEFORE if study.choices.has_last else _MOST_CHOSEN
        gain = points_with_interval(held.gain, console.language)
        say(words.fill(n=held.n, rule=rule, hit=share(held.hit_rate), same=share(held.same_again), gain=gain))
    if study.switching is None:
        say(_NO_INERTIA)
    else:
        _show_switching(console, brands, study.switching)
    width = max(len(brand) for brand in brands)
    for word, moved in moves:
        console.show(f"{word}:")
        for place, brand in enumerate(brands):
            console.show(f"  {brand:<{width}} {points_with_interval(moved.at(place), console.language)}")


def _show_switching(console: Console, brands: tuple[str, ...], switching: NDArray[np.float64]) -> None:
    def share(value: float) -> str:
        return formats.percent(value, console.language)

    words = Text("Từ thương hiệu (dòng) sang (cột):", "From a brand (row) to the next (column):")
    console.show(words.in_(console.language))
    width, across = max(len(brand) for brand in brands), [max(7, len(brand)) for brand in brands]
    console.show(f"  {'':<{width}} " + " ".join(f"{b:>{w}}" for b, w in zip(brands, across, strict=True)))
    for brand, row in zip(brands, switching, strict=True):
        cells = " ".join(f"{share(float(each)):>{w}}" for each, w in zip(row, across, strict=True))
        console.show(f"  {brand:<{width}} {cells}")


def _as_json(study: ChoiceStudy, moves: Moves) -> dict[str, Any]:
    logit, held = study.logit, study.held_out
    return {
        "schema": "crmeter.choice/1",
        "n": logit.n_,
        "respondents": logit.n_respondents_,
        "left_out": [left_out_as_json(each) for each in study.choices.left_out],
        "brands": list(study.choices.brands),
        "level": study.level,
        "drivers": effects_as_json(study.effects),
        "loglik": logit.loglik_,
        "loglik_null": logit.loglik_null_,
        "condition_number": logit.condition_number_,
        "converged": logit.converged_,
        "diagnosis": logit.diagnosis_ and logit.diagnosis_.to_json(),
        "shares": _listed(study.shares),
        "switching": None if study.switching is None else _listed(study.switching),
        "observed": None if study.observed is None else _listed(study.observed),
        "held_out": held
        and {
            "n": held.n,
            "hit_rate": held.hit_rate,
            "same_again": held.same_again,
            "gain": estimate_as_json(held.gain),
        },
        "what_if": [
            {"move": word, "change": {b: estimate_as_json(change.at(i)) for i, b in enumerate(study.choices.brands)}}
            for word, change in moves
        ],
    }


def _listed(values: NDArray[np.float64]) -> Any:
    return [_listed(each) if np.ndim(each) else (float(each) if np.isfinite(each) else None) for each in values]


_AS_BEFORE = Text("như lần trước", "the same as before")
_MOST_CHOSEN = Text("thương hiệu được chọn nhiều nhất", "the brand chosen most")
_NO_INERTIA = Text(
    "Mỗi người chọn một lần và không cột nào cho biết lần trước: chưa thấy được thói quen; --last chỉ cột đó",
    "Each chooses once and no column tells the brand before: inertia is not seen; --last names such a column",
)
