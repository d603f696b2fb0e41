"""What somebody supposes of our price and quality, and what shares and revenue would then be."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from crmeter.vocabulary import NotEnoughData, Text
from crmeter.web.own_currency import own_currency
from crmeter.web.value_map.asked import MapAsked, number
from crmeter.web.value_map.opened import Opened
from crmeter.web.value_map.sentences import written
from crmeter.web.value_map.shown import bounded

if TYPE_CHECKING:
    from crmeter.evaluation.external.value_trial import Trial
    from crmeter.evaluation.external.value_what_if import Supposed

_PRICE, _QUALITY = "price", "quality"
_FURTHEST_PERCENT = 30
_FINE_STEP, _HARDLY = 0.01, 1e-6


@dataclass(frozen=True, slots=True)
class Slider:
    """Something of ours that can be moved.

    Args:
        name: in the address.
        driver: what moves, as the model calls it.
        title: for people.
        by: how far it is moved.
        most: either way.
        step: of the slider.
        digits: after the decimal mark.
        unit: in which it is moved.
    """

    name: str
    driver: str
    title: Text
    by: float
    most: float
    step: float
    digits: int
    unit: Text


def what_if(opened: Opened, asked: MapAsked) -> dict[str, Any]:
    """Return the sliders, where our point would be, and what comes out where one is moved; or why there are none."""
    trial = trial_of(opened)
    sliders = () if trial is None else _sliders(opened, trial, asked)
    market = number(asked.asked.get("market", ""))
    shown: dict[str, Any] = {
        "sliders": sliders,
        "market": market if market is not None and market > 0 else None,
        "market_typed": asked.asked.get("market", ""),
        "currency": own_currency(),
    }
    if trial is None or not sliders:
        return shown | {"no_what_if": opened.lacking}
    try:
        supposed = _supposed(opened, sliders)
    except NotEnoughData as lacking:
        return shown | {"no_what_if": lacking.undefined.reason, "what_if_needs": lacking.undefined.needs, "sliders": ()}
    moved = [each for each in sliders if each.by]
    return shown | {
        "supposed": supposed,
        "moved": moved,
        "tried": trial.spot({each.driver: each.by for each in sliders}),
        "outcome": _outcome(opened, supposed, shown["market"]),
    }


def trial_of(opened: Opened) -> "Trial | None":
    """Return what can be tried of our product; None where nothing tells what would follow."""
    from crmeter.evaluation.external.value_trial import RatedTrial, ScoredTrial  # noqa: PLC0415 - loads numpy

    if opened.choices is not None and opened.scale is not None:
        if not opened.choices.available[:, opened.choices.brands.index(opened.us)].any():
            return None
        rated, priced = opened.scale
        ends = {name: priced if name == _PRICE else rated for name in opened.choices.drivers}
        return RatedTrial(opened.choices, opened.study.profiles[-1], opened.placed, opened.us, ends)
    if opened.people or opened.placed.scored is None:
        return None
    return ScoredTrial(opened.placed, opened.scores, opened.us, _FURTHEST_PERCENT)


def _sliders(opened: Opened, trial: "Trial", asked: MapAsked) -> tuple[Slider, ...]:
    """Return what can be moved: where our point was drawn to a place, by what brings it there."""
    from crmeter.evaluation.external.value_trial import Spot  # noqa: PLC0415 - loads numpy

    drawn = None if asked.to is None else trial.by_for(Spot(*asked.to))
    if opened.choices is not None and opened.scale is not None:
        rated, priced = opened.scale
        found = []
        for place, name in enumerate(opened.choices.drivers):
            low, high = priced if name == _PRICE else rated
            key = f"move-{_PRICE if name == _PRICE else place}"
            title = _SEEMS if name == _PRICE else opened.called(name)
            by = _moved(asked, key, high - low) if drawn is None else drawn[name]
            unit = _POINTS.fill(low=written(low, 0), high=written(high, 0))
            found.append(Slider(key, name, title, by, high - low, _step(by, (high - low) / 20), 2, unit))
        return tuple(found)
    return tuple(
        Slider(f"move-{name}", name, title, by, _FURTHEST_PERCENT, 1, 0, _PERCENT)
        for name, title, by in (
            (name, title, _moved(asked, f"move-{name}", _FURTHEST_PERCENT) if drawn is None else drawn[name])
            for name, title in ((_QUALITY, _OUR_QUALITY), (_PRICE, _OUR_PRICE))
        )
    )


def _step(by: float, step: float) -> float:
    """Return the step of a slider, a finer one where what stands there lies between two of them."""
    return step if abs(by / step - round(by / step)) < _HARDLY else _FINE_STEP


def _moved(asked: MapAsked, key: str, most: float) -> float:
    """Return how far a slider of an address stands from its middle; none stands beyond its ends."""
    return max(-most, min(number(asked.asked.get(key, "")) or 0.0, most))


def _supposed(opened: Opened, sliders: tuple[Slider, ...]) -> "Supposed":
    from crmeter.evaluation.external.value_what_if import suppose_of_choices, suppose_of_shares  # noqa: PLC0415

    if opened.choices is None or opened.scale is None:
        quality, price = (each.by / 100 for each in sliders)
        return suppose_of_shares(opened.study.maps, opened.placed, opened.us, quality=quality, price=price)
    by = {each.driver: each.by for each in sliders if each.by}
    rated, priced = opened.scale
    return suppose_of_choices(
        opened.choices, opened.us, by, {name: priced if name == _PRICE else rated for name in opened.choices.drivers}
    )


def _outcome(opened: Opened, supposed: "Supposed", market: float | None) -> dict[str, Any]:
    change = supposed.change
    rows = [
        {
            "name": opened.called(name),
            "is_us": name == opened.us,
            "now": float(supposed.now[n]),
            "then": float(supposed.now[n]) + float(change.at(n).value),
            "change": {key: None if each is None else 100 * each for key, each in bounded(change.at(n)).items()},
        }
        for n, name in enumerate(supposed.products)
    ]
    times = market or 1.0
    money = None if supposed.revenue_change is None else bounded(supposed.revenue_change)
    return {
        "rows": rows,
        "revenue": None if supposed.revenue is None else supposed.revenue * times,
        "revenue_then": None
        if supposed.revenue is None or money is None
        else (supposed.revenue + (money["value"] or 0.0)) * times,
        "revenue_change": None
        if money is None
        else {key: None if each is None else each * times for key, each in money.items()},
        "growth": None if supposed.growth is None else bounded(supposed.growth),
    }


_POINTS = Text("điểm (thang {low}–{high})", "points (scale {low}–{high})")
_PERCENT = Text.same("%")
_SEEMS = Text("Khách thấy giá đắt đến đâu", "How dear we seem")
_OUR_QUALITY = Text("Chất lượng của ta", "Our quality")
_OUR_PRICE = Text("Giá của ta", "Our price")
