import pytest
from playwright.sync_api import expect
from tests.journeys.looks import IN_THEMES

PAGES = {"design": "/design", "sign-in": "/accounts/login/", "password": "/accounts/password/change/", "lost": "/lost"}
SMALL = """[...document.querySelectorAll('a, button, summary, input, label')].filter(e => {
    const box = e.getBoundingClientRect();
    return e.checkVisibility() && box.width && !e.matches('.skip, p a, input[type=checkbox], label:not(.row)')
        && (box.height < 24 || box.width < 24);
}).map(e => e.outerHTML.slice(0, 140))"""
SIDEWAYS = """[...document.querySelectorAll('body *')].filter(e => e.checkVisibility()
    && !e.closest('.scroll, .seg, .sr, dialog')
    && e.getBoundingClientRect().right > innerWidth + 0.5).map(e => e.outerHTML.slice(0, 120))"""


@pytest.mark.once
@pytest.mark.parametrize(("language", "theme", "width"), IN_THEMES)
@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_whole_in_every_look(reader, administrator, axe, name, language, theme, width) -> None:
    if name != "sign-in":
        reader.sign_in(administrator)
    reader.choose(language, theme, width)
    page = reader.open(PAGES[name])
    reader.keep_picture(f"{name}-{language}-{theme}-{width}")

    assert page.evaluate("document.documentElement.lang") == language
    assert page.evaluate("document.documentElement.scrollWidth") <= width, page.evaluate(SIDEWAYS)
    assert page.evaluate(SMALL) == []
    assert reader.barriers(axe) == []
    if name == "lost":  # the browser itself tells of the 404
        reader.complaints = [c for c in reader.complaints if "404" not in c]


@pytest.mark.once
@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("dialog", ["explain", "palette", "keys", "menu"])
def test_a_dialog_is_whole_and_gives_the_focus_back(reader, administrator, axe, dialog, language) -> None:
    reader.sign_in(administrator)
    reader.choose(language, "light")
    page = reader.open("/design")
    figure = page.locator("[data-explain]")
    figure.focus()
    {
        "explain": lambda: page.keyboard.press("e"),
        "palette": lambda: page.keyboard.press("Control+k"),
        "keys": lambda: page.keyboard.press("?"),
        "menu": lambda: page.click(".ws"),
    }[dialog]()
    page.wait_for_selector(f"#{dialog}[open]")
    if dialog == "explain":
        page.wait_for_function("document.activeElement.id === 'explain-title'")
    reader.keep_picture(f"dialog-{dialog}-{language}")
    assert reader.barriers(axe, f"#{dialog}") == []

    page.keyboard.press("Escape")
    assert page.locator("dialog[open]").count() == 0
    if dialog != "menu":
        assert figure.evaluate("e => e === document.activeElement")


def test_the_keyboard_reaches_everything(reader, administrator) -> None:
    reader.sign_in(administrator)
    reader.choose("vi", "light")
    page = reader.open("/design")
    wanted = page.evaluate(
        """(all => { all.forEach((e, n) => e.dataset.stop = n); return all.length; })(
            [...document.querySelectorAll('a[href], button:not([disabled]), input:not([type=hidden])')]
                .filter(e => e.checkVisibility() && !e.closest('dialog')))"""
    )
    reached = set()
    for _ in range(wanted + 12):
        page.keyboard.press("Tab")
        stop = page.evaluate("document.activeElement.dataset.stop")
        if stop is not None:
            reached.add(stop)
    assert len(reached) == wanted > 20


def test_theme_and_language_are_kept(reader, administrator) -> None:
    reader.sign_in(administrator)
    page = reader.open("/design")
    with page.expect_response("**/theme"):
        page.click(".top .themes button")
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"
    page.reload()
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"

    page.click(".side-foot button[value=en]")
    assert page.evaluate("document.documentElement.lang") == "en"
    assert page.url.endswith("/design")


def test_the_palette_finds_pages_without_marks(reader, administrator) -> None:
    reader.sign_in(administrator)
    reader.choose("vi", "light")
    page = reader.open("/design")
    page.keyboard.press("Control+k")
    # Letters typed before are the page's.
    expect(page.locator("#palette-words")).to_be_focused()
    page.keyboard.type("thanh phan")
    # While somebody types slowly, what the first letters found is still there.
    expect(page.locator("#palette li:visible")).to_have_count(1)
    page.keyboard.press("Enter")
    page.wait_for_url("**/design")


def test_signing_in_by_keyboard_and_refusing_a_wrong_password(reader, administrator) -> None:
    reader.choose("vi", "light", 360)
    page = reader.open("/accounts/login/")
    expect(page.locator("input[type=email]")).to_be_focused()
    page.keyboard.type(administrator)
    page.keyboard.press("Tab")
    page.keyboard.type("sai-mat-khau")
    page.keyboard.press("Enter")
    page.wait_for_selector("[role=alert]")
    reader.keep_picture("sign-in-refused-vi-light-360")
    assert page.locator("[role=alert]").inner_text().strip()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
