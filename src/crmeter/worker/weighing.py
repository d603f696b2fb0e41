"""What each response of a survey with target shares counts: found anew as answers come and customers change groups."""

from crmeter.evaluation.external.survey_weights import weigh
from crmeter.records.surveys.group_queries import GroupBy, groups_of, responses_of
from crmeter.records.surveys.queries import SurveyView, surveys_with_shares
from crmeter.records.surveys.weighting_actions import write_weights
from crmeter.vocabulary import NotEnoughData, Text, Work
from crmeter.worker.handlers import Order


def weigh_surveys(order: Order, work: Work) -> dict[str, int]:  # noqa: ARG001 - as all handlers
    """Weigh the responses of every survey that has target shares."""
    work.step(Text("đang tính trọng số khảo sát", "weighing the answers of surveys"))
    return {"changed": sum(map(_weigh, surveys_with_shares()))}


def _weigh(survey: SurveyView) -> int:
    responses, shares = responses_of(survey.id), survey.target_shares
    try:
        found = weigh(responses, {by: groups_of(survey, GroupBy(by)) for by in shares}, shares).weights
    except NotEnoughData:
        # The page of results says what is missing; until it is there all answers count the same.
        return write_weights(survey.id, shares, dict.fromkeys(responses, 1.0))
    return write_weights(survey.id, shares, {each: found.get(each, 0.0) for each in responses})
