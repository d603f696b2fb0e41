"""A ranking of alternatives, as lines for people and as JSON."""

from collections.abc import Iterator
from typing import Any

import numpy as np

from crmeter.estimators.preference.sensitivity import RankChange
from crmeter.evaluation.external.alternative_scores import Ranking
from crmeter.vocabulary import Language, Text, formats


def ranking_lines(ranking: Ranking, language: Language) -> Iterator[str]:
    """Return a ranking in words of one language, the best alternative first."""

    def share(value: float) -> Text:
        return Text(formats.percent(value, "vi"), formats.percent(value, "en"))

    yield Text("Phương án, tốt nhất trước (AIJ):", "Alternatives, the best first (AIJ):").in_(language)
    width = max(len(name) for name in ranking.alternatives)
    for place in np.argsort(-ranking.totals, kind="stable"):
        total = formats.number(float(ranking.totals[place]), language, 3)
        yield f"  {ranking.alternatives[place]:<{width}} {total}"
    for each in ranking.sensitivity:
        if each.nearest is None:
            firm = Text(
                "  {criterion}: trọng số nào cũng không đổi thứ hạng", "  {criterion}: no weight changes the ranking"
            )
            yield firm.fill(criterion=each.criterion).in_(language)
        for change in (each.below, each.above):
            if change is not None:
                words = Text(
                    "  {criterion}: trọng số từ {now} thành {then} thì {rising} ngang {falling}",
                    "  {criterion}: with a weight of {then} instead of {now}, {rising} is level with {falling}",
                )
                told = {"now": share(each.weight), "then": share(change.weight)}
                names = {"criterion": each.criterion, "rising": change.rising, "falling": change.falling}
                yield words.fill(**told, **names).in_(language)


def ranking_as_json(ranking: Ranking) -> dict[str, Any]:
    """Return a ranking as JSON, in the order of the file."""
    return {
        "alternatives": [
            {"name": name, "total": total}
            for name, total in zip(ranking.alternatives, ranking.totals.tolist(), strict=True)
        ],
        "sensitivity": [
            {
                "criterion": each.criterion,
                "weight": each.weight,
                "below": _change(each.below),
                "above": _change(each.above),
            }
            for each in ranking.sensitivity
        ],
    }


def _change(change: RankChange | None) -> dict[str, Any] | None:
    if change is None:
        return None
    return {"weight": change.weight, "move": change.move, "falling": change.falling, "rising": change.rising}
