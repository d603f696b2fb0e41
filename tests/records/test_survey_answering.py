"""Answers to a survey: kept once for each link, with what follows from them, and erased with the person."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from tests.engagement.conftest import MailServer, mail_server

from crmeter.engagement.survey_actions import invite
from crmeter.records.concept.listing import Asked
from crmeter.records.consent.erased import is_hash
from crmeter.records.ledger.actor import SYSTEM
from crmeter.records.ledger.models import AuditEntry, ChangeEntry
from crmeter.records.ledger.refusals import Refused
from crmeter.records.merge.actions import merge
from crmeter.records.privacy.queries import data_of
from crmeter.records.staff.actions import add_user
from crmeter.records.staff.queries import Person
from crmeter.records.staff.roles import Role
from crmeter.records.surveys.actions import (
    close_survey,
)
from crmeter.records.surveys.answer_actions import Answered, answer
from crmeter.records.surveys.asking import Candidate
from crmeter.records.surveys.erasure_actions import erase_answers
from crmeter.records.surveys.given import WrongAnswers
from crmeter.records.surveys.invitation_actions import write_invitation
from crmeter.records.surveys.models import SurveyAnswer, SurveyInvitation, SurveyResponse
from crmeter.records.surveys.queries import SurveyView, opened_by
from crmeter.records.surveys.result_queries import LEAST_ANONYMOUS, answer_rows, respondents_of, results_of
from crmeter.records.tickets.models import Ticket
from crmeter.records.tickets.queries import queues
from crmeter.records.timeline.queries import timeline_of

from .conftest import there
from .survey_made import CUSTOMERS, asked, customer, opened, tokens, typed_for, with_queue
from .test_racing import at_once

__all__ = ["asked", "mail_server", "tokens"]
pytestmark = pytest.mark.django_db


def test_answers_are_kept_once_with_audit_timeline_and_a_line_for_the_warehouse(
    asked: tuple[SurveyView, int], lan: Person, tokens: list[str]
) -> None:
    view, number = asked
    ChangeEntry.objects.all().delete()

    answer(tokens[0], typed_for(view, nps="9", csat="5", text="Giao rất nhanh"), "vi")

    response = SurveyResponse.objects.get()
    assert response.invitation is not None
    assert response.invitation.customer_id == number
    assert SurveyAnswer.objects.filter(response=response).count() == 3
    entry = AuditEntry.objects.get(action="surveys.answered")
    assert (entry.actor_name, entry.after) == ("survey link", {"survey": view.id, "answers": 3})
    assert ChangeEntry.objects.filter(concept="surveys").exists()
    (told,) = timeline_of(lan, CUSTOMERS, number, kinds=["survey"]).entries
    assert told.title.en == f"Answered the survey {view.name}: NPS 9, CSAT 5"
    assert told.body == "Giao rất nhanh"
    with pytest.raises(Refused, match="was answered"):
        answer(tokens[0], typed_for(view, nps="1", csat="1"), "vi")
    assert SurveyAnswer.objects.count() == 3


def test_wrong_answers_are_all_named_and_nothing_is_written(asked: tuple[SurveyView, int], tokens: list[str]) -> None:
    view, _ = asked

    with pytest.raises(WrongAnswers) as wrong:
        answer(tokens[0], typed_for(view, nps="11", ces="0"), "vi")

    assert [each.en for each in wrong.value.errors.values()] == [
        "choose a number from 0 to 10",
        "this one needs an answer",
        "choose a number from 1 to 7",
    ]
    assert not SurveyResponse.objects.exists()
    assert not SurveyInvitation.objects.get().is_answered


def test_links_that_are_wrong_late_or_closed_are_alike(
    asked: tuple[SurveyView, int], lan: Person, tokens: list[str]
) -> None:
    view, _ = asked
    typed = typed_for(view, nps="9", csat="5")

    SurveyInvitation.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    late = refusal(tokens[0], typed)
    SurveyInvitation.objects.update(expires_at=timezone.now() + timedelta(days=1))
    close_survey(lan, view.id, version=view.version)
    closed = refusal(tokens[0], typed)

    assert late == closed == refusal("guess", typed) == refusal("", typed) == "this link cannot be used"
    assert refusal(view.open_key, typed) == "this link cannot be used"
    assert opened_by(tokens[0]) is None


def refusal(token: str, typed: dict[str, str]) -> str:
    with pytest.raises(Refused) as refused:
        answer(token, typed, "vi")
    return refused.value.text.en


@pytest.mark.parametrize(
    ("scores", "is_low"),
    [({"nps": "6", "csat": "4"}, True), ({"nps": "9", "csat": "2"}, True), ({"nps": "7", "csat": "3"}, False)],
)
def test_a_low_score_becomes_a_ticket_of_the_chosen_queue(
    asked: tuple[SurveyView, int], lan: Person, tokens: list[str], scores: dict[str, str], is_low: bool
) -> None:
    view, number = asked
    with_queue(lan, view.id)

    found = answer(tokens[0], typed_for(view, text="Giao chậm", **scores), "vi")

    assert (found.ticket is not None) is is_low
    if is_low:
        ticket = Ticket.objects.get(pk=found.ticket)
        assert (ticket.customer_id, ticket.queue_id, ticket.channel) == (number, queues()[0].id, "web")
        assert "Điểm thấp" in ticket.name
        assert "Giao chậm" in ticket.description


def test_without_a_queue_a_low_score_opens_nothing(asked: tuple[SurveyView, int], tokens: list[str]) -> None:
    assert answer(tokens[0], typed_for(asked[0], nps="0", csat="1"), "vi").ticket is None
    assert not Ticket.objects.exists()


def test_anonymous_answers_do_not_say_whose_they_are(
    lan: Person, minh: Person, mail_server: MailServer, tokens: list[str]
) -> None:
    view = opened(lan, "employees")
    with_queue(lan, view.id)
    invite(lan, view.id, Asked(), "vi")

    answer(tokens[0], typed_for(view, nps="2", text="Ít người"), "vi")

    response, invitation = SurveyResponse.objects.get(), SurveyInvitation.objects.filter(is_answered=True).get()
    assert response.invitation is None
    midnight = timezone.localtime(response.answered_at)
    assert (midnight.hour, midnight.minute, midnight.second) == (0, 0, 0)
    assert invitation.answered_at is None
    assert {each.answered_at for each in respondents_of(view, 200)} == {None}
    assert not Ticket.objects.exists()
    found = results_of(view)
    assert (found.answered, found.is_hidden, found.questions) == (1, True, ())
    assert list(answer_rows(view)) == []
    for _ in range(LEAST_ANONYMOUS - 1):
        answer(view.open_key, typed_for(view, nps="9"), "vi")
    assert not results_of(view).is_hidden


def test_the_database_keeps_one_set_of_answers_for_an_invitation(
    asked: tuple[SurveyView, int], tokens: list[str]
) -> None:
    answer(tokens[0], typed_for(asked[0], nps="9", csat="5"), "vi")
    first = SurveyResponse.objects.get()

    with pytest.raises(IntegrityError), transaction.atomic():
        SurveyResponse.objects.create(
            survey_id=first.survey_id,
            invitation_id=first.invitation_id,
            came_by="email",
            language="vi",
            answered_at=first.answered_at,
        )


def test_a_merge_takes_the_answers_along(asked: tuple[SurveyView, int], lan: Person, tokens: list[str]) -> None:
    view, number = asked
    answer(tokens[0], typed_for(view, nps="9", csat="5"), "vi")
    kept = customer(lan, "An Khang mới", "moi@khach.example")

    merge(lan, CUSTOMERS, kept, version=1, others={number: 1}, choices={})

    assert [each.kind for each in timeline_of(lan, CUSTOMERS, kept, kinds=["survey"]).entries] == ["survey"]


def test_an_erasure_takes_words_and_address_and_leaves_the_score(
    asked: tuple[SurveyView, int], lan: Person, tokens: list[str]
) -> None:
    view, number = asked
    answer(tokens[0], typed_for(view, nps="9", csat="5", text="Gọi chị Yến"), "vi")
    told = data_of(lan, CUSTOMERS, number)
    assert told is not None
    assert [each["text"] or each["number"] for each in told["survey_answers"]] == ["9", "5", "Gọi chị Yến"]

    assert erase_answers("customers", [number]) == 1
    assert erase_answers("customers", [number]) == 0

    invitation = SurveyInvitation.objects.get()
    assert is_hash(invitation.address)
    assert opened_by(tokens[0]) is None
    nps, csat, _, _, words = results_of(view).questions
    assert (nps.nps, csat.top, words.n, words.texts) == (100, 1, 1, ())


@pytest.mark.django_db(transaction=True)
def test_of_answers_sent_at_once_one_is_kept(transactional_db: None) -> None:
    somebody = there(add_user(SYSTEM, "lan@example.vn", Role.DIRECTOR))
    view = opened(somebody)
    who = Candidate("An", "an@khach.example", customer(somebody))
    write_invitation(view.id, who, "vi", "secret", 1, timedelta(days=30))
    typed = typed_for(view, nps="9", csat="5")

    got = at_once(lambda _: answer("secret", typed, "vi"))

    assert sum(isinstance(each, Answered) for each in got) == 1, got
    assert sum(isinstance(each, Refused) for each in got) == 3, got
    assert SurveyResponse.objects.count() == 1
