from pathlib import Path

import pytest
from playwright.sync_api import Page

WIDTHS = (360, 390, 768, 1024, 1440, 1920)
OPEN_DRAWER = ".drawer:popover-open"


def background(page: Page) -> str:
    return page.evaluate("getComputedStyle(document.querySelector('.app:not([hidden]) .sheet')).backgroundColor")


def shown_language(page: Page) -> list[str]:
    return page.eval_on_selector_all(".app", "all => all.filter(a => a.offsetParent).map(a => a.lang)")


def test_opens_in_the_first_language_and_switches_by_mouse_and_keyboard(browser_page: Page, report_file: Path) -> None:
    browser_page.goto(report_file.as_uri())
    assert shown_language(browser_page) == ["vi"]
    assert browser_page.locator("h1:visible").inner_text() == "Sức khỏe quan hệ khách hàng"

    browser_page.click("label[for=language-en]:visible")
    assert shown_language(browser_page) == ["en"]
    assert browser_page.locator("h1:visible").inner_text() == "Relationship health"

    browser_page.focus("#language-en")
    browser_page.keyboard.press("ArrowUp")
    assert shown_language(browser_page) == ["vi"]


def test_theme_follows_the_system_until_one_is_chosen(browser_page: Page, report_file: Path) -> None:
    browser_page.goto(report_file.as_uri())
    assert background(browser_page) == "rgb(255, 255, 255)"
    browser_page.emulate_media(color_scheme="dark")
    assert background(browser_page) == "rgb(19, 20, 23)"
    browser_page.click("label[for=theme-light]:visible")
    assert background(browser_page) == "rgb(255, 255, 255)"
    browser_page.click("label[for=theme-dark]:visible")
    browser_page.emulate_media(color_scheme="light")
    assert background(browser_page) == "rgb(19, 20, 23)"


def test_explain_opens_by_keyboard_and_closes_with_escape(browser_page: Page, report_file: Path) -> None:
    browser_page.goto(report_file.as_uri())
    figure = browser_page.locator(".app[lang=vi] button.kpi").nth(1)
    figure.focus()
    browser_page.keyboard.press("Enter")
    drawer = browser_page.locator(OPEN_DRAWER)
    assert drawer.count() == 1
    assert drawer.get_attribute("role") == "dialog"
    assert browser_page.evaluate("document.activeElement.textContent") == "Tỷ lệ giữ chân"

    browser_page.keyboard.press("Escape")
    assert browser_page.locator(OPEN_DRAWER).count() == 0
    assert figure.evaluate("element => element === document.activeElement")


def test_explain_says_all_that_stands_behind_a_figure(browser_page: Page, report_file: Path) -> None:
    browser_page.goto(report_file.as_uri())
    browser_page.click(".app[lang=vi] button.kpi >> nth=1")
    words = browser_page.locator(OPEN_DRAWER).inner_text().replace("\u00a0", " ")
    for expected in (
        "81,3%",
        "so với kỳ trước",
        "Khoảng 80%: 79,7 – 82,9%",
        "Khoảng 95%: 78,0 – 84,6%",
        "3.487",
        "4 trong 4.812 dòng",
        "bản chụp 2026-11-01T06-30-00-9f2c",
        "212 cặp khách trùng khóa chính xác",
        "Bỏ ra 1.904: đơn đã hủy trước khi giao",
        "NULLIF(CAST(SUM",
        "Dòng mới nhất: 31/10/2026",
    ):
        assert expected in words


def test_an_undefined_figure_explains_what_it_needs(browser_page: Page, report_file: Path) -> None:
    browser_page.goto(report_file.as_uri())
    browser_page.click("label[for=language-en]:visible")
    browser_page.get_by_role("button", name="Leads converted").first.click()
    words = browser_page.locator(OPEN_DRAWER).inner_text()
    assert "–" in words
    assert "There is no lead in the period. Needs about 32 leads with the day they were made." in words


def test_hostile_words_stay_words(browser_page: Page, report_file: Path) -> None:
    browser_page.goto(report_file.as_uri())
    assert browser_page.locator("script").count() == 0
    assert browser_page.locator("img").count() == 0
    assert browser_page.get_by_text("<script>alert('x')</script>").count() > 0


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("language", ["vi", "en"])
def test_page_never_scrolls_sideways(browser_page: Page, report_file: Path, width: int, language: str) -> None:
    browser_page.set_viewport_size({"width": width, "height": 900})
    browser_page.goto(report_file.as_uri())
    browser_page.click(f"label[for=language-{language}]:visible")
    browser_page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    assert browser_page.evaluate("document.documentElement.scrollWidth") <= width
    browser_page.click(f".app[lang={language}] button.kpi >> nth=0")
    body = browser_page.locator(f"{OPEN_DRAWER} .drawer-b")
    assert body.evaluate("b => b.scrollWidth - b.clientWidth") <= 0


def test_little_data_look_as_finished_as_much(browser_page: Page, bare_file: Path) -> None:
    browser_page.goto(bare_file.as_uri())
    assert shown_language(browser_page) == ["en"]
    words = browser_page.locator(".app[lang=en]").inner_text()
    for expected in ("Nothing passed a threshold", "Nobody needs keeping now", "No forecast yet", "about 32 leads"):
        assert expected in words
    assert "None" not in words
    assert "nan" not in words.lower().split()


def test_print_is_light_in_one_language_with_explanations_at_the_end(browser_page: Page, report_file: Path) -> None:
    browser_page.goto(report_file.as_uri())
    browser_page.click("label[for=theme-dark]:visible")
    browser_page.emulate_media(media="print", color_scheme="dark")
    assert shown_language(browser_page) == ["vi"]
    assert background(browser_page) == "rgb(255, 255, 255)"
    assert not browser_page.locator(".side:visible, .tabbar:visible, .seg:visible").count()
    appendix = browser_page.locator(".app[lang=vi] .appendix")
    assert "Phụ lục: giải thích từng con số" in appendix.inner_text()
    printed = appendix.locator(".drawer:visible")
    assert printed.count() == appendix.locator(".drawer:not(.cut)").count() > 20


def test_marks_of_capitals_are_not_cut(browser_page: Page, report_file: Path) -> None:
    browser_page.goto(report_file.as_uri())
    cut = browser_page.evaluate(
        """[...document.querySelectorAll('.app[lang=vi] *')].filter(e => {
            const s = getComputedStyle(e);
            return e.offsetParent && e.textContent.trim() && s.overflowY === 'hidden' && !e.matches('.scroll, .sr')
                && parseFloat(s.lineHeight) < 1.49 * parseFloat(s.fontSize);
        }).map(e => e.className)"""
    )
    assert cut == []
    slanted = browser_page.evaluate(
        """[...document.querySelectorAll('.app[lang=vi] *')].filter(e => e.textContent.trim() &&
            (getComputedStyle(e).fontStyle !== 'normal' || getComputedStyle(e).textTransform === 'uppercase'))
            .map(e => e.tagName)"""
    )
    assert slanted == []


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_no_barrier(browser_page: Page, small_file: Path, axe: str, theme: str) -> None:
    browser_page.goto(small_file.as_uri())
    browser_page.click(f"label[for=theme-{theme}]:visible")
    browser_page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    browser_page.evaluate(axe)
    assert barriers(browser_page, "html") == []
    browser_page.click(".app[lang=vi] button.kpi >> nth=1")
    assert barriers(browser_page, OPEN_DRAWER) == []


def barriers(page: Page, within: str) -> list[object]:
    return page.evaluate(
        """async within => (await axe.run(within, {runOnly: [
                'wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']})).violations.map(
            v => [v.id, v.nodes.length, v.nodes[0].html.slice(0, 160), v.nodes[0].failureSummary])""",
        within,
    )


def test_targets_are_large_enough(browser_page: Page, report_file: Path) -> None:
    browser_page.goto(report_file.as_uri())
    small = browser_page.evaluate(
        """[...document.querySelectorAll('.app[lang=vi] :is(button, a, summary, label)')].filter(e => {
            const box = e.getBoundingClientRect();
            return e.offsetParent && box.width && !e.matches('.skip') && (box.height < 24 || box.width < 24);
        }).map(e => e.outerHTML.slice(0, 120))"""
    )
    assert small == []
