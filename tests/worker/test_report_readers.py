"""Boards that are sent to whoever sees a part: waited for, made anew once they see other rows, told by their title."""

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.conf import settings as configured
from django.test import Client
from django.utils import timezone
from tests.evaluation.report.sample import evaluation

from crmeter.evaluation.document import to_document
from crmeter.evaluation.report.tiles.asked import TileAsked, TileChart
from crmeter.measures.own import known
from crmeter.measures.own.compiled import own_measure
from crmeter.records.ledger.actor import SYSTEM
from crmeter.records.readings.actions import publish_run
from crmeter.records.staff.actions import add_user
from crmeter.records.staff.models import User
from crmeter.records.staff.queries import Person, person
from crmeter.records.staff.roles import Role
from crmeter.strategy.boards.actions import BoardAsked, make_board
from crmeter.strategy.boards.models import Tile
from crmeter.strategy.boards.report_actions import Sending, set_schedule
from crmeter.strategy.boards.report_dates import Every, When
from crmeter.strategy.boards.report_models import SentReport
from crmeter.strategy.boards.report_queries import due_schedules, file_sent_to, schedule_of, sent_at_all, sent_to
from crmeter.strategy.boards.sent_actions import send_once_more
from crmeter.strategy.boards.tile_actions import add_tile
from crmeter.strategy.own_measures.models import OwnMeasure
from crmeter.vocabulary import Work
from crmeter.worker import report_files
from crmeter.worker.board_reports import send_boards
from crmeter.worker.handlers import Order

pytestmark = pytest.mark.django_db
HERE = ZoneInfo(configured.TIME_ZONE)


@pytest.fixture(autouse=True)
def printer(monkeypatch: pytest.MonkeyPatch) -> None:
    """Printing takes seconds; what comes of it is asked of `evaluation.report.paper`."""
    monkeypatch.setattr(report_files, "to_pdf", lambda page: b"%PDF-1.7 of " + page[:20].encode())


@pytest.fixture
def giang(db: None) -> Person:
    publish_run(to_document(evaluation(), explanations=False))
    return there(Role.DIRECTOR)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Any:
    def stands_at(day: date, hour: int = 7, minute: int = 5) -> None:
        monkeypatch.setattr(timezone, "now", lambda: datetime(day.year, day.month, day.day, hour, minute, tzinfo=HERE))

    stands_at(date(2026, 11, 4))
    return stands_at


def there(role: Role) -> Person:
    found = person(add_user(SYSTEM, f"{role}@example.vn", role, name=str(role)))
    assert found is not None
    return found


def board_of(owner: Person) -> int:
    number = make_board(owner, BoardAsked("Tuần này"))
    add_tile(owner, number, TileAsked("retention_rate", "", TileChart.NUMBER), version=1)
    return number


def daily(*people: Person, hour: int = 6) -> Sending:
    return Sending(When(Every.DAY, hour=hour), [each.id for each in people])


def sends() -> int:
    sent: int = send_boards(Order(1, {}, None, 1), Work())["sent"]
    return sent


def test_what_is_sent_late_does_not_skip_the_same_hour_of_the_day_that_has_begun(giang: Person, clock: Any) -> None:
    number = board_of(giang)
    set_schedule(giang, number, daily(giang, hour=18), version=0)

    clock(date(2026, 11, 6), hour=7)
    sends()

    assert schedule_of(number).due_on == date(2026, 11, 6)
    clock(date(2026, 11, 6), hour=18)
    assert sends() == 1
    assert schedule_of(number).due_on == date(2026, 11, 7)


def test_a_part_is_waited_for_a_whole_day_also_where_that_begins_late_in_the_evening(giang: Person, clock: Any) -> None:
    rep = there(Role.REP)
    set_schedule(giang, board_of(giang), daily(rep, hour=23), version=0)

    for day, hour in ((4, 23), (5, 0), (5, 22)):
        clock(date(2026, 11, day), hour=hour)
        sends()
        assert not SentReport.objects.exists()
    clock(date(2026, 11, 5), hour=23, minute=6)
    sends()

    (failed,) = SentReport.objects.all()
    assert failed.why_en == "the part of this person could not be worked out"


def test_a_part_is_asked_for_at_least_once_after_the_product_stood_still(giang: Person, clock: Any) -> None:
    rep = there(Role.REP)
    set_schedule(giang, board_of(giang), daily(rep), version=0)

    clock(date(2026, 11, 9))
    sends()

    assert [each.waiting for each in due_schedules()] == [(rep.id,)]
    assert not SentReport.objects.exists()


def test_files_of_more_rows_than_somebody_sees_today_are_not_opened_nor_sent_again(
    giang: Person, clock: Any, client: Client
) -> None:
    lead = there(Role.MARKETING_MANAGER)
    set_schedule(giang, board_of(giang), daily(lead), version=0)
    clock(date(2026, 11, 5))
    sends()
    (found,) = sent_to(lead)
    assert file_sent_to(lead, found.id, "html") is not None

    User.objects.filter(pk=lead.id).update(role=Role.REP)
    rep = person(lead.id)

    assert rep is not None
    assert file_sent_to(rep, found.id, "html") is None
    assert [each.kinds for each in sent_to(rep)] == [()]
    client.force_login(User.objects.get(pk=rep.id), "allauth.account.auth_backends.AuthenticationBackend")
    assert client.get(f"/boards/sent/{found.id}/html").status_code == 404
    # It waits for the part that they see now.
    send_once_more(giang, found.id)
    assert sends() == 0
    assert SentReport.objects.get(pk=found.id).is_wanted_again


def test_files_of_before_scopes_were_kept_open_for_whoever_sees_all(giang: Person, clock: Any) -> None:
    set_schedule(giang, board_of(giang), daily(giang), version=0)
    clock(date(2026, 11, 5))
    sends()
    SentReport.objects.update(scope="")
    (found,) = sent_to(giang)

    assert file_sent_to(giang, found.id, "html") is not None
    User.objects.filter(pk=giang.id).update(role=Role.REP)
    assert file_sent_to(person(giang.id), found.id, "html") is None


def test_what_others_were_sent_since_hides_nothing_that_the_reader_was_sent(
    giang: Person, clock: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    analyst = there(Role.ANALYST)
    set_schedule(giang, board_of(giang), daily(analyst), version=0)
    clock(date(2026, 11, 5))
    sends()
    other = there(Role.STEWARD)
    set_schedule(other, board_of(other), daily(other), version=0)
    clock(date(2026, 11, 6))
    sends()

    monkeypatch.setattr("crmeter.strategy.boards.report_queries._MOST_SHOWN", 1)

    (mine,) = sent_at_all(analyst)
    assert mine.is_mine
    (sent,) = sent_at_all(giang)
    assert sent.may_send


def test_a_process_that_has_just_begun_tells_own_measures_by_their_title(
    giang: Person, clock: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    definition = 'count(orders) where orders.channel = "chợ"'
    OwnMeasure.objects.create(title="Đơn chợ", definition=definition, owner_id=giang.id, set_at=timezone.now())
    name = own_measure(f"Đơn chợ = {definition}").name
    number = board_of(giang)
    Tile.objects.filter(board=number).update(measure=name)
    set_schedule(giang, number, daily(giang), version=0)
    clock(date(2026, 11, 5))
    monkeypatch.setattr(known, "_READ", {})
    known.own_measures_in.cache_clear()

    sends()

    (found,) = sent_to(giang)
    page = file_sent_to(giang, found.id, "html")[1].decode()
    assert "Đơn chợ" in page
    assert name not in page
