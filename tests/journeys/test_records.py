"""Records in a browser: a deal from its form over the board to its end, a field that two people change, all pages."""

from collections.abc import Iterator

import pytest

from crmeter.records.catalogue import CONCEPTS
from crmeter.records.concept.actions import change, create
from crmeter.records.concept.listing import record_at
from crmeter.records.deals.actions import set_lines
from crmeter.records.deals.pipeline_actions import add_pipeline
from crmeter.records.deals.queries import pipelines, stage_changes
from crmeter.records.deals.stage_rules import StageAsked
from crmeter.records.ledger.actor import SYSTEM
from crmeter.records.staff.queries import Person, person_at

CUSTOMERS, DEALS = CONCEPTS["customers"], CONCEPTS["deals"]


STAGES = {"Tiếp cận": 10, "Khảo sát nhu cầu": 25, "Báo giá": 40, "Đàm phán": 60, "Chờ ký": 85}


@pytest.fixture
def giang(administrator: str) -> Person:
    """Somebody who may do everything, in a firm with one pipeline."""
    if not pipelines():
        # Tests that commit take with them what an installation begins with.
        way = [StageAsked(name, probability=percent) for name, percent in STAGES.items()]
        add_pipeline(SYSTEM, "Bán hàng", [*way, StageAsked("Thắng", "won", 100), StageAsked("Mất", "lost")])
    found = person_at(administrator)
    assert found is not None
    return found


@pytest.fixture
def refusals(reader) -> Iterator[list[int]]:
    """What the server refused; the browser tells the console of each."""
    told: list[int] = []
    reader.page.on("response", lambda answer: told.append(answer.status) if answer.status in (412, 422) else None)
    yield told
    expected = [f"Failed to load resource: the server responded with a status of {status}" for status in told]
    for start in expected:
        reader.complaints.remove(next(each for each in reader.complaints if str(each).startswith(start)))


def deal_of(person: Person, name: str, stage: int = 0, **values: object) -> int:
    pipeline = pipelines()[0]
    return create(person, DEALS, {"name": name, "pipeline": pipeline.id, "stage": pipeline.stages[stage].id, **values})


def test_a_deal_goes_from_its_form_over_the_board_to_its_end(reader, giang, refusals) -> None:
    create(giang, CUSTOMERS, {"name": "Chuỗi cà phê Nắng Sớm", "kind": "firm"})
    reader.sign_in(giang.email)
    reader.choose("vi", "light")

    page = reader.open("/deals/new")
    page.get_by_label("Tên").fill("Mở rộng 4 cửa hàng")
    page.get_by_label("Giá trị").fill("1,5 tỷ")
    page.get_by_role("combobox", name="Khách hàng").press_sequentially("nang som")
    page.get_by_role("option", name="Chuỗi cà phê Nắng Sớm").click()
    page.get_by_role("button", name="Lưu").click()
    page.wait_for_url("**/deals/*")
    deal = int(page.url.rsplit("/", 1)[1])
    assert record_at(giang, DEALS, deal).values["amount"] == 1_500_000_000

    page = reader.open("/deals/board")
    page.locator(f"#deal-{deal} a").focus()
    for place, stage in enumerate(["Khảo sát nhu cầu", "Báo giá", "Đàm phán", "Chờ ký", "Thắng"], start=2):
        page.keyboard.press("Alt+ArrowRight")
        page.get_by_text(f"Mở rộng 4 cửa hàng đã sang {stage}").wait_for(state="attached")
        assert page.locator(f".lane:nth-child({place}) #deal-{deal}").is_visible()
    page.keyboard.press("Alt+ArrowRight")
    page.get_by_label("Lý do mất").select_option("price")
    page.get_by_role("button", name="Chuyển sang Mất").click()
    page.get_by_text("Mở rộng 4 cửa hàng đã sang Mất").wait_for(state="attached")

    assert [each.kind for each in stage_changes(deal)] == ["lost", "won", "moved", "moved", "moved", "moved", "created"]
    assert record_at(giang, DEALS, deal).values["lost_reason"] == "price"
    assert refusals == [422]


def test_who_changes_what_somebody_has_just_changed_sees_both(reader, giang, refusals) -> None:
    deal = deal_of(giang, "Mở rộng 4 cửa hàng", next_step="Gọi lần đầu")
    reader.sign_in(giang.email)
    reader.choose("vi", "light")
    page = reader.open(f"/deals/{deal}")
    page.locator("#field-next_step .edit").click()
    page.get_by_role("textbox", name="Việc kế tiếp").wait_for()

    change(giang, DEALS, deal, version=1, values={"next_step": "Gửi báo giá"})
    page.get_by_role("textbox", name="Việc kế tiếp").fill("Hẹn gặp")
    page.keyboard.press("Enter")

    page.get_by_role("alert").get_by_text("Gửi báo giá").wait_for()
    assert record_at(giang, DEALS, deal).values["next_step"] == "Gửi báo giá"
    assert page.get_by_role("textbox", name="Việc kế tiếp").input_value() == "Hẹn gặp"
    page.keyboard.press("Enter")
    page.locator("#field-next_step .flash").wait_for()
    assert record_at(giang, DEALS, deal).values["next_step"] == "Hẹn gặp"
    assert refusals == [412]


@pytest.mark.once
@pytest.mark.parametrize(("language", "theme", "width"), [("vi", "light", 1440), ("en", "dark", 360)])
def test_every_page_of_records_can_be_used_by_everybody(reader, giang, axe, language, theme, width) -> None:
    customer = create(giang, CUSTOMERS, {"name": "Chuỗi cà phê Nắng Sớm", "kind": "firm", "phone": "0905318642"})
    deal = deal_of(giang, "Mở rộng 4 cửa hàng", customer=customer, amount="420 triệu")
    product = create(giang, CONCEPTS["products"], {"name": "Máy lọc nước RO 10 lõi", "price": "6,9 triệu"})
    lines = [{"product": product, "quantity": str(n), "unit_price": "6900000", "discount": "5%"} for n in (2, 3)]
    set_lines(giang, deal, version=1, lines=lines)
    won = deal_of(giang, "Thêm máy", stage=5, amount="80 triệu")
    reader.sign_in(giang.email)
    reader.choose(language, theme, width)
    for name, path in {
        "customers": "/customers",
        "customer": f"/customers/{customer}",
        "deals": "/deals?where=amount.from.1000&group=stage",
        "deal": f"/deals/{deal}",
        "board": "/deals/board",
        "lines": f"/deals/{deal}/lines",
        "won": f"/deals/{won}",
        "order": f"/deals/{won}/order",
        "new": "/orders/new",
        "nothing": "/tickets",
    }.items():
        page = reader.open(path)
        assert reader.barriers(axe) == [], path
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
        reader.keep_picture(f"records-{name}-{language}-{width}")
