"""A board is built in a browser, looked at and kept as pictures: in each language, on a desk and on a phone."""

from typing import Any

import pytest
from tests.evaluation.report.sample import evaluation

from crmeter.evaluation.document import to_document
from crmeter.records.readings.actions import publish_run

# The tests of its pages run on both databases; this is about how it looks.
pytestmark = pytest.mark.once
WORDS = {
    "vi": {
        "make": "Lập bảng",
        "find": "giu chan",
        "retention": "Tỷ lệ giữ chân",
        "add": "Thêm : Tỷ lệ giữ chân",
        "add_orders": "Thêm : Số đơn hàng",
        "orders": "so don hang",
        "up": "Lên: Số đơn hàng",
        "wider": "Rộng ra: Số đơn hàng",
        "remove": "Xóa: Tỷ lệ giữ chân",
        "undo": "Hoàn tác",
        "done": "Đã xong",
        "picture": "Lưu thành ảnh PNG: Số đơn hàng",
        "explain": "Giải thích: Số đơn hàng",
    },
    "en": {
        "make": "Make it",
        "find": "retention rate",
        "retention": "Retention rate",
        "add": "Add : Retention rate",
        "add_orders": "Add : Orders",
        "orders": "orders",
        "up": "Up: Orders",
        "wider": "Wider: Orders",
        "remove": "Remove: Retention rate",
        "undo": "Undo",
        "done": "Done",
        "picture": "Keep as a PNG picture: Orders",
        "explain": "Explain: Orders",
    },
}


@pytest.mark.parametrize(("language", "theme", "width"), [("vi", "light", 1440), ("en", "dark", 390)])
def test_a_board_is_built_put_in_order_and_kept_as_a_picture(
    reader: Any, administrator: str, axe: str, language: str, theme: str, width: int
) -> None:
    words = WORDS[language]
    publish_run(to_document(evaluation(), explanations=False))
    reader.sign_in(administrator)
    reader.choose(language, theme, width)

    def looked_at(name: str) -> None:
        assert reader.page.evaluate("document.documentElement.scrollWidth") <= width
        assert reader.barriers(axe) == []
        reader.keep_picture(f"boards-{name}-{language}-{width}")

    page = reader.open("/boards")
    looked_at("none")
    page.locator("#board-name").fill("Tuần này")
    page.get_by_role("button", name=words["make"]).click()
    page.wait_for_url("**/boards/*edit=1*")
    looked_at("empty")

    add(page, words["find"], "retention_rate", words["add"], "segment|bar")
    add(page, words["orders"], "orders", words["add_orders"], "|line")
    looked_at("open")
    page.get_by_role("button", name=words["up"], exact=True).press("Enter")
    page.wait_for_url("**moved=*")
    assert measures_on(page) == ["orders", "retention_rate"]
    if width > 860:
        pull_and_drag(page)
    else:
        page.get_by_role("button", name=words["wider"]).click()
    page.locator("[data-width='8']").wait_for()

    page.get_by_role("button", name=words["remove"]).click()
    page.locator(".toast").get_by_role("button", name=words["undo"]).click()
    page.locator(".board-tile h2", has_text=words["retention"]).wait_for()
    page.get_by_role("link", name=words["done"]).click()
    page.wait_for_url(lambda address: "edit" not in address)
    looked_at("built")
    with page.expect_download() as sent:
        page.get_by_role("button", name=words["picture"]).click()
    assert sent.value.path().read_bytes()[:8] == b"\x89PNG\r\n\x1a\n"
    page.locator("a[href$='/schedule']").click()
    page.wait_for_url("**/schedule")
    page.locator("fieldset input[type=checkbox]").first.check()
    page.locator("form[action$='/schedule'] button.primary").click()
    page.locator(".notice.good").wait_for()
    looked_at("schedule")


def add(page: Any, asked: str, name: str, button: str, drawn: str) -> None:
    page.locator("#tile-words").press_sequentially(asked)
    form = page.locator(f"#tile-found form:has(input[name=measure][value={name}])")
    form.wait_for()
    page.locator(f"#tile-found form:first-child:has(input[name=measure][value={name}])").first.wait_for()
    page.wait_for_load_state("networkidle")
    form.locator("select").select_option(drawn)
    form.get_by_role("button").click()
    page.locator(".toast").wait_for()


def pull_and_drag(page: Any) -> None:
    """Pull the first tile to eight columns, and drag it behind the other and back."""
    grip = page.locator(".tile-box").first.locator("[data-grip]")
    grip.scroll_into_view_if_needed()
    box, column = grip.bounding_box(), page.locator(".board-grid").bounding_box()["width"] / 12
    page.mouse.move(box["x"] + 8, box["y"] + 8)
    page.mouse.down()
    page.mouse.move(box["x"] + 8 + 2 * column, box["y"] + 10, steps=6)
    page.mouse.up()
    page.locator("[data-width='8']").wait_for()
    first, second = page.locator(".tile-box").nth(0), page.locator(".tile-box").nth(1)
    for source, target, order in (
        (first, second, ["retention_rate", "orders"]),
        (first, second, ["orders", "retention_rate"]),
    ):
        source.locator(".card-h").drag_to(target.locator(".card-h"))
        page.wait_for_function(
            "wanted => [...document.querySelectorAll('.tile-box [data-explain]')].map(a => a.dataset.explain)"
            ".filter((name, at, all) => all.indexOf(name) === at).join() === wanted",
            arg=",".join(order),
        )
        page.wait_for_load_state()


def measures_on(page: Any) -> list[str]:
    names: list[str] = page.eval_on_selector_all(
        ".tile-box a.btn[data-explain]", "all => all.map(a => a.dataset.explain)"
    )
    return names
