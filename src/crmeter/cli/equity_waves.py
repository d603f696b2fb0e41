"""What `crmeter equity --before` tells of two waves."""

from collections.abc import Callable
from typing import Any

from crmeter.cli.console import Console
from crmeter.cli.shown_estimates import estimate_as_json, points_with_interval, with_interval
from crmeter.evaluation.external.equity_waves import ComponentMove, EquityWaves, Reaction, cause_in_words
from crmeter.vocabulary import Text, formats


def show_waves(console: Console, waves: EquityWaves, money: Callable[[float], str]) -> None:
    """Print by how much our equity changed, what did it, and whose ratings moved."""
    us, language = waves.after.us, console.language

    def rating(value: float) -> str:
        return formats.number(value, language, 2)

    def signed(value: float) -> str:
        return f"{'+' if value > 0 else ''}{money(value)}"

    console.show(_SINCE.in_(language))
    part = points_with_interval(waves.change.share_change.at(us), language)
    console.show(f"  {with_interval(waves.change.change.at(us), signed)}   {part}")
    titles = [cause_in_words(each, Text.same(each.driver)).in_(language) for each in waves.change.parts]
    width = max(map(len, titles))
    for title, each in zip(titles, waves.change.parts, strict=True):
        console.show(f"    {title:<{width}} {with_interval(each.amount.at(us), signed)}")
    for move in waves.moves:
        change = with_interval(move.change, rating)
        console.show(f"  {move.driver}: {rating(move.before)} → {rating(move.after)}   {change}")
        for reaction in move.groups:
            people = {"before": reaction.n_before, "after": reaction.n_after}
            words = _GROUP.fill(who=str(reaction.who), adds=rating(reaction.adds), **people)
            console.show(f"    {words.in_(language)}")


def waves_as_json(waves: EquityWaves) -> dict[str, Any]:
    """Return the change since the wave before as JSON."""
    return {
        "n_before": len(waves.before.choices),
        "linked": waves.change.linked,
        "brands": [
            {
                "name": brand,
                "before": float(waves.before.equity.value[place]),
                "change": estimate_as_json(waves.change.change.at(place)),
                "share_change": estimate_as_json(waves.change.share_change.at(place)),
                "parts": [
                    {"cause": each.cause, "driver": each.driver or None, **estimate_as_json(each.amount.at(place))}
                    for each in waves.change.parts
                ],
            }
            for place, brand in enumerate(waves.before.choices.brands)
        ],
        "moves": [_move_as_json(each) for each in waves.moves],
    }


def _move_as_json(move: ComponentMove) -> dict[str, Any]:
    return {
        "driver": move.driver,
        "before": move.before,
        "after": move.after,
        "change": estimate_as_json(move.change),
        "by_brand_bought_last": [_reaction_as_json(each) for each in move.groups],
        "respondents": [_reaction_as_json(each) for each in move.people],
    }


def _reaction_as_json(reaction: Reaction) -> dict[str, Any]:
    return {
        "who": str(reaction.who), "adds": reaction.adds, "before": reaction.before, "after": reaction.after,
        "n_before": reaction.n_before,
        "n_after": reaction.n_after,
    }  # fmt: skip


_SINCE = Text("So với đợt trước:", "Since the wave before:")
_GROUP = Text(
    "mua {who} lần trước: {adds} ({before} người, rồi {after})",
    "bought {who} last: {adds} ({before} people, then {after})",
)
