"""Value maps on boards: for who reads surveys, as on their own page, and said otherwise where there is none."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from tests.evaluation.report.sample import evaluation
from tests.web.survey_answers import compared

from crmeter.evaluation.document import to_document
from crmeter.evaluation.report.tiles.asked import VALUE_MAP, TileAsked, TileChart
from crmeter.records.ledger.actor import SYSTEM
from crmeter.records.ledger.refusals import Refused
from crmeter.records.readings.actions import publish_run
from crmeter.records.staff.actions import add_user
from crmeter.records.staff.models import User
from crmeter.records.staff.queries import Person, person
from crmeter.records.staff.roles import Role
from crmeter.strategy.boards.actions import BoardAsked, change_board, make_board
from crmeter.strategy.boards.kinds import Shared
from crmeter.strategy.boards.tile_actions import add_tile
from crmeter.warehouse.workspace import Workspace

pytestmark = pytest.mark.django_db(transaction=True)
BrowserOf = Callable[[Person, str], Client]
PEOPLE = 60


def somebody(role: Role) -> Person:
    found = person(add_user(SYSTEM, f"{role}@example.vn", role, name=str(role)))
    assert found is not None
    return found


@pytest.fixture
def lan(transactional_db: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Person:
    monkeypatch.setattr(settings, "WORKSPACE", Workspace(tmp_path / "workspace"))
    publish_run(to_document(evaluation(), explanations=False))
    return somebody(Role.DIRECTOR)


@pytest.fixture
def browse(client: Client) -> BrowserOf:
    def sign_in(who: Person, language: str) -> Client:
        client.force_login(User.objects.get(pk=who.id), "allauth.account.auth_backends.AuthenticationBackend")
        client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
        return client

    return sign_in


def test_a_map_is_put_on_a_board_and_shown_to_who_reads_surveys(lan: Person, browse: BrowserOf) -> None:
    survey = compared(lan, PEOPLE)
    board = make_board(lan, BoardAsked("Giá trị", Shared.EVERYBODY))
    browser = browse(lan, "vi")
    form = browser.get(f"/boards/{board}?edit=1").content.decode()
    assert f'value="survey-{survey}|map"' in form

    asked = {"measure": VALUE_MAP, "drawn": f"survey-{survey}|map", "version": "1"}
    assert browser.post(f"/boards/{board}/tiles", asked).status_code == 302

    page = browser.get(f"/boards/{board}").content.decode()
    address = f"{reverse('value_map')}?source=survey-{survey}"
    alone = browser.get(address).content.decode()
    assert "Bản đồ giá trị" in page
    assert f'href="{address}"' in page
    assert "value-map.css" in page
    marks = [line.split('"')[0] for line in page.split('class="vm-mark ')[1:]]
    assert sorted(marks) == sorted(line.split('"')[0] for line in alone.split('class="vm-mark ')[1:])
    assert marks
    # Nothing can be tried on a board.
    assert "map-handle" not in page
    hidden = browse(somebody(Role.STEWARD), "en").get(f"/boards/{board}").content.decode()
    assert "vm-mark" not in hidden
    assert "Your role does not see value maps" in hidden


def test_a_map_whose_source_is_gone_says_so_in_both_languages(lan: Person, browse: BrowserOf) -> None:
    board = make_board(lan, BoardAsked("Giá trị"))
    add_tile(lan, board, TileAsked(VALUE_MAP, "table-999", TileChart.MAP), version=1)

    assert "không còn" in browse(lan, "vi").get(f"/boards/{board}").content.decode()
    assert "is not there any more" in browse(lan, "en").get(f"/boards/{board}").content.decode()
    # The figures of the board can still be had, and the map is no figure.
    assert browse(lan, "en").get(f"/boards/{board}/figures.csv").status_code == 200


@pytest.mark.parametrize(
    "asked",
    [
        TileAsked(VALUE_MAP, "", TileChart.MAP),
        TileAsked(VALUE_MAP, "survey-0", TileChart.MAP),
        TileAsked(VALUE_MAP, "table-1; drop", TileChart.MAP),
        TileAsked(VALUE_MAP, "table-1", TileChart.BAR),
        TileAsked("orders", "", TileChart.MAP),
    ],
)
def test_what_is_no_map_is_refused(lan: Person, asked: TileAsked) -> None:
    board = make_board(lan, BoardAsked("Giá trị"))

    with pytest.raises(Refused, match="cannot be drawn"):
        add_tile(lan, board, asked, version=1)


def test_only_who_reads_surveys_puts_a_map_on_a_board(lan: Person) -> None:
    steward = somebody(Role.STEWARD)
    board = make_board(steward, BoardAsked("Giá trị"))

    with pytest.raises(Refused, match="cannot be drawn"):
        add_tile(steward, board, TileAsked(VALUE_MAP, "table-1", TileChart.MAP), version=1)
    assert change_board(steward, board, BoardAsked("Khác"), version=1) == 2
