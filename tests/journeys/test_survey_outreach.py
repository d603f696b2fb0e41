"""A survey goes out in a browser: a sample looked at, reminders set, and answered inside the page of another site."""

from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
from playwright.sync_api import expect

from crmeter.records.catalogue import CONCEPTS
from crmeter.records.concept.actions import create
from crmeter.records.consent.actions import state_consent
from crmeter.records.consent.purposes import Channel, Purpose
from crmeter.records.ledger.actor import SYSTEM
from crmeter.records.staff.queries import person_at
from crmeter.records.surveys.actions import make_survey, open_survey
from crmeter.records.surveys.models import SurveyResponse
from crmeter.records.surveys.queries import SurveyView, survey
from crmeter.records.tickets.queries import queues
from crmeter.records.tickets.queue_actions import add_queue

WORDS = {
    "vi": {
        "size": "Cỡ mẫu", "look": "Xem ai sẽ được mời", "found": "3 người sẽ được mời",
        "sites": "Trang được nhúng khảo sát", "snippet": "Dán đoạn này vào trang",
        "save": "Lưu", "send": "Gửi câu trả lời", "thanks": "Cảm ơn bạn",
    },
    "en": {
        "size": "Size of the sample", "look": "Look who would be asked", "found": "3 would be asked.",
        "sites": "Sites that may show it", "snippet": "Put this into the page", "save": "Save",
    },
}  # fmt: skip


class Site(BaseHTTPRequestHandler):
    """A site whose page shows another page inside."""

    inside = ""

    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        frame = f'<iframe src="{self.inside}" title="Survey" style="width:100%;height:640px"></iframe>'
        self.wfile.write(f'<!doctype html><title>Site</title><link rel="icon" href="data:,">{frame}'.encode())

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def sites() -> Iterator[tuple[str, str]]:
    """The addresses of two sites on this machine: browsers let none from outside show what runs on it."""
    servers = [ThreadingHTTPServer(("127.0.0.1", 0), Site) for _ in range(2)]
    for each in servers:
        Thread(target=each.serve_forever, daemon=True).start()
    ours, strange = (f"http://127.0.0.1:{each.server_address[1]}" for each in servers)
    yield ours, strange
    for each in servers:
        each.shutdown()
        each.server_close()


@pytest.fixture
def view(administrator: str) -> SurveyView:
    if not queues():
        # Tests that commit take with them what an installation begins with.
        add_queue(SYSTEM, "Chăm sóc")
    giang = person_at(administrator)
    assert giang is not None
    for each in range(8):
        address = f"khach{each}@khach.example"
        values = {"name": f"Khách {each}", "kind": "firm", "is_customer": True, "email": address}
        create(giang, CONCEPTS["customers"], values)
        state_consent(SYSTEM, address, Channel.EMAIL, Purpose.SURVEY, yes=True, source="form")
    number = make_survey(giang, "satisfaction", "vi")
    open_survey(giang, number, version=1)
    found = survey(number)
    assert found is not None
    return found


@pytest.mark.parametrize(("language", "theme", "width"), [("vi", "light", 1440), ("en", "dark", 390)])
def test_a_sample_is_looked_at_and_a_site_that_is_named_shows_the_survey(
    reader, administrator: str, view: SurveyView, sites, axe, language: str, theme: str, width: int
) -> None:
    ours, strange = sites
    words = WORDS[language]
    reader.sign_in(administrator)
    reader.choose(language, theme, width)
    page = reader.open(f"/surveys/{view.id}/send")

    page.get_by_label(words["size"]).fill("3")
    page.get_by_role("button", name=words["look"]).click()
    page.get_by_text(words["found"]).wait_for()
    page.get_by_label(words["sites"]).fill(ours)
    page.locator("#embedding").get_by_role("button", name=words["save"]).click()
    page.get_by_label(words["snippet"]).wait_for()
    assert reader.barriers(axe) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    reader.keep_picture(f"survey-outreach-{language}-{width}")

    snippet = page.get_by_label(words["snippet"]).input_value()
    assert f"/s/{view.open_key}/embedded" in snippet
    Site.inside = f"{reader.server}/s/{view.open_key}/embedded"
    page.goto(f"{ours}/")
    # No cookie goes into the frame: the survey is in the language that the browser asks for.
    inside, said = page.frame_locator("iframe"), WORDS["vi"]
    inside.get_by_role("radio").first.wait_for(state="attached")
    for question in range(2):
        inside.locator(".survey-q").nth(question).get_by_role("radio").last.check()
    inside.get_by_role("button", name=said["send"]).last.click()
    inside.get_by_role("heading", name=said["thanks"]).wait_for()
    assert SurveyResponse.objects.get().came_by == "embed"

    page.goto(f"{strange}/")
    expect(page.frame_locator("iframe").get_by_role("radio")).to_have_count(0)
    # The reader complains of other sites, and the browser of the page that may not be shown there.
    reader.complaints = [
        each for each in reader.complaints if not any(word in str(each) for word in (ours, strange, "frame-ancestors"))
    ]
