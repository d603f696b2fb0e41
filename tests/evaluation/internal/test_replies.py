"""What an evaluation says of replies by the number of the contact, and of silence, by hand (C3, C5)."""

from collections.abc import Callable
from typing import Any

from tests.evaluation.internal.rows import lead, touch

from crmeter.measures.view import Settings


def test_replies_by_the_number_of_the_contact(studied: Callable[..., Any]) -> None:
    # Lead 1 became customer 7: their contacts are those of one person. Lead 2 is still one.
    leads = [{**lead(1, converted=False), "customer_key": 7}, lead(2, converted=False)]
    touches = [
        touch(1, "2024-12-01", lead_key=1, outcome="answered"),  # the first, before the period
        touch(2, "2025-02-01", lead_key=1, outcome="no_answer"),
        touch(3, "2025-03-01", customer_key=7, outcome="answered"),
        touch(4, "2025-03-01", lead_key=2, outcome="unsubscribed"),
        touch(5, "2025-03-02", lead_key=2, outcome=None, direction="in"),
        touch(6, "2026-01-05", lead_key=2, outcome="answered"),  # after the evaluation
    ]

    table = studied(leads=leads, touches=touches)["reply_curve"]

    rows = [(r["number"], r["contacts"], r["replies"], r["unsubscribed"]) for r in table.records()]
    assert rows == [(1, 1, 0, 1), (2, 1, 0, 0), (3, 1, 1, 0)]
    assert "No silence point yet" in table.note.en


def test_contacts_without_an_outcome_are_no_contacts_without_a_reply(studied: Callable[..., Any]) -> None:
    # Of ten first contacts four have an outcome, two were answered; of the second nobody wrote one down.
    touches = [
        touch(
            n,
            "2025-02-01",
            customer_key=n,
            outcome={0: "answered", 1: "answered", 2: "no_answer", 3: "unsubscribed"}.get(n),
        )
        for n in range(10)
    ]
    touches += [touch(10 + n, "2025-02-05", customer_key=n) for n in range(3)]

    table = studied(Settings(contact_cost=3000), touches=touches)["reply_curve"]
    first, second = table.records()

    assert (first["contacts"], first["untold"], first["replies"], first["rate"]) == (4, 6, 2, 0.5)
    assert first["unsubscribed_rate"] == 0.25
    # All ten cost something; two replies to four contacts.
    assert (first["cost"], first["cost_per_reply"]) == (30_000, 6_000)
    assert (second["contacts"], second["untold"], second["rate"], second["low"]) == (0, 3, None, None)
    assert "9 contacts have no outcome" in table.note.en


def test_without_any_outcome_there_is_no_curve(studied: Callable[..., Any]) -> None:
    table = studied(touches=[touch(n, "2025-02-01", customer_key=n) for n in range(5)])["reply_curve"]

    assert table.rows == ()
    assert "no contact of the period has an outcome" in table.note.en


def test_whom_a_lead_becomes_after_the_evaluation_does_not_number_its_contacts(studied: Callable[..., Any]) -> None:
    leads = [{"lead_key": 1, "created_on": "2025-01-05", "converted_on": "2026-01-05", "customer_key": 7}]
    touches = [
        touch(1, "2025-02-01", customer_key=7, outcome="no_answer"),
        touch(2, "2025-03-01", lead_key=1, outcome="answered"),
    ]

    (first,) = studied(leads=leads, touches=touches)["reply_curve"].records()

    assert (first["number"], first["contacts"], first["replies"]) == (1, 2, 1)


def test_contacts_past_the_silence_point(studied: Callable[..., Any]) -> None:
    # A thousand customers contacted twice: half reply to the first, nobody to the second.
    touches = [
        touch(n, "2025-02-01", customer_key=n, outcome="answered" if n % 2 else "no_answer") for n in range(1000)
    ]
    touches += [touch(1000 + n, "2025-02-05", customer_key=n, outcome="no_answer") for n in range(1000)]

    table = studied(touches=touches)["reply_curve"]

    assert "Silence point: after contact 1. Past it 1,000 contacts and 0 replies" in table.note.en
    assert "Điểm ngừng phản hồi: sau lần 1" in table.note.vi
    assert "not told what a contact costs" in table.note.en
    assert [(row["cost"], row["cost_per_reply"]) for row in table.records()] == [(None, None), (None, None)]


def test_what_contacts_past_the_silence_point_cost(studied: Callable[..., Any]) -> None:
    # As above, and of the second contacts 20 make people unsubscribe or block.
    touches = [
        touch(n, "2025-02-01", customer_key=n, outcome="answered" if n % 2 else "no_answer") for n in range(1000)
    ]
    touches += [
        touch(1000 + n, "2025-02-05", customer_key=n, outcome="unsubscribed" if n < 20 else "no_answer")
        for n in range(1000)
    ]

    table = studied(Settings(contact_cost=3000), touches=touches)["reply_curve"]
    first, second = table.records()

    # 1,000 × 3,000 each; 500 replies to the first.
    assert (first["cost"], first["cost_per_reply"]) == (3_000_000, 6_000)
    assert (second["cost"], second["cost_per_reply"]) == (3_000_000, None)
    assert (second["unsubscribed"], second["unsubscribed_rate"]) == (20, 0.02)
    assert second["unsubscribed_low"] < 0.02 < second["unsubscribed_high"]
    told = table.note.en.replace("\N{NO-BREAK SPACE}", " ")
    assert "3,000,000 ₫ of" in told or "₫3,000,000 of" in told
    assert "20 people unsubscribed or blocked" in told
