"""How a survey goes out: samples that anybody can draw again, pasted lists, reminders by themselves, other sites."""

from collections import Counter
from datetime import timedelta

import pytest
from django.utils import timezone
from tests.engagement.conftest import MailServer, mail_server

from crmeter.engagement.mail.models import Message
from crmeter.engagement.survey_actions import invite, would_be_asked
from crmeter.engagement.survey_reminders import remind_by_themselves
from crmeter.records.catalogue import CONCEPTS
from crmeter.records.concept.actions import create
from crmeter.records.concept.listing import Asked
from crmeter.records.consent.actions import state_consent
from crmeter.records.consent.purposes import Channel, Purpose
from crmeter.records.ledger.actor import SYSTEM
from crmeter.records.ledger.models import AuditEntry
from crmeter.records.ledger.refusals import Refused, Stale
from crmeter.records.staff.queries import Person
from crmeter.records.surveys.actions import close_survey, next_wave
from crmeter.records.surveys.answer_actions import answer
from crmeter.records.surveys.asking import Candidate, typed_addresses
from crmeter.records.surveys.models import SurveyInvitation, SurveyReminder
from crmeter.records.surveys.outreach_actions import set_embedding, set_reminders
from crmeter.records.surveys.queries import SurveyView, draws_of
from crmeter.records.surveys.sampling import SampleAsked, draw
from crmeter.vocabulary import Text, Work
from crmeter.worker.handlers import Order, handler

from .survey_made import agrees, asked, customer, link_in, opened, seen, tokens, typed_for

__all__ = ["asked", "mail_server", "tokens"]
pytestmark = pytest.mark.django_db


def people(segment: str, count: int, first: int) -> list[Candidate]:
    return [
        Candidate(f"{each}", f"{each}@khach.example", each, segment=segment) for each in range(first, first + count)
    ]


def later(days: int) -> None:
    past = timezone.now() - timedelta(days=days)
    SurveyInvitation.objects.update(sent_at=past)
    SurveyReminder.objects.update(sent_at=past)


def test_the_same_seed_draws_the_same_people_whatever_their_order() -> None:
    everybody = people("", 200, 1)

    first, again = (draw(everybody, SampleAsked(20, 7, by_segment=False)) for _ in range(2))
    turned = draw(everybody[::-1], SampleAsked(20, 7, by_segment=False))
    other = draw(everybody, SampleAsked(20, 8, by_segment=False))

    assert first == again
    assert set(first) == set(turned)
    assert len(set(first) & set(other)) < 10
    assert len(draw(everybody, SampleAsked(500, 7, by_segment=False))) == 200


def test_everybody_is_as_likely_to_be_drawn() -> None:
    everybody = people("", 40, 1)

    drawn = Counter(each for seed in range(2_000) for each in draw(everybody, SampleAsked(10, seed, by_segment=False)))

    # Each in a quarter of all draws; five standard errors of a share of 2,000.
    assert all(abs(drawn[each] / 2_000 - 0.25) < 5 * (0.25 * 0.75 / 2_000) ** 0.5 for each in everybody)


def test_a_sample_by_segment_has_the_shares_of_all_and_the_size_that_was_asked() -> None:
    everybody = people("Bán lẻ", 60, 1) + people("Doanh nghiệp", 33, 100) + people("", 7, 200)

    drawn = draw(everybody, SampleAsked(10, 3, by_segment=True))

    # 6, 3.3 and 0.7: the largest remainder gets the one that is left.
    assert Counter(each.segment for each in drawn) == {"Bán lẻ": 6, "Doanh nghiệp": 3, "": 1}


@pytest.mark.parametrize(("size", "seed"), [(0, 1), (5, -1), (5, 2**31)])
def test_no_sample_is_drawn_by_numbers_that_are_none(size: int, seed: int) -> None:
    with pytest.raises(Refused, match="a size of 1 or more"):
        draw(people("", 9, 1), SampleAsked(size, seed, by_segment=False))


def test_a_drawn_sample_is_asked_and_kept_and_the_others_remain(lan: Person, mail_server: MailServer) -> None:
    for each in range(6):
        customer(lan, f"Khách {each}", f"khach{each}@khach.example")
        agrees(f"khach{each}@khach.example")
    view, sample = opened(lan), SampleAsked(2, 42, by_segment=False)
    expected = {each.address for each in draw(would_be_asked(lan, view, Asked()).askable, sample)}

    sent = invite(lan, view.id, Asked(), "vi", sample=sample)

    assert (sent.asked, sent.remain) == (2, 4)
    assert set(SurveyInvitation.objects.values_list("address", flat=True)) == expected
    (kept,) = draws_of(view.id)
    assert (kept.seed, kept.size, kept.of, kept.by_segment, kept.drawn_by) == (42, 2, 6, False, "Lan")
    entry = AuditEntry.objects.filter(action="surveys.invited").get()
    assert entry.after["sample"] == {"size": 2, "seed": 42, "by_segment": False}
    assert len(would_be_asked(lan, view, Asked()).askable) == 4


def test_a_form_that_is_sent_twice_asks_nobody_else(lan: Person, mail_server: MailServer) -> None:
    """G17: the second of two clicks would draw as many of those who remain."""
    for each in range(6):
        customer(lan, f"Khách {each}", f"khach{each}@khach.example")
        agrees(f"khach{each}@khach.example")
    view, sample = opened(lan), SampleAsked(2, 420042, by_segment=False)
    invite(lan, view.id, Asked(), "vi", sample=sample)

    with pytest.raises(Refused, match="the sample by the seed 420042 was asked before"):
        invite(lan, view.id, Asked(), "vi", sample=sample)

    assert SurveyInvitation.objects.count() == 2
    assert invite(lan, view.id, Asked(), "vi", sample=SampleAsked(2, 7, by_segment=False)).asked == 2


def test_of_a_pasted_list_those_in_the_records_are_asked(lan: Person, minh: Person, mail_server: MailServer) -> None:
    supplier = create(
        lan, CONCEPTS["customers"], {"name": "Nhà máy Sao", "kind": "firm", "is_supplier": True, "is_customer": False}
    )
    values = {"name": "Chị Sao", "customer": supplier, "email": "sao@nhamay.example"}
    create(lan, CONCEPTS["contacts"], values)
    customer(lan)
    agrees("sao@nhamay.example")
    partners, employees = opened(lan, "partners"), opened(lan, "employees")
    pasted = typed_addresses("SAO@nhamay.example, an@khach.example\n<minh@example.vn>")

    of_partners = would_be_asked(lan, partners, Asked(), pasted)
    of_employees = would_be_asked(lan, employees, Asked(), pasted)

    # Who only buys is no supplier, and who works here is neither.
    assert [(each.name, each.contact is not None) for each in of_partners.askable] == [("Nhà máy Sao", True)]
    assert of_partners.left_out == {"nobody": 2}
    assert [each.address for each in of_employees.askable] == ["minh@example.vn"]
    assert of_employees.left_out == {"nobody": 2}
    with pytest.raises(Refused, match="is no address"):
        typed_addresses("an@khach.example khong-phai")


def test_the_silent_are_reminded_by_themselves_so_often_and_no_more(
    asked: tuple[SurveyView, int], lan: Person, tokens: list[str]
) -> None:
    view, _ = asked
    set_reminders(lan, view.id, after=3, most=2, version=view.version)
    remind = handler("remind_of_surveys")
    assert remind is not None

    def run() -> int:
        done: int = remind(Order(1, {}, None, 1), Work())["reminded"]
        return done

    assert run() == 0
    later(4)
    assert (run(), run()) == (1, 0)
    later(4)
    assert run() == 1
    later(4)
    assert run() == 0

    last = Message.objects.order_by("-pk")[:2]
    assert "không nhắc thêm" in last[0].text
    assert "không nhắc thêm" not in last[1].text
    assert [link_in(each) for each in last] == [tokens[2], tokens[1]]
    # Each of the three links leads to the same answers.
    answer(tokens[1], typed_for(view, nps="9", csat="5"), "vi")
    with pytest.raises(Refused, match="was answered"):
        answer(tokens[2], typed_for(view, nps="9", csat="5"), "vi")


def test_nobody_is_reminded_by_itself_who_said_no_answered_or_of_a_closed_survey(
    asked: tuple[SurveyView, int], lan: Person, tokens: list[str]
) -> None:
    view, _ = asked
    set_reminders(lan, view.id, after=3, most=1, version=view.version)
    later(4)
    state_consent(SYSTEM, "an@khach.example", Channel.EMAIL, Purpose.SURVEY, yes=False, source="link")
    assert remind_by_themselves() == 0
    assert not AuditEntry.objects.filter(action="surveys.reminded").exists()

    agrees("an@khach.example")
    close_survey(lan, view.id, version=seen(view.id).version)

    assert remind_by_themselves() == 0


def test_without_a_mail_server_nobody_is_reminded_and_nothing_breaks(
    asked: tuple[SurveyView, int], lan: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    view, _ = asked
    set_reminders(lan, view.id, after=3, most=1, version=view.version)
    later(4)

    def refuse() -> None:
        raise Refused("no_server", Text("chưa có máy chủ thư", "there is no mail server"))

    monkeypatch.setattr("crmeter.engagement.survey_reminders.refuse_without_server", refuse)

    assert remind_by_themselves() == 0


def test_reminders_and_sites_are_kept_with_audit_and_go_to_the_next_wave(lan: Person) -> None:
    view = opened(lan)

    version = set_reminders(lan, view.id, after=5, most=3, version=view.version)
    set_embedding(lan, view.id, "www.Congty.vn, *.congty.vn http://localhost:8000/", version=version)

    found = seen(view.id)
    assert (found.remind_after, found.remind_most) == (5, 3)
    assert found.embed_hosts == ("https://www.congty.vn", "https://*.congty.vn", "http://localhost:8000")
    assert seen(next_wave(lan, view.id, version=found.version)).embed_hosts == found.embed_hosts
    assert AuditEntry.objects.filter(action__in=("surveys.reminders_set", "surveys.embedding_set")).count() == 2


@pytest.mark.parametrize("site", ["javascript:alert(1)", "www.congty.vn/x", "'self'", "*", "a.vn;b", "https://a.vn'"])
def test_what_is_no_site_is_refused(lan: Person, site: str) -> None:
    view = opened(lan)

    with pytest.raises(Refused, match="is no site"):
        set_embedding(lan, view.id, site, version=view.version)


def test_settings_want_the_right_numbers_the_right_person_and_the_last_version(lan: Person, minh: Person) -> None:
    view = opened(lan)

    with pytest.raises(Refused, match="after 1 to 29 days"):
        set_reminders(lan, view.id, after=0, most=1, version=view.version)
    with pytest.raises(Refused, match="at most 3 times"):
        set_reminders(lan, view.id, after=3, most=4, version=view.version)
    with pytest.raises(Refused, match="directors and marketing managers"):
        set_reminders(minh, view.id, after=3, most=1, version=view.version)
    with pytest.raises(Stale):
        set_embedding(lan, view.id, "congty.vn", version=view.version + 1)
