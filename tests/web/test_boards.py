"""The pages of boards: built by forms, looked at by part and month, sent as files, read by whoever finds them."""

from collections.abc import Callable
from datetime import date
from io import BytesIO

import openpyxl
import pytest
from django.conf import settings
from django.test import Client
from tests.evaluation.report.sample import evaluation
from tests.strategy.months import publish_months

from crmeter.evaluation.document import to_document
from crmeter.evaluation.report.tiles.asked import TileAsked, TileChart
from crmeter.records.ledger.actor import SYSTEM
from crmeter.records.readings.actions import publish_run
from crmeter.records.staff.actions import add_user
from crmeter.records.staff.models import User
from crmeter.records.staff.queries import Person, person
from crmeter.records.staff.roles import Role
from crmeter.strategy.boards.actions import BoardAsked, change_board, make_board
from crmeter.strategy.boards.kinds import Shared
from crmeter.strategy.boards.queries import board_at, boards_of
from crmeter.strategy.boards.tile_actions import add_tile

pytestmark = pytest.mark.django_db
SignedIn = Callable[..., Client]


@pytest.fixture
def giang(db: None) -> Person:
    return there(Role.DIRECTOR)


@pytest.fixture
def signed_in(db: None) -> SignedIn:
    def sign_in(who: Person, language: str = "vi") -> Client:
        client = Client()
        client.force_login(User.objects.get(pk=who.id), "allauth.account.auth_backends.AuthenticationBackend")
        client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
        return client

    return sign_in


@pytest.fixture
def browser(giang: Person, signed_in: SignedIn) -> Client:
    return signed_in(giang)


def there(role: Role) -> Person:
    found = person(add_user(SYSTEM, f"{role}@example.vn", role, name="Hương Giang"))
    assert found is not None
    return found


def page_of(browser: Client, address: str) -> str:
    answer = browser.get(address)
    assert answer.status_code == 200
    return str(answer.content.decode())


def filled(owner: Person, *tiles: TileAsked) -> int:
    number = make_board(owner, BoardAsked("Tuần này"))
    for version, tile in enumerate(tiles, start=1):
        add_tile(owner, number, tile, version=version)
    return number


def tile(name: str, chart: TileChart = TileChart.NUMBER, cut: str = "") -> TileAsked:
    return TileAsked(name, cut, chart)


@pytest.mark.parametrize(("language", "said"), [("vi", "Chưa có bảng nào"), ("en", "There is no board yet")])
def test_without_a_board_the_page_says_how_to_begin(giang, signed_in, language: str, said: str) -> None:
    assert said in page_of(signed_in(giang, language), "/boards")


def test_a_board_is_made_and_filled_by_forms(browser: Client, giang: Person) -> None:
    made = browser.post("/boards/new", {"name": "Tuần này"})
    (board,) = boards_of(giang)
    at = f"/boards/{board.id}"
    assert made.headers["Location"] == f"{at}?edit=1#add"
    # Words find a measure without their marks.
    assert 'value="retention_rate"' in page_of(browser, f"{at}/measures?q=giu chan")

    form = {"measure": "retention_rate", "drawn": "segment|bar", "version": "1"}
    assert browser.post(f"{at}/tiles", form).status_code == 302
    assert browser.post(f"{at}/tiles", form).status_code == 412
    assert browser.post(f"{at}/tiles", {**form, "drawn": "segment|pie", "version": "2"}).status_code == 422

    (shown,) = board_at(giang, board.id).tiles
    assert shown.asked == tile("retention_rate", TileChart.BAR, "segment")
    assert browser.post(f"{at}/tiles/{shown.id}/size", {"to": "12 3", "version": "2"}).status_code == 302
    assert browser.post(f"{at}/order", {"size": f"{shown.id} 4 1", "version": "3"}).status_code == 302
    assert board_at(giang, board.id).tiles[0].width == 4


def test_an_order_and_a_removal_are_taken_back_by_their_toast(browser: Client, giang: Person) -> None:
    number = filled(giang, tile("revenue"), tile("orders"))
    first, second = (str(each.id) for each in board_at(giang, number).tiles)

    browser.post(f"/boards/{number}/order", {"order": [first, second], "move": f"{second} up", "version": "3"})
    assert [str(each.id) for each in board_at(giang, number).tiles] == [second, first]
    browser.post(f"/boards/{number}/order?order={first}+{second}&version=4")
    assert [str(each.id) for each in board_at(giang, number).tiles] == [first, second]

    browser.post(f"/boards/{number}/tiles/{first}/remove", {"version": "5"})
    assert f"/boards/{number}/tiles/{first}/bring-back?version=6" in page_of(browser, f"/boards/{number}")
    browser.post(f"/boards/{number}/tiles/{first}/bring-back?version=6")
    assert [str(each.id) for each in board_at(giang, number).tiles] == [first, second]

    browser.post(f"/boards/{number}/remove", {"version": "7"})
    assert browser.get(f"/boards/{number}").status_code == 404
    assert browser.post(f"/boards/{number}/bring-back?version=8").status_code == 302
    assert browser.get(f"/boards/{number}").status_code == 200


def test_figures_are_drawn_and_open_their_explanation(browser: Client, giang: Person) -> None:
    publish_run(to_document(evaluation(), explanations=False))
    number = filled(giang, tile("retention_rate"), tile("retention_rate", TileChart.BAR, "segment"))

    whole = page_of(browser, f"/boards/{number}")
    part = page_of(browser, f"/boards/{number}?part=segment:Trường học&compare=")

    assert "81,3%" in whole
    assert 'href="/explain/retention_rate"' in whole
    assert "<script>alert" not in whole
    assert "81,3%" not in part
    assert "/explain/retention_rate?segment=Tr%C6%B0%E1%BB%9Dng+h%E1%BB%8Dc" in part
    assert "so với kỳ trước" not in part


def test_a_month_is_compared_with_the_same_month_of_an_earlier_evaluation(browser: Client, giang: Person) -> None:
    publish_months("then", date(2025, 9, 30), {"orders": (40.0, 48.0)})
    publish_months("now", date(2026, 9, 30), {"orders": (80.0, 60.0)})
    number = filled(giang, tile("orders"))

    assert "25,0%" in page_of(browser, f"/boards/{number}?month=2026-09-01&compare=year")
    assert "25,0%" in page_of(browser, f"/boards/{number}?month=2026-09-01&compare=before")
    # 60 is a quarter more than the 48 of a year before, and a quarter less than the 80 of the month before.
    assert "(48" in page_of(browser, f"/boards/{number}?month=2026-09-01&compare=year")
    assert "(80" in page_of(browser, f"/boards/{number}?month=2026-09-01&compare=before")


def test_a_board_opens_as_it_was_kept_and_can_be_looked_at_otherwise(browser: Client, giang: Person) -> None:
    publish_run(to_document(evaluation(), explanations=False))
    number = filled(giang, tile("retention_rate"))

    kept = browser.post(f"/boards/{number}/look?part=segment:Trường học&compare=year", {"version": "2"})

    assert kept.status_code == 302
    assert "phân khúc: Trường học" in page_of(browser, f"/boards/{number}")
    assert "phân khúc: Trường học" not in page_of(browser, f"/boards/{number}?part=")


def test_a_board_is_sent_as_a_file_with_typed_numbers(browser: Client, giang: Person) -> None:
    publish_run(to_document(evaluation(), explanations=False))
    number = filled(giang, tile("retention_rate"), tile("orders", TileChart.TABLE, "segment"))

    lines = b"".join(browser.get(f"/boards/{number}/figures.csv").streaming_content).decode("utf-8-sig").splitlines()
    book = openpyxl.load_workbook(BytesIO(browser.get(f"/boards/{number}/figures.xlsx").content))

    assert len(lines) == 1 + 1 + 5
    assert lines[1].startswith("Tỷ lệ giữ chân,,2025-11-01,2026-10-31,0.813,%")
    cell = book.worksheets[0]["E2"]
    assert (cell.value, cell.number_format) == (0.813, "0.0%")


def test_whoever_finds_a_shared_board_cannot_change_it(giang: Person, signed_in: SignedIn) -> None:
    publish_run(to_document(evaluation(), explanations=False))
    number = filled(giang, tile("retention_rate"))
    analyst = signed_in(there(Role.ANALYST), "en")
    assert analyst.get(f"/boards/{number}").status_code == 404

    change_board(giang, number, BoardAsked("Chung", Shared.EVERYBODY), version=2)

    found = page_of(analyst, f"/boards/{number}?edit=1")
    assert "81.3%" in found
    assert "Add a tile" not in found
    assert analyst.post(f"/boards/{number}/remove", {"version": "3"}).status_code == 422
    assert analyst.get(f"/boards/{number}/measures").status_code == 404


def test_whoever_sees_a_part_never_reads_the_figures_of_all(giang: Person, signed_in: SignedIn) -> None:
    publish_run(to_document(evaluation(), explanations=False))
    number = filled(giang, tile("retention_rate"))
    change_board(giang, number, BoardAsked("Chung", Shared.EVERYBODY), version=2)
    rep = signed_in(there(Role.REP))

    for address in (f"/boards/{number}", f"/boards/{number}/figures.csv", f"/boards/{number}/figures.xlsx"):
        answer = rep.get(address)
        assert b"81,3%" not in answer.content
        assert b"0.813" not in answer.content
        # Their own part is worked out first, and the page says so.
        assert answer.headers["Content-Type"].startswith("text/html")
