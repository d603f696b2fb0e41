"""What people wrote to a question of a survey, with the score that each of them gave."""

from dataclasses import dataclass

from crmeter.records.surveys.kinds import SCORES
from crmeter.records.surveys.models import SurveyAnswer
from crmeter.records.surveys.queries import Question, SurveyView, questions_of

# What one page groups; of more, the newest.
MOST_WRITTEN = 5_000


@dataclass(frozen=True, slots=True)
class Written:
    """What somebody wrote.

    Args:
        text: their words.
        score: what they gave to the question that is held beside; None where nothing.
        name: who they are; empty of an anonymous survey and of the link for everybody.
        customer: their number, likewise.
    """

    text: str
    score: float | None
    name: str
    customer: int | None


def score_beside(survey: SurveyView) -> Question | None:
    """Return the first question of a survey that asks for a score; what people wrote is held against it."""
    return next((each for each in questions_of(survey.id) if each.kind in SCORES), None)


def written_to(survey: SurveyView, question: int) -> tuple[Written, ...]:
    """Return what was written to a question, the newest first."""
    beside = score_beside(survey)
    rows = (
        SurveyAnswer.objects.filter(response__survey=survey.id, question=question)
        .exclude(text="")
        .select_related("response__invitation__customer", "response__invitation__user")
        .order_by("-response", "-id")[:MOST_WRITTEN]
    )
    scores: dict[int, float] = {}
    if beside is not None:
        given = SurveyAnswer.objects.filter(question=beside.id)
        told = given.values_list("response", "number")
        scores = {response: float(number) for response, number in told if number is not None}
    found = []
    for row in rows:
        invitation = row.response.invitation
        who = None if invitation is None else invitation.customer or invitation.user
        found.append(
            Written(
                row.text,
                scores.get(row.response_id),
                "" if who is None else str(who),
                None if invitation is None else invitation.customer_id,
            )
        )
    return tuple(found)
