"""What people are told when it is due, and who is asked once more."""

from crmeter.engagement.survey_reminders import remind_by_themselves
from crmeter.records.activities.reminder_actions import remind_of_due as remind
from crmeter.strategy.targets.reminder_actions import remind_of_reviews as remind_owners
from crmeter.vocabulary import Text, Work
from crmeter.worker.handlers import Order


def remind_of_due(order: Order, work: Work) -> dict[str, int]:  # noqa: ARG001 - as all handlers
    """Tell people of what is due."""
    work.step(Text("đang nhắc việc", "reminding of what is due"))
    return {"reminded": remind()}


def remind_of_surveys(order: Order, work: Work) -> dict[str, int]:  # noqa: ARG001 - as all handlers
    """Remind whoever was asked by a survey that reminds by itself, and is silent."""
    work.step(Text("đang nhắc trả lời khảo sát", "reminding of surveys"))
    return {"reminded": remind_by_themselves()}


def remind_of_reviews(order: Order, work: Work) -> dict[str, int]:  # noqa: ARG001 - as all handlers
    """Tell owners that a target is to be looked at again."""
    work.step(Text("đang nhắc xem lại mục tiêu", "reminding of reviews"))
    return {"reminded": remind_owners()}
