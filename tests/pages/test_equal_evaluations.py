"""The same files, imported into records on pages and as file sources, are evaluated alike."""

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from tests.pages.both_ways import Sent, differences, measured_as_files, measured_as_records

from crmeter.evaluation.run import Request
from crmeter.records.staff.queries import Person
from crmeter.warehouse.workspace import Workspace

pytestmark = pytest.mark.django_db(transaction=True)
# Each order calls its buyer by another key; two of them are one person.
BUYERS = """customer_id,customer_unique_id,customer_state
b1,An,Huế
b2,Bình,Vinh
b3,An,Huế
b4,Chi,Vinh
"""
GOODS = "product_id,product_category_name\np1,Lọc\np2,Lõi\n"
ORDERS = """order_id,customer_id,order_status,order_purchase_timestamp,order_delivered_carrier_date,\
order_delivered_customer_date,order_estimated_delivery_date
o1,b1,delivered,2024-01-05 23:30:00,2024-01-06 10:00:00,2024-01-08 09:00:00,2024-01-09
o2,b2,shipped,2024-02-10 00:30:00,2024-02-12 10:00:00,,2024-02-14
o3,b3,delivered,2024-03-15 12:00:00,,2024-03-20 17:00:00,2024-03-19
o4,b4,canceled,2024-03-20 12:00:00,,,2024-03-24
o5,b2,created,2024-04-02 08:00:00,,,2024-04-08
"""
LINES = """order_id,order_item_id,product_id,price
o1,1,p1,120.50
o1,2,p2,30
o2,1,p2,30
o3,1,p1,99.99
o4,1,p1,120.50
"""
LEADS = """lead_id,first_contact_date,origin,won_date
l1,2024-01-02,social,2024-01-20 10:00:00
l2,2024-01-09,email,
l3,2024-02-01,social,2024-03-30 18:45:00
"""


def state(word: str) -> str:
    return "cancelled" if word in ("canceled", "unavailable") else "confirmed"


FILES = (
    Sent("buyers.csv", BUYERS.encode(), "customers", form={"same-kind": "person"}),
    Sent("goods.csv", GOODS.encode(), "products"),
    Sent("orders.csv", ORDERS.encode(), "orders", words={"status": state}, form={"same-currency": "BRL"}),
    Sent(
        "lines.csv", LINES.encode(), "orders", {"currency": "BRL"},
        {"external_id": "order_id", "line.product": "product_id", "line.unit_price": "price"},
        form={"same-line.quantity": "1", "new": "leave", "match": "external_id"}, only=True,
    ),
    Sent("leads.csv", LEADS.encode(), "leads", columns={"converted_on": "won_date"}),
)  # fmt: skip


@pytest.fixture
def keeper(
    signed_in: Callable[..., Client], director: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Client:
    monkeypatch.setattr(settings, "WORKSPACE", Workspace(tmp_path / "workspace"))
    return signed_in(director, "en")


def test_orders_of_people_with_several_keys_and_leads(keeper: Client, director: Person, tmp_path: Path) -> None:
    request = Request(currency="BRL", explained=False)

    by_files = measured_as_files(tmp_path, FILES, request)
    by_records = measured_as_records(keeper, director, FILES, request)

    # o1 and o3 are of one person; o4 was cancelled; nobody knows what o5 is worth; l3 converts after the last order.
    assert by_files.reading("revenue").value == Decimal("280.49")
    assert by_files.reading("active_customers").value == 2
    assert by_files.reading("leads_converted").value == 1
    # o1 came in time and o2 not at all; o3 was due after its own day, the last one seen; nobody waits for o4.
    assert by_files.reading("on_time_delivery_rate").value == pytest.approx(1 / 2)
    assert list(differences(by_files, by_records)) == []
