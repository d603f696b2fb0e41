"""Boards that are sent by themselves: on their day, to each what they may see, once, with what was sent kept."""

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone
from tests.evaluation.report.sample import evaluation

from crmeter.engagement.mail.models import Message
from crmeter.evaluation.document import to_document
from crmeter.evaluation.report.tiles.asked import TileAsked, TileChart
from crmeter.records.jobs.queries import latest
from crmeter.records.ledger.actor import SYSTEM
from crmeter.records.ledger.refusals import Refused, Stale
from crmeter.records.readings.actions import publish_run
from crmeter.records.staff.actions import add_user, close
from crmeter.records.staff.models import User
from crmeter.records.staff.queries import Person, person
from crmeter.records.staff.roles import Role
from crmeter.strategy.boards.actions import BoardAsked, make_board
from crmeter.strategy.boards.report_actions import Sending, set_schedule, stop_schedule
from crmeter.strategy.boards.report_dates import Every, When, first_day, next_day
from crmeter.strategy.boards.report_queries import due_schedules, file_sent_to, schedule_of, sent_by, sent_to
from crmeter.strategy.boards.tile_actions import add_tile
from crmeter.vocabulary import Text, Work
from crmeter.worker.board_reports import send_boards
from crmeter.worker.handlers import Order

pytestmark = pytest.mark.django_db
HERE = ZoneInfo(settings.TIME_ZONE)


@pytest.fixture
def giang(db: None) -> Person:
    return there(Role.DIRECTOR)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Any:
    def stands_at(day: date, hour: int = 7) -> None:
        monkeypatch.setattr(timezone, "now", lambda: datetime(day.year, day.month, day.day, hour, 5, tzinfo=HERE))

    stands_at(date(2026, 11, 4))
    return stands_at


@pytest.fixture(autouse=True)
def printer(monkeypatch: pytest.MonkeyPatch) -> None:
    """Printing takes seconds; what comes of it is asked of `evaluation.report.paper`."""
    monkeypatch.setattr("crmeter.worker.report_files.to_pdf", lambda page: b"%PDF-1.7 of " + page[:20].encode())


def there(role: Role) -> Person:
    found = person(add_user(SYSTEM, f"{role}@example.vn", role, name=str(role)))
    assert found is not None
    return found


def board_of(owner: Person) -> int:
    number = make_board(owner, BoardAsked("Tuần này"))
    add_tile(owner, number, TileAsked("retention_rate", "", TileChart.NUMBER), version=1)
    add_tile(owner, number, TileAsked("orders", "segment", TileChart.BAR), version=2)
    return number


def sends() -> dict[str, int]:
    return send_boards(Order(1, {}, None, 1), Work())


@pytest.mark.parametrize(
    ("when", "today", "due"),
    [
        (When(Every.DAY), date(2026, 12, 31), date(2027, 1, 1)),
        # A Wednesday, a Monday, a Sunday.
        (When(Every.WEEK), date(2026, 11, 4), date(2026, 11, 9)),
        (When(Every.WEEK), date(2026, 11, 9), date(2026, 11, 16)),
        (When(Every.WEEK), date(2026, 11, 8), date(2026, 11, 9)),
        (When(Every.WEEK, weekday=4), date(2026, 11, 4), date(2026, 11, 6)),
        (When(Every.WEEK, weekday=1), date(2026, 11, 4), date(2026, 11, 10)),
        (When(Every.MONTH), date(2026, 12, 1), date(2027, 1, 1)),
        (When(Every.MONTH), date(2026, 1, 31), date(2026, 2, 1)),
        (When(Every.MONTH, day=15), date(2026, 12, 14), date(2026, 12, 15)),
        (When(Every.MONTH, day=28), date(2027, 1, 30), date(2027, 2, 28)),
        (When(Every.QUARTER), date(2026, 11, 4), date(2027, 1, 1)),
        (When(Every.QUARTER), date(2026, 4, 1), date(2026, 7, 1)),
        (When(Every.QUARTER, day=20), date(2026, 10, 4), date(2026, 10, 20)),
    ],
)
def test_a_board_is_due_when_its_next_day_begins(when: When, today: date, due: date) -> None:
    assert next_day(when, today) == due


@pytest.mark.parametrize(("hour", "due"), [(8, date(2026, 11, 4)), (7, date(2026, 11, 5)), (6, date(2026, 11, 5))])
def test_what_is_set_up_before_its_hour_is_sent_the_same_day(hour: int, due: date) -> None:
    assert first_day(When(Every.DAY, hour=hour), datetime(2026, 11, 4, 7, 5, tzinfo=HERE)) == due


def test_a_board_is_sent_on_its_day_once(giang: Person, clock: Any) -> None:
    publish_run(to_document(evaluation(), explanations=False))
    number = board_of(giang)
    set_schedule(giang, number, Sending(When(Every.WEEK), [giang.id]), version=0)

    assert sends() == {"sent": 0}
    clock(date(2026, 11, 9), hour=5)
    assert sends() == {"sent": 0}
    clock(date(2026, 11, 9))
    assert sends() == {"sent": 1}
    assert sends() == {"sent": 0}

    (found,) = sent_to(giang)
    assert (found.due_on, found.name, found.has_files, found.is_mailed) == (date(2026, 11, 9), "Tuần này", True, False)
    assert schedule_of(number).due_on == date(2026, 11, 16)
    name, page = file_sent_to(giang, found.id, "html")
    assert name == "Tuần này 2026-11-09.html"
    assert "81,3%" in page.decode()
    assert "<script" not in page.decode()
    assert "hx-get" not in page.decode()
    assert file_sent_to(giang, found.id, "xlsx")[1][:2] == b"PK"


def test_a_day_that_was_missed_is_made_up_for_once(giang: Person, clock: Any) -> None:
    publish_run(to_document(evaluation(), explanations=False))
    number = board_of(giang)
    set_schedule(giang, number, Sending(When(Every.DAY), [giang.id]), version=0)

    clock(date(2026, 11, 20))
    sends()

    assert [each.due_on for each in sent_to(giang)] == [date(2026, 11, 5)]
    assert schedule_of(number).due_on == date(2026, 11, 21)


def test_whoever_sees_a_part_is_never_sent_the_figures_of_all(giang: Person, clock: Any) -> None:
    publish_run(to_document(evaluation(), explanations=False))
    number, rep = board_of(giang), there(Role.REP)
    set_schedule(giang, number, Sending(When(Every.DAY), [giang.id, rep.id]), version=0)

    clock(date(2026, 11, 5))
    assert sends() == {"sent": 1}

    # Their part is asked for, and waited for a day at most.
    assert latest("evaluate_part", most=5)
    assert sent_to(rep) == []
    assert [each.waiting for each in due_schedules()] == [(rep.id,)]
    clock(date(2026, 11, 6))
    sends()
    history = sent_by(giang, schedule_of(number).id)
    assert {each.recipient: each.why is None for each in history if each.due_on == date(2026, 11, 5)} == {
        str(Role.DIRECTOR): True,
        str(Role.REP): False,
    }


def test_files_open_for_whoever_they_were_sent_to_alone(giang: Person, clock: Any, client: Client) -> None:
    publish_run(to_document(evaluation(), explanations=False))
    number, analyst = board_of(giang), there(Role.ANALYST)
    set_schedule(giang, number, Sending(When(Every.DAY), [analyst.id]), version=0)
    clock(date(2026, 11, 5))
    sends()
    (found,) = sent_to(analyst)

    assert file_sent_to(giang, found.id, "html") is None
    client.force_login(User.objects.get(pk=giang.id))
    assert client.get(f"/boards/sent/{found.id}/html").status_code == 404
    assert b"/boards/sent/" not in client.get(f"/boards/{number}/schedule").content
    client.force_login(User.objects.get(pk=analyst.id))
    answer = client.get(f"/boards/sent/{found.id}/html")
    assert answer.status_code == 200
    assert answer.headers["Content-Security-Policy"].startswith("sandbox; default-src 'none'")
    assert b"/boards/sent/" in client.get("/boards").content


def test_a_closed_account_is_sent_nothing(giang: Person, clock: Any) -> None:
    publish_run(to_document(evaluation(), explanations=False))
    number, analyst = board_of(giang), there(Role.ANALYST)
    set_schedule(giang, number, Sending(When(Every.DAY), [analyst.id]), version=0)
    close(SYSTEM, analyst.id, version=analyst.version)

    clock(date(2026, 11, 5))

    assert sends() == {"sent": 0}
    assert schedule_of(number).due_on == date(2026, 11, 6)


def test_a_mail_leads_to_the_files_where_mail_can_leave(
    giang: Person, clock: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("crmeter.worker.board_reports._mail_leaves", lambda: True)
    publish_run(to_document(evaluation(), explanations=False))
    number = board_of(giang)
    set_schedule(giang, number, Sending(When(Every.DAY), [giang.id]), version=0)

    clock(date(2026, 11, 5))
    sends()

    (mail,) = Message.objects.all()
    (found,) = sent_to(giang)
    assert mail.subject == "Bảng số liệu: Tuần này"
    assert f"/boards/sent/{found.id}/html" in mail.text
    assert "81,3%" not in mail.text


def test_an_address_that_takes_no_mail_keeps_nobody_from_their_files(
    giang: Person, clock: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuses(*_arguments: Any, **_named: Any) -> int:
        raise Refused("no_address", Text("không có địa chỉ", "no address"))

    monkeypatch.setattr("crmeter.worker.board_reports._mail_leaves", lambda: True)
    monkeypatch.setattr("crmeter.worker.report_mail.queue_message", refuses)
    publish_run(to_document(evaluation(), explanations=False))
    set_schedule(giang, board_of(giang), Sending(When(Every.DAY), [giang.id]), version=0)

    clock(date(2026, 11, 5))

    assert sends() == {"sent": 1}
    assert [(each.has_files, each.is_mailed) for each in sent_to(giang)] == [(True, False)]


def test_before_the_first_evaluation_it_is_said_that_there_was_nothing_to_send(giang: Person, clock: Any) -> None:
    number = board_of(giang)
    set_schedule(giang, number, Sending(When(Every.DAY), [giang.id]), version=0)
    clock(date(2026, 11, 5))
    sends()

    (found,) = sent_by(giang, schedule_of(number).id)
    assert found.why.en == "there was no evaluation yet"
    assert not found.has_files


def test_a_schedule_names_its_version_has_people_and_is_stopped(giang: Person, clock: Any) -> None:
    number = board_of(giang)

    with pytest.raises(Refused, match="people"):
        set_schedule(giang, number, Sending(When(Every.DAY), [10**6]), version=0)
    with pytest.raises(Stale):
        set_schedule(giang, number, Sending(When(Every.DAY), [giang.id]), version=3)
    with pytest.raises(Refused, match="no such board"):
        set_schedule(there(Role.ANALYST), number, Sending(When(Every.DAY), [giang.id]), version=0)
    version = set_schedule(giang, number, Sending(When(Every.DAY), [giang.id]), version=0)
    stop_schedule(giang, number, version=version)

    clock(date(2026, 11, 5) + timedelta(days=3))
    assert sends() == {"sent": 0}
    assert not schedule_of(number).is_on
