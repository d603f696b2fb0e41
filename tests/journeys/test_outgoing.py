"""What leaves the product by itself, in a browser: a board as PDF, and alerts that wait for quiet hours to end."""

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.conf import settings as configured
from django.utils import timezone
from tests.evaluation.report.sample import evaluation
from tests.journeys.conftest import SCREENS
from tests.strategy.months import publish_months

from crmeter.engagement.mail.models import Message, MessageFile
from crmeter.evaluation.document import to_document
from crmeter.evaluation.report.tiles.asked import TileAsked, TileChart
from crmeter.records.readings.actions import publish_run
from crmeter.records.staff.models import User
from crmeter.records.staff.queries import Person, person
from crmeter.strategy.alerts.judge_actions import judge_run
from crmeter.strategy.boards.actions import BoardAsked, make_board
from crmeter.strategy.boards.tile_actions import add_tile
from crmeter.vocabulary import Work
from crmeter.worker.alert_mail import mail_alerts
from crmeter.worker.board_reports import send_boards
from crmeter.worker.handlers import Order

# The tests of what it does run on both databases; this is about how it looks.
pytestmark = pytest.mark.once
HERE = ZoneInfo(configured.TIME_ZONE)
ORDER = Order(1, {}, None, 1)
WORDS = {
    "vi": {
        "files": "Cả các tệp",
        "send": "Gửi định kỳ",
        "on": "Từ nay được gửi định kỳ",
        "again": "Gửi lại",
        "sent_again": "Sẽ gửi lại ngay",
        "as_sent": "thư kèm PDF, XLSX",
        "evening": "Yên tĩnh từ",
        "severe": "Cảnh báo nặng thì không chờ",
        "keep": "Lưu giờ của tôi",
        "kept": "Đã lưu giờ yên tĩnh",
        "watch": "Theo dõi",
    },
    "en": {
        "files": "The files too",
        "send": "Send by itself",
        "on": "It is sent by itself from now on",
        "again": "Send again",
        "sent_again": "It is sent again in a moment",
        "as_sent": "mail with PDF, XLSX attached",
        "evening": "Quiet from",
        "severe": "Severe alerts do not wait",
        "keep": "Keep my hours",
        "kept": "The quiet hours are kept",
        "watch": "Watch it",
    },
}
LOOKS = [("vi", "light", 1440), ("en", "dark", 390)]


@pytest.fixture
def giang(administrator: str, settings: Any) -> Person:
    settings.SMTP_URL, settings.MAIL_FROM = "smtp://127.0.0.1:1", "An Khang <lienhe@an-khang.example>"
    found = person(User.objects.get(email=administrator).pk)
    assert found is not None
    return found


def looked_at(reader: Any, axe: str, name: str, language: str, width: int) -> None:
    assert reader.page.evaluate("document.documentElement.scrollWidth") <= width
    assert reader.barriers(axe) == []
    reader.keep_picture(f"outgoing-{name}-{language}-{width}")


@pytest.mark.parametrize(("language", "theme", "width"), LOOKS)
def test_a_board_is_sent_with_its_pdf_attached(
    reader: Any, giang: Person, axe: str, monkeypatch: pytest.MonkeyPatch, language: str, theme: str, width: int
) -> None:
    words = WORDS[language]
    User.objects.filter(pk=giang.id).update(language=language)
    publish_run(to_document(evaluation(), explanations=False))
    number = make_board(giang, BoardAsked("Tuần này – khách trở lại"))
    charts = [("retention_rate", "", "number"), ("orders", "segment", "bar"), ("orders", "", "line")]
    for version, (measure, cut, chart) in enumerate(charts, 1):
        add_tile(giang, number, TileAsked(measure, cut, TileChart(chart)), version=version)
    reader.sign_in(giang.email)
    reader.choose(language, theme, width)

    page = reader.open(f"/boards/{number}/schedule")
    page.locator("#schedule-every").select_option("day")
    page.locator("#schedule-hour").select_option("7")
    page.get_by_label(words["files"]).check()
    page.locator("fieldset input[type=checkbox]").first.check()
    page.locator("form.form button.primary").press("Enter")
    page.locator(".toast", has_text=words["on"]).wait_for()
    looked_at(reader, axe, "schedule", language, width)
    tomorrow = timezone.localdate() + timedelta(days=1)
    moment = datetime(tomorrow.year, tomorrow.month, tomorrow.day, 8, 0, tzinfo=HERE)
    with monkeypatch.context() as clock:
        clock.setattr(timezone, "now", lambda: moment)
        assert send_boards(ORDER, Work()) == {"sent": 1}

    pdf = MessageFile.objects.get(content_type="application/pdf")
    assert bytes(pdf.content or b"").startswith(b"%PDF-")
    (SCREENS / f"outgoing-board-{language}.pdf").write_bytes(bytes(pdf.content or b""))
    page = reader.open("/boards/reports")
    page.get_by_text(words["as_sent"]).wait_for()
    looked_at(reader, axe, "history", language, width)
    page.get_by_role("button", name=words["again"]).press("Enter")
    page.locator(".toast", has_text=words["sent_again"]).wait_for()
    assert send_boards(ORDER, Work()) == {"sent": 1}
    assert Message.objects.count() == 2


@pytest.mark.parametrize(("language", "theme", "width"), LOOKS)
def test_alerts_wait_for_quiet_hours_to_end(
    reader: Any, giang: Person, axe: str, monkeypatch: pytest.MonkeyPatch, language: str, theme: str, width: int
) -> None:
    words = WORDS[language]
    User.objects.filter(pk=giang.id).update(language=language)
    publish_months("calm", date(2026, 8, 31), {"orders": (100.0,) * 8})
    reader.sign_in(giang.email)
    reader.choose(language, theme, width)

    page = reader.open("/alerts/quiet")
    page.locator("#own-starts").fill("21:00")
    page.locator("#own-ends").fill("07:00")
    looked_at(reader, axe, "quiet", language, width)
    page.get_by_role("button", name=words["keep"]).press("Enter")
    page.locator(".toast", has_text=words["kept"]).wait_for()
    assert page.locator("#own-starts").input_value() == "21:00"
    page = reader.open("/alerts?measure=orders&kind=threshold#watch")
    page.locator("#watch-new-bound").fill("150")
    page.locator("select[name=side]").select_option("below")
    page.get_by_role("button", name=words["watch"], exact=True).click()
    # It is below the bound already, by the evaluation that is there.
    page.locator(".alert .tag.bad").wait_for()
    looked_at(reader, axe, "struck", language, width)

    def written_at(hour: int) -> dict[str, int]:
        with monkeypatch.context() as clock:
            clock.setattr(timezone, "now", lambda: datetime(2026, 11, 3, hour, 0, tzinfo=HERE))
            told: dict[str, int] = mail_alerts(ORDER, Work())
            return told

    assert written_at(22) == {"told": 0}
    assert written_at(8) == {"told": 1}
    assert Message.objects.count() == 1
    judge_run("calm")
    assert written_at(9) == {"told": 0}
