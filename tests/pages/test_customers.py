"""The list of customers and the page of one: for whoever may see them, in both languages, with totals that agree."""

import html
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from crmeter.evaluation.customer_list import customers_of
from crmeter.records.customers.queries import current_listing
from crmeter.records.ledger.actor import SYSTEM
from crmeter.records.staff.actions import add_user
from crmeter.records.staff.queries import Person
from crmeter.records.staff.roles import Role
from crmeter.vocabulary import Customer
from crmeter.worker.publishing import publish

from ..evaluation.conftest import Firm
from .conftest import there

SignIn = Callable[..., Client]


@pytest.fixture
def listed(trading: Firm, db: None, monkeypatch: pytest.MonkeyPatch) -> dict[str, Customer]:
    """The firm's run and its customers, published as a job does it; the customers by their own keys."""
    monkeypatch.setattr(settings, "WORKSPACE", trading.workspace)
    publish(trading.evaluation, trading.workspace)
    return {c.source_key: c for c in customers_of(trading.workspace, trading.evaluation.run.id)}


@pytest.fixture
def an(db: None) -> Person:
    """A rep whose name is written as an owner in the data of the firm."""
    return there(add_user(SYSTEM, "an@example.vn", Role.REP, name="An"))


def shown(response: Any) -> str:
    assert response.status_code == 200, response.content[-2000:]
    text: str = response.content.decode()
    return text


def rows_of(text: str) -> list[tuple[str, str]]:
    """Name and address of each row."""
    return [
        (html.unescape(name), html.unescape(address))
        for address, name in re.findall(r'<a href="([^"]+)" data-row>([^<]+)</a>', text)
    ]


def walk(client: Client, address: str) -> Iterator[str]:
    while address:
        text = shown(client.get(address))
        yield text
        found = re.search(r'rel="next" href="([^"]+)"', text)
        address = html.unescape(found[1]) if found else ""


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize(
    "address", ["/customers", "/customers?q=customer+1&stage=loyal&sort=name", "/customers?q=zz", "/find?q=rev"]
)
def test_every_page_opens_in_both_languages(
    listed: object, signed_in: SignIn, director: Person, address: str, language: str
) -> None:
    text = shown(signed_in(director, language).get(address))

    assert "None" not in re.sub(r"<[^>]*>", " ", text)


@pytest.mark.parametrize(
    ("language", "words"), [("vi", "có ngay sau lần đánh giá tới"), ("en", "comes with the next evaluation")]
)
def test_before_the_first_list_the_page_says_what_it_will_answer(
    signed_in: SignIn, director: Person, language: str, words: str
) -> None:
    text = shown(signed_in(director, language).get("/customers"))

    assert words in text
    assert "customers-ask" not in text


def test_pages_follow_each_other_until_everybody_was_there_once(
    listed: dict[str, Customer], signed_in: SignIn, director: Person
) -> None:
    pages = list(walk(signed_in(director), "/customers?sort=name"))

    names = [name for text in pages for name, _ in rows_of(text)]
    assert len(pages) == 3
    assert names == sorted(c.title for c in listed.values())
    # One can go back to where one came from.
    back = re.search(r'rel="prev" href="([^"]+)"', pages[2])
    assert back is not None
    assert rows_of(shown(signed_in(director).get(html.unescape(back[1])))) == rows_of(pages[1])


def test_the_list_says_how_many_fit_and_names_what_narrows_it_down(
    listed: dict[str, Customer], signed_in: SignIn, director: Person
) -> None:
    wanted = [c for c in listed.values() if c.segment == "shops" and c.stage == "lost"]

    text = shown(signed_in(director, "en").get("/customers?segment=shops&stage=lost"))
    assert f"{len(wanted)} customer" in text
    assert {name for name, _ in rows_of(text)} == {c.title for c in wanted}
    assert 'href="/customers?segment=shops"' in text
    assert 'href="/customers?stage=lost"' in text


def test_where_nothing_fits_the_page_offers_to_remove_each_filter(
    listed: object, signed_in: SignIn, director: Person
) -> None:
    text = shown(signed_in(director, "en").get("/customers?q=zzz&segment=shops"))

    assert "No customer fits all of this" in text
    assert "Without Search: zzz" in text
    assert "Without Segment: shops" in text


def test_a_script_gets_the_table_alone_with_a_clean_address(
    listed: object, signed_in: SignIn, director: Person
) -> None:
    client = signed_in(director)
    response = client.get("/customers?q=customer+7&stage=&segment=", headers={"HX-Request": "true"})

    assert "<html" not in shown(response)
    assert response.headers["HX-Push-Url"] == "/customers?q=customer+7"
    again = client.get("/customers", headers={"HX-Request": "true", "HX-History-Restore-Request": "true"})
    assert "<html" in shown(again)


@pytest.mark.parametrize(
    "query",
    ["sort=color", "after=-1", "after=99999999999999999999", "after=7", "before=x", "stage=%00", "q=%00%25", "owner=ă"],
)
def test_an_address_that_makes_no_sense_is_no_error(
    listed: object, signed_in: SignIn, director: Person, query: str
) -> None:
    assert signed_in(director).get(f"/customers?{query}").status_code == 200


def test_a_rep_sees_the_customers_in_the_own_name_and_no_others(
    listed: dict[str, Customer], signed_in: SignIn, an: Person
) -> None:
    client = signed_in(an, "en")
    own = {c.title for c in listed.values() if c.owner == "an"}
    other = next(c for c in listed.values() if c.owner == "binh")
    mine = next(c for c in listed.values() if c.owner == "an")

    seen = {name for text in walk(client, "/customers") for name, _ in rows_of(text)}
    assert seen == own
    assert client.get(f"/customers/{other.key}").status_code == 404
    # What the figures mean is explained over the own customers.
    assert shown(client.get(f"/customers/{mine.key}")).count("data-explain") == 3
    assert rows_of(shown(client.get(f"/customers?q={other.source_key}"))) == []
    assert other.title not in shown(client.get("/find", {"q": other.title}))
    assert mine.title in shown(client.get("/find", {"q": mine.title}))


def test_a_rep_without_customers_is_told_by_what_they_are_known(listed: object, signed_in: SignIn, rep: Person) -> None:
    assert "No customer is in your name yet" in shown(signed_in(rep, "en").get("/customers"))


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("query", ["", "?show=orders", "?show=orders&period=main", "?period=quarter", "?period=x"])
def test_the_page_of_a_customer_opens(
    listed: dict[str, Customer], signed_in: SignIn, director: Person, language: str, query: str
) -> None:
    client = signed_in(director, language)
    for customer in list(listed.values())[:3]:
        text = shown(client.get(f"/customers/{customer.key}{query}"))
        assert f"<h1>{customer.title}</h1>" in text
        assert "None" not in re.sub(r"<[^>]*>", " ", text)


def test_the_total_of_the_orders_is_the_spend_of_the_customer(
    listed: dict[str, Customer], signed_in: SignIn, director: Person
) -> None:
    client = signed_in(director, "en")

    for customer in [c for c in listed.values() if c.spend][:5]:
        text = shown(client.get(f"/customers/{customer.key}?show=orders&period=main"))
        total = re.search(r'id="counted">([^<]+)<', text)
        assert total is not None
        assert Decimal(re.sub(r"[^\d.]", "", total[1])) == customer.spend
        counted = re.findall(r'<td class="r">(₫[\d,]+)</td></tr>', text)
        assert sum(int(re.sub(r"\D", "", amount)) for amount in counted) == customer.spend


def test_a_figure_leads_to_the_explanation_of_its_measure(
    listed: dict[str, Customer], signed_in: SignIn, director: Person
) -> None:
    client = signed_in(director)
    customer = next(c for c in listed.values() if c.value)
    text = shown(client.get(f"/customers/{customer.key}"))

    addresses = set(re.findall(r'hx-get="(/explain/[^"]+)"', text))
    assert {"/explain/customer_lifetime_value", "/explain/value_at_risk"} <= addresses
    for address in addresses:
        assert client.get(address).status_code == 200


def test_one_goes_through_a_list_from_customer_to_customer(listed: object, signed_in: SignIn, director: Person) -> None:
    client = signed_in(director)
    rows = rows_of(shown(client.get("/customers?segment=shops&sort=name")))

    text = shown(client.get(rows[1][1]))
    before, after = (re.search(rf'rel="{way}" href="([^"]+)"', text) for way in ("prev", "next"))
    assert before is not None
    assert after is not None
    assert html.unescape(before[1]) == rows[0][1]
    assert html.unescape(after[1]) == rows[2][1]
    assert 'href="/customers?segment=shops&amp;sort=name"' in text


@pytest.mark.parametrize("key", [0, 1, 2**63 - 1, 2**63, 10**30])
def test_nobody_by_that_number_is_not_found(listed: object, signed_in: SignIn, director: Person, key: int) -> None:
    assert signed_in(director).get(f"/customers/{key}").status_code == 404


def test_without_the_files_of_the_run_the_page_shows_what_the_list_holds(
    listed: dict[str, Customer],
    signed_in: SignIn,
    director: Person,
    trading: Firm,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Any,
) -> None:
    monkeypatch.setattr(settings, "WORKSPACE", replace(trading.workspace, root=tmp_path))
    customer = next(iter(listed.values()))

    text = shown(signed_in(director, "en").get(f"/customers/{customer.key}"))
    assert "are not here any more" in text
    assert customer.title in text


def test_measures_are_found_by_their_words_in_both_languages(
    listed: object, signed_in: SignIn, director: Person
) -> None:
    client = signed_in(director, "en")

    for words in ("giu chan", "Retention rate", "retention_rate"):
        assert 'href="/measures/retention_rate"' in shown(client.get("/find", {"q": words}))
    assert "<li>" not in shown(client.get("/find", {"q": " "}))
    assert shown(client.get("/find", {"q": "customer"})).count("/customers/") == 8


def test_an_agent_finds_customers_and_no_measures(listed: object, signed_in: SignIn, db: None) -> None:
    agent = there(add_user(SYSTEM, "binh@example.vn", Role.AGENT, name="Binh"))

    text = shown(signed_in(agent, "en").get("/find", {"q": "customer"}))
    assert "/measures/" not in text
    assert "/customers/" in text


def test_a_new_run_takes_the_place_of_the_list(listed: dict[str, Customer], trading: Firm) -> None:
    listing = current_listing()
    assert listing is not None
    assert (listing.run, listing.customers) == (trading.evaluation.run.id, 150)
    publish(trading.evaluation, trading.workspace)
    assert current_listing() == listing
