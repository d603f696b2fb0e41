"""Pages with which administrators put the work of the firm in order: used by everybody, also by keyboard."""

from datetime import date
from decimal import Decimal

import pytest
from tests.journeys.looks import IN_WIDTHS

from crmeter.evaluation.document import to_document
from crmeter.records.catalogue import CONCEPTS
from crmeter.records.concept.actions import create
from crmeter.records.consent.actions import state_consent
from crmeter.records.consent.purposes import Channel, Purpose
from crmeter.records.customers.actions import publish_customers
from crmeter.records.deals.pipeline_actions import add_pipeline
from crmeter.records.deals.queries import PipelineView, pipelines
from crmeter.records.deals.stage_rules import StageAsked
from crmeter.records.ledger.actor import SYSTEM
from crmeter.records.orders.actions import set_lines
from crmeter.records.orders.delivery_actions import add_delivery
from crmeter.records.orders.queries import lines_of
from crmeter.records.readings.actions import publish_run
from crmeter.records.staff.queries import person_at
from crmeter.records.tickets.queue_actions import Promise, add_queue, promise
from crmeter.vocabulary import Customer

from ..evaluation.report.sample import evaluation as sample_evaluation

STAGES = (
    *(StageAsked(name, probability=20, stale_after_days=9) for name in ("Tiếp cận", "Khảo sát nhu cầu", "Báo giá")),
    StageAsked("Thắng", "won"),
    StageAsked("Mất", "lost"),
)


def pipeline_at(pk: int) -> PipelineView:
    return next(each for each in pipelines() if each.id == pk)


def stages_of(pk: int) -> list[str]:
    return [stage.name for stage in pipeline_at(pk).stages]


@pytest.mark.once
@pytest.mark.parametrize(("language", "width"), IN_WIDTHS)
def test_the_pages_can_be_used_by_everybody(reader, administrator, axe, language, width) -> None:
    pipeline = pipeline_at(add_pipeline(SYSTEM, "Bán máy", STAGES))
    queue = add_queue(SYSTEM, "Bảo hành")
    promise(SYSTEM, "high", Promise(30, 240, in_working_time=True), version=None)
    reader.sign_in(administrator)
    reader.choose(language, "light" if language == "vi" else "dark", width)
    for name, path in {
        "pipelines": "/settings/pipelines",
        "pipeline": f"/settings/pipelines/{pipeline.id}",
        "stage": f"/settings/stages/{pipeline.stages[0].id}",
        "queues": "/settings/queues",
        "queue": f"/settings/queues/{queue}",
    }.items():
        page = reader.open(path)
        assert reader.barriers(axe) == [], path
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
        reader.keep_picture(f"settings-{name}-{language}-{width}")


def test_stages_are_put_in_order_by_dragging_by_keyboard_and_back(reader, administrator) -> None:
    pk = add_pipeline(SYSTEM, "Bán máy", STAGES)
    before = stages_of(pk)
    reader.sign_in(administrator)
    reader.choose("en", "light")
    page = reader.open(f"/settings/pipelines/{pk}")

    page.get_by_role("row", name=before[0]).drag_to(page.get_by_role("row", name=before[2]))
    page.get_by_text("The order is kept").wait_for()

    assert stages_of(pk) == [before[1], before[2], before[0], *before[3:]]

    page.get_by_role("button", name="Undo").click()
    page.wait_for_load_state()
    page.get_by_role("button", name=f"Down: {before[0]}").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**moved=**")
    page.get_by_role("button", name=f"Down: {before[0]}").and_(page.locator(":focus")).wait_for()
    page.keyboard.press("Enter")
    page.get_by_role("row", name=before[0]).and_(page.locator("tbody tr:nth-child(3)")).wait_for()

    assert stages_of(pk) == [before[1], before[2], before[0], *before[3:]]


@pytest.mark.once
@pytest.mark.parametrize(("language", "width"), [("vi", 360), ("en", 1440)])
def test_what_somebody_agreed_to_can_be_read_and_written_by_everybody(
    reader, administrator, axe, language, width
) -> None:
    someone = person_at(administrator)
    assert someone is not None
    hoa = {"name": "Đặng Thị Hoa", "email": "hoa@nangsom.example", "phone": "0905318642"}
    contact = create(someone, CONCEPTS["contacts"], hoa)
    state_consent(SYSTEM, hoa["email"], Channel.EMAIL, Purpose.MARKETING, yes=False, source="Gọi điện")
    reader.sign_in(administrator)
    reader.choose(language, "light" if language == "vi" else "dark", width)

    page = reader.open(f"/contacts/{contact}?show=consent")

    assert reader.barriers(axe) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    reader.keep_picture(f"consent-{language}-{width}")


@pytest.mark.once
@pytest.mark.parametrize(("language", "width"), [("vi", 360), ("en", 1440)])
def test_deliveries_and_returns_can_be_written_by_everybody(reader, administrator, axe, language, width) -> None:
    someone = person_at(administrator)
    assert someone is not None
    product = create(someone, CONCEPTS["products"], {"name": "Máy pha cà phê tự động hai vòi"})
    values = {"name": "DH2611-0001", "ordered_at": "2026-11-02", "status": "confirmed", "promised_on": "2026-11-05"}
    order = create(someone, CONCEPTS["orders"], values)
    set_lines(someone, order, version=1, lines=[{"product": product, "quantity": "3", "unit_price": "33000"}])
    (line,) = lines_of(order)
    days = {"shipped_on": "2026-11-04", "delivered_on": "2026-11-08"}
    goods = [{"order_line": line.id, "quantity": "2", "damaged": "1"}]
    delivery = add_delivery(someone, order, version=2, lines=goods, values=days)
    reader.sign_in(administrator)
    reader.choose(language, "light" if language == "vi" else "dark", width)

    for name, path in {
        "order": f"/orders/{order}",
        "delivery-new": f"/orders/{order}/deliveries/new",
        "delivery": f"/orders/{order}/deliveries/{delivery}",
        "return-new": f"/orders/{order}/returns/new",
    }.items():
        page = reader.open(path)
        assert reader.barriers(axe) == [], path
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
        reader.keep_picture(f"{name}-{language}-{width}")


@pytest.mark.once
@pytest.mark.parametrize(("language", "width"), [("vi", 360), ("en", 1440)])
def test_what_merging_changes_in_the_figures_can_be_read_by_everybody(
    reader, administrator, axe, language, width
) -> None:
    someone = person_at(administrator)
    assert someone is not None
    named = ("Chuỗi cà phê Nắng Sớm", "Nang Som")
    numbers = [create(someone, CONCEPTS["customers"], {"name": name, "kind": "firm"}) for name in named]
    money = {"spend": Decimal(120_500_000), "value": Decimal(900_000_000)}
    bought = {"last_on": date(2025, 3, 1), "stage": "loyal", **money}
    customers = [Customer(pk, "crmeter", str(pk), purchases=3 + pk, **bought) for pk in numbers]
    run = sample_evaluation()
    publish_customers(run.run.id, customers)
    publish_run(to_document(run, explanations=False))
    reader.sign_in(administrator)
    reader.choose(language, "light" if language == "vi" else "dark", width)

    page = reader.open(f"/customers/merge?record={numbers[0]}&record={numbers[1]}")

    assert page.locator(".merge-figures > div").count() == 3
    assert reader.barriers(axe) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    reader.keep_picture(f"merge-figures-{language}-{width}")
