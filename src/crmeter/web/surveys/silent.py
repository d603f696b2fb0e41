"""Whether those who did not answer are like those who did; the first call loads the estimators."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from crmeter.records.surveys.group_queries import GroupBy, asked_in_groups
from crmeter.records.surveys.queries import SurveyView
from crmeter.records.surveys.result_queries import LEAST_ANONYMOUS
from crmeter.vocabulary import NotEnoughData, Undefined

if TYPE_CHECKING:
    from crmeter.estimators import ResponseComparison


@dataclass(frozen=True, slots=True)
class Silence:
    """Response by group.

    Args:
        compared: the groups and the test; None where there are no two sides.
        few: groups of whom too few were asked to be shown; they are compared as one, if they are enough together.
        lacking: why nothing can be compared.
    """

    compared: "ResponseComparison | None"
    few: int
    lacking: Undefined | None = None


def silence(survey: SurveyView, by: GroupBy, others: str) -> Silence | None:
    """Return how groups answered; None of an anonymous survey, and where nobody was asked.

    Args:
        survey: whose invitations are counted.
        by: what groups are made of.
        others: the name of the small groups taken together.
    """
    asked = {} if survey.is_anonymous else dict(asked_in_groups(survey, by))
    if not asked:
        return None
    from crmeter.estimators import compare_response  # noqa: PLC0415 - pages without invitations stay small

    few = [name for name, (n, _) in asked.items() if n < LEAST_ANONYMOUS]
    small = [asked.pop(name) for name in few]
    if sum(n for n, _ in small) >= LEAST_ANONYMOUS:
        asked[others] = sum(n for n, _ in small), sum(answered for _, answered in small)
    names = sorted(asked, key=lambda name: (name == others, -asked[name][0], name))
    try:
        compared = compare_response(
            tuple(names), [asked[name][1] for name in names], [asked[name][0] for name in names]
        )
    except NotEnoughData as error:
        return Silence(None, len(few), error.undefined)
    return Silence(compared, len(few))
