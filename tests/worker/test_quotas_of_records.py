"""Quotas once their period is over: the measure says what the page said, where files name the same people too."""

from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from django.conf import settings
from tests.measures.conftest import take

from crmeter.measures.view import Settings
from crmeter.records.catalogue import CONCEPTS
from crmeter.records.concept.actions import create
from crmeter.records.deals.models import Deal, Stage, StageKind
from crmeter.records.deals.queries import pipelines
from crmeter.records.ledger.actor import SYSTEM
from crmeter.records.staff.actions import add_user
from crmeter.records.staff.queries import Person, person
from crmeter.records.staff.roles import Role
from crmeter.strategy.targets.actions import keep_target
from crmeter.strategy.targets.kinds import Span, Whose
from crmeter.strategy.targets.meaning import Wanted
from crmeter.strategy.targets.models import Target
from crmeter.strategy.targets.quotas import quotas
from crmeter.vocabulary import Period, Work
from crmeter.warehouse.connectors.files import Answers
from crmeter.warehouse.imports import import_file
from crmeter.warehouse.workspace import Workspace
from crmeter.worker.handlers import Order
from crmeter.worker.sync import sync_records

pytestmark = pytest.mark.django_db(transaction=True)
QUARTER = Period(date(2025, 7, 1), date(2025, 10, 1))


@pytest.fixture
def lan(transactional_db: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Person:
    monkeypatch.setattr(settings, "WORKSPACE", Workspace(tmp_path / "workspace"))
    found = person(add_user(SYSTEM, "lan@nang.vn", Role.DIRECTOR, name="Lan"))
    assert found is not None
    return found


def won_on_record(whose: Person, on: date, amount: str) -> None:
    way = pipelines()[0]
    values = {"name": "x", "pipeline": way.id, "stage": way.stages[0].id, "owner": whose.id, "currency": "VND"}
    pk = create(whose, CONCEPTS["deals"], values | {"amount": amount})
    stage = Stage.objects.get(pipeline_id=way.id, kind=StageKind.WON)
    Deal.objects.filter(pk=pk).update(created_at=datetime(2025, 7, 1, 2, tzinfo=UTC), won_on=on, stage=stage)


def written_in_files(folder: Path, owner: str) -> None:
    """A deal that a list gives to somebody by their address, and a sale, for without one nothing is measured."""
    files = {
        "deals": "Mã cơ hội;Giai đoạn;Ngày tạo;Ngày chốt;Giá trị (VND);Phụ trách\n"
        f"C1;Thắng;01/07/2025;20/07/2025;5000;{owner}\n",
        "orders": "Mã đơn hàng;Ngày đặt;Mã khách hàng;Số lượng;Đơn giá\nD1;01/07/2025;K1;1;1000\n",
    }
    for name, text in files.items():
        file = folder / f"{name}.csv"
        file.write_text(text, "utf-8")
        import_file(settings.WORKSPACE, file, Answers(source="list", currency="VND", date_order="dmy"))


def quota_of_the_quarter(whose: Person, value: int) -> None:
    """One that was set before its quarter; today nobody can set it any more."""
    wanted = Wanted(
        *("won_value", Decimal(value), Span.QUARTER, date(2099, 7, 1)),
        whose=Whose.PERSON,
        whose_id=whose.id,
        currency="VND",
    )
    target = keep_target(whose, wanted, version=0)
    Target.objects.filter(pk=target.pk).update(starts_on=QUARTER.start, reach_by=QUARTER.last_day)


def test_page_and_measure_say_the_same_of_a_quota(lan: Person, tmp_path: Path) -> None:
    won_on_record(lan, date(2025, 7, 10), "300")
    won_on_record(lan, date(2025, 9, 30), "450")
    written_in_files(tmp_path, lan.email)
    quota_of_the_quarter(lan, 1000)
    sync_records(Order(1, {}, None, 1), Work())

    (page,) = quotas(QUARTER.last_day)
    wanted_measures = ["quota_attainment", "won_value"]
    found = take(settings.WORKSPACE, wanted_measures, QUARTER.last_day, Settings(), "VND", QUARTER)

    assert (page.won, page.target.value, page.attained) == (750, 1000, 0.75)
    measured = found["quota_attainment"]
    assert (measured.top, measured.bottom, measured.value) == (750, 1000, 0.75)
    # The file is there.
    assert found["won_value"].value == 5_750
