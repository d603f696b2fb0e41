"""The page of a record: what is written on it, told by it, kept with it, and asked of it."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from crmeter.engagement.mail.queries import messages as mail_messages
from crmeter.records.activities.models import Activity
from crmeter.records.catalogue import CONCEPTS
from crmeter.records.concept.actions import create
from crmeter.records.deals.models import Deal
from crmeter.records.deals.queries import pipelines
from crmeter.records.files.models import Attachment
from crmeter.records.leads.models import Lead
from crmeter.records.ledger.actor import SYSTEM
from crmeter.records.notices.models import Notice
from crmeter.records.notices.queries import followers_of
from crmeter.records.staff.actions import add_user
from crmeter.records.staff.queries import Person
from crmeter.records.staff.roles import Role
from crmeter.records.tickets.models import Ticket
from crmeter.records.tickets.queries import queues
from crmeter.records.timeline.sources import SOURCES
from crmeter.web.records.stream import MARKS

from .conftest import there

pytestmark = pytest.mark.django_db
SignIn = Callable[..., Client]
HTMX = {"HTTP_HX_REQUEST": "true"}


@pytest.fixture
def agent(db: None) -> Person:
    return there(add_user(SYSTEM, "anh@example.vn", Role.AGENT, name="Vũ Ngọc Ánh"))


@pytest.fixture
def in_workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(settings, "WORKSPACE", SimpleNamespace(root=tmp_path))
    return tmp_path


def customer(who: Person, **values: object) -> int:
    return create(who, CONCEPTS["customers"], {"name": "Chuỗi cà phê Nắng Sớm", "kind": "firm", **values})


def deal(who: Person, **values: object) -> int:
    pipeline = pipelines()[0]
    asked = {"name": "Thêm máy", "pipeline": pipeline.id, "stage": pipeline.stages[0].id, **values}
    return create(who, CONCEPTS["deals"], asked)


def ticket(who: Person, **values: object) -> int:
    return create(who, CONCEPTS["tickets"], {"name": "Máy không lên", "queue": queues()[0].id, **values})


def words(browser: Client, address: str) -> str:
    answer = browser.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_note_stands_on_the_timeline_as_text_and_never_as_markup(director: Person, signed_in: SignIn) -> None:
    pk, browser = customer(director), signed_in(director)

    answer = browser.post(
        f"/customers/{pk}/write/note",
        {"body": "Xem https://nangsom.example <script>alert(1)</script> javascript:alert(2)\nGọi lại"},
        **HTMX,
    )

    told = words(browser, f"/customers/{pk}/stream")
    assert answer["HX-Trigger"] == "stream-changed, record-changed"
    assert "&lt;script&gt;" in told
    assert "<script>" not in told
    assert '<a href="https://nangsom.example" rel="nofollow">' in told
    assert 'href="javascript' not in told


def test_every_kind_of_entry_that_a_timeline_tells_can_be_drawn(director: Person, signed_in: SignIn) -> None:
    told = {kind for source in SOURCES for kind in source.kinds}
    pk = customer(director)
    order = {"customer": pk, "name": "DH-0917", "ordered_at": "2026-11-02T09:00", "status": "confirmed"}
    create(director, CONCEPTS["orders"], order)

    assert told <= MARKS.keys()
    assert "Đơn hàng DH-0917" in words(signed_in(director), f"/customers/{pk}?kind=events")


def test_a_note_without_words_is_refused_and_what_was_typed_stays(director: Person, signed_in: SignIn) -> None:
    pk, browser = customer(director), signed_in(director)

    empty = browser.post(f"/customers/{pk}/write/note", {"body": "  "}, **HTMX)
    wrong = browser.post(f"/customers/{pk}/write/call", {"body": "Gọi", "duration_minutes": "x"}, **HTMX)

    assert (empty.status_code, wrong.status_code, Activity.objects.count()) == (422, 422, 0)
    assert ">Gọi</textarea>" in wrong.content.decode()


def test_a_call_keeps_direction_outcome_and_minutes(director: Person, signed_in: SignIn) -> None:
    pk, browser = customer(director), signed_in(director)

    browser.post(
        f"/customers/{pk}/write/call", {"direction": "out", "outcome": "no_answer", "duration_minutes": "2"}, **HTMX
    )

    row = Activity.objects.get()
    assert (row.kind, row.direction, row.outcome, row.duration_minutes) == ("call", "out", "no_answer", 2)
    assert row.name == "Cuộc gọi: Không trả lời"
    assert row.customer_id == pk


def test_a_task_needs_a_day_and_falls_to_whoever_is_chosen(director: Person, rep: Person, signed_in: SignIn) -> None:
    pk, browser = customer(director), signed_in(director)

    without = browser.post(f"/customers/{pk}/write/task", {"name": "Gọi chị Lệ", "owner": str(rep.id)}, **HTMX)
    browser.post(
        f"/customers/{pk}/write/task", {"name": "Gọi chị Lệ", "due_on": "2027-01-04", "owner": str(rep.id)}, **HTMX
    )

    row = Activity.objects.get()
    assert without.status_code == 422
    assert (row.owner_id, str(row.due_on), row.is_open) == (rep.id, "2027-01-04", True)


def test_a_meeting_to_come_is_planned_and_one_that_was_is_told(director: Person, signed_in: SignIn) -> None:
    pk, browser = customer(director), signed_in(director)
    tomorrow = timezone.localtime() + timedelta(days=1)
    yesterday = timezone.localtime() - timedelta(days=1)

    for name, at in (("Hẹn", tomorrow), ("Gặp", yesterday)):
        browser.post(f"/customers/{pk}/write/meeting", {"name": name, "when": f"{at:%Y-%m-%dT%H:%M}"}, **HTMX)

    planned, met = Activity.objects.get(name="Hẹn"), Activity.objects.get(name="Gặp")
    assert (planned.is_open, planned.due_on) == (True, tomorrow.date())
    assert (met.is_open, timezone.localtime(met.happened_at).date()) == (False, yesterday.date())


def test_a_mail_says_why_it_cannot_leave(director: Person, signed_in: SignIn, monkeypatch: pytest.MonkeyPatch) -> None:
    pk, browser = customer(director, email="le@nangsom.example"), signed_in(director, "en")
    letter = {"to": "le@nangsom.example", "purpose": "marketing", "name": "Offer", "body": "Hello"}

    no_server = browser.post(f"/customers/{pk}/write/mail", letter, **HTMX)
    monkeypatch.setattr(settings, "SMTP_URL", "smtp://127.0.0.1:2525")
    monkeypatch.setattr(settings, "MAIL_FROM", "An Khang <hello@ankhang.example>")
    never_asked = browser.post(f"/customers/{pk}/write/mail", letter, **HTMX)
    stranger = browser.post(f"/customers/{pk}/write/mail", {**letter, "to": "x@y.example"}, **HTMX)

    assert "no mail server is set" in no_server.content.decode()
    assert "never asked" in never_asked.content.decode()
    assert "choose a recipient" in stranger.content.decode()
    assert (Activity.objects.count(), len(mail_messages())) == (0, 0)


def test_a_mail_that_may_be_sent_is_queued_and_told(
    director: Person, signed_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "SMTP_URL", "smtp://127.0.0.1:2525")
    monkeypatch.setattr(settings, "MAIL_FROM", "An Khang <hello@ankhang.example>")
    pk, browser = customer(director, email="le@nangsom.example"), signed_in(director)

    browser.post(
        f"/customers/{pk}/write/mail",
        {"to": "le@nangsom.example", "purpose": "service", "name": "Hẹn bảo trì", "body": "Chào chị"},
        **HTMX,
    )

    row = Activity.objects.get()
    assert (row.kind, row.direction, row.name) == ("mail", "out", "Hẹn bảo trì")
    assert [each.recipient for each in mail_messages()] == ["le@nangsom.example"]


def test_the_next_step_of_a_deal_is_scheduled_on_the_version_that_was_seen(director: Person, signed_in: SignIn) -> None:
    pk, browser = deal(director), signed_in(director)
    step = {"next_step": "Gửi báo giá", "next_step_on": "2027-01-05"}

    stale = browser.post(f"/deals/{pk}/write/next", {**step, "version": "9"}, **HTMX)
    browser.post(f"/deals/{pk}/write/next", {**step, "version": "1"}, **HTMX)

    row = Deal.objects.get(pk=pk)
    assert stale.status_code == 412
    assert (row.next_step, str(row.next_step_on)) == ("Gửi báo giá", "2027-01-05")


def test_the_stream_is_narrowed_down_and_older_entries_follow_page_after_page(
    director: Person, signed_in: SignIn
) -> None:
    pk, browser = customer(director), signed_in(director)
    for n in range(25):
        create(director, CONCEPTS["activities"], {"kind": "note", "body": f"Ghi chú {n:02d}.", "customer": pk})
    create(director, CONCEPTS["activities"], {"kind": "call", "body": "Gọi điện.", "customer": pk})

    notes = words(browser, f"/customers/{pk}/stream?kind=note")
    older = notes.split('hx-get="')[-1].split('"')[0].replace("&amp;", "&")
    rest = words(browser, older)

    assert "Gọi điện." not in notes
    assert [n for n in range(25) if f"Ghi chú {n:02d}." in notes] == list(range(5, 25))
    assert [n for n in range(25) if f"Ghi chú {n:02d}." in rest] == list(range(5))
    for before in ("nonsense", "9999-12-31T23:59:59%2B00:00~x~1", f"2026-01-01T00:00:00%2B00:00~x~{'9' * 5000}"):
        assert browser.get(f"/customers/{pk}/stream?before={before}").status_code == 404, before[:60]
    for odd in ("/deals/new?customer=99999999999999999999", "/deals?where=created_at.from.0001-01-01"):
        assert browser.get(odd).status_code == 200, odd


def test_people_are_found_by_the_beginnings_of_their_names(director: Person, rep: Person, signed_in: SignIn) -> None:
    browser = signed_in(director)

    found, none = words(browser, "/named?q=huong l"), words(browser, "/named?q=xyz")

    assert 'data-insert="Hương Lan"' in found
    assert 'data-insert="Minh"' not in found
    assert "data-insert" not in none


def test_whoever_is_named_stands_out_in_the_stream(director: Person, rep: Person, signed_in: SignIn) -> None:
    client = signed_in(director)
    pk = create(director, CONCEPTS["customers"], {"name": "An Khang", "kind": "firm"})

    client.post(f"/customers/{pk}/write/note", {"body": "Nhờ @Minh gọi <b>ngay</b>, xem https://nangsom.example"})
    page = client.get(f"/customers/{pk}").content.decode()

    assert '<b class="mention">@Minh</b>' in page
    assert "&lt;b&gt;ngay&lt;/b&gt;" in page
    assert '<a href="https://nangsom.example"' in page


def test_whoever_is_named_is_told_and_the_bell_counts(director: Person, agent: Person, signed_in: SignIn) -> None:
    pk = customer(director)
    signed_in(director).post(f"/customers/{pk}/write/note", {"body": "Nhờ @Vũ Ngọc Ánh gọi lại"}, **HTMX)
    browser = signed_in(agent)

    before = words(browser, "/notices")
    notice = Notice.objects.get(user=agent.id)
    opened = browser.post(f"/notices/{notice.pk}/open", {"concept": "activities", "record": str(notice.record)})
    after = words(browser, "/notices")

    assert 'class="bell-n" aria-hidden="true">1<' in before
    assert "Hương Lan nhắc bạn" in before
    assert opened["Location"] == f"/activities/{notice.record}"
    assert "bell-n" not in after


def test_all_notices_are_read_at_once_but_not_those_that_came_meanwhile(
    director: Person, agent: Person, signed_in: SignIn
) -> None:
    for text in ("@Vũ Ngọc Ánh một", "@Vũ Ngọc Ánh hai", "@Vũ Ngọc Ánh ba"):
        create(director, CONCEPTS["activities"], {"kind": "note", "body": text})
    second = list(Notice.objects.filter(user=agent.id).order_by("id"))[1]

    signed_in(agent).post("/notices/read", {"last": str(second.pk)})

    assert Notice.objects.filter(user=agent.id, read_at=None).count() == 1


def test_following_and_following_no_more(director: Person, signed_in: SignIn) -> None:
    pk, browser = customer(director), signed_in(director)

    browser.post(f"/customers/{pk}/follow")
    following = followers_of(CONCEPTS["customers"], pk)
    browser.post(f"/customers/{pk}/follow", {"stop": "1"})

    assert following == ((director.id, "Hương Lan"),)
    assert followers_of(CONCEPTS["customers"], pk) == ()


def test_files_are_kept_sent_as_files_only_taken_away_and_brought_back(
    director: Person, signed_in: SignIn, in_workspace: Path
) -> None:
    pk, browser = customer(director), signed_in(director)
    page = SimpleUploadedFile("bảng giá.html", b"<script>alert(1)</script>", "text/html")

    browser.post(f"/customers/{pk}/files", {"file": [page, SimpleUploadedFile("a.txt", b"mot")]})
    first = Attachment.objects.get(name="bảng giá.html")
    sent = browser.get(f"/files/{first.pk}")
    browser.post(f"/files/{first.pk}/remove")
    gone = browser.get(f"/files/{first.pk}").status_code
    browser.post(f"/customers/{pk}/files/{first.pk}/bring-back")

    assert b"".join(sent.streaming_content) == b"<script>alert(1)</script>"
    assert sent["Content-Type"] == "text/plain"
    assert sent["Content-Disposition"].startswith("attachment; ")
    assert sent["X-Content-Type-Options"] == "nosniff"
    assert sent["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert gone == 404
    assert browser.get(f"/files/{first.pk}").status_code == 200
    assert "a.txt" in words(browser, f"/customers/{pk}?show=files")


def test_a_file_that_is_too_large_is_left_out_and_named(
    director: Person, signed_in: SignIn, in_workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "ATTACHMENT_LIMIT_BYTES", 10)
    pk, browser = customer(director), signed_in(director)

    answer = browser.post(f"/customers/{pk}/files", {"file": [SimpleUploadedFile("lon.txt", b"x" * 11)]}, follow=True)

    assert Attachment.objects.count() == 0
    assert "lon.txt" in answer.content.decode()


def test_nobody_writes_follows_or_reads_what_they_may_not_see(
    director: Person, rep: Person, signed_in: SignIn, in_workspace: Path
) -> None:
    pk = customer(director, owner=director.id)
    signed_in(director).post(f"/customers/{pk}/files", {"file": [SimpleUploadedFile("a.txt", b"mot")]})
    file = Attachment.objects.get()
    browser = signed_in(rep)

    answers = [
        browser.post(f"/customers/{pk}/write/note", {"body": "x"}).status_code,
        browser.post(f"/customers/{pk}/follow").status_code,
        browser.post(f"/customers/{pk}/files", {"file": [SimpleUploadedFile("b.txt", b"hai")]}).status_code,
        browser.get(f"/files/{file.pk}").status_code,
        browser.post(f"/files/{file.pk}/remove").status_code,
        browser.post(f"/customers/{pk}/files/{file.pk}/bring-back").status_code,
        browser.get(f"/customers/{pk}").status_code,
    ]

    assert answers == [404, 403, 404, 404, 404, 403, 404]
    assert (Activity.objects.count(), Attachment.objects.filter(removed_at=None).count()) == (0, 1)
    assert followers_of(CONCEPTS["customers"], pk) == ()
    assert words(browser, f"/customers/{pk}/stream").count("<li>") == 0


def test_a_ticket_waits_goes_on_is_solved_and_reopened_by_buttons(agent: Person, signed_in: SignIn) -> None:
    pk, browser = ticket(agent, owner=agent.id), signed_in(agent)

    seen = []
    for status in ("waiting", "open", "solved", "open"):
        version = str(Ticket.objects.get(pk=pk).version)
        browser.post(f"/tickets/{pk}/status", {"status": status, "version": version})
        seen.append(Ticket.objects.get(pk=pk).status)

    assert seen == ["waiting", "open", "solved", "open"]
    assert browser.post(f"/tickets/{pk}/status", {"status": "solved", "version": "1"}).status_code == 412


def test_a_duplicate_goes_into_the_ticket_that_goes_on(agent: Person, signed_in: SignIn) -> None:
    first, second, browser = ticket(agent, owner=agent.id), ticket(agent, owner=agent.id), signed_in(agent)

    answer = browser.post(f"/tickets/{second}/merge", {"into": str(first), "version": "1"})

    row = Ticket.objects.get(pk=second)
    assert answer["Location"] == f"/tickets/{first}"
    assert (row.duplicate_of_id, row.status) == (first, "closed")


def test_a_lead_becomes_a_new_contact_and_a_deal_of_a_customer_that_is_there(
    director: Person, signed_in: SignIn
) -> None:
    firm = customer(director, phone="0905318642")
    lead = create(director, CONCEPTS["leads"], {"name": "Trương Thị Mỹ Lệ", "phone": "0905318642"})
    browser = signed_in(director)

    form = words(browser, f"/leads/{lead}/convert")
    stage = str(pipelines()[0].stages[0].id)
    browser.post(
        f"/leads/{lead}/convert",
        {"customer": str(firm), "contact": "new", "deal": "new", "stage": stage, "version": "1"},
    )

    row = Lead.objects.get(pk=lead)
    assert f'name="customer" value="{firm}" checked' in form
    assert "cùng số điện thoại" in form
    assert row.customer_id == firm
    assert row.contact is not None
    assert (row.contact.name, row.contact.customer_id) == ("Trương Thị Mỹ Lệ", firm)
    assert row.deal is not None
    assert row.deal.customer_id == firm
    assert browser.get(f"/leads/{lead}/convert").status_code == 404


def test_my_work_is_done_put_off_and_brought_back(director: Person, signed_in: SignIn) -> None:
    today = timezone.localdate()
    late = {"kind": "task", "name": "Gọi chị Lệ", "due_on": today - timedelta(days=2)}
    pk, browser = create(director, CONCEPTS["activities"], late), signed_in(director)

    listed = words(browser, "/work")
    browser.post(f"/activities/{pk}/put-off", {"on": str(today + timedelta(days=3)), "version": "1"})
    put_off = words(browser, "/work")
    done = browser.post(f"/activities/{pk}/done", {"version": "2"}, follow=True).content.decode()
    was_open = Activity.objects.get(pk=pk).is_open
    browser.post(f"/activities/{pk}/not-done")

    assert "Quá hạn 2 ngày" in listed
    assert "Gọi chị Lệ" not in put_off
    assert f'action="/activities/{pk}/not-done"' in done
    assert (was_open, Activity.objects.get(pk=pk).is_open) == (False, True)


@pytest.mark.parametrize("concept", ["customers", "deals", "tickets", "leads", "orders"])
def test_the_page_of_a_record_asks_few_questions(
    director: Person,
    signed_in: SignIn,
    django_assert_max_num_queries: DjangoAssertNumQueries,
    concept: str,
) -> None:
    firm = customer(director)
    made = {
        "customers": lambda: firm,
        "deals": lambda: deal(director, customer=firm),
        "tickets": lambda: ticket(director, customer=firm),
        "leads": lambda: create(director, CONCEPTS["leads"], {"name": "Lệ"}),
        "orders": lambda: create(
            director,
            CONCEPTS["orders"],
            {"customer": firm, "name": "DH1", "ordered_at": "2026-11-02T09:00", "currency": "VND"},
        ),
    }
    pk, browser = made[concept](), signed_in(director)
    words(browser, f"/{concept}/{pk}")

    with django_assert_max_num_queries(27):
        words(browser, f"/{concept}/{pk}")


def test_a_customer_without_an_evaluation_is_said_to_have_none(director: Person, signed_in: SignIn) -> None:
    page = words(signed_in(director, "en"), f"/customers/{customer(director)}")

    assert "No evaluation tells of this customer yet" in page
