"""A rep opens the product: their part is worked out, shown by itself, and leads to their rows alone."""

from datetime import timedelta

import pytest
from django.conf import settings
from tests.evaluation.conftest import trading
from tests.journeys.looks import IN_WIDTHS

from crmeter.evaluation.document import to_document
from crmeter.records.jobs.lease_actions import finish, take
from crmeter.records.jobs.queries import job
from crmeter.records.ledger.actor import SYSTEM
from crmeter.records.readings.actions import publish_run
from crmeter.records.staff.actions import add_user
from crmeter.records.staff.roles import Role
from crmeter.vocabulary import Work
from crmeter.worker.handlers import Order, handler

__all__ = ["trading"]
# Who reads which rows is asked of both databases by tests of pages.
pytestmark = pytest.mark.once

PAGES = ("/", "/external/loyalty", "/external/value", "/forecasts", "/measures", "/explain/retention_rate")


@pytest.fixture
def published(trading, transactional_db, monkeypatch):
    monkeypatch.setattr(settings, "WORKSPACE", trading.workspace)
    publish_run(to_document(trading.evaluation, explanations=False))


def work_off() -> None:
    lease = take("test", timedelta(seconds=60), frozenset({"evaluate_part"}))
    assert lease is not None
    does, found = handler("evaluate_part"), job(lease.job)
    assert does is not None
    assert found is not None
    does(Order(found.id, found.payload, None, 1), Work())
    finish(lease, None)


@pytest.mark.parametrize(("language", "width"), [("vi", 360), pytest.param("en", 1440, marks=pytest.mark.once)])
def test_a_rep_comes_to_the_figures_of_their_own_rows(reader, published, axe, language, width) -> None:
    add_user(SYSTEM, "an@example.vn", Role.REP, name="An")
    reader.sign_in("an@example.vn")
    reader.choose(language, "light" if language == "vi" else "dark", width)
    page = reader.open("/")
    assert page.locator("#part progress").is_visible()
    assert reader.barriers(axe) == []
    reader.keep_picture(f"part-waiting-{language}-{width}")

    work_off()

    # The page that waits finds it out by itself.
    page.locator("a.kpi[data-explain=active_customers]").wait_for()
    for path in PAGES:
        reader.open(path)
        assert reader.barriers(axe) == [], path
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
    reader.keep_picture(f"part-explain-{language}-{width}")


@pytest.mark.once
@pytest.mark.parametrize(("language", "width"), IN_WIDTHS)
def test_who_has_no_customer_reads_why(reader, published, axe, language, width) -> None:
    add_user(SYSTEM, "dung@example.vn", Role.REP, name="Dũng")
    reader.sign_in("dung@example.vn")
    reader.choose(language, "light", width)
    page = reader.open("/")
    work_off()
    page.locator("em", has_text="dung@example.vn").wait_for()
    assert reader.barriers(axe) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
