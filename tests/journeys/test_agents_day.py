"""An agent's day in a browser: a ticket is called about, waits for the customer, is answered and solved."""

import pytest

from crmeter.records.activities.models import Activity
from crmeter.records.catalogue import CONCEPTS
from crmeter.records.concept.actions import create
from crmeter.records.ledger.actor import SYSTEM
from crmeter.records.staff.actions import add_user
from crmeter.records.staff.queries import person_at
from crmeter.records.staff.roles import Role
from crmeter.records.tickets.models import Ticket
from crmeter.records.tickets.queries import happenings, queues
from crmeter.records.tickets.queue_actions import add_queue


@pytest.fixture
def ticket(administrator: str) -> int:
    add_user(SYSTEM, "anh@ankhang.example", Role.AGENT, name="Vũ Ngọc Ánh")
    agent = person_at("anh@ankhang.example")
    assert agent is not None
    customer = create(
        agent, CONCEPTS["customers"], {"name": "Chuỗi cà phê Nắng Sớm", "kind": "firm", "owner": agent.id}
    )
    # What migrations wrote is gone after the first test that ends with an empty database.
    queue = queues()[0].id if queues() else add_queue(SYSTEM, "Hỗ trợ")
    return create(
        agent,
        CONCEPTS["tickets"],
        {"name": "Cả chuỗi yếu nước", "queue": queue, "customer": customer, "owner": agent.id},
    )


def test_an_agent_calls_waits_is_answered_and_solves(reader, ticket, axe) -> None:
    reader.sign_in("anh@ankhang.example")
    reader.choose("vi", "light")
    page = reader.open("/work")
    assert reader.barriers(axe) == []
    reader.keep_picture("work")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/tickets/{ticket}")
    assert reader.barriers(axe) == []

    page.locator("#composer").get_by_role("link", name="Cuộc gọi").click()
    page.get_by_label("Kết quả").select_option("answered")
    page.get_by_label("Chiều").select_option("out")
    page.locator("#write-body").press_sequentially("Đã hẹn thợ, nhờ @hương")
    page.locator("[data-insert]").first.wait_for()
    page.keyboard.press("Enter")
    page.keyboard.press("Control+Enter")
    page.locator("#stream").get_by_text("Đã hẹn thợ, nhờ @Nguyễn Thị Hương Giang").first.wait_for()
    page.locator("#stream").get_by_text("Trả lời phiếu").first.wait_for()
    page.reload()

    page.get_by_role("button", name="Chờ khách").click()
    page.locator("#composer").get_by_role("link", name="Cuộc gọi").click()
    page.get_by_label("Chiều").select_option("in")
    page.locator("#write-body").fill("Khách gọi lại, máy đã chạy")
    page.keyboard.press("Control+Enter")
    page.locator("#stream").get_by_text("Khách gọi lại").first.wait_for()
    page.reload()
    page.get_by_role("button", name="Đã giải quyết").click()
    page.locator("#stream").get_by_text("Đã giải quyết phiếu").wait_for()
    reader.keep_picture("record-ticket")

    row = Ticket.objects.get(pk=ticket)
    assert (row.status, row.first_responded_at is not None, Activity.objects.count()) == ("solved", True, 2)
    assert [each.kind for each in reversed(happenings(ticket))] == [
        "created",
        "assigned",
        "answered",
        "status",
        "paused",
        "resumed",
        "solved",
    ]
    reader.sign_in("giang@ankhang.example")
    page = reader.open("/notices")
    assert "nhắc bạn" in page.locator("main").inner_text()
    assert reader.barriers(axe) == []


@pytest.mark.once
def test_a_record_can_be_used_on_a_telephone_and_in_the_dark(reader, ticket, axe) -> None:
    reader.sign_in("anh@ankhang.example")
    agent = person_at("anh@ankhang.example")
    assert agent is not None
    lead = create(agent, CONCEPTS["leads"], {"name": "Trần Lệ", "owner": agent.id})
    create(
        agent, CONCEPTS["activities"], {"kind": "note", "body": "Xem https://a.example/" + "x" * 90, "ticket": ticket}
    )
    for language, theme, width in (("en", "dark", 360), ("vi", "light", 1920)):
        reader.choose(language, theme, width)
        customer = Ticket.objects.get(pk=ticket).customer_id
        for path in (
            f"/tickets/{ticket}",
            f"/customers/{customer}?show=files",
            f"/leads/{lead}",
            f"/leads/{lead}/convert",
            "/work",
            "/notices",
        ):
            page = reader.open(path)
            assert page.evaluate("document.documentElement.scrollWidth") <= width, path
            assert reader.barriers(axe) == [], path
            reader.keep_picture(f"record-{path.strip('/').split('?')[0].replace('/', '-')}-{width}")


def test_what_was_typed_outlives_a_request_that_fails(reader, ticket) -> None:
    reader.sign_in("anh@ankhang.example")
    reader.choose("vi", "light")
    page = reader.open(f"/tickets/{ticket}")
    page.route("**/write/note", lambda route: route.abort())
    page.locator("#write-body").fill("Không được mất")
    page.keyboard.press("Control+Enter")
    page.locator(".toast.error").wait_for()
    typed = page.locator("#write-body").input_value()
    page.unroute("**/write/note")
    page.reload()
    page.wait_for_load_state("networkidle")

    assert (typed, page.locator("#write-body").input_value()) == ("Không được mất", "Không được mất")
    # The browser says itself that a request failed.
    reader.complaints.clear()
