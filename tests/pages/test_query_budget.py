"""How often a page asks the database: as often for fifty records as for one, and no oftener than its budget says."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from crmeter.records.catalogue import CONCEPTS
from crmeter.records.concept.actions import create
from crmeter.records.concept.tag_actions import tag
from crmeter.records.deals.queries import pipelines
from crmeter.records.ledger.actor import SYSTEM
from crmeter.records.staff.actions import add_user
from crmeter.records.staff.queries import Person
from crmeter.records.staff.roles import Role

pytestmark = pytest.mark.django_db
SignIn = Callable[..., Client]
MANY = 50
# Of each whole page: the session, the account, its rights, the firm and the bell. A lane of the board is one
# more, and each concept of the palette two.
BUDGETS = {
    "/deals": 13,
    "/deals?q=may&sort=-amount": 13,
    "/deals?group=stage": 15,
    "/deals/board": 15,
    "/deals/{deal}": 21,
    "/deals/{deal}/stream": 6,
    "/customers": 15,
    "/customers/{customer}": 26,
    "/work": 15,
    "/find?q=may": 29,
}


def fill(director: Person, owners: list[int], customers: list[int], deals: int, activities: int) -> int:
    """Make customers with deals of several people, tagged, and activities of the first deal, which is returned."""
    (pipeline, *_) = pipelines()
    made = []
    for number in range(deals):
        owner = owners[number % len(owners)]
        # What comes after the first ones belongs to other customers, so that names cannot be asked for one by one.
        named = {"name": f"Máy lọc {number}", "owner": owner, "kind": "firm", "phone": f"09053{number:05}"}
        customers.append(create(director, CONCEPTS["customers"], named))
        values = {"customer": customers[-1], "amount": "12000000", "next_step": "Gọi lại", "next_step_on": "2020-01-02"}
        stage = pipeline.stages[number % 2].id
        values |= {"pipeline": pipeline.id, "stage": stage, "name": f"Thêm máy {number}", "owner": owner}
        made.append(create(director, CONCEPTS["deals"], values))
    tag(director, CONCEPTS["deals"], made, "Gấp")
    for number in range(activities):
        values = {"deal": made[0], "name": f"Máy {number}", "owner": owners[number % len(owners)]}
        plan = {"kind": "task", "due_on": "2020-01-02"} if number % 2 else {"kind": "call", "body": "Đã gọi"}
        create(director, CONCEPTS["activities"], values | plan)
    return made[0]


def asked_by(browser: Client, address: str) -> int:
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert browser.get(address).status_code == 200
    return len(asked)


def test_no_page_asks_oftener_for_many_records_than_for_few(director: Person, signed_in: SignIn) -> None:
    owners = [director.id, add_user(SYSTEM, "ha@example.vn", Role.DIRECTOR, name="Hà")]
    customers: list[int] = []
    browser = signed_in(director)
    deal = fill(director, owners, customers, deals=2, activities=2)
    pages = {each: each.format(deal=deal, customer=customers[0]) for each in BUDGETS}
    for address in pages.values():
        # What a process remembers is asked for once.
        browser.get(address)

    few = {name: asked_by(browser, address) for name, address in pages.items()}
    owners += [add_user(SYSTEM, f"nguoi{n}@example.vn", Role.REP, name=f"Người {n}") for n in range(4)]
    fill(director, owners, customers, deals=MANY, activities=0)
    for number in range(MANY):
        values: dict[str, Any] = {"deal": deal, "name": f"Máy lọc {number}", "owner": owners[number % len(owners)]}
        create(director, CONCEPTS["activities"], {**values, "kind": "call" if number % 2 else "task", "due_on": None})
    many = {name: asked_by(browser, address) for name, address in pages.items()}

    assert {name: (few[name], many[name]) for name in few if many[name] > few[name]} == {}
    assert {name: count for name, count in many.items() if count > BUDGETS[name]} == {}


SCRIPT = "<script>alert('x\"')</script>"


def test_what_somebody_typed_is_never_markup_in_rows_cards_and_fields(director: Person, signed_in: SignIn) -> None:
    (pipeline, *_) = pipelines()
    owner = add_user(SYSTEM, "ha@example.vn", Role.DIRECTOR, name=SCRIPT)
    customer = create(director, CONCEPTS["customers"], {"name": SCRIPT, "kind": "firm", "segment": SCRIPT})
    values = {"name": SCRIPT, "customer": customer, "owner": owner, "next_step": SCRIPT, "channel": SCRIPT}
    values |= {"pipeline": pipeline.id, "stage": pipeline.stages[0].id, "amount": "12000000"}
    deal = create(director, CONCEPTS["deals"], values)
    tag(director, CONCEPTS["deals"], [deal], SCRIPT)
    browser = signed_in(director)

    for address in (
        "/deals?columns=customer,owner,next_step,channel",
        "/deals?group=channel&where=channel.is.%3Cscript%3E",
        "/deals/board",
        "/customers?columns=segment",
        f"/deals/{deal}",
        f"/deals/{deal}/stream",
        f"/customers/{customer}",
    ):
        page = browser.get(address).content.decode()
        assert "<script>alert" not in page
        assert "alert('x\"" not in page
    moved = browser.post(f"/deals/{deal}/move", {"stage": pipeline.stages[1].id, "version": 1}).content.decode()
    assert "&lt;script&gt;" in moved and "<script>" not in moved
