"""What is sent by itself: as links or attached, kept as it went, and sent once more where it failed."""

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.conf import settings as configured
from django.contrib.staticfiles import finders
from django.test import Client
from django.utils import timezone
from tests.evaluation.report.sample import evaluation

from crmeter.engagement.mail.models import Message, MessageFile
from crmeter.engagement.mail.queries import messages_numbered
from crmeter.evaluation.document import to_document
from crmeter.evaluation.report.paper.pdf import NO_PRINTER, NoPdf
from crmeter.evaluation.report.tiles.asked import TileAsked, TileChart
from crmeter.records.ledger.actor import SYSTEM
from crmeter.records.ledger.models import AuditEntry
from crmeter.records.ledger.refusals import Refused
from crmeter.records.readings.actions import publish_run
from crmeter.records.staff.actions import add_user
from crmeter.records.staff.models import User
from crmeter.records.staff.queries import Person, person
from crmeter.records.staff.roles import Role
from crmeter.strategy.boards.actions import BoardAsked, make_board, remove_board
from crmeter.strategy.boards.report_actions import Sending, set_schedule
from crmeter.strategy.boards.report_dates import Every, When
from crmeter.strategy.boards.report_queries import due_schedules, file_sent_to, schedule_of, sent_at_all, sent_to
from crmeter.strategy.boards.sent_actions import send_once_more
from crmeter.strategy.boards.tile_actions import add_tile
from crmeter.vocabulary import Work
from crmeter.worker import report_files, report_mail
from crmeter.worker.board_reports import send_boards
from crmeter.worker.handlers import Order

pytestmark = pytest.mark.django_db
HERE = ZoneInfo(configured.TIME_ZONE)
VIETNAMESE = "aàáảãạăằắẳẵặâầấẩẫậeèéẻẽẹêềếểễệiìíỉĩịoòóỏõọôồốổỗộơờớởỡợuùúủũụưừứửữựyỳýỷỹỵđ₫–…“”"


@pytest.fixture
def printer(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Printing takes seconds; what comes of it is asked of `evaluation.report.paper`."""
    printed: list[str] = []

    def prints(page: str) -> bytes:
        printed.append(page)
        return b"%PDF-1.7"

    monkeypatch.setattr(report_files, "to_pdf", prints)
    return printed


@pytest.fixture
def giang(db: None, printer: list[str], settings: Any) -> Person:
    settings.SMTP_URL, settings.MAIL_FROM = "smtp://127.0.0.1:1", "An Khang <lienhe@an-khang.example>"
    publish_run(to_document(evaluation(), explanations=False))
    return there(Role.DIRECTOR)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Any:
    def stands_at(day: date, hour: int = 7) -> None:
        monkeypatch.setattr(timezone, "now", lambda: datetime(day.year, day.month, day.day, hour, 5, tzinfo=HERE))

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


def daily(*people: Person, is_attached: bool = False, hour: int = 6) -> Sending:
    return Sending(When(Every.DAY, hour=hour), [each.id for each in people], is_attached)


def sends() -> int:
    sent: int = send_boards(Order(1, {}, None, 1), Work())["sent"]
    return sent


def attached_to(message: int) -> list[tuple[str, str]]:
    rows = MessageFile.objects.filter(message=message).order_by("pk")
    return [(each.name, each.content_type.rpartition(".")[2].rpartition("/")[2]) for each in rows]


def test_links_travel_until_somebody_chooses_files(giang: Person, clock: Any) -> None:
    set_schedule(giang, board_of(giang), daily(giang), version=0)
    clock(date(2026, 11, 5))
    sends()

    (found,) = sent_to(giang)
    (mail,) = Message.objects.all()
    assert attached_to(mail.pk) == []
    assert [f"/boards/sent/{found.id}/{kind}" in mail.text for kind in ("pdf", "html", "xlsx")] == [True] * 3
    assert (found.kinds, found.attached, found.message) == (("pdf", "html", "xlsx"), (), mail.pk)


def test_files_travel_where_somebody_chose_so_and_that_is_noted(giang: Person, clock: Any) -> None:
    set_schedule(giang, board_of(giang), daily(giang, is_attached=True), version=0)
    clock(date(2026, 11, 5))
    sends()

    (found,) = sent_to(giang)
    (mail,) = Message.objects.all()
    assert attached_to(mail.pk) == [("Tuần này 2026-11-05.pdf", "pdf"), ("Tuần này 2026-11-05.xlsx", "sheet")]
    assert found.attached == ("pdf", "xlsx")
    assert "chỉ dành cho bạn" in mail.text
    (entry,) = AuditEntry.objects.filter(action="boards.report_mailed")
    assert entry.after == {"recipient": giang.id, "message": mail.pk, "attached": ["pdf", "xlsx"]}


def test_where_no_pdf_can_be_made_the_page_travels_and_it_is_said_what_is_missing(
    giang: Person, clock: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def prints_nothing(page: str) -> bytes:
        raise NoPdf("no_printer", NO_PRINTER)

    monkeypatch.setattr(report_files, "to_pdf", prints_nothing)
    set_schedule(giang, board_of(giang), daily(giang, is_attached=True), version=0)
    clock(date(2026, 11, 5))
    sends()

    (found,) = sent_to(giang)
    assert (found.kinds, found.attached) == (("html", "xlsx"), ("html", "xlsx"))
    assert found.lacks is not None
    assert "libpango-1.0-0" in found.lacks.en


def test_files_that_are_too_large_stay_behind_their_links(
    giang: Person, clock: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(report_mail, "MOST_BYTES", 10)
    set_schedule(giang, board_of(giang), daily(giang, is_attached=True), version=0)
    clock(date(2026, 11, 5))
    sends()

    (found,) = sent_to(giang)
    (mail,) = Message.objects.all()
    assert attached_to(mail.pk) == []
    assert found.attached == ()
    assert found.lacks is not None
    assert "larger than" in found.lacks.en
    assert f"/boards/sent/{found.id}/pdf" in mail.text


def test_everybody_who_sees_the_same_in_the_same_language_gets_the_same_print(
    giang: Person, clock: Any, printer: list[str]
) -> None:
    analyst, english = there(Role.ANALYST), there(Role.STEWARD)
    User.objects.filter(pk=english.id).update(language="en")
    set_schedule(giang, board_of(giang), daily(giang, analyst, english), version=0)
    clock(date(2026, 11, 5))

    assert sends() == 3
    assert len(printed_in(printer, "vi")) == len(printed_in(printer, "en")) == 1


def printed_in(printer: list[str], language: str) -> list[str]:
    return [page for page in printer if page.startswith(f'<!doctype html><html lang="{language}">')]


def test_nothing_leaves_before_its_hour(giang: Person, clock: Any) -> None:
    number = board_of(giang)
    set_schedule(giang, number, daily(giang, hour=17), version=0)

    # Set up in the morning, it leaves the same afternoon.
    assert schedule_of(number).due_on == date(2026, 11, 4)
    clock(date(2026, 11, 4), hour=16)
    assert sends() == 0
    clock(date(2026, 11, 4), hour=17)
    assert sends() == 1
    assert schedule_of(number).due_on == date(2026, 11, 5)


def test_the_report_of_the_evaluation_is_sent_too_to_each_what_they_see(giang: Person, clock: Any) -> None:
    rep = there(Role.REP)
    set_schedule(giang, None, daily(giang, rep, is_attached=True), version=0)
    clock(date(2026, 11, 5))

    assert sends() == 1

    (found,) = sent_to(giang)
    assert (found.board, found.name, found.kinds) == (None, "Báo cáo đánh giá", ("html", "xlsx"))
    name, page = file_sent_to(giang, found.id, "html")
    assert name == "Báo cáo đánh giá 2026-11-05.html"
    assert "81,3%" in page.decode()
    (mail,) = Message.objects.all()
    assert attached_to(mail.pk) == [
        ("Báo cáo đánh giá 2026-11-05.html", "html"),
        ("Báo cáo đánh giá 2026-11-05.xlsx", "sheet"),
    ]
    # Whoever sees a part waits for it.
    assert [each.waiting for each in due_schedules()] == [(rep.id,)]
    with pytest.raises(Refused, match="agents"):
        set_schedule(there(Role.AGENT), None, daily(giang), version=1)


def test_what_was_sent_is_sent_once_more_as_it_was(giang: Person, clock: Any, printer: list[str]) -> None:
    set_schedule(giang, board_of(giang), daily(giang, is_attached=True), version=0)
    clock(date(2026, 11, 5))
    sends()
    (found,) = sent_to(giang)

    send_once_more(giang, found.id)
    assert [each.is_wanted_again for each in sent_to(giang)] == [True]
    assert sends() == 1
    assert sends() == 0

    (again,) = sent_to(giang)
    assert (again.id, again.is_wanted_again, again.kinds) == (found.id, False, found.kinds)
    assert again.message != found.message
    assert Message.objects.count() == 2
    assert len(printer) == 1


def test_what_could_not_be_made_is_made_when_it_is_sent_once_more(giang: Person, clock: Any) -> None:
    rep = there(Role.REP)
    number = board_of(giang)
    set_schedule(giang, number, daily(rep), version=0)
    clock(date(2026, 11, 5))
    sends()
    clock(date(2026, 11, 6))
    sends()
    (failed, *_) = [each for each in sent_at_all(giang) if each.why is not None]
    assert (failed.recipient, failed.is_mine, failed.may_send) == ("rep", False, True)
    User.objects.filter(pk=rep.id).update(role=Role.ANALYST)

    send_once_more(giang, failed.id)
    sends()

    made = next(each for each in sent_to(person(rep.id)) if each.id == failed.id)
    assert (made.why, made.has_files, made.is_mailed) == (None, True, True)


def test_only_who_sends_sees_what_others_got_and_sends_it_again(giang: Person, clock: Any) -> None:
    analyst, steward = there(Role.ANALYST), there(Role.STEWARD)
    number = board_of(giang)
    set_schedule(giang, number, daily(analyst), version=0)
    clock(date(2026, 11, 5))
    sends()

    (seen,) = sent_at_all(giang)
    assert (seen.is_mine, seen.may_send) == (False, True)
    assert [(each.is_mine, each.may_send) for each in sent_at_all(analyst)] == [(True, False)]
    assert sent_at_all(steward) == []
    for other in (analyst, steward):
        with pytest.raises(Refused, match="no such board"):
            send_once_more(other, seen.id)
    with pytest.raises(Refused, match="not there"):
        send_once_more(giang, 10**6)
    remove_board(giang, number, version=2)
    assert [each.may_send for each in sent_at_all(giang)] == []


def test_the_history_says_how_each_mail_ended(giang: Person, clock: Any, client: Client) -> None:
    set_schedule(giang, board_of(giang), daily(giang, is_attached=True), version=0)
    clock(date(2026, 11, 5))
    sends()
    (found,) = sent_to(giang)
    why = {"vi": "máy chủ thư trả lời: 554", "en": "the mail server answered: 554"}
    Message.objects.filter(pk=found.message).update(state="failed", why=why)
    client.force_login(User.objects.get(pk=giang.id), "allauth.account.auth_backends.AuthenticationBackend")

    page = client.get("/boards/reports").content.decode()

    assert "không gửi được" in page
    assert "máy chủ thư trả lời: 554" in page
    assert "thư kèm PDF, XLSX" in page
    assert f"/boards/sent/{found.id}/pdf" in page
    assert client.post(f"/boards/reports/{found.id}/again").status_code == 302
    assert "đang gửi lại" in client.get("/boards/reports").content.decode()
    assert list(messages_numbered([found.message])) == [found.message]
    answer = client.get(f"/boards/sent/{found.id}/pdf")
    assert (answer.headers["Content-Type"], answer.content[:5]) == ("application/pdf", b"%PDF-")


def test_the_typeface_that_is_printed_with_has_every_letter_of_vietnamese() -> None:
    from fontTools.ttLib import TTFont  # noqa: PLC0415 - it comes with the printer

    known: set[int] = set()
    for place in report_files._FACES.values():
        found = finders.find(place)
        assert found is not None
        known |= set(TTFont(found).getBestCmap())

    missing = [letter for letter in VIETNAMESE + VIETNAMESE.upper() if ord(letter) not in known]
    assert missing == []
