"""The report opened as a reader would, with a watch for everything that it should not do."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from crmeter.evaluation.report.html import to_html

from .sample import bare_evaluation, evaluation, small_evaluation


@pytest.fixture(scope="session")
def report_html() -> str:
    return to_html(evaluation())


@pytest.fixture(scope="session")
def report_file(report_html: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("report") / "report.html"
    path.write_text(report_html, "utf-8")
    return path


@pytest.fixture(scope="session")
def bare_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("bare") / "bare.html"
    path.write_text(to_html(bare_evaluation(), ("en", "vi")), "utf-8")
    return path


@pytest.fixture(scope="session")
def small_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("small") / "small.html"
    path.write_text(to_html(small_evaluation()), "utf-8")
    return path


@pytest.fixture
def browser_page(browser: Browser) -> Iterator[Page]:
    """A page at 1440 x 900 that must end without an error, a dialog, or a request beyond its own file."""
    context = browser.new_context(viewport={"width": 1440, "height": 900}, color_scheme="light")
    page = context.new_page()
    complaints: list[Any] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("dialog", lambda dialog: (complaints.append(dialog.message), dialog.dismiss()))
    page.on(
        "request",
        lambda request: None if request.url.startswith(("file:", "data:")) else complaints.append(request.url),
    )
    yield page
    context.close()
    assert complaints == []
