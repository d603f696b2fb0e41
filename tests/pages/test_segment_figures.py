"""Figures of customers by the groups that they stand in: taken by an evaluation of a firm with built segments."""

import shutil
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from tests.evaluation.conftest import Firm

from crmeter.evaluation.customer_list import customers_of
from crmeter.evaluation.document import to_document
from crmeter.evaluation.explain_run import open_run
from crmeter.evaluation.report.words import code_words
from crmeter.evaluation.run import evaluate_snapshot
from crmeter.evaluation.tables import written_out
from crmeter.measures.bases import BASES
from crmeter.measures.measure import BUILT_SEGMENT, RFM
from crmeter.measures.rows import ROWS
from crmeter.measures.view import Rhythm, View
from crmeter.records.customers.actions import publish_customers
from crmeter.records.ledger.actor import SYSTEM
from crmeter.records.readings.actions import publish_run
from crmeter.records.segments.actions import Built, add_segment
from crmeter.records.staff.actions import add_user
from crmeter.records.staff.models import User
from crmeter.records.staff.queries import Person, person
from crmeter.records.staff.roles import Role
from crmeter.vocabulary import Period, Reading, Work
from crmeter.vocabulary.customer import RFM_CELLS
from crmeter.vocabulary.segment_rule import OUTSIDE
from crmeter.warehouse.workspace import Workspace
from crmeter.worker.handlers import Order
from crmeter.worker.sync import sync_records

pytestmark = pytest.mark.django_db(transaction=True)
SHOPS, KEPT = "Cửa hàng 'An' & Bình", "Chốt trường học"


def of(word: str) -> dict[str, Any]:
    condition = {"fact": "segment", "way": "is", "values": [word]}
    return {"join": "all", "groups": [{"join": "all", "conditions": [condition]}]}


@pytest.fixture
def lan(db: None) -> Person:
    found = person(add_user(SYSTEM, "lan@example.vn", Role.DIRECTOR, name="Lan"))
    assert found is not None
    return found


@pytest.fixture
def measured(trading: Firm, lan: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Firm]:
    """The firm evaluated once more, with a live segment and a kept one beside one that is not measured."""
    shutil.copytree(trading.workspace.root, tmp_path / "workspace")
    workspace = Workspace(tmp_path / "workspace")
    monkeypatch.setattr(settings, "WORKSPACE", workspace)
    run = trading.evaluation.run
    publish_customers(run.id, customers_of(workspace, run.id))
    publish_run(to_document(trading.evaluation, explanations=False))
    add_segment(lan, Built(SHOPS, of("shops"), is_shared=True, is_measured=True))
    add_segment(lan, Built(KEPT, of("schools"), is_live=False, is_shared=True, is_measured=True))
    add_segment(lan, Built("Không đo", of("homes"), is_shared=True))
    sync_records(Order(1, {}, None, 1), Work())
    yield Firm(workspace, evaluate_snapshot(workspace, trading.request))


def by(firm: Firm, measure: str, cut: str) -> Mapping[str, Reading]:
    period = firm.evaluation.run.period
    return {
        str(each.slice[cut]): each
        for each in firm.evaluation.readings
        if each.measure == measure and set(each.slice) == {cut} and each.period == period
    }


def test_figures_are_cut_by_groups_of_customers(measured: Firm, lan: Person, client: Client) -> None:
    # A segment that holds whom a column of the data holds has the figures of that column.
    for measure in ("revenue", "active_customers", "purchase_frequency", "customer_lifetime_value", "csat"):
        own, column = by(measured, measure, BUILT_SEGMENT), by(measured, measure, "segment")
        assert set(own) == {SHOPS, f"{OUTSIDE}{SHOPS}", KEPT, f"{OUTSIDE}{KEPT}"}, measure
        assert (own[SHOPS].value, own[SHOPS].n) == (column["shops"].value, column["shops"].n), measure
        assert (own[KEPT].value, own[KEPT].n) == (column["schools"].value, column["schools"].n), measure
    revenue = by(measured, "revenue", BUILT_SEGMENT)
    named = sum(each.value for each in by(measured, "revenue", "segment").values())  # type: ignore[misc]
    # Members and the rest are all who are known; whoever is not known stands in neither.
    assert revenue[SHOPS].value + revenue[f"{OUTSIDE}{SHOPS}"].value == named  # type: ignore[operator]
    assert named < measured.evaluation.reading("revenue").value  # type: ignore[operator]

    # The cells add up to everybody, and to what the table of them says.
    cells = by(measured, "revenue", RFM)
    told = {row[0]: row for row in measured.evaluation.tables["rfm"].rows}
    assert set(cells) <= set(RFM_CELLS)
    for cell, reading in cells.items():
        assert float(reading.value or 0) >= 0
        assert RFM_CELLS[cell] in told
    assert sum(each.n for each in by(measured, "active_customers", RFM).values()) == (
        measured.evaluation.reading("active_customers").n
    )

    # What is listed behind a figure adds up to it, and reads the same groups.
    with open_run(measured.workspace, measured.evaluation.run.id) as run:
        for cut, code in ((BUILT_SEGMENT, SHOPS), (BUILT_SEGMENT, f"{OUTSIDE}{KEPT}"), (RFM, "champions")):
            for measure in ("revenue", "active_customers", "csat"):
                explained = run.explain(measure, {cut: code})
                totals = run.totals(explained)
                assert totals.n == explained.reading.n, (measure, code)
        explained = run.explain("revenue", {BUILT_SEGMENT: SHOPS})
        assert run.totals(explained).top == explained.reading.value
        assert "memberships" in explained.tables

    # Pages say it in words.
    publish_run(to_document(measured.evaluation, explanations=False))
    client.force_login(User.objects.get(pk=lan.id), "allauth.account.auth_backends.AuthenticationBackend")
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "vi"
    page = client.get("/measures/revenue").content.decode()
    assert "Nhóm khách" in page and "ngoài nhóm Chốt trường học" in page and "Khách tốt nhất" in page
    drawer = client.get("/explain/revenue", {BUILT_SEGMENT: KEPT})
    assert drawer.status_code == 200 and "Chốt trường học" in drawer.content.decode()


def test_rows_say_whose_they_are_by_the_column_that_their_basis_names() -> None:
    view = View(Period(date(2025, 1, 1), date(2026, 1, 1)), date(2025, 12, 31), "VND", rhythm=Rhythm(1.0, 2.0, ""))
    tables = written_out(view)
    for name, rows in ROWS.items():
        if column := BASES[name].customer:
            assert column in rows.build(tables, view).columns, name


def test_whoever_is_outside_of_a_segment_is_called_so_in_both_languages() -> None:
    outside = code_words(BUILT_SEGMENT, f"{OUTSIDE}VIP")

    assert (outside.vi, outside.en) == ("ngoài nhóm VIP", "not in VIP")
    assert code_words(BUILT_SEGMENT, "VIP").vi == "VIP"
