"""The whole way of a new firm: first run, a year of real invoices, home, a figure, and the rows that add up to it."""

import os
import re
import shutil
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from django.conf import settings
from playwright.sync_api import expect
from tests.journeys.conftest import Reader
from tests.worker.conftest import WorkerProcess, start_worker

from crmeter.records.readings.queries import current_run, readings_of
from crmeter.vocabulary import Language, Scope, formats

__all__ = ["start_worker"]

DATA = Path(os.environ.get("CRMETER_DATA", "../shared/data"))
pytestmark = [
    pytest.mark.prove,
    pytest.mark.skipif(not DATA.is_dir(), reason=f"the folder of real data is missing: {DATA}"),
]
LONG_MS = 120_000
WORDS = {
    "vi": ("Chọn tệp", re.compile(r"^\s*Nhập\s*$"), "Đã nhập được", "Xem con số"),
    "en": ("Choose a file", re.compile(r"^\s*Import\s*$"), "What came in", "See the figures"),
}


@pytest.fixture(autouse=True)
def empty_workspace() -> Iterator[None]:
    yield
    for name in ("files", "warehouse", "runs"):
        shutil.rmtree(settings.WORKSPACE.root / name, ignore_errors=True)


@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_new_firm_sees_figures_that_are_their_rows(
    reader: Reader, administrator: str, start_worker: Callable[..., WorkerProcess], language: Language
) -> None:
    choose, do_import, done, see = WORDS[language]
    start_worker()
    reader.choose(language, "light")
    reader.sign_in(administrator)
    page = reader.open("/")
    page.get_by_role("link", name=choose).click()
    page.set_input_files("#files", DATA / "online_retail" / "online_retail.csv.gz")
    page.click("[data-send]")
    page.wait_for_url("**/imports/*")

    expect(page.locator("[name=currency]")).to_be_visible(timeout=LONG_MS)
    page.fill("[name=currency]", "GBP")
    page.click("#accept")
    expect(page.locator("#accept")).to_have_text(do_import, timeout=LONG_MS)
    page.click("#accept")
    expect(page.get_by_role("heading", name=done)).to_be_visible(timeout=LONG_MS)
    page.get_by_role("link", name=see).click(timeout=LONG_MS)

    page.locator("a.kpi[data-explain=revenue]").click()
    page.wait_for_selector("#explain[open] .ex-number")
    page.locator("#explain .drawer-f a.primary").click()
    page.wait_for_selector("#rows-top")
    run = current_run(Scope())
    assert run is not None
    (revenue,) = (r for r in readings_of(run, cuts=[""], measure="revenue") if r["period"][0] == str(run.period.start))
    assert page.locator("#rows-top").inner_text() == formats.money(Decimal(revenue["value"]), "GBP", language)
    assert (run.as_of.isoformat(), run.currency) == ("2011-12-09", "GBP")
