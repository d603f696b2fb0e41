"""A rep's day by keyboard alone: a lead is called, converted, moved over the board to its win, and ordered."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from benchmarks.load_set import write_load_set
from benchmarks.machine import machine
from benchmarks.results import Result, keep
from django.db import connection
from playwright.sync_api import Locator, Page
from tests.journeys.conftest import Reader
from tests.worker.conftest import WorkerProcess, start_worker

from crmeter.records.catalogue import CONCEPTS
from crmeter.records.concept.actions import change, create
from crmeter.records.concept.listing import Link, record_at
from crmeter.records.deals.pipeline_actions import add_pipeline
from crmeter.records.deals.queries import pipelines, stage_changes
from crmeter.records.deals.stage_rules import StageAsked
from crmeter.records.ledger.actor import SYSTEM
from crmeter.records.orders.models import Order
from crmeter.records.staff.actions import add_user
from crmeter.records.staff.queries import Person, person_at
from crmeter.records.staff.roles import Role

__all__ = ["start_worker"]

LEADS, DEALS = CONCEPTS["leads"], CONCEPTS["deals"]
REP = "khoa@ankhang.example"
WORDS = {
    "vi": {
        "call": "Cuộc gọi",
        "called": "Khách muốn lắp trước Tết",
        "convert": "Chuyển đổi",
        "order": "Lập đơn hàng",
    },
    "en": {
        "call": "Call",
        "called": "Wants it before Tết",
        "convert": "Convert",
        "order": "Make the order",
    },
}


@pytest.fixture
def rep(administrator: str) -> Person:
    add_user(SYSTEM, REP, Role.REP, name="Đỗ Minh Khoa")
    if not pipelines():
        add_pipeline(
            SYSTEM,
            "Bán hàng",
            (
                StageAsked("Mới"),
                StageAsked("Báo giá"),
                StageAsked("Thắng", "won"),
                StageAsked("Mất", "lost"),
            ),
        )
    return found(REP)


def found(address: str) -> Person:
    person = person_at(address)
    assert person is not None
    return person


class Day:
    """What a day takes: the seconds of each part, and what went wrong on the way.

    Args:
        page: of the browser.
    """

    def __init__(self, page: Page) -> None:
        self.page = page
        self.seconds: dict[str, float] = {}
        self.errors: list[str] = []
        page.on("response", lambda got: self.errors.append(f"{got.status} {got.url}") if got.status >= 500 else None)

    @contextmanager
    def part(self, name: str) -> Iterator[None]:
        begun = time.monotonic()
        yield
        self.seconds[name] = round(time.monotonic() - begun, 2)

    def tab_to(self, place: Locator) -> None:
        """Go on with the Tab key until a place has the focus, as somebody without a mouse does."""
        place.wait_for()
        for _ in range(200):
            if place.evaluate("place => place === document.activeElement"):
                return
            self.page.keyboard.press("Tab")
        pytest.fail(f"the Tab key does not come to {place}")

    def press_on(self, place: Locator, key: str = "Enter") -> None:
        self.tab_to(place)
        self.page.keyboard.press(key)


def lives_a_day(reader: Reader, rep: Person, language: str) -> tuple[Day, int]:
    """Do a rep's day, and return what it took and the number of the order."""
    words = WORDS[language]
    director = found("giang@ankhang.example")
    lead = create(director, LEADS, {"name": "Quán Gió", "phone": "0905318642", "firm_name": "Quán Gió"})
    reader.sign_in(REP)
    reader.choose(language, "light")
    page = reader.page
    day = Day(page)

    with day.part("a lead is assigned and found in my work"):
        change(director, LEADS, lead, version=1, values={"owner": rep.id})
        reader.open("/work")
        page.keyboard.press("j")
        page.keyboard.press("Enter")
        page.wait_for_url(f"**/leads/{lead}")
    with day.part("the call is written down"):
        day.press_on(page.locator("#composer").get_by_role("link", name=words["call"]))
        page.locator("#composer select[name=outcome]").wait_for()
        day.tab_to(page.locator("#write-body"))
        page.keyboard.type(words["called"])
        page.keyboard.press("Control+Enter")
        page.locator("#stream").get_by_text(words["called"]).wait_for()
    with day.part("the lead is converted"):
        page.reload()
        day.press_on(page.locator("main").get_by_role("link", name=words["convert"]))
        page.wait_for_url("**/convert")
        # What it becomes is chosen by the arrow keys, as in every group of choices.
        day.tab_to(page.locator("input[name=deal]:checked"))
        while not page.locator("input[name=deal][value=new]").is_checked():
            page.keyboard.press("ArrowDown")
        day.press_on(page.locator("main form").get_by_role("button", name=words["convert"]))
        page.wait_for_url(lambda url: not url.endswith("/convert"))
    converted = record_at(rep, LEADS, lead)
    assert converted is not None
    link = converted.values["deal"]
    assert isinstance(link, Link)
    with day.part("the deal is moved over the board to its win"):
        reader.open("/deals/board")
        day.tab_to(page.locator(f"#deal-{link.id} a").first)
        deal = record_at(rep, DEALS, link.id)
        assert deal is not None
        stages = next(each for each in pipelines() if each.id == deal.values["pipeline"].id).stages
        won = next(place for place, stage in enumerate(stages, start=1) if stage.kind == "won")
        for place in range(2, won + 1):
            # The card moves at once; what the server says of it is waited for before the next page is opened.
            with page.expect_response("**/move*") as answered:
                page.keyboard.press("Alt+ArrowRight")
            assert answered.value.status == 200
            page.locator(f".lane:nth-child({place}) #deal-{link.id}").wait_for()
    with day.part("the order is made"):
        reader.open(f"/deals/{link.id}")
        day.press_on(page.locator("main").get_by_role("link", name=words["order"]))
        page.wait_for_url("**/order")
        page.keyboard.press("Control+a")
        page.keyboard.type("DH-2026-1")
        page.keyboard.press("Enter")
        page.wait_for_url("**/orders/*")
    return day, int(page.url.rsplit("/", 1)[1])


@pytest.mark.parametrize("language", ["vi", pytest.param("en", marks=pytest.mark.once)])
def test_a_lead_becomes_an_order_without_a_mouse(reader: Reader, rep: Person, language: str, axe: str) -> None:
    day, number = lives_a_day(reader, rep, language)

    order = Order.objects.get(pk=number)
    assert (order.name, order.owner_id) == ("DH-2026-1", rep.id)
    assert order.deal_id is not None
    assert stage_changes(order.deal_id)[0].kind == "won"
    assert reader.barriers(axe) == []
    assert day.errors == []


@pytest.mark.prove
def test_the_same_day_on_the_load_set_with_the_worker_syncing(
    reader: Reader, rep: Person, start_worker: Callable[..., WorkerProcess]
) -> None:
    others = [add_user(SYSTEM, f"rep{n}@ankhang.example", Role.REP) for n in range(20)]
    write_load_set(100_000, 50_000, [*others, rep.id])
    worker = start_worker(lease_seconds=30)

    day, number = lives_a_day(reader, rep, "vi")

    conflicts = [line for line in worker.told().splitlines() if "locked" in line or "deadlock" in line]
    keep(
        Result(
            f"reps_day_{connection.vendor}",
            f"A rep's day by keyboard, {connection.vendor}",
            "Seconds in a browser on 100,000 customers and contacts and 50,000 deals, while the worker brings them to"
            f" the warehouse. Answers of errors: {len(day.errors)}; conflicts in the worker's log: {len(conflicts)}.",
            ("part of the day", "seconds"),
            [[part, f"{seconds:.1f}"] for part, seconds in day.seconds.items()],
        ),
        machine(),
        quick=False,
    )
    assert Order.objects.get(pk=number).owner_id == rep.id
    assert (day.errors, conflicts) == ([], [])
