"""What each response of a survey counts, so that its groups have the shares that they have among all."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from crmeter.estimators import Rake


@dataclass(frozen=True, slots=True, eq=False)
class WeighedResponses:
    """The weights of a survey.

    Args:
        raking: as it was fitted.
        weights: by response, of mean 1.
        unknown: responses without a weight, since one of their groups is not known.
    """

    raking: Rake
    weights: Mapping[int, float]
    unknown: int


def weigh(
    responses: Iterable[int], groups: Mapping[str, Mapping[int, str]], shares: Mapping[str, Mapping[str, float]]
) -> WeighedResponses:
    """Find the weights.

    Args:
        responses: all that answered.
        groups: by variable, of each response; who is not there is of no known group.
        shares: of the same variables, of each group in any unit: they are brought to a sum of 1.

    Raises:
        NotEnoughData: a group that answered has no share, or one with a share has not answered.
    """
    everybody = list(responses)
    known = [each for each in everybody if all(each in groups[by] for by in shares)]
    raking = Rake().fit(
        {by: [groups[by][each] for each in known] for by in shares},
        {by: {group: share / sum(of.values()) for group, share in of.items()} for by, of in shares.items()},
    )
    weights = dict(zip(known, map(float, raking.weights_), strict=True))
    return WeighedResponses(raking, weights, len(everybody) - len(known))
