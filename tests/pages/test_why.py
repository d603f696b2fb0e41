"""What moved a figure, as a page: the parts of the stored change, in both languages (C9)."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from crmeter.records.staff.queries import Person

SignIn = Callable[..., Client]


@pytest.mark.parametrize(("language", "heading"), [("vi", "Điều gì làm thay đổi"), ("en", "What moved")])
def test_the_drawer_leads_to_the_parts_of_the_change(
    firm: Any, signed_in: SignIn, director: Person, language: str, heading: str
) -> None:
    client = signed_in(director, language)
    drawer = client.get("/explain/orders", headers={"HX-Request": "true"}).content.decode()
    (address,) = re.findall(r'href="(/explain/orders/why[^"]*)"', drawer)

    shown = client.get(address.replace("&amp;", "&")).content.decode()

    assert heading in shown
    assert len(re.findall(r"<tfoot>", shown)) == 1
    assert "None" not in re.sub(r"<[^>]*>", " ", shown)


def test_counts_of_groups_add_up_to_the_change(firm: Any, signed_in: SignIn, director: Person) -> None:
    shown = signed_in(director, "en").get("/explain/orders/why?by=channel").content.decode()

    body, foot = re.findall(r"<tbody>(.*?)</tbody>.*?<tfoot>(.*?)</tfoot>", shown, re.S)[0]

    def totals(of: str) -> list[int]:
        cells = re.findall(r'fw5">([^<]+)</td>', of)
        return [int(cell.replace("−", "-").replace(",", "").replace("+", "").split()[0]) for cell in cells]

    assert len(totals(body)) > 1
    assert sum(totals(body)) == totals(foot)[0]


@pytest.mark.parametrize(
    "address",
    [
        "/explain/days_in_lifecycle_stage/why",  # a median has no parts
        "/explain/orders/why?by=product",  # it is not cut by that
        "/explain/retention_rate/why?segment=shops",  # a part itself
        "/explain/nothing/why",
    ],
)
def test_what_has_no_parts_is_not_there(firm: Any, signed_in: SignIn, director: Person, address: str) -> None:
    assert signed_in(director).get(address).status_code == 404
