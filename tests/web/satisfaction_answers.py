"""A survey of satisfaction, sent to customers of two segments and answered by those of whom it is said."""

from dataclasses import dataclass
from datetime import timedelta

from crmeter.records.catalogue import CONCEPTS
from crmeter.records.concept.actions import create
from crmeter.records.staff.queries import Person
from crmeter.records.surveys.actions import make_survey, open_survey
from crmeter.records.surveys.answer_actions import answer
from crmeter.records.surveys.asking import Candidate
from crmeter.records.surveys.given import field_of
from crmeter.records.surveys.invitation_actions import write_invitation
from crmeter.records.surveys.queries import SurveyView, questions_of, survey


@dataclass(frozen=True)
class Customers:
    """Customers of a segment.

    Args:
        segment: of all of them.
        asked: how many are invited.
        scores: NPS and ratings of the four aspects of those who answer.
        words: what each of these writes, in turns.
    """

    segment: str
    asked: int
    scores: tuple[tuple[int, int, int, int, int], ...]
    words: tuple[str, ...] = ("",)


def opened_survey(by: Person, template: str = "satisfaction") -> SurveyView:
    """Make the survey and open it."""
    number = make_survey(by, template, "vi")
    open_survey(by, number, version=1)
    found = survey(number)
    assert found is not None
    return found


def ask_and_answer(by: Person, view: SurveyView, *groups: Customers) -> list[int]:
    """Let customers be asked and answer, and return their numbers."""
    made = []
    for number, group in enumerate(groups):
        for place in range(group.asked):
            address = f"khach-{view.id}-{number}-{place}@khach.example"
            values = {"name": f"{group.segment} {place}", "kind": "firm", "is_customer": True, "email": address}
            pk = create(by, CONCEPTS["customers"], {**values, "segment": group.segment})
            made.append(pk)
            token = f"{view.id}-{number}-{place}"
            write_invitation(view.id, Candidate(address, address, pk, agent=by.id), "vi", token, 1, timedelta(days=30))
            if place < len(group.scores):
                words = group.words[place % len(group.words)]
                answer(token, typed(view, group.scores[place], words), "vi")
    return made


def typed(view: SurveyView, scores: tuple[int, int, int, int, int], words: str = "") -> dict[str, str]:
    """Return what somebody types who gives an NPS, an overall score that follows the aspects, and the aspects."""
    asked = {each.kind.value: each for each in questions_of(view.id)}
    nps, *aspects = scores
    overall = max(1, min(5, round(sum(aspects) / len(aspects))))
    return {
        field_of(asked["nps"].id): str(nps),
        field_of(asked["csat"].id): str(overall),
        field_of(asked["ces"].id): str(min(7, overall + 2)),
        **{field_of(asked["rating"].id, place, 0): str(score) for place, score in enumerate(aspects)},
        field_of(asked["text"].id): words,
    }
