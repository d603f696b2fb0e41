"""Share of wallet on a page: by ranks and by money, and what is missing where nobody was asked."""

from collections.abc import Callable, Iterator

import pytest
from django.test import Client
from tests.evaluation.conftest import Firm

from crmeter.records.staff.queries import Person
from crmeter.web.loyalty import wallet

from .planted import give_ratings
from .test_loyalty_cases import listed, words

__all__ = ["listed"]
SignIn = Callable[..., Client]
PAGE = "/external/loyalty/wallet"


@pytest.fixture(autouse=True)
def nothing_studied() -> Iterator[None]:
    wallet._studied.cache_clear()
    yield
    wallet._studied.cache_clear()


def test_without_a_survey_of_brands_the_page_says_what_to_ask(
    listed: Firm, director: Person, signed_in: SignIn
) -> None:
    assert "Chưa khảo sát nào hỏi khách chấm điểm các hãng họ dùng" in words(signed_in(director).get(PAGE))


def test_ranks_and_money_tell_the_share_of_each_brand(
    listed: Firm, director: Person, signed_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    give_ratings(monkeypatch)

    answer = signed_in(director, "en").get(PAGE)

    shares = {words.en: each for words, each, *_ in answer.context["shares"]}
    # Of three brands we are first for half of them and second for the others; nobody likes b better than third.
    assert shares["us"].of_all == pytest.approx((1 / 2 + 1 / 3) / 2)
    assert shares["b"].of_all == pytest.approx(1 / 6)
    assert answer.context["spent"].n == 20
    assert 0 < answer.context["spent"].share < 1
    assert "Foretold by the wallet allocation rule" in words(answer)
    place = list(shares).index("us")
    told = words(signed_in(director, "en").get(PAGE, {"explain": f"share_{place}"}, headers={"HX-Request": "true"}))
    assert "8.33 ÷ 20 = 41.7%" in told
    assert "20 people who rated brands" in told
    by_money = words(signed_in(director, "en").get(PAGE, {"explain": "spent"}, headers={"HX-Request": "true"}))
    assert "20 known customers who told money and frequency" in by_money
    assert "÷" in by_money


def test_the_part_is_shown_to_those_who_read_surveys(
    listed: Firm, director: Person, rep: Person, signed_in: SignIn
) -> None:
    parts = signed_in(director).get("/external/loyalty/cases")
    assert "Thị phần chi tiêu Uy tín thương hiệu" in words(parts)
    assert 'href="/brand"' in parts.content.decode()
    browser = signed_in(rep)
    assert "Thị phần chi tiêu" not in words(browser.get("/external/loyalty/cases"))
    assert browser.get(PAGE).status_code == 403
