"""How much for winning and how much for keeping, on the page of value: empty until it is said, then what follows."""

import html
import re
from collections.abc import Callable

from django.test import Client

from crmeter.records.staff.queries import Person
from crmeter.strategy.findings.queries import findings

SignIn = Callable[..., Client]
# Blattberg & Deighton 1996, in dollars then.
STATED = {
    "margin": "50",
    "win_cost": "5",
    "win_rate": "20",
    "win_ceiling": "40",
    "keep_cost": "8",
    "keep_rate": "40",
    "keep_ceiling": "70",
    "discount": "12",
}


def part(response) -> str:
    page = html.unescape(response.content.decode())
    return page[page.index('id="balance"') :]


def test_nothing_is_worked_out_before_it_is_said(firm, director: Person, signed_in: SignIn) -> None:
    shown = part(signed_in(director, "en").get("/external/value"))

    assert "Say what is spent on winning and keeping" in shown
    # What the data tell stands apart, and is in no field; the rate of the firm is.
    retention = firm.evaluation.reading("retention_rate").value
    assert f"The data: {retention * 100:.1f}%" in shown
    assert 'name="keep_rate" value=""' in shown
    assert 'name="discount" value="12"' in shown
    assert "what keeping costs" in shown


def test_the_case_of_1996_and_its_finding(firm, director: Person, signed_in: SignIn) -> None:
    client = signed_in(director, "en")
    shown = part(client.get("/external/value", STATED))

    assert re.search(r"<b>₫10</b>", shown)
    assert re.search(r"<b>₫16</b>", shown)

    (signed,) = re.findall(r'name="offer" value="([^"]+)"', shown)
    client.post("/findings", {"offer": signed})
    (kept,) = findings(director)
    assert kept.sentence.en.startswith("Spend ₫10 on winning a prospect (now ₫5) and ₫16 a year")
    assert kept.sentence.vi.startswith("Nên chi 10")


def test_a_rate_above_what_could_be_reached_is_refused_where_it_stands(
    firm, director: Person, signed_in: SignIn
) -> None:
    shown = part(signed_in(director).get("/external/value", {**STATED, "win_rate": "45", "margin": "nhiều"}))

    assert "phải thấp hơn mức nhiều nhất có thể đạt" in shown
    assert "một số tiền dương" in shown
    assert 'name="offer"' not in shown


def test_margin_and_retention_alone_already_tell_a_multiple(firm, director: Person, signed_in: SignIn) -> None:
    shown = part(signed_in(director, "en").get("/external/value", {"margin": "80", "keep_rate": "84"}))

    assert "3.00 × the margin of a year" in shown
    assert re.search(r"<b>₫240</b>", shown)
    assert "The model of buying says" in shown


def test_what_the_data_tell_can_be_taken(firm, director: Person, signed_in: SignIn) -> None:
    client = signed_in(director, "en")
    (address,) = re.findall(
        r'href="(/external/value\?[^"#]*margin=[^"#]*)#balance"', part(client.get("/external/value"))
    )

    taken = part(client.get(address))

    retention = firm.evaluation.reading("retention_rate").value
    assert f'name="keep_rate" value="{retention * 100:.1f}"' in taken
    assert 'name="keep_cost" value=""' in taken
