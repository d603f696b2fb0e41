"""Which products to improve, reprice, drop or keep, by hand, and what the orders say that they brought."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import numpy as np
import pytest

from crmeter.evaluation.external.product_mix import MixAction, product_mix
from crmeter.evaluation.external.product_values import ProductFile, Score, study_product_columns
from crmeter.evaluation.external.sold_products import Sold, sold_products
from crmeter.evaluation.external.value_places import PlacedSet
from crmeter.warehouse.connectors.files import Answers
from crmeter.warehouse.connectors.files.columns import Columns
from crmeter.warehouse.imports import import_file
from crmeter.warehouse.refresh import refresh
from crmeter.warehouse.workspace import Workspace

NAMES, QUALITY, PRICE = ["Tốt", "Đắt", "Kém"], [120.0, 100.0, 80.0], [80.0, 130.0, 90.0]


def maps(error: float | None) -> tuple[PlacedSet, ...]:
    numbers = {"q": np.array(QUALITY), "p": np.array(PRICE)} | ({} if error is None else {"se": np.full(3, error)})
    found = Columns(np.arange(3), {"name": np.array(NAMES, dtype=np.object_)}, numbers, (), 0)
    told = ProductFile("name", "p", (Score("q"),), quality_error=None if error is None else "se")
    return study_product_columns(found, told, ("name", "q", "p", "se"), us=None).maps


def brought(revenue: int, cost: int | None) -> Sold:
    return Sold(Decimal(revenue), None if cost is None else Decimal(cost), 1, date(2026, 10, 31))


def test_by_place_alone_products_are_improved_repriced_or_kept() -> None:
    rows = product_mix(maps(1.0), {}, price_weight=0.5, currency="VND")

    assert [(each.place.product, each.action) for each in rows] == [
        ("Kém", MixAction.IMPROVE), ("Đắt", MixAction.REPRICE), ("Tốt", MixAction.KEEP),
    ]  # fmt: skip


def test_worse_value_that_earns_nothing_is_dropped_and_said_so() -> None:
    sold = {"đắt": brought(900, 1_000), "kém": brought(500, None), "tốt": brought(100, 400)}

    rows = product_mix(maps(1.0), sold, price_weight=0.5, currency="VND")

    # What is well worth its price stays, though it earns nothing; where the cost is not known nothing is dropped.
    assert [(each.place.product, each.action) for each in rows] == [
        ("Đắt", MixAction.DROP), ("Kém", MixAction.IMPROVE), ("Tốt", MixAction.KEEP),
    ]  # fmt: skip
    assert "30 điểm" in rows[0].reason.vi
    assert "hụt 100" in rows[0].reason.vi


def test_without_an_error_only_a_stated_tolerance_tells_what_to_do() -> None:
    silent = product_mix(maps(None), {}, price_weight=0.5, currency="VND")
    stated = product_mix(maps(None), {}, price_weight=0.5, currency="VND", tolerance=15.0)

    assert {each.action for each in silent} == {None}
    # 80 against 90 is 10 from the line: within 15.
    assert {each.place.product: each.action for each in stated} == {
        "Đắt": MixAction.REPRICE, "Kém": MixAction.KEEP, "Tốt": MixAction.KEEP,
    }  # fmt: skip


def test_what_products_brought_is_that_of_the_last_365_days(tmp_path: Path) -> None:
    path = tmp_path / "lines.csv"
    path.write_text(
        "Mã đơn,Ngày đặt,Khách hàng,Tên sản phẩm,Số lượng,Đơn giá,Giá vốn,Thành tiền\n"
        "D1,20/10/2026,K1,Máy A,2,100,60,200\n"
        "D2,21/10/2026,K2,máy a,1,100,60,100\n"
        "D3,25/10/2026,K2,Máy B,1,500,,500\n"
        "D4,20/10/2024,K1,Máy A,9,100,60,900\n",
        encoding="utf-8",
    )
    workspace = Workspace(tmp_path / "workspace")
    import_file(workspace, path, Answers(source="shop", currency="VND"))
    refresh(workspace)

    found = sold_products(workspace, "VND")

    assert (found["máy a"].revenue, found["máy a"].margin) == (300, 120)
    assert (found["máy b"].revenue, found["máy b"].margin) == (500, None)
    assert found["máy a"].until == date(2026, 10, 25)
    assert sold_products(workspace, "USD") == {}
    assert sold_products(Workspace(tmp_path / "nothing"), "VND") == {}


@pytest.mark.parametrize("tolerance", [0.0, 40.0])
def test_a_wider_tolerance_keeps_more(tolerance: float) -> None:
    rows = product_mix(maps(None), {}, price_weight=0.5, currency="VND", tolerance=tolerance)

    assert (MixAction.REPRICE in {each.action for each in rows}) is (tolerance == 0.0)
