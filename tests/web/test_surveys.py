"""Pages of surveys: who sees which, a survey built and sent, the public page, results."""

import html
import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.test import Client
from django.utils import timezone
from tests.engagement.conftest import MailServer, mail_server

from crmeter.records.catalogue import CONCEPTS
from crmeter.records.concept.actions import create
from crmeter.records.concept.conditions import read_clauses
from crmeter.records.consent.actions import state_consent
from crmeter.records.consent.purposes import Channel, Purpose
from crmeter.records.ledger.actor import SYSTEM
from crmeter.records.ledger.models import AuditEntry
from crmeter.records.saved_views.models import SavedView
from crmeter.records.staff.actions import add_user
from crmeter.records.staff.queries import Person, person
from crmeter.records.staff.roles import Role
from crmeter.records.surveys.actions import close_survey, make_survey, open_survey
from crmeter.records.surveys.asking import Candidate
from crmeter.records.surveys.given import field_of
from crmeter.records.surveys.invitation_actions import write_invitation
from crmeter.records.surveys.models import SurveyAnswer, SurveyInvitation, SurveyResponse
from crmeter.records.surveys.queries import SurveyView, questions_of, survey

__all__ = ["mail_server"]
pytestmark = pytest.mark.django_db
BrowserOf = Callable[..., Client]
CUSTOMERS = CONCEPTS["customers"]
TOKEN = "a-secret-of-one-person"  # noqa: S105 - of a test


@pytest.fixture
def lan(db: None) -> Person:
    found = person(add_user(SYSTEM, "lan@example.vn", Role.DIRECTOR, name="Lan"))
    assert found is not None
    return found


@pytest.fixture
def open_one(lan: Person) -> SurveyView:
    pk = make_survey(lan, "satisfaction", "vi")
    open_survey(lan, pk, version=1)
    return seen(pk)


@pytest.fixture
def invited(lan: Person, open_one: SurveyView) -> SurveyView:
    values = {"name": "An Khang", "kind": "firm", "is_customer": True, "email": "an@khach.example"}
    who = Candidate("An Khang", "an@khach.example", create(lan, CUSTOMERS, values))
    write_invitation(open_one.id, who, "vi", TOKEN, 1, timedelta(days=30))
    return open_one


def seen(pk: int) -> SurveyView:
    found = survey(pk)
    assert found is not None
    return found


def words(response: Any) -> str:
    return html.unescape(response.content.decode())


def typed_for(view: SurveyView, **by_kind: str) -> dict[str, str]:
    found = {each.kind.value: each.id for each in reversed(questions_of(view.id))}
    return {field_of(found[kind]): answer for kind, answer in by_kind.items()}


@pytest.mark.parametrize(
    ("identity", "builds", "reads"),
    [
        ("director", 200, 200),
        ("marketing_manager", 200, 200),
        ("admin", 200, 200),
        ("analyst", 403, 200),
        ("rep", 403, 403),
        ("agent", 403, 403),
        ("sales_manager", 403, 403),
        ("steward", 403, 403),
    ],
)
def test_directors_and_marketing_build_analysts_read_and_reps_see_nothing(
    browser_of: BrowserOf, open_one: SurveyView, identity: str, builds: int, reads: int
) -> None:
    browser = browser_of(identity)
    root = f"/surveys/{open_one.id}"
    question = questions_of(open_one.id)[0].id

    built = {browser.get(root + page).status_code for page in ("", "/send", f"/questions/{question}")}
    read = {browser.get(page).status_code for page in ("/surveys", f"{root}/results", f"{root}/preview")}
    tried = browser.post(f"{root}/close", {"version": open_one.version}).status_code

    assert (built, read) == ({builds}, {reads})
    assert (tried == 403) is (builds == 403)
    assert ('href="/surveys"' in words(browser.get("/work"))) is (reads == 200)


def test_a_survey_is_made_from_a_template_changed_and_opened(browser_of: BrowserOf) -> None:
    browser = browser_of("director")
    page = browser.post("/surveys", {"template": "brands"}).headers["Location"]
    pk = int(page.rpartition("/")[2])

    new = browser.post(
        f"{page}/questions/new",
        {
            "kind": "choice",
            "title_vi": "Biết đến qua đâu?",
            "title_en": "How did you find us?",
            "choices": "Bạn bè | Friends\nQuảng cáo | Advertising",
            "is_required": "1",
        },
    )
    last = questions_of(pk)[-1]
    order = [f"{each.id}.{each.version}" for each in questions_of(pk)]
    browser.post(f"{page}/order", {"order": order, "move": f"{last.id}.1 up"})
    opened = browser.post(f"{page}/open", {"version": "1"})

    assert (new.status_code, opened.headers["Location"]) == (302, f"{page}/send")
    assert (last.is_required, [each.words.en for each in last.options.choices]) == (True, ["Friends", "Advertising"])
    assert [each.id for each in questions_of(pk)][-2] == last.id
    assert seen(pk).state == "open"


def test_what_is_wrong_on_a_form_is_said_and_stays(browser_of: BrowserOf, lan: Person) -> None:
    browser = browser_of("director")
    browser.cookies["django_language"] = "en"
    pk = make_survey(lan, "satisfaction", "en")
    form = {"version": "1", "name": "Quý 1", "respondents": "customer", "languages": "both", "resting_days": "x"}

    wrong = browser.post(f"/surveys/{pk}", {**form, "title_vi": "Chào", "title_en": "Hello"})
    stale = browser.post(f"/surveys/{pk}", {**form, "version": "7", "resting_days": "30", "title_vi": "Chào"})
    missing = browser.post(f"/surveys/{pk}", {**form, "version": "", "resting_days": "30"})
    empty = browser.post(f"/surveys/{pk}/questions/new", {"kind": "rating", "title_vi": "Hỏi", "title_en": "Ask"})

    assert [each.status_code for each in (wrong, stale, missing, empty)] == [400, 412, 428, 400]
    assert "The days of rest are from 0 to" in words(wrong)
    assert 'value="Quý 1"' in words(wrong)
    assert "Name at least one aspect" in words(empty)
    assert 'value="Hỏi"' in words(empty)
    assert seen(pk).version == 1


def test_who_is_left_out_is_shown_before_anything_is_sent(
    browser_of: BrowserOf, lan: Person, open_one: SurveyView, mail_server: MailServer
) -> None:
    for name, address in (("Một", "mot@khach.example"), ("Hai", "hai@khach.example"), ("Ba", "")):
        create(lan, CUSTOMERS, {"name": name, "kind": "firm", "is_customer": True, "email": address})
    state_consent(SYSTEM, "mot@khach.example", Channel.EMAIL, Purpose.SURVEY, yes=True, source="form")
    browser = browser_of("director")
    browser.cookies["django_language"] = "en"
    page = f"/surveys/{open_one.id}/send"

    looked = words(browser.get(f"{page}?view="))
    assert "1 would be asked." in looked
    assert "No e-mail address" in looked
    assert "Never asked whether they agree" in looked
    assert not SurveyInvitation.objects.exists()

    sent = browser.post(page, {"view": "", "language": "en"})
    assert [str(each) for each in get_messages(sent.wsgi_request)] == ["1 mail waits to be sent."]
    assert SurveyInvitation.objects.get().language == "en"
    assert "An offer" not in words(browser.get(page))


def test_only_customers_of_a_chosen_view_are_asked(browser_of: BrowserOf, lan: Person, open_one: SurveyView) -> None:
    for name, region in (("Bắc", "Bắc"), ("Nam", "Nam")):
        address = f"{name.encode().hex()}@khach.example"
        create(lan, CUSTOMERS, {"name": name, "kind": "firm", "is_customer": True, "email": address, "region": region})
        state_consent(SYSTEM, address, Channel.EMAIL, Purpose.SURVEY, yes=True, source="form")
    (clause,) = read_clauses(CUSTOMERS, ["region.is.Bắc"])
    view = SavedView.objects.create(
        owner_id=lan.id, concept="customers", name="Miền Bắc", clauses=["region.is.Bắc"], is_shared=True
    )
    browser = browser_of("director")
    browser.cookies["django_language"] = "en"
    page = f"/surveys/{open_one.id}/send"

    chosen, everybody = words(browser.get(f"{page}?view={view.pk}")), words(browser.get(f"{page}?view="))
    gone = browser.get(f"{page}?view=999")

    assert clause is not None
    assert "1 would be asked." in chosen
    assert "2 would be asked." in everybody
    assert (gone.status_code, "would be asked." in words(gone)) == (400, False)


def test_the_link_for_everybody_is_shown_as_a_picture_too(browser_of: BrowserOf, open_one: SurveyView) -> None:
    page = words(browser_of("director").get(f"/surveys/{open_one.id}/send"))

    assert f"/s/{open_one.open_key}" in page
    assert 'src="data:image/svg+xml;base64,' in page


@pytest.mark.parametrize(("language", "heading"), [("vi", "Cảm ơn bạn"), ("en", "Thank you")])
def test_somebody_answers_by_their_link_once_in_either_language(
    client: Client, invited: SurveyView, language: str, heading: str
) -> None:
    shown = client.get(f"/s/{TOKEN}")
    answered = client.post(f"/s/{TOKEN}", {**typed_for(invited, nps="10", csat="5"), "in": language}, follow=True)
    again = client.get(f"/s/{TOKEN}")
    twice = client.post(f"/s/{TOKEN}", typed_for(invited, nps="1", csat="1"))

    assert (shown.status_code, answered.status_code, again.status_code) == (200, 200, 200)
    assert heading in words(answered)
    assert "Khảo sát này đã được trả lời" in words(again)
    assert 'type="radio"' not in words(twice)
    response = SurveyResponse.objects.get()
    assert (response.language, response.came_by) == (language, "email")
    assert sorted(SurveyAnswer.objects.values_list("number", flat=True)) == [5, 10]


def test_wrong_answers_are_shown_again_with_what_was_typed(client: Client, invited: SurveyView) -> None:
    typed = {**typed_for(invited, nps="7", text="Giao <b>chậm</b>"), "in": "en"}

    wrong = client.post(f"/s/{TOKEN}", typed)

    page = wrong.content.decode()
    assert wrong.status_code == 400
    assert "1 of the questions want another look" in page
    assert "This one needs an answer." in page
    assert "Giao &lt;b&gt;chậm&lt;/b&gt;" in page
    assert re.search(rf'name="{next(iter(typed))}" value="7" checked', page)
    assert not SurveyResponse.objects.exists()


def test_another_language_keeps_what_was_typed_and_writes_nothing(client: Client, invited: SurveyView) -> None:
    typed = typed_for(invited, nps="7", text="Giao chậm")

    page = words(client.post(f"/s/{TOKEN}", {**typed, "in": "vi", "to": "en"}))

    assert "How likely are you to recommend us" in page
    assert "Giao chậm" in page
    assert 'value="7" checked' in page
    assert not SurveyResponse.objects.exists()


def test_links_that_lead_nowhere_say_the_same(client: Client, invited: SurveyView, lan: Person) -> None:
    typed = typed_for(invited, nps="9", csat="5")
    guess = client.get("/s/guess")
    SurveyInvitation.objects.update(expires_at=timezone.now() - timedelta(minutes=1))
    late = client.get(f"/s/{TOKEN}")
    SurveyInvitation.objects.update(expires_at=timezone.now() + timedelta(days=1))
    close_survey(lan, invited.id, version=invited.version)
    closed = client.get(f"/s/{TOKEN}")
    posted = client.post(f"/s/{TOKEN}", typed)
    everybody = client.get(f"/s/{invited.open_key}")

    answers = [guess, late, closed, posted, everybody]
    assert [each.status_code for each in answers] == [410] * 5
    assert {each.content for each in answers} == {guess.content}
    assert not SurveyResponse.objects.exists()


def test_the_link_for_everybody_counts_by_which_way_they_came(client: Client, open_one: SurveyView) -> None:
    typed = {**typed_for(open_one, nps="9", csat="5"), "in": "vi"}

    client.post(f"/s/{open_one.open_key}", typed)
    client.post(f"/s/{open_one.open_key}?by=qr", typed)
    nothing = client.post(f"/s/{open_one.open_key}?by=qr", {"in": "vi"})

    assert list(SurveyResponse.objects.order_by("id").values_list("came_by", flat=True)) == ["link", "qr"]
    assert nothing.status_code == 400


def test_wrong_links_are_tried_only_so_often(client: Client, db: None) -> None:
    statuses = [client.post(f"/s/guess-{number}").status_code for number in range(31)]

    assert statuses == [410] * 30 + [429]


def test_results_show_the_number_behind_each_figure(browser_of: BrowserOf, client: Client, invited: SurveyView) -> None:
    client.post(f"/s/{TOKEN}", typed_for(invited, nps="10", csat="5", text="Giao <i>nhanh</i>"))
    client.post(f"/s/{invited.open_key}", typed_for(invited, nps="0", csat="2"))
    browser = browser_of("analyst")
    browser.cookies["django_language"] = "en"

    page = browser.get(f"/surveys/{invited.id}/results").content.decode()

    assert "100.0 %" in page or "100.0%" in page
    assert "1 of 1" in page
    assert "n = 2" in page
    # One of two is satisfied: Wilson's interval, z = 1.2816.
    assert "80% 16.4% – 83.6%, n = 2" in page
    assert "Giao &lt;i&gt;nhanh&lt;/i&gt;" in page
    assert "An Khang" in page


def test_answers_leave_as_a_file_without_formulas_and_with_an_audit_entry(
    browser_of: BrowserOf, client: Client, invited: SurveyView
) -> None:
    client.post(f"/s/{TOKEN}", typed_for(invited, nps="10", csat="5", text="=1+1"))
    browser = browser_of("analyst")
    browser.cookies["django_language"] = "en"

    answer = browser.post(f"/surveys/{invited.id}/answers.csv")

    sent = b"".join(answer.streaming_content).decode()  # type: ignore[attr-defined]
    assert sent.count("\r\n") == 4
    assert "An Khang" in sent
    assert ",=1+1" not in sent
    assert AuditEntry.objects.filter(action="rows.exported").exists()


@pytest.mark.parametrize("template", ["satisfaction", "brands", "partners", "employees"])
@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_template_is_shown_before_it_is_sent(
    browser_of: BrowserOf, lan: Person, template: str, language: str
) -> None:
    pk = make_survey(lan, template, "vi")

    page = words(browser_of("director").get(f"/surveys/{pk}/preview?language={language}"))

    assert all(each.title.in_(language) in page for each in questions_of(pk))  # type: ignore[arg-type]
    assert ("Đây là bản xem thử" in page) is (language == "vi")
