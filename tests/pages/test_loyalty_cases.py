"""Keeping customers on pages: chosen in the list, given as tasks, followed, compared, undone."""

import html
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest
from django.contrib.messages import get_messages
from django.test import Client
from tests.evaluation.conftest import Firm

from crmeter.evaluation.customer_list import customers_of
from crmeter.evaluation.document import to_document
from crmeter.records.activities.models import Activity
from crmeter.records.catalogue import CONCEPTS
from crmeter.records.concept.actions import create
from crmeter.records.customers.actions import publish_customers
from crmeter.records.customers.models import Customer
from crmeter.records.customers.queries import Listing
from crmeter.records.readings.actions import publish_run
from crmeter.records.retention_cases.at_risk import CustomerAtRisk, silent_customers
from crmeter.records.retention_cases.kinds import Arm, Outcome
from crmeter.records.retention_cases.models import RetentionCase, RetentionRound
from crmeter.records.retention_cases.outcome_actions import Seen, note_outcomes
from crmeter.records.retention_cases.queries import all_running
from crmeter.records.staff.queries import Person
from crmeter.vocabulary import Scope, formats
from crmeter.web.loyalty import assign, keep

SignIn = Callable[..., Client]
LIST, CASES, ASSIGN = "/external/loyalty", "/external/loyalty/cases", "/external/loyalty/assign"
HOW = {"due_days": "7", "window_days": "60", "held_out": "0"}


@pytest.fixture
def listed(trading: Firm, db: None, monkeypatch: pytest.MonkeyPatch) -> Firm:
    """The firm with its figures and the list of its customers."""
    from django.conf import settings  # noqa: PLC0415 - as the other fixtures do

    monkeypatch.setattr(settings, "WORKSPACE", trading.workspace)
    publish_customers(trading.evaluation.run.id, customers_of(trading.workspace, trading.evaluation.run.id))
    publish_run(to_document(trading.evaluation, explanations=False))
    return trading


def words(answer: object) -> str:
    return html.unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode())))  # type: ignore[attr-defined]


def offered(page: str) -> list[str]:
    return re.findall(r'name="customer" form="assign" [^>]*value="(-?\d+)"', page)


def test_names_in_the_list_lead_to_the_page_of_the_customer(listed: Firm, director: Person, signed_in: SignIn) -> None:
    browser = signed_in(director)
    page = browser.get(LIST).content.decode()
    first = offered(page)[0]

    assert f'href="/customers/{first}"' in page
    assert browser.get(f"/customers/{first}").status_code == 200
    assert re.search(r'href="/customers/-?\d+"', browser.get("/").content.decode())


def test_a_segment_narrows_tiles_and_list_down(listed: Firm, director: Person, signed_in: SignIn) -> None:
    browser = signed_in(director, "en")
    everybody = browser.get(LIST)
    segment = everybody.context["segments"][0]

    narrowed = browser.get(LIST, {"segment": segment})

    of_all, of_one = offered(everybody.content.decode()), offered(narrowed.content.decode())
    assert 0 < len(of_one) < len(of_all)
    assert set(of_one) < set(of_all)
    assert f"Tiles and the list are those of {segment}" in words(narrowed)
    assert "Tiles and the list" not in words(browser.get(LIST, {"segment": "?"}))


def test_the_list_goes_on_page_after_page_in_the_order_of_the_run(
    listed: Firm, director: Person, signed_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keep, "ON_A_PAGE", 4)
    keep._read.cache_clear()
    browser = signed_in(director, "en")
    whole = offered(browser.get(LIST).content.decode())
    assert len(whole) > 9

    page = browser.get(LIST, {"after": whole[1]})
    walked = offered(page.content.decode())
    assert "customers 3–6, " in words(page)
    while (following := page.context["kept"].after) is not None:
        page = browser.get(LIST + following)
        walked += offered(page.content.decode())
    back = browser.get(LIST + page.context["kept"].before)

    assert walked[: len(whole) - 2] == whole[2:]
    assert offered(back.content.decode()) == walked[-4 - len(offered(page.content.decode())) :][:4]


def test_whoever_is_chosen_on_a_later_page_is_given_with_their_signs(
    listed: Firm, director: Person, signed_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser = signed_in(director, "en")
    whole = offered(browser.get(LIST).content.decode())
    monkeypatch.setattr(assign, "MOST_AT_RISK", 500)
    # As if the run had kept the first customer only, and a round compared with nobody else.
    monkeypatch.setattr(assign, "silent_customers", lambda scope: (silent_customers(scope)[0], ()))  # type: ignore[index]
    monkeypatch.setattr("crmeter.evaluation.report.figures.Figures.table", lambda *_: None)

    answer = browser.post(f"{ASSIGN}?after={whole[0]}", {**HOW, "only": whole[2]})

    assert answer["Location"] == f"{LIST}?after={whole[0]}"
    (task,) = Activity.objects.all()
    assert "silent for" in task.body or "likely to be active" in task.body


def test_another_period_shows_the_figures_of_its_run_and_gives_nobody(
    listed: Firm, director: Person, signed_in: SignIn
) -> None:
    then = listed.evaluation.run
    later = to_document(listed.evaluation, explanations=False)
    later["run"] |= {"id": "later", "as_of": "2026-12-31", "period": ["2026-01-01", "2027-01-01"]}
    publish_run(later)
    browser = signed_in(director, "en")

    now = browser.get(LIST)
    before = browser.get(LIST, {"run": then.id})

    assert "1 Jan 2026 – 31 Dec 2026" in words(now)
    assert [each.id for each in now.context["periods"]] == ["later", then.id]
    assert f"This is how it stood on {formats.day(then.as_of, 'en')}" in words(before)
    assert offered(before.content.decode()) == []
    assert browser.get(LIST, {"run": "?"}).context["run"].id == "later"


def test_one_click_gives_a_task_and_the_list_says_so(listed: Firm, director: Person, signed_in: SignIn) -> None:
    browser = signed_in(director)
    first = offered(browser.get(LIST).content.decode())[0]

    answer = browser.post(ASSIGN, {**HOW, "only": first, "customer": offered(browser.get(LIST).content.decode())})

    assert (answer.status_code, answer["Location"]) == (302, LIST)
    (task,) = Activity.objects.all()
    assert task.owner_id == director.id
    page = browser.get(LIST).content.decode()
    assert first not in offered(page)
    assert "đang chăm sóc" in page
    assert RetentionCase.objects.filter(arm=Arm.NOT_CHOSEN).count() > 0


def test_the_button_for_many_speaks_of_tasks_and_of_no_goods(listed: Firm, director: Person, signed_in: SignIn) -> None:
    said = words(signed_in(director).get(LIST))

    assert "Giao các việc đã chọn" in said
    assert "Giao hàng loạt" not in said


def test_many_are_given_at_once_with_some_held_out_and_the_toast_takes_it_back(
    listed: Firm, director: Person, signed_in: SignIn
) -> None:
    browser = signed_in(director, "en")
    chosen = offered(browser.get(LIST).content.decode())[:8]

    answer = browser.post(ASSIGN, {**HOW, "customer": chosen, "held_out": "50"})

    (message,) = get_messages(answer.wsgi_request)
    assert str(message) == "4 tasks given, 4 customers held out"
    said = words(browser.get(CASES))
    assert said.count("held out") >= 4
    undo = (message.extra_tags or "").removeprefix("undo:")
    assert browser.post(undo).status_code == 302
    assert Activity.objects.filter(removed_at=None).count() == 0
    assert len(offered(browser.get(LIST).content.decode())) >= 8
    assert "All rounds were undone" in words(browser.get(CASES))


def test_the_toast_names_who_could_be_given_to_nobody(
    listed: Firm, director: Person, signed_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser = signed_in(director, "en")
    keys = offered(browser.get(LIST).content.decode())[:2]

    def with_one_gone(scope: Scope) -> tuple[Listing, tuple[CustomerAtRisk, ...]] | None:
        found = silent_customers(scope)
        assert found is not None
        gone = [replace(each, record=0, name="Nắng Sớm") if str(each.key) == keys[0] else each for each in found[1]]
        return found[0], tuple(gone)

    monkeypatch.setattr(assign, "silent_customers", with_one_gone)
    answer = browser.post(ASSIGN, {**HOW, "customer": keys})

    (message,) = get_messages(answer.wsgi_request)
    assert str(message) == "1 task given. 1 not given: Nắng Sớm (Customer: there is no such record)"


def test_nothing_chosen_is_said_and_gives_nothing(listed: Firm, director: Person, signed_in: SignIn) -> None:
    answer = signed_in(director).post(ASSIGN, HOW)

    assert [str(each) for each in get_messages(answer.wsgi_request)] == ["Hãy chọn ít nhất một khách"]
    assert not RetentionRound.objects.exists()


def test_a_hold_out_lets_the_effect_be_told_with_its_interval(
    listed: Firm, director: Person, signed_in: SignIn
) -> None:
    browser = signed_in(director, "en")
    chosen = offered(browser.get(LIST).content.decode())
    assert len(chosen) >= 12
    browser.post(ASSIGN, {**HOW, "customer": chosen, "held_out": "50"})
    ended(all_kept_of=Arm.TREATED)

    said = words(browser.get(CASES))

    assert "Kept, looked after 100.0%" in said
    assert "Kept, held out 0.0%" in said
    assert re.search(r"Difference, percentage points \+100.0 80% \+\d+\.\d to \+100.0", said)
    assert "Send to review" in said
    told = words(browser.get(CASES, {"explain": "kept_effect_silence"}, headers={"HX-Request": "true"}))
    assert "100.0% − 0.0% = +100.0 points" in told
    assert "the lot makes it what looking after did" in told


def test_without_a_hold_out_an_association_is_called_so_and_no_effect_is_told(
    listed: Firm, director: Person, signed_in: SignIn
) -> None:
    browser = signed_in(director, "en")
    chosen = offered(browser.get(LIST).content.decode())
    browser.post(ASSIGN, {**HOW, "customer": chosen[::2]})
    ended(all_kept_of=Arm.TREATED)

    said = words(browser.get(CASES))

    assert "No round has held anybody out" in said
    assert "Kept, held out" not in said
    assert "it is not what looking after did" in said


def test_before_a_window_is_over_nothing_is_compared(listed: Firm, director: Person, signed_in: SignIn) -> None:
    browser = signed_in(director, "en")
    browser.post(ASSIGN, {**HOW, "only": offered(browser.get(LIST).content.decode())[0]})

    said = words(browser.get(CASES))

    assert "No window is over yet" in said
    assert "being watched" in said


def test_a_customer_taken_from_a_file_is_met_as_a_record(listed: Firm, director: Person, signed_in: SignIn) -> None:
    browser = signed_in(director)
    key = offered(browser.get(LIST).content.decode())[0]
    pk = create(director, CONCEPTS["customers"], {"name": "Nắng Sớm", "kind": "firm"})
    Customer.objects.filter(pk=pk).update(customer_key=key)

    assert browser.get(f"/customers/{key}")["Location"] == f"/customers/{pk}"


def test_without_a_round_the_page_says_what_to_do(director: Person, signed_in: SignIn) -> None:
    assert "Chưa ai được giao giữ khách nào" in words(signed_in(director).get(CASES))


def ended(*, all_kept_of: Arm) -> None:
    """Let the windows of all cases be over: those of one arm bought, the others did not."""
    arms = dict(RetentionCase.objects.values_list("pk", "arm"))
    running = all_running()
    seen = [
        Seen(
            each.case,
            each.opened_on + timedelta(days=5) if arms[each.case] == all_kept_of else None,
            Decimal(each.case),
        )
        for each in running
    ]
    note_outcomes(seen, running[0].ends_on)
    assert not RetentionCase.objects.filter(outcome=Outcome.RUNNING).exists()
