"""What the figures on top are to reach, as the report draws it."""

from collections.abc import Mapping

from crmeter.evaluation.report.aims import Aim
from crmeter.strategy.scorecard.queries import Card


def aims_of(card: Card) -> Mapping[str, Aim]:
    """Return the targets of the firm that a scorecard is held against, by measure."""
    return {
        name: Aim(
            float(target.value),
            card.standings[name].value,
            target.period_words,
            target.reach_by,
            target.chance_missed,
            target.chance_missing,
        )
        for name, target in card.targets.items()
    }
