"""What administrators keep for the firm: currencies with rates, working hours, the audit log."""

import ast
import csv
import html
import io
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from crmeter.records.calendar.queries import special_days, still_proposed, working_calendar
from crmeter.records.firm.actions import change_firm
from crmeter.records.firm.rate_queries import rate_on, rates_of
from crmeter.records.jobs.lease_actions import finish, take
from crmeter.records.ledger.actor import SYSTEM
from crmeter.records.ledger.log_queries import LogFilter, log_page
from crmeter.records.ledger.seal_actions import seal
from crmeter.records.staff.actions import add_user
from crmeter.records.staff.queries import Person
from crmeter.records.staff.roles import Role
from crmeter.vocabulary import Work
from crmeter.web.audit_log.words import ACTIONS
from crmeter.worker.handlers import Order, handler

from .conftest import there

SignIn = Callable[..., Client]
PACKAGE = Path(__file__).parents[2] / "src" / "crmeter"
OFFICE = {f"day-{number}": "08:00-12:00, 13:00-17:00" for number in range(5)}


@pytest.fixture
def admin(db: None) -> Person:
    return there(add_user(SYSTEM, "giang@example.vn", Role.DIRECTOR, name="Giang", is_admin=True))


@pytest.fixture
def client_of_firm(signed_in: SignIn, admin: Person) -> Client:
    change_firm(SYSTEM, version=1, name="An Khang", currency="VND", measures={})
    client = signed_in(admin, "en")
    client.post("/settings/currencies", {"code": "USD"})
    return client


def shown(response: Any) -> str:
    return html.unescape(response.content.decode())


def test_a_rate_is_added_corrected_removed_and_brought_back(client_of_firm: Client) -> None:
    client = client_of_firm
    client.post("/settings/currencies/USD", {"day": "02/03/2026", "rate": "26350,5"})
    (added,) = rates_of("USD")
    assert "26,350.5 VND" in shown(client.get("/settings/currencies"))

    client.post(f"/settings/rates/{added.id}/change", {"rate": "26350.25", "version": 1})
    stale = client.post(f"/settings/rates/{added.id}/change", {"rate": "1", "version": 1})
    assert stale.status_code == 412
    assert 'value="1"' in shown(stale)

    removed = client.post(f"/settings/rates/{added.id}/remove", {"version": 2}, follow=True)
    assert "The rate of 2 Mar 2026 (26,350.25) is removed." in shown(removed)
    assert rate_on("USD", date(2026, 3, 2)) is None

    client.post("/settings/currencies/USD/put-back")
    assert str(rate_on("USD", date(2026, 3, 2))) == "26350.25"
    assert "is removed." not in shown(client.get("/settings/currencies/USD"))


def test_a_rate_that_is_none_stays_on_the_form(client_of_firm: Client) -> None:
    refused = client_of_firm.post("/settings/currencies/USD", {"day": "02/03/2026", "rate": "26.350"})

    assert refused.status_code == 400
    assert 'value="26.350"' in shown(refused)
    assert "can be read in two ways" in shown(refused)


def test_a_table_of_rates_is_taken_line_by_line(client_of_firm: Client) -> None:
    table = "\ufeffday;rate\r\n2026-03-02;26350\r\n2026-03-03;abc\r\n"

    answer = client_of_firm.post("/settings/currencies/USD/take", {"table": table})

    assert answer.status_code == 422
    assert "1 line was not taken" in shown(answer)
    assert "“abc” is no rate" in shown(answer)
    assert [each.rate for each in rates_of("USD")] == [26350]


def test_rates_are_shown_by_pages(client_of_firm: Client) -> None:
    lines = "\n".join(f"2026-{month:02}-{day:02};26350" for month in (1, 2, 3) for day in range(1, 29))
    client_of_firm.post("/settings/currencies/USD/take", {"table": lines})

    first = shown(client_of_firm.get("/settings/currencies/USD"))
    (further,) = re.findall(r'href="\?before=([0-9-]+)"', first)
    second = shown(client_of_firm.get(f"/settings/currencies/USD?before={further}"))

    assert (first.count('name="rate"'), second.count('name="rate"')) == (60 + 1, 24 + 1)
    assert client_of_firm.get("/settings/currencies/USD?before=2026-99-99").status_code == 200


def test_a_currency_without_rates_can_be_dropped(client_of_firm: Client) -> None:
    client_of_firm.post("/settings/currencies/USD/drop", {"version": 1})

    assert client_of_firm.get("/settings/currencies/USD").status_code == 404


def test_hours_are_kept_and_wrong_ones_are_marked(signed_in: SignIn, admin: Person) -> None:
    client = signed_in(admin, "en")
    assert "Nobody has said yet" in shown(client.get("/settings/working-hours"))
    night = {**OFFICE, "day-0": "22:00-06:00", "version": 1, "zone": "Asia/Ho_Chi_Minh"}

    refused = client.post("/settings/working-hours", night)
    assert refused.status_code == 400
    assert "22:00-06:00 is not within one day; split" in shown(refused)
    assert working_calendar() is None

    assert client.post("/settings/working-hours", {**night, "day-0": "08:00-12:00"}).status_code == 302
    assert client.post("/settings/working-hours", {**night, "day-0": "08:00-11:00"}).status_code == 412
    calendar = working_calendar()
    assert calendar is not None
    assert [each.written for each in calendar.hours_of(date(2026, 3, 2))] == ["08:00-12:00"]


def test_holidays_are_proposed_chosen_removed_and_brought_back(signed_in: SignIn, admin: Person) -> None:
    client = signed_in(admin, "vi")
    page = shown(client.get("/settings/working-hours?year=2026"))
    assert "17/02/2026 · Tết Nguyên Đán" in page
    assert "22/08/2026 · Làm bù cho ngày 31/08/2026" in page

    client.post("/settings/working-hours/proposed", {"year": 2026, "day": ["2026-02-17", "2026-08-22", "2026-03-02"]})
    assert [(each.day, each.hours_of) for each in special_days(2026)] == [
        (date(2026, 2, 17), None),
        (date(2026, 8, 22), 0),
    ]

    tet = special_days(2026)[0]
    client.post(f"/settings/working-hours/days/{tet.id}/remove", {"version": 1})
    assert date(2026, 2, 17) in {each.day for each in still_proposed(2026)}
    client.post("/settings/working-hours/put-back")
    assert special_days(2026)[0].name == tet.name


def test_an_own_day_off_is_added_and_a_second_one_refused(signed_in: SignIn, admin: Person) -> None:
    client = signed_in(admin, "en")
    typed = {"day": "2026-05-04", "name_vi": "Du lịch công ty\x00", "name_en": "Outing", "hours_of": ""}
    assert client.post("/settings/working-hours/days", typed).status_code == 302

    again = client.post("/settings/working-hours/days", typed)

    assert again.status_code == 400
    assert "Du lịch công ty" in shown(again)
    assert "\x00" not in special_days(2026)[0].name.vi
    assert len(special_days(2026)) == 1


def test_the_log_shows_changes_in_words_and_by_filter(client_of_firm: Client, admin: Person) -> None:
    client_of_firm.post("/settings/currencies/USD", {"day": "02/03/2026", "rate": "26350"})
    (rate,) = rates_of("USD")
    client_of_firm.post(f"/settings/rates/{rate.id}/change", {"rate": "26351", "version": 1})

    every = shown(client_of_firm.get("/settings/audit-log"))
    only = shown(client_of_firm.get(f"/settings/audit-log?person={admin.id}&action=rate.changed"))
    nothing = shown(client_of_firm.get("/settings/audit-log?since=1999-01-01&until=1999-01-02"))

    assert "Person added" in every
    assert "<del>26350</del> → <ins>26351</ins>" in only
    assert only.count('<tr id="entry-') == 1
    assert "No entry is like this" in nothing


@pytest.mark.parametrize(
    "odd", ["person=x", "since=2026-99-99", "at=x&entry=1", "at=2026-01-01&entry=1", "person=" + "9" * 30]
)
def test_an_odd_address_shows_the_log(client_of_firm: Client, odd: str) -> None:
    assert client_of_firm.get(f"/settings/audit-log?{odd}").status_code == 200


def test_the_export_holds_what_is_filtered_and_is_in_the_log_itself(client_of_firm: Client) -> None:
    client_of_firm.post("/settings/working-hours/days", {"day": "2026-05-04", "name_vi": "=1+1"})

    sent = client_of_firm.post("/settings/audit-log/export", {"action": "calendar.day_added"})
    rows = list(csv.reader(io.StringIO(sent.getvalue().decode("utf-8-sig"))))

    assert [row[3] for row in rows] == ["Action", "calendar.day_added"]
    assert '"name_vi": "=1+1"' in rows[1][7]
    (entry,) = log_page(LogFilter(action="rows.exported")).entries
    assert entry.after == {"what": "audit_log", "of": "", "rows": 1, "filters": {"action": "calendar.day_added"}}
    assert entry.actor == "giang@example.vn"


def test_the_check_of_the_log_is_asked_for_watched_and_answered(client_of_firm: Client) -> None:
    seal()
    client_of_firm.post("/settings/audit-log/verify")
    assert "It starts as soon as a worker is free" in shown(client_of_firm.get("/settings/audit-log/verify/state"))

    from datetime import timedelta  # noqa: PLC0415 - the life of a lease

    lease = take("test", timedelta(minutes=1), frozenset({"verify_audit"}))
    does = handler("verify_audit")
    assert lease is not None and does is not None
    finish(lease, does(Order(lease.job, {}, None, 1), Work()))

    page = shown(client_of_firm.get("/settings/audit-log"))
    assert "whole" in page
    assert re.search(r"Up to place \d+ of the chain", page)


def test_every_action_has_words() -> None:
    said = set()
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("audit", "note_access"):
                said |= {each.value for each in node.args[1:2] if isinstance(each, ast.Constant)}

    assert len(said) > 30
    assert said <= set(ACTIONS), "say it in web/audit_log/words.py"
