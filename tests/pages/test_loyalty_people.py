"""Partners and employees on a page: who stayed, and what is missing where nobody can tell."""

from collections.abc import Callable
from datetime import timedelta

from django.contrib.auth import get_user_model
from django.test import Client
from django.utils import timezone
from tests.evaluation.conftest import Firm

from crmeter.evaluation.customer_list import customers_of
from crmeter.records.catalogue import CONCEPTS
from crmeter.records.concept.actions import create
from crmeter.records.customers.models import Customer
from crmeter.records.ledger.actor import SYSTEM
from crmeter.records.staff.actions import add_user, close, reopen
from crmeter.records.staff.queries import Person
from crmeter.records.staff.roles import Role
from crmeter.records.staff.service_queries import services

from .test_loyalty_cases import listed, words

__all__ = ["listed"]
SignIn = Callable[..., Client]
PAGE = "/external/loyalty/people"


def test_what_is_missing_is_said_for_both(listed: Firm, director: Person, signed_in: SignIn) -> None:
    said = words(signed_in(director).get(PAGE))

    assert "Chưa khách nào được đánh dấu là đối tác hay nhà cung cấp" in said
    assert "Chưa ai có mặt từ đầu kỳ" in said


def test_partners_with_orders_in_both_windows_have_stayed(listed: Firm, director: Person, signed_in: SignIn) -> None:
    run = listed.evaluation.run
    days = run.settings["window_days"]
    since = run.as_of - timedelta(days=days - 1)
    bought = [each for each in customers_of(listed.workspace, run.id) if each.first_on and each.first_on < since][:40]
    for each in bought:
        pk = create(director, CONCEPTS["customers"], {"name": each.title, "kind": "firm", "is_partner": True})
        Customer.objects.filter(pk=pk).update(customer_key=each.key)

    answer = signed_in(director, "en").get(PAGE)

    partners = answer.context["partners"]
    gone = {each.key for each in partners.gone}
    assert 0 < partners.stayed < partners.before <= 40
    assert gone == {each.key for each in bought if each.last_on < since} & gone
    assert partners.before == partners.stayed + len(gone)
    assert "Partner retention" in words(answer)
    assert "Not again so far" in words(answer)
    told = words(signed_in(director, "en").get(PAGE, {"explain": "partners"}, headers={"HX-Request": "true"}))
    assert f"{partners.stayed} ÷ {partners.before} = {100 * partners.share:.1f}%" in told


def test_accounts_opened_and_closed_tell_who_stayed(director: Person, signed_in: SignIn) -> None:
    people = [add_user(SYSTEM, f"{name}@example.vn", Role.REP) for name in ("an", "binh", "chi", "dung")]
    get_user_model().objects.filter(pk__in=people).update(created_at=timezone.now() - timedelta(days=500))
    close(SYSTEM, people[0], version=1)

    said = words(signed_in(director, "en").get(PAGE))

    # Of four a year ago three are here, and the director came since; who is closed today was here until today.
    assert "Still here after a year 100.0%" in said
    told = words(signed_in(director, "en").get(PAGE, {"explain": "turnover"}, headers={"HX-Request": "true"}))
    assert "0 ÷ ((4 + 4) ÷ 2) = 0.0%" in told
    assert len(services()) == 5
    assert [each.left for each in services()].count(None) == 4


def test_an_account_that_was_opened_again_has_not_left(director: Person) -> None:
    pk = add_user(SYSTEM, "an@example.vn", Role.REP)
    close(SYSTEM, pk, version=1)
    reopen(SYSTEM, pk, version=2)

    assert all(each.left is None for each in services())


def test_employees_are_told_of_to_whoever_sees_all(listed: Firm, rep: Person, signed_in: SignIn) -> None:
    assert "365 ngày" not in words(signed_in(rep).get(PAGE))
