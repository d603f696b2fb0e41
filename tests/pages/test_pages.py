"""Pages of stored readings: in both languages, for who may see them, and every figure leads to its explanation."""

import html
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from crmeter.evaluation.report.figures import Figures
from crmeter.evaluation.report.figures import Page as ReportPage
from crmeter.evaluation.report.parts import value_of
from crmeter.measures.catalogue import measures
from crmeter.records.ledger.log_queries import LogFilter, log_page
from crmeter.records.staff.queries import Person

ADDRESSES = (
    "/",
    "/external/loyalty",
    "/external/satisfaction",
    "/external/value",
    "/internal/marketing",
    "/internal/sales",
    "/internal/service",
    "/internal/supply",
    "/forecasts",
    "/measures",
    "/measures?q=giu+chan",
    "/measures/retention_rate",
    "/measures/cohort_retention",
    "/runs",
    "/explain/revenue",
    "/explain/revenue/rows",
    "/explain/retention_rate?segment=shops",
)
SignIn = Callable[..., Client]


def text_of(response: Any) -> str:
    return response.content.decode()


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("address", ADDRESSES)
def test_every_page_opens_in_both_languages(
    firm: Any, signed_in: SignIn, director: Person, address: str, language: str
) -> None:
    response = signed_in(director, language).get(address)
    assert response.status_code == 200, text_of(response)[-2000:]
    shown = text_of(response)
    assert f'<html lang="{language}"' in shown
    assert "None" not in re.sub(r"<[^>]*>", " ", shown)


@pytest.mark.parametrize("address", [a for a in ADDRESSES if "/rows" not in a])
def test_before_the_first_run_every_page_says_so(signed_in: SignIn, director: Person, address: str) -> None:
    assert signed_in(director).get(address).status_code == 200


@pytest.mark.parametrize("address", ADDRESSES)
def test_nobody_reads_without_signing_in(firm: Any, client: Client, address: str) -> None:
    response = client.get(address)
    assert response.status_code == 302
    assert response.headers["Location"].startswith("/accounts/login/")


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_figures_of_home_are_the_readings_and_each_opens_its_explanation(
    firm: Any, signed_in: SignIn, director: Person, language: Any
) -> None:
    client = signed_in(director, language)
    shown = text_of(client.get("/"))
    written = ReportPage(Figures(firm.evaluation), language)
    for name in firm.evaluation.headline:
        assert value_of(written, firm.evaluation.reading(name)).number in shown
    addresses = {html.unescape(found) for found in re.findall(r'hx-get="(/explain/[^"]+)"', shown)}
    assert {f"/explain/{name}" for name in firm.evaluation.headline} <= addresses
    for address in addresses:
        drawer = client.get(address, headers={"HX-Request": "true"})
        assert drawer.status_code == 200
        assert text_of(drawer).startswith('<div class="drawer-h">')
        name = address.removeprefix("/explain/").partition("?")[0]
        cut = dict(pair.split("=") for pair in address.partition("?")[2].split("&") if pair)
        reading = firm.evaluation.reading(name, slice=cut)
        assert str(value_of(written, reading)) in html.unescape(text_of(drawer))


@pytest.mark.parametrize("name", ["revenue", "retention_rate", "customer_equity", "active_customers"])
def test_rows_add_up_to_the_figure(firm: Any, signed_in: SignIn, director: Person, name: str) -> None:
    reading = firm.evaluation.reading(name)
    response = signed_in(director).get(f"/explain/{name}/rows")
    totals = response.context["totals"]
    assert totals.n == reading.n
    total = float(totals.top) if reading.bottom is None else float(totals.top) / float(totals.bottom)
    assert total == pytest.approx(float(reading.value), rel=1e-9)


@pytest.mark.parametrize("page", ["999", "9" * 18, "9" * 5000, "0", "two"])
def test_a_page_of_rows_that_is_none_is_no_error(firm: Any, signed_in: SignIn, director: Person, page: str) -> None:
    assert signed_in(director).get("/explain/revenue/rows", {"page": page}).status_code == 200


def test_all_rows_come_as_a_file(firm: Any, signed_in: SignIn, director: Person) -> None:
    reading = firm.evaluation.reading("active_customers")
    response = signed_in(director).get("/explain/active_customers/rows.csv")
    assert response.headers["Content-Type"] == "text/csv; charset=utf-8"
    lines = b"".join(response.streaming_content).decode("utf-8-sig").splitlines()
    assert len(lines) == reading.n + 1
    (entry,) = log_page(LogFilter(action="rows.exported")).entries
    assert (entry.actor_id, entry.record, entry.after["of"]) == (director.id, "explain_rows", "active_customers")
    assert entry.after["rows"] == reading.n


@pytest.mark.parametrize(
    "address",
    [
        "/explain/no_such",
        "/explain/revenue?channel=nowhere",
        "/explain/revenue?run=never",
        "/explain/revenue?run=%00",
        "/measures/no_such",
    ],
)
def test_what_is_not_there_is_not_found(firm: Any, signed_in: SignIn, director: Person, address: str) -> None:
    assert signed_in(director).get(address).status_code == 404


def test_a_run_whose_files_are_gone_still_explains_what_was_stored(
    firm: Any, signed_in: SignIn, director: Person, tmp_path: Any, settings: Any
) -> None:
    from crmeter.warehouse.workspace import Workspace  # noqa: PLC0415 - beside the settings fixture

    settings.WORKSPACE = Workspace(tmp_path)
    client = signed_in(director, "en")
    response = client.get("/explain/revenue", headers={"HX-Request": "true"})
    assert response.status_code == 200
    assert "/rows" not in text_of(response)
    assert client.get("/explain/revenue/rows").status_code == 404


@pytest.mark.parametrize("asked", ["giu chan", "GIỮ CHÂN", "retention", "retention_rate"])
def test_measures_are_found_without_marks(firm: Any, signed_in: SignIn, director: Person, asked: str) -> None:
    response = signed_in(director).get("/measures", {"q": asked}, headers={"HX-Request": "true"})
    names = [each.name for each in response.context["found"]]
    assert "retention_rate" in names
    assert len(names) < len(measures())


def test_home_asks_the_database_little(
    firm: Any, signed_in: SignIn, director: Person, django_assert_max_num_queries: Any
) -> None:
    client = signed_in(director)
    # Two of them ask what was decided for the role: whose rows are read, and what the shell offers; four are for the
    # suggestions that wait already, the run and the targets of the scorecard, and the figures that were chosen; two for
    # what the reader is to reach, and two for the mission and the goals of all.
    with django_assert_max_num_queries(18):
        client.get("/")


def test_home_loads_no_engine(run_code: Callable[..., Any]) -> None:
    done = run_code(
        "import os, sys, django\n"
        "os.environ['DJANGO_SETTINGS_MODULE'] = 'crmeter.settings.test'\n"
        "django.setup()\n"
        "from django.urls import get_resolver\n"
        "get_resolver().url_patterns[0].url_patterns\n"
        "import crmeter.web.home.views, crmeter.web.explain.views\n"
        "import crmeter.web.boards.page, crmeter.web.own_measures.page, crmeter.web.forecasts.urls\n"
        "print([name for name in ('duckdb', 'ibis', 'numpy', 'scipy') if name in sys.modules])"
    )
    assert done.stdout.strip() == "[]", done.stderr
