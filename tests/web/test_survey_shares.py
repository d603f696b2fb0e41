"""Target shares that are kept with a survey: shown with what they do, and counted by the weighted measures."""

import html
import re
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from crmeter.records.ledger.actor import SYSTEM
from crmeter.records.ledger.models import AuditEntry
from crmeter.records.ledger.refusals import Refused, Stale
from crmeter.records.staff.actions import add_user
from crmeter.records.staff.queries import Person, person
from crmeter.records.staff.roles import Role
from crmeter.records.surveys.actions import close_survey, next_wave
from crmeter.records.surveys.answer_actions import answer
from crmeter.records.surveys.models import SurveyResponse
from crmeter.records.surveys.queries import SurveyView, survey
from crmeter.records.surveys.weighting_actions import keep_shares, write_weights
from crmeter.vocabulary import Work
from crmeter.warehouse.engine import Engine
from crmeter.warehouse.snapshots import current
from crmeter.warehouse.workspace import Workspace
from crmeter.worker.handlers import Order
from crmeter.worker.sync import sync_records
from crmeter.worker.weighing import weigh_surveys

from .satisfaction_answers import Customers, ask_and_answer, opened_survey, typed

pytestmark = pytest.mark.django_db
BrowserOf = Callable[..., Client]
GOOD, BAD = (10, 5, 3, 4, 4), (3, 2, 3, 2, 4)
# Stands where others have asked before, so that nobody gets their links.
NOBODY = Customers("", 0, ())
SHARES = {"segment": {"Bán lẻ": 20.0, "Doanh nghiệp": 80.0}}
FIELDS = {"share-segment-Bán lẻ": "20", "share-segment-Doanh nghiệp": "80"}


@pytest.fixture
def lan(db: None) -> Person:
    found = person(add_user(SYSTEM, "lan@example.vn", Role.DIRECTOR, name="Lan"))
    assert found is not None
    return found


@pytest.fixture
def view(lan: Person) -> SurveyView:
    """Six shops answer and are glad, four firms are not."""
    made = opened_survey(lan)
    ask_and_answer(lan, made, Customers("Bán lẻ", 6, (GOOD,) * 6), Customers("Doanh nghiệp", 4, (BAD,) * 4))
    return made


def seen(pk: int) -> SurveyView:
    found = survey(pk)
    assert found is not None
    return found


def words(response: Any) -> str:
    page = html.unescape(response.content.decode())
    part = page[page.index('id="weights"') :].partition("</section>")[0]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", part))


def weigh() -> None:
    weigh_surveys(Order(1, {}, None, 1), Work())


def weights_of(number: int) -> list[Decimal]:
    return list(SurveyResponse.objects.filter(survey=number).order_by("id").values_list("weight", flat=True))


def test_shares_are_tried_kept_shown_and_taken_away(browser_of: BrowserOf, view: SurveyView) -> None:
    browser, page = browser_of("director"), f"/surveys/{view.id}/results"
    tried = words(browser.get(page, FIELDS))
    assert "Giữ cùng khảo sát" in tried

    browser.post(f"/surveys/{view.id}/shares", {**FIELDS, "version": view.version})
    kept, plain = words(browser.get(page)), words(browser.get(page, {"plain": "1"}))

    assert seen(view.id).target_shares == SHARES
    # 20 points recommend and 80 do not: −60; unweighted 6 of 10 against 4: 20.
    for shown in (tried, kept):
        assert "NPS +20,0" in shown
        assert "−60,0" in shown
    assert "Các tỷ lệ này được giữ cùng khảo sát" in kept
    assert "−60,0" not in plain
    entry = AuditEntry.objects.get(action="surveys.shares_kept")
    assert (entry.before, entry.after) == ({"target_shares": {}}, {"target_shares": SHARES})

    browser.post(f"/surveys/{view.id}/shares", {"version": seen(view.id).version})
    assert seen(view.id).target_shares == {}
    assert "−60,0" not in words(browser.get(page))


def test_shares_that_could_not_be_kept_stand_in_their_fields_again(
    browser_of: BrowserOf, lan: Person, view: SurveyView
) -> None:
    browser = browser_of("director")
    keep_shares(lan, view.id, SHARES, version=view.version)

    typed = {"share-segment-Bán lẻ": "35,5", "share-segment-Doanh nghiệp": "64,5", "version": view.version}
    page = browser.post(f"/surveys/{view.id}/shares", typed, follow=True).content.decode()

    assert 'value="35,5"' in page
    assert 'value="64,5"' in page
    assert seen(view.id).target_shares == SHARES


def test_weights_are_what_raking_gives_and_follow_new_answers(lan: Person, view: SurveyView) -> None:
    keep_shares(lan, view.id, SHARES, version=view.version)
    weigh()
    # .2 · 10/6 and .8 · 10/4.
    assert weights_of(view.id) == [Decimal("0.3333")] * 6 + [Decimal("2.0000")] * 4

    ask_and_answer(lan, view, NOBODY, NOBODY, Customers("Bán lẻ", 2, (GOOD,) * 2))
    answer(view.open_key, typed(view, GOOD), "vi")
    weigh()

    # Of twelve whose group is known: .2 · 12/8 and .8 · 12/4; whose group is not known counts for nothing.
    assert weights_of(view.id) == [Decimal("0.3")] * 6 + [Decimal("2.4")] * 4 + [Decimal("0.3")] * 2 + [Decimal(0)]
    keep_shares(lan, view.id, {}, version=seen(view.id).version)
    assert set(weights_of(view.id)) == {Decimal(1)}


def test_where_a_group_has_no_share_all_count_the_same_and_the_page_says_why(
    browser_of: BrowserOf, lan: Person, view: SurveyView
) -> None:
    keep_shares(lan, view.id, SHARES, version=view.version)
    weigh()
    ask_and_answer(lan, view, NOBODY, NOBODY, Customers("Trường học", 1, (GOOD,)))

    weigh()

    assert set(weights_of(view.id)) == {Decimal(1)}
    assert "Chưa có tỷ lệ của Trường học" in words(browser_of("analyst").get(f"/surveys/{view.id}/results"))


def test_weights_of_shares_that_were_changed_meanwhile_are_not_written(lan: Person, view: SurveyView) -> None:
    keep_shares(lan, view.id, SHARES, version=view.version)
    numbers = SurveyResponse.objects.values_list("pk", flat=True)

    other = {"segment": {"Bán lẻ": 50.0, "Doanh nghiệp": 50.0}}

    assert write_weights(view.id, other, dict.fromkeys(numbers, 3.0)) == 0
    assert set(weights_of(view.id)) == {Decimal(1)}


def test_numbers_that_are_no_shares_are_refused(lan: Person, view: SurveyView) -> None:
    for shares, code in (
        ({"segment": {"Bán lẻ": 20.0, "Doanh nghiệp": 70.0}}, "shares_do_not_add_up"),
        ({"segment": {"Bán lẻ": 0.0, "Doanh nghiệp": 100.0}}, "no_share"),
        ({"segment": {"Bán lẻ": float("nan"), "Doanh nghiệp": 80.0}}, "no_share"),
        ({"agent": {"Lan": 100.0}}, "unknown_choice"),
    ):
        with pytest.raises(Refused) as refused:
            keep_shares(lan, view.id, shares, version=view.version)
        assert refused.value.code == code
    with pytest.raises(Stale):
        keep_shares(lan, view.id, SHARES, version=view.version + 1)
    anonymous = opened_survey(lan, "employees")
    with pytest.raises(Refused) as refused:
        keep_shares(lan, anonymous.id, SHARES, version=anonymous.version)
    assert refused.value.code == "anonymous"


def test_whoever_only_reads_surveys_keeps_no_shares(browser_of: BrowserOf, view: SurveyView) -> None:
    analyst = browser_of("analyst")

    shown = words(analyst.get(f"/surveys/{view.id}/results", FIELDS))
    sent = analyst.post(f"/surveys/{view.id}/shares", {**FIELDS, "version": view.version})

    assert "Giữ cùng khảo sát" not in shown
    assert sent.status_code == 403


def test_the_next_wave_begins_with_the_same_shares(lan: Person, view: SurveyView) -> None:
    keep_shares(lan, view.id, SHARES, version=view.version)
    close_survey(lan, view.id, version=seen(view.id).version)

    again = next_wave(lan, view.id, version=seen(view.id).version)

    assert seen(again).target_shares == SHARES


@pytest.mark.django_db(transaction=True)
def test_the_weighted_measures_read_these_weights(
    transactional_db: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace = Workspace(tmp_path / "workspace")
    monkeypatch.setattr(settings, "WORKSPACE", workspace)
    lan = person(add_user(SYSTEM, "lan@example.vn", Role.DIRECTOR, name="Lan"))
    assert lan is not None
    made = opened_survey(lan)
    ask_and_answer(lan, made, Customers("Bán lẻ", 6, (GOOD,) * 6), Customers("Doanh nghiệp", 4, (BAD,) * 4))
    keep_shares(lan, made.id, SHARES, version=made.version)
    weigh()

    sync_records(Order(1, {}, None, 1), Work())

    snapshot = current(workspace)
    assert snapshot is not None
    with Engine("256MB", 1) as engine:
        engine.attach("survey_answers", snapshot.paths(workspace, "survey_answers"))
        (found,) = engine.rows(
            "SELECT sum(weight * CASE WHEN value >= 9 THEN 1 WHEN value <= 6 THEN -1 ELSE 0 END)::DOUBLE / "
            "sum(weight)::DOUBLE FROM survey_answers WHERE question_kind = 'nps'"
        )
    # Weights are kept with four decimals.
    assert found[0] == pytest.approx(-0.6, abs=1e-4)
