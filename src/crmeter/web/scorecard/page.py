"""The page of the scorecard."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from crmeter.strategy.scorecard.queries import Card, ScoreRow, scorecard
from crmeter.strategy.scorecard.scoring import Part, shares
from crmeter.strategy.targets.naming import amount_of, title_of
from crmeter.strategy.targets.rights import may_set
from crmeter.vocabulary import Text
from crmeter.web.alerts.page import seer
from crmeter.web.readings.pages import for_all_rows
from crmeter.web.scorecard.weighing import offered


@dataclass(frozen=True, slots=True)
class ShownPart:
    """A part of a score with its figures in words.

    Args:
        share: what it puts into the mean, in points; None where it has no score.
    """

    part: Part
    title: Text
    now: Text
    floor: Text
    aim: Text
    period: Text
    share: float | None


@dataclass(frozen=True, slots=True)
class ShownRow:
    """A line of the scorecard with its parts."""

    row: ScoreRow
    parts: list[ShownPart]


@require_safe
@for_all_rows
def scorecard_page(request: HttpRequest) -> HttpResponse:
    """Show scores by subject and by perspective, and what each is made of."""
    reader = seer(request)
    card = scorecard()
    context: dict[str, Any] = {
        "sides": [
            (card.sides[0], [_shown(each, card) for each in card.outside]),
            (card.sides[1], [_shown(each, card) for each in card.inside]),
        ],
        "perspectives": [_shown(each, card) for each in card.perspectives],
        "as_of": card.as_of,
        "has_targets": bool(card.targets),
        "may_set": may_set(reader),
        "decisions": offered(reader, card.targets) if may_set(reader) else [],
        "seen": [f"{each.id}.{each.version}" for each in card.targets.values()],
    }
    return render(request, "scorecard/scorecard.html", context)


def _shown(row: ScoreRow, card: Card) -> ShownRow:
    return ShownRow(row, [_part(part, share, card) for part, share in zip(row.parts, shares(row.parts), strict=True)])


def _part(part: Part, share: float | None, card: Card) -> ShownPart:
    target = card.targets[part.measure]
    standing = card.standings[part.measure]
    return ShownPart(
        part,
        title_of(part.measure),
        amount_of(part.measure, standing.value, target.currency),
        amount_of(part.measure, target.floor, target.currency),
        amount_of(part.measure, target.value, target.currency),
        target.period_words,
        share,
    )
