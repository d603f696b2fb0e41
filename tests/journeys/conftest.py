"""The product in a browser: a server with an administrator, and pages that must end without a complaint."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page
from pytest_django.live_server_helper import LiveServer

from crmeter.records.ledger.actor import Actor
from crmeter.records.staff.actions import add_user
from crmeter.records.staff.roles import Role

# The browser's driver keeps an event loop in this thread, which Django would take for asynchronous code.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
SCREENS = Path(__file__).parents[2] / "build" / "screens"
# A page can be seen before its scripts listen; what is typed or chosen then goes unheard.
_MARK_LOADED = "addEventListener('load', () => document.documentElement.toggleAttribute('data-loaded', true))"
_STILL_LOADING = "html:not([data-loaded])"


@pytest.fixture
def administrator(transactional_db: None) -> str:
    """The address of somebody who may open everything."""
    address = "giang@ankhang.example"
    add_user(Actor(None, "test"), address, Role.DIRECTOR, name="Nguyễn Thị Hương Giang", is_admin=True)
    return address


class Reader:
    """Somebody at a browser, in a language, a theme and a width.

    Args:
        context: of the browser.
        server: the address of the product.
    """

    def __init__(self, context: BrowserContext, server: str) -> None:
        self.context = context
        self.server = server
        self.complaints: list[Any] = []
        self.page = self._watched(context.new_page())

    def _watched(self, page: Page) -> Page:
        page.on("console", self._note)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("request", self._look_at)
        page.add_init_script(_MARK_LOADED)
        page.add_locator_handler(
            page.locator(_STILL_LOADING), lambda _: page.wait_for_load_state("load"), no_wait_after=True
        )
        return page

    def _note(self, message: Any) -> None:
        # A page that is left gives up what it had asked for; who types before a page is drawn keeps the focus.
        if not message.text.startswith(("htmx:afterRequest", "htmx:sendAbort", "Autofocus processing was blocked")):
            self.complaints.append(message.text)

    def _look_at(self, request: Any) -> None:
        if not request.url.startswith((self.server, "data:")):
            self.complaints.append(request.url)

    def choose(self, language: str, theme: str, width: int = 1440) -> None:
        """Set language, theme and width as the switches do."""
        self.context.add_cookies(
            [
                {"name": "django_language", "value": language, "url": self.server},
                {"name": "crmeter_theme", "value": theme, "url": self.server},
            ]
        )
        self.page.set_viewport_size({"width": width, "height": 800 if width < 600 else 900})

    def sign_in(self, address: str) -> None:
        """Become somebody, without the sign-in page."""
        client = Client()
        client.force_login(
            get_user_model().objects.get(email=address),
            backend="allauth.account.auth_backends.AuthenticationBackend",
        )
        session = client.cookies["sessionid"].value
        self.context.add_cookies([{"name": "sessionid", "value": session, "url": self.server}])

    def open(self, path: str) -> Page:
        """Go to an address and wait until it is drawn with its own typeface."""
        self.page.goto(self.server + path)
        self.page.evaluate("document.fonts.ready")
        return self.page

    def keep_picture(self, name: str) -> None:
        """Keep a picture of the whole page in build/screens, for people to look at."""
        SCREENS.mkdir(parents=True, exist_ok=True)
        self.page.screenshot(path=SCREENS / f"{name}.png", full_page=True)

    def barriers(self, axe: str, within: str = "html") -> list[Any]:
        """Return what keeps somebody from using the page, once it is loaded."""
        self.page.wait_for_load_state()
        self.page.evaluate(axe)
        found: list[Any] = self.page.evaluate(
            """async within => (await axe.run(within, {runOnly: [
                    'wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']})).violations.map(
                v => [v.id, v.nodes.length, v.nodes[0].html.slice(0, 160), v.nodes[0].failureSummary])""",
            within,
        )
        return found


@pytest.fixture
def reader(browser: Browser, live_server: LiveServer) -> Iterator[Reader]:
    """A reader whose pages ask no other host and say nothing to the console."""
    context = browser.new_context(viewport={"width": 1440, "height": 900}, color_scheme="light", locale="vi-VN")
    someone = Reader(context, live_server.url)
    yield someone
    context.close()
    assert someone.complaints == []
