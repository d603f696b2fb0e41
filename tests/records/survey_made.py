"""Surveys that tests ask by: made from a template, opened, sent to a customer who agreed."""

from collections.abc import Iterator
from typing import Any

import pytest
from tests.engagement.conftest import MailServer

from crmeter.engagement.mail.models import Message
from crmeter.engagement.survey_actions import invite
from crmeter.records.catalogue import CONCEPTS
from crmeter.records.concept.actions import create
from crmeter.records.concept.listing import Asked
from crmeter.records.consent.actions import state_consent
from crmeter.records.consent.purposes import Channel, Purpose
from crmeter.records.ledger.actor import SYSTEM
from crmeter.records.staff.queries import Person
from crmeter.records.surveys.actions import (
    SurveyAsked,
    change_survey,
    make_survey,
    open_survey,
)
from crmeter.records.surveys.given import field_of
from crmeter.records.surveys.kinds import QuestionKind
from crmeter.records.surveys.options import named
from crmeter.records.surveys.queries import SurveyView, questions_of, survey
from crmeter.records.surveys.question_actions import (
    QuestionAsked,
)
from crmeter.records.tickets.queries import queues
from crmeter.vocabulary import Text

CUSTOMERS = CONCEPTS["customers"]
NPS = QuestionAsked(QuestionKind.NPS, Text("Giới thiệu?", "Recommend?"), is_required=True)
TWO = named([Text("Trà Xanh", "Green Tea"), Text("Trà Đen", "Black Tea")])


def seen(pk: int) -> SurveyView:
    found = survey(pk)
    assert found is not None
    return found


def opened(person: Person, template: str = "satisfaction") -> SurveyView:
    pk = make_survey(person, template, "vi")
    open_survey(person, pk, version=1)
    return seen(pk)


def with_queue(person: Person, pk: int) -> None:
    change_survey(person, pk, asked_of(seen(pk), queue=queues()[0].id), version=seen(pk).version)


def asked_of(view: SurveyView, **changed: Any) -> SurveyAsked:
    kept = {
        "name": view.name,
        "respondents": view.respondents,
        "languages": view.languages,
        "title": view.title,
        "intro": view.intro,
        "thanks": view.thanks,
        "is_anonymous": view.is_anonymous,
        "resting_days": view.resting_days,
        "product": view.product,
        "queue": view.queue,
    }
    return SurveyAsked(**{**kept, **changed})


def customer(person: Person, name: str = "An Khang", email: str = "an@khach.example", **more: Any) -> int:
    return create(person, CUSTOMERS, {"name": name, "kind": "firm", "is_customer": True, "email": email, **more})


def agrees(address: str) -> None:
    state_consent(SYSTEM, address, Channel.EMAIL, Purpose.SURVEY, yes=True, source="form")


def typed_for(view: SurveyView, **by_kind: str) -> dict[str, str]:
    """What is typed into the first question of each kind that is named."""
    found = {each.kind.value: each.id for each in reversed(questions_of(view.id))}
    return {field_of(found[kind]): words for kind, words in by_kind.items()}


def link_in(message: Message) -> str:
    return message.text.partition("/s/")[2].split()[0]


@pytest.fixture
def tokens(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """The secrets in the links that are sent, in their order."""
    made: list[str] = []

    def new() -> str:
        made.append(f"token-{len(made)}")
        return made[-1]

    monkeypatch.setattr("crmeter.engagement.survey_actions.new_token", new)
    monkeypatch.setattr("crmeter.engagement.survey_reminders.new_token", new)
    yield made


@pytest.fixture
def asked(lan: Person, mail_server: MailServer, tokens: list[str]) -> tuple[SurveyView, int]:
    """An open survey, and a customer who was asked by mail."""
    number = customer(lan)
    agrees("an@khach.example")
    view = opened(lan)
    assert invite(lan, view.id, Asked(), "vi").asked == 1
    return view, number
