"""What the page of equity shows of a study."""

from decimal import Decimal
from typing import Any

from django.utils.safestring import SafeString, mark_safe

from crmeter.estimators import Estimates
from crmeter.estimators.choice.equity_bootstrap import Bootstrapped
from crmeter.estimators.choice.principal_components import PrincipalComponentLogit
from crmeter.evaluation.external.equity_study import EquityStudy, Move
from crmeter.evaluation.report.tornado import Tornado, TornadoBar, tornado_chart
from crmeter.records.surveys.kinds import GROUPS, DriverGroup
from crmeter.vocabulary import Text, formats
from crmeter.web.surveys.equity_asked import EquityAsked
from crmeter.web.surveys.equity_words import Words
from crmeter.web.templatetags.figures import language

Shown = dict[str, Any]


def equity_shown(
    study: EquityStudy, redrawn: Bootstrapped | None, asked: EquityAsked, words: Words, currency: str
) -> Shown:
    """Return the context of the page.

    Args:
        study: of equity.
        redrawn: bounds by samples, of the moves too where there are some; or None.
        asked: by the address.
        words: of the survey.
        currency: of the money.
    """
    us, logit = study.us, study.model.logit_
    named = [words.of(brand) for brand in study.choices.brands]
    moves = {each.name: each for each in study.moves if each.name in study.choices.drivers}
    return {
        "us": words.of(asked.us),
        "ours": shown(study.equity.at(us)),
        "share": shown(study.shares.at(us)),
        "each": float(study.lifetime_value[us]),
        "endless": float(study.forever[us]) if study.model.market.discount_rate > 0 else None,
        "redrawn": redrawn
        and {
            "equity": shown(redrawn.equity.at(us)),
            "share": shown(redrawn.share.at(us)),
            "n": redrawn.draws,
            "lost": redrawn.lost,
        },
        "equity": [_brand(study, place, words) for place in range(len(named))],
        "groups": _groups(study, words),
        "effects": [
            (words.called.get(each.name, _INERTIA if each.importance is None else Text.same(each.name)), each)
            for each in study.effects
        ],
        "worth": [_worth(each, words) for each in moves.values()],
        "chart": _chart(list(moves.values()), words, currency),
        "is_by_cost": bool(asked.stated_costs),
        "switching": list(zip(named, study.model.switching().tolist(), strict=True)),
        "columns": named,
        "diagnosis": logit.diagnosis_,
        "condition": logit.condition_number_,
        "held_by_components": logit.explained_ if isinstance(logit, PrincipalComponentLogit) else None,
        "outcome": _outcome(study, redrawn, asked),
        "moved": [(words.of(driver), by) for driver, by in asked.moved.items()],
        "customers": study.model.market.customers,
        "sliders": [_slider(study, place, moves.get(driver), asked) for place, driver in _drivers(study)],
    }


def shown(one: Estimates) -> dict[str, float | None]:
    """Return a figure with its bounds for a template."""
    low, high = (None if each is None else float(each) for each in (one.low, one.high))
    return {"value": float(one.value), "low": low, "high": high}


def ratio_of(one: Estimates | None) -> dict[str, float | None] | None:
    """Return what comes back of each unit of a cost, from a return above it; None without a cost."""
    if one is None:
        return None
    return {side: None if value is None else value + 1 for side, value in shown(one).items()}


def _drivers(study: EquityStudy) -> list[tuple[int, str]]:
    return list(enumerate(study.choices.drivers))


def _brand(study: EquityStudy, place: int, words: Words) -> Shown:
    return {
        "name": words.of(study.choices.brands[place]),
        "is_us": place == study.us,
        "equity": shown(study.equity.at(place)),
        "share": shown(study.shares.at(place)),
    }


def _slider(study: EquityStudy, place: int, move: Move | None, asked: EquityAsked) -> Shown:
    ratings = study.choices.mean_ratings()[:, place]
    driver = study.choices.drivers[place]
    gain = float(move.outcome.change.value) if move is not None and driver in asked.moved else None
    return {"rated": float(ratings[study.us]), "gain": gain}


def _groups(study: EquityStudy, words: Words) -> list[Shown]:
    """Return the drivers by group, with how we and the best competitor are rated; those in no group last."""
    low, high = study.scale or (0.0, 1.0)
    ratings = study.choices.mean_ratings()
    importance = {each.name: each.importance for each in study.effects}

    def row(driver: str) -> Shown:
        column = ratings[:, study.choices.drivers.index(driver)]
        others = [float(each) for place, each in enumerate(column) if place != study.us]
        ours, best = float(column[study.us]), max(others)
        return {
            "name": words.of(driver),
            "rated": ours,
            "best": best,
            "above": ours - low,
            "best_above": best - low,
            "longest": high - low,
            "importance": importance[driver],
        }

    found = [
        {
            "name": GROUPS[DriverGroup(each.name.removeprefix("group:"))],
            "part": shown(each.importance),
            "rows": [row(driver) for driver in each.drivers],
        }
        for each in study.groups
    ]
    alone = [driver for driver in study.choices.drivers if driver not in words.groups]
    if alone:
        found.append({"name": None, "part": None, "rows": [row(driver) for driver in alone]})
    return found


def _worth(move: Move, words: Words) -> Shown:
    outcome = move.outcome
    return {
        "name": words.of(move.name),
        "by": next(iter(move.by.values())),
        "change": shown(outcome.change),
        "cost": outcome.cost or None,
        "ratio": ratio_of(outcome.returns),
        "even": outcome.break_even,
    }


def _chart(moves: list[Move], words: Words, currency: str) -> SafeString:
    """Draw what comes back of each đồng where a cost is stated, or else by how much equity changes."""
    said = language()
    paid = [each for each in moves if each.outcome.returns is not None]
    if paid:
        figures = [(each, ratio_of(each.outcome.returns) or {}) for each in paid]
        scale, unit, base, titles = Decimal(1), "×", 1.0, (_EVEN, _PER_UNIT)
    else:
        figures = [(each, shown(each.outcome.change)) for each in moves]
        largest = max(abs(value or 0.0) for _, one in figures for value in one.values())
        scale, unit = formats.money_scale(largest, currency, said)
        base, titles = 0.0, (_AS_NOW, _CHANGE.fill(unit=unit))
        unit = ""

    def write(value: float) -> str:
        return formats.number(value / float(scale), said, 0 if abs(value / float(scale)) >= 20 else 1) + unit

    bars = [
        TornadoBar(
            words.of(each.name).in_(said), one["value"] or 0.0, one["low"], one["high"], write(one["value"] or 0.0)
        )
        for each, one in sorted(figures, key=lambda pair: -(pair[1]["value"] or 0.0))
    ]
    label = "; ".join(f"{bar.name} {bar.written}" for bar in bars)
    chart = Tornado(label, bars, base, titles[0].in_(said), titles[1].in_(said))

    def tick(value: float) -> str:
        return formats.number(value / float(scale), said, None)

    return mark_safe(str(tornado_chart(chart, tick)))  # noqa: S308 - htpy has escaped every word


def _outcome(study: EquityStudy, redrawn: Bootstrapped | None, asked: EquityAsked) -> Shown | None:
    if not asked.moved:
        return None
    outcome = study.model.what_if(study.us, asked.moved, cost=asked.cost, scale=study.scale)
    change = float(outcome.change.value)
    return {
        "change": shown(outcome.change),
        "redrawn": shown(redrawn.changes[0].at(study.us)) if redrawn is not None else None,
        "points": 100 * float(outcome.share_change.value),
        "ratio": ratio_of(outcome.returns),
        "cost": asked.cost,
        "even": outcome.break_even,
        "held": outcome.held,
        "then": float(study.equity.value[study.us]) + change,
        "worth": Decimal(str(round(change - asked.cost, 4))),
    }


_INERTIA = Text("đã mua lần trước (sức ì)", "bought last (inertia)")
_EVEN = Text("hòa vốn", "break-even")
_AS_NOW = Text("như hiện nay", "as now")
_PER_UNIT = Text("Lợi ích thu về trên một đồng bỏ ra, khoảng 80%", "What comes back of each unit of cost, 80% interval")
_CHANGE = Text("Giá trị tài sản tăng thêm ({unit}), khoảng 80%", "Equity added ({unit}), 80% interval")
