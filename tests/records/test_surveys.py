"""Surveys: made from templates, frozen once opened, sent to whom may be asked, answered once for each link."""

from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from tests.engagement.conftest import MailServer, mail_server

from crmeter.engagement.mail.delivery import deliver
from crmeter.engagement.mail.models import Message
from crmeter.engagement.survey_actions import invite, remind, would_be_asked
from crmeter.records.catalogue import CONCEPTS
from crmeter.records.concept.actions import change, create
from crmeter.records.concept.listing import Asked
from crmeter.records.consent.actions import state_consent
from crmeter.records.consent.erased import is_hash
from crmeter.records.consent.purposes import Channel, Purpose
from crmeter.records.ledger.actor import SYSTEM
from crmeter.records.ledger.models import AuditEntry, ChangeEntry
from crmeter.records.ledger.refusals import NoVersion, Refused, Stale
from crmeter.records.merge.actions import merge
from crmeter.records.privacy.queries import data_of
from crmeter.records.staff.actions import add_user
from crmeter.records.staff.queries import Person
from crmeter.records.staff.roles import Role
from crmeter.records.surveys.actions import (
    SurveyAsked,
    change_survey,
    close_survey,
    make_survey,
    next_wave,
    open_survey,
)
from crmeter.records.surveys.answer_actions import Answered, answer
from crmeter.records.surveys.asking import Candidate
from crmeter.records.surveys.erasure_actions import erase_answers
from crmeter.records.surveys.given import WrongAnswers, field_of, given
from crmeter.records.surveys.invitation_actions import write_invitation
from crmeter.records.surveys.kinds import KINDS, QuestionKind, Respondents
from crmeter.records.surveys.models import Survey, SurveyAnswer, SurveyInvitation, SurveyResponse
from crmeter.records.surveys.options import Options, named, typed_options
from crmeter.records.surveys.queries import Question, SurveyView, opened_by, questions_of, survey, surveys
from crmeter.records.surveys.question_actions import (
    QuestionAsked,
    add_question,
    change_question,
    remove_question,
    reorder_questions,
)
from crmeter.records.surveys.result_queries import LEAST_ANONYMOUS, answer_rows, respondents_of, results_of
from crmeter.records.surveys.templates import TEMPLATES
from crmeter.records.surveys.tokens import hash_of
from crmeter.records.tickets.models import Ticket
from crmeter.records.tickets.queries import queues
from crmeter.records.timeline.queries import timeline_of
from crmeter.vocabulary import Text, Work

from .conftest import there
from .test_racing import at_once

__all__ = ["mail_server"]
pytestmark = pytest.mark.django_db
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
    yield made


@pytest.fixture
def asked(lan: Person, mail_server: MailServer, tokens: list[str]) -> tuple[SurveyView, int]:
    """An open survey, and a customer who was asked by mail."""
    number = customer(lan)
    agrees("an@khach.example")
    view = opened(lan)
    assert invite(lan, view.id, Asked(), "vi").asked == 1
    return view, number


@pytest.mark.parametrize("template", TEMPLATES)
def test_every_template_makes_a_draft_in_both_languages(lan: Person, template: str) -> None:
    pk = make_survey(lan, template, "en")

    view, questions = seen(pk), questions_of(pk)

    assert (view.name, view.state, view.wave) == (TEMPLATES[template].name.en, "draft", 1)
    assert len(questions) == len(TEMPLATES[template].questions)
    assert all(each.title.vi != each.title.en for each in questions)


def test_a_survey_without_questions_is_not_opened(lan: Person) -> None:
    pk = make_survey(lan, "empty", "vi")

    with pytest.raises(Refused, match="at least one question"):
        open_survey(lan, pk, version=1)

    assert seen(pk).state == "draft"


def test_an_open_survey_keeps_its_questions_and_lets_words_be_corrected(lan: Person) -> None:
    view = opened(lan, "brands")
    rating = questions_of(view.id)[0]
    words = typed_options("Chất lượng tốt | Good quality\nGiá | Price\nTiện | Near\nTiếng | Name\nChăm sóc | Care")
    corrected = Options(words, rating.options.choices, 1, 5)

    change_question(lan, rating.id, QuestionAsked(rating.kind, Text("Sửa", "Mended"), corrected), version=1)

    kept = questions_of(view.id)[0]
    assert (kept.title.en, kept.options.rows[0].words.en, kept.options.rows[0].key) == (
        "Mended",
        "Good quality",
        "Chất lượng",
    )
    fewer = Options(words[:2], rating.options.choices, 1, 5)
    for wrong in (
        QuestionAsked(rating.kind, rating.title, fewer),
        QuestionAsked(rating.kind, rating.title, Options(words, rating.options.choices, 1, 7)),
        QuestionAsked(QuestionKind.TEXT, rating.title),
        QuestionAsked(rating.kind, rating.title, corrected, is_required=True),
    ):
        with pytest.raises(Refused, match="only words"):
            change_question(lan, rating.id, wrong, version=2)
    for frozen in (
        lambda: add_question(lan, view.id, NPS),
        lambda: remove_question(lan, rating.id, version=2),
        lambda: reorder_questions(lan, view.id, [(each.id, each.version) for each in questions_of(view.id)]),
        lambda: change_survey(lan, view.id, asked_of(view, is_anonymous=True), version=view.version),
    ):
        with pytest.raises(Refused, match="was opened"):
            frozen()


def test_a_change_on_an_old_version_is_refused(lan: Person) -> None:
    pk = make_survey(lan, "satisfaction", "vi")
    change_survey(lan, pk, asked_of(seen(pk), name="Quý 1"), version=1)
    first = questions_of(pk)[0]

    with pytest.raises(Stale):
        open_survey(lan, pk, version=1)
    with pytest.raises(NoVersion):
        change_question(lan, first.id, NPS, version=None)

    assert (seen(pk).name, seen(pk).state) == ("Quý 1", "draft")


def test_questions_are_put_in_an_order_and_all_are_named(lan: Person) -> None:
    pk = make_survey(lan, "partners", "vi")
    order = [(each.id, each.version) for each in questions_of(pk)]

    reorder_questions(lan, pk, order[::-1])

    assert [each.id for each in questions_of(pk)] == [number for number, _ in order[::-1]]
    with pytest.raises(Refused, match="names all"):
        reorder_questions(lan, pk, [(questions_of(pk)[0].id, 2)])


@pytest.mark.parametrize(
    ("kind", "options", "words"),
    [
        (QuestionKind.RATING, Options(), "at least one aspect"),
        (QuestionKind.CHOICE, Options(choices=TWO[:1]), "at least two"),
        (QuestionKind.PRICE, Options(choices=TWO, low=5, high=5), "a scale goes up"),
        (QuestionKind.PRICE, Options(choices=TWO, low=0, high=11), "a scale goes up"),
        (QuestionKind.CHOICE, Options(choices=named([Text.same(str(n)) for n in range(21)])), "at most 20"),
        (QuestionKind.CHOICE, Options(choices=named([Text.same("x" * 121), Text.same("y")])), "at most 120"),
    ],
)
def test_a_question_that_lacks_something_is_refused(
    lan: Person, kind: QuestionKind, options: Options, words: str
) -> None:
    pk = make_survey(lan, "empty", "vi")

    with pytest.raises(Refused, match=words):
        add_question(lan, pk, QuestionAsked(kind, Text("Hỏi", "Ask"), options))

    assert questions_of(pk) == ()


def test_a_survey_in_both_languages_needs_both(lan: Person) -> None:
    pk = make_survey(lan, "empty", "vi")

    with pytest.raises(Refused, match="both languages"):
        add_question(lan, pk, QuestionAsked(QuestionKind.TEXT, Text("Hỏi", " ")))


def test_the_next_wave_asks_the_same_and_there_is_one(lan: Person) -> None:
    view = opened(lan, "brands")

    pk = next_wave(lan, view.id, version=view.version)

    assert (seen(pk).wave, seen(pk).previous, seen(pk).state, seen(pk).open_key) == (2, view.id, "draft", "")
    asked_before = [(each.kind, each.title, each.options) for each in questions_of(view.id)]
    assert [(each.kind, each.title, each.options) for each in questions_of(pk)] == asked_before
    with pytest.raises(Refused, match="next wave already"):
        next_wave(lan, view.id, version=view.version)


@pytest.mark.parametrize("role", [Role.REP, Role.AGENT, Role.SALES_MANAGER, Role.ANALYST, Role.STEWARD])
def test_others_build_nothing(lan: Person, role: Role) -> None:
    somebody = there(add_user(SYSTEM, "somebody@example.vn", role))
    view = opened(lan)

    for act in (
        lambda: make_survey(somebody, "empty", "vi"),
        lambda: close_survey(somebody, view.id, version=view.version),
        lambda: add_question(somebody, view.id, NPS),
        lambda: invite(somebody, view.id, Asked(), "vi"),
        lambda: remind(somebody, view.id, 3),
    ):
        with pytest.raises(Refused, match="directors and marketing managers"):
            act()


def test_who_must_not_be_asked_is_left_out_with_the_reason(lan: Person, mail_server: MailServer) -> None:
    customer(lan, "Một", "mot@khach.example")
    customer(lan, "Hai", "hai@khach.example")
    customer(lan, "Ba", "")
    customer(lan, "Bốn", "MOT@khach.example")
    customer(lan, "Năm", "nam@khach.example")
    customer(lan, "Đối tác", "doitac@khach.example", is_customer=False, is_partner=True)
    for name in ("mot", "doitac", "nam"):
        agrees(f"{name}@khach.example")
    state_consent(SYSTEM, "nam@khach.example", Channel.EMAIL, Purpose.SURVEY, yes=False, source="phone")
    view = opened(lan)

    judged = would_be_asked(lan, view, Asked())
    sent = invite(lan, view.id, Asked(), "vi")

    assert [each.name for each in judged.askable] == ["Một"]
    expected = Counter(never_asked=1, no_address=1, twice=1, said_no=1)
    assert judged.left_out == sent.left_out == expected
    assert SurveyInvitation.objects.get().address == "mot@khach.example"
    again = invite(lan, view.id, Asked(), "vi")
    assert (again.asked, again.left_out["asked"]) == (0, 2)


def test_whoever_was_just_asked_rests_unless_the_mail_came_back(asked: tuple[SurveyView, int], lan: Person) -> None:
    other = opened(lan)

    assert would_be_asked(lan, other, Asked()).left_out == {"resting": 1}

    SurveyInvitation.objects.update(bounced_at=timezone.now())
    assert len(would_be_asked(lan, other, Asked()).askable) == 1
    SurveyInvitation.objects.update(bounced_at=None, sent_at=timezone.now() - timedelta(days=91))
    assert len(would_be_asked(lan, other, Asked()).askable) == 1


def test_a_firm_is_asked_by_the_contact_who_decides(lan: Person) -> None:
    firm = customer(lan, "Hãng", "")
    for name, decides in (("ke-toan", False), ("giam-doc", True)):
        values = {"name": name, "customer": firm, "email": f"{name}@hang.example", "decides": decides}
        create(lan, CONCEPTS["contacts"], values)
        agrees(f"{name}@hang.example")

    (found,) = would_be_asked(lan, opened(lan), Asked()).askable

    assert (found.address, found.customer) == ("giam-doc@hang.example", firm)


def test_employees_are_asked_without_having_said_yes_before(lan: Person, minh: Person, mail_server: MailServer) -> None:
    sent = invite(lan, opened(lan, "employees").id, Asked(), "vi")

    assert sent.asked == 2
    assert {each.purpose for each in Message.objects.all()} == {Purpose.SERVICE}


def test_the_link_is_kept_as_a_hash_and_forgotten_by_the_mail(
    asked: tuple[SurveyView, int], mail_server: MailServer, tokens: list[str]
) -> None:
    message = Message.objects.get()
    assert link_in(message) == tokens[0]

    deliver(Work())

    message.refresh_from_db()
    assert message.text == message.html == ""
    assert SurveyInvitation.objects.get().token_hash == hash_of(tokens[0])
    body = mail_server.kept[0].get_body(("plain",))
    assert body is not None
    assert f"/s/{tokens[0]}" in body.get_content()
    assert tokens[0] not in str(list(AuditEntry.objects.values_list("before", "after")))


def test_a_mail_that_comes_back_was_not_delivered(asked: tuple[SurveyView, int], mail_server: MailServer) -> None:
    mail_server.to_recipient = "550 5.1.1 User unknown in virtual mailbox table"

    deliver(Work())

    found = results_of(asked[0])
    assert (found.asked, found.delivered, found.response_rate) == (1, 0, None)


def test_whose_mail_did_not_arrive_is_asked_again_at_another_address(
    asked: tuple[SurveyView, int], lan: Person, mail_server: MailServer
) -> None:
    view, number = asked
    mail_server.to_recipient = "550 5.1.1 User unknown in virtual mailbox table"
    deliver(Work())
    assert would_be_asked(lan, view, Asked()).left_out == {"unreachable": 1}

    change(lan, CUSTOMERS, number, version=1, values={"email": "an.moi@khach.example"})
    agrees("an.moi@khach.example")

    assert invite(lan, view.id, Asked(), "vi").asked == 1
    assert would_be_asked(lan, view, Asked()).left_out == {"asked": 1}


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


def test_a_reminder_goes_once_to_the_silent_and_both_links_are_one(
    asked: tuple[SurveyView, int], lan: Person, tokens: list[str]
) -> None:
    view, _ = asked
    assert remind(lan, view.id, 3).asked == 0
    SurveyInvitation.objects.update(sent_at=timezone.now() - timedelta(days=4))

    assert remind(lan, view.id, 3).asked == 1
    assert remind(lan, view.id, 3).asked == 0

    answer(tokens[1], typed_for(view, nps="9", csat="5"), "vi")
    with pytest.raises(Refused, match="was answered"):
        answer(tokens[0], typed_for(view, nps="9", csat="5"), "vi")


def test_nobody_is_reminded_after_answering_or_saying_no(
    asked: tuple[SurveyView, int], lan: Person, tokens: list[str]
) -> None:
    view, _ = asked
    SurveyInvitation.objects.update(sent_at=timezone.now() - timedelta(days=4))
    state_consent(SYSTEM, "an@khach.example", Channel.EMAIL, Purpose.SURVEY, yes=False, source="link")

    assert remind(lan, view.id, 3).left_out == {"said_no": 1}

    agrees("an@khach.example")
    answer(tokens[0], typed_for(view, nps="9", csat="5"), "vi")
    assert remind(lan, view.id, 3).asked == 0


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
    assert {each.answered_at for each in respondents_of(view)} == {None}
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


def question(kind: QuestionKind, options: Options | None = None, *, must: bool = False) -> Question:
    return Question(7, 1, 0, kind, Text("Hỏi", "Ask"), options or Options(), must)


@pytest.mark.parametrize(
    ("asked_for", "typed", "kept"),
    [
        (question(QuestionKind.NPS), {"q7": " 10 "}, [("", "", 10)]),
        (question(QuestionKind.RATING, Options(TWO, (), 1, 5)), {"q7.1.0": "4"}, [("Trà Đen", "", 4)]),
        (question(QuestionKind.RATING, Options(TWO, TWO, 1, 5)), {"q7.0.1": "2"}, [("Trà Xanh", "Trà Đen", 2)]),
        (question(QuestionKind.PRICE, Options((), TWO, 1, 10)), {"q7.0.0": "10"}, [("", "Trà Xanh", 10)]),
        (question(QuestionKind.LAST_BRAND, Options((), TWO)), {"q7": "1"}, [("", "Trà Đen", None)]),
        (
            question(QuestionKind.NEXT_BRAND, Options((), TWO)),
            {"q7.0": "62,5", "q7.1": "37.5 %"},
            [("", "Trà Xanh", Decimal("62.5")), ("", "Trà Đen", Decimal("37.5"))],
        ),
        (
            question(QuestionKind.NEXT_BRAND, Options((), TWO)),
            {"q7.0": "100"},
            [("", "Trà Xanh", 100), ("", "Trà Đen", 0)],
        ),
        (question(QuestionKind.SPEND), {"q7": "1,5 triệu"}, [("", "", 1_500_000)]),
        (question(QuestionKind.FREQUENCY), {"q7": "12"}, [("", "", 12)]),
        (question(QuestionKind.TEXT), {"q7": "  "}, []),
    ],
)
def test_answers_are_read_as_people_type_them(
    asked_for: Question, typed: dict[str, str], kept: list[tuple[str, str, Any]]
) -> None:
    assert [(each.driver, each.brand, each.number) for each in given([asked_for], typed)] == kept


@pytest.mark.parametrize(
    ("asked_for", "typed", "words"),
    [
        (question(QuestionKind.NPS), {"q7": "-1"}, "from 0 to 10"),
        (question(QuestionKind.CSAT), {"q7": "٣"}, "from 1 to 5"),
        (question(QuestionKind.CES), {"q7": "1e1"}, "from 1 to 7"),
        (question(QuestionKind.RATING, Options(TWO, (), 1, 5), must=True), {"q7.0.0": "4"}, "rate each"),
        (question(QuestionKind.LAST_BRAND, Options((), TWO)), {"q7": "2"}, "choose one"),
        (question(QuestionKind.LAST_BRAND, Options((), TWO)), {"q7": "Trà"}, "choose one"),
        (question(QuestionKind.NEXT_BRAND, Options((), TWO)), {"q7.0": "60", "q7.1": "60"}, "add up to 100"),
        (question(QuestionKind.NEXT_BRAND, Options((), TWO)), {"q7.0": "-10", "q7.1": "110"}, "from 0 to 100"),
        (question(QuestionKind.SPEND), {"q7": "nhiều"}, "write an amount"),
        (question(QuestionKind.SPEND), {"q7": "9" * 40}, "write an amount"),
        (question(QuestionKind.FREQUENCY), {"q7": "-2"}, "write how often"),
        (question(QuestionKind.TEXT), {"q7": "x" * 4_001}, "at most 4,000"),
        (question(QuestionKind.TEXT, must=True), {}, "needs an answer"),
    ],
)
def test_what_cannot_be_kept_is_said_of_its_question(asked_for: Question, typed: dict[str, str], words: str) -> None:
    with pytest.raises(WrongAnswers) as wrong:
        given([asked_for], typed)

    assert words in wrong.value.errors[7].en
    assert wrong.value.errors[7].vi != wrong.value.errors[7].en


def test_results_tell_shares_with_the_number_behind_each(lan: Person) -> None:
    view = opened(lan)
    for nps, csat in (("10", "5"), ("9", "4"), ("8", "3"), ("0", "1")):
        answer(view.open_key, typed_for(view, nps=nps, csat=csat), "vi")

    found = results_of(view)
    nps, csat, ces = found.questions[:3]

    assert (found.asked, found.answered, found.others, found.response_rate) == (0, 0, 4, None)
    assert (nps.n, nps.nps, nps.mean) == (4, 25.0, 6.75)
    assert (csat.n, csat.top) == (4, 0.5)
    assert [bar.count for bar in csat.bars] == [1, 0, 1, 1, 1]
    assert (ces.n, ces.top, ces.mean) == (0, None, None)


def test_results_of_brands_tell_means_choices_and_likelihoods(lan: Person) -> None:
    view = opened(lan, "brands")
    rating, last, following, price, spend, often = questions_of(view.id)
    for score, brand, share in (("5", "0", "80"), ("2", "1", "20")):
        typed = {
            field_of(rating.id, 0, 0): score,
            field_of(last.id): brand,
            field_of(following.id, 0): share,
            field_of(following.id, 1): str(100 - int(share)),
            field_of(price.id, 0, 2): "7",
            field_of(spend.id): "200.000",
            field_of(often.id): "4",
        }
        answer(view.open_key, typed, "vi")

    told = {each.question.kind: each for each in results_of(view).questions}

    assert told[QuestionKind.RATING].lines[0].cells[0].mean == 3.5
    assert told[QuestionKind.RATING].lines[0].cells[1].mean is None
    assert [bar.count for bar in told[QuestionKind.LAST_BRAND].bars] == [1, 1, 0]
    assert [line.cells[0].mean for line in told[QuestionKind.NEXT_BRAND].lines] == [50, 50, 0]
    assert told[QuestionKind.PRICE].lines[0].cells[2].mean == 7
    assert told[QuestionKind.SPEND].mean == 200_000


def test_the_list_counts_asked_answered_and_others(asked: tuple[SurveyView, int], tokens: list[str]) -> None:
    view, _ = asked
    answer(tokens[0], typed_for(view, nps="9", csat="5"), "vi")
    answer(view.open_key, typed_for(view, nps="9", csat="5"), "en")

    (listed,) = surveys()

    assert (listed.asked, listed.answered, listed.others) == (1, 1, 1)


def test_words_are_there_for_every_kind() -> None:
    assert set(KINDS) == set(QuestionKind)
    assert {each.respondents for each in TEMPLATES.values()} == set(Respondents)
    assert Survey._meta.get_field("wave").default == 1
