"""What matters most as a page: the effects, what more data would tell, and the measures that are most exact."""

import re

import pytest
from django.test import Client

PAGE = "/influence"


def test_effects_and_exact_measures_are_shown(firm, director, signed_in) -> None:
    page = signed_in(director, "en").get(PAGE + "?outcome=revenue").content.decode()

    assert "Revenue of the next period" in page
    assert "Days since the last purchase" in page
    assert "The most exact measures" in page
    assert page.count('class="ranged') >= 8
    assert "Benjamini–Hochberg" in page


def test_an_effect_is_half_of_all_grades_times_its_slope(firm, director, signed_in) -> None:
    client: Client = signed_in(director, "en")
    key = re.findall(r'data-explain="(effect_\w+)"', client.get(PAGE + "?outcome=revenue").content.decode())[0]

    told = client.get(PAGE, {"outcome": "revenue", "explain": key}, headers={"HX-Request": "true"}).content.decode()

    slope, effect = re.findall(r"0\.5 × ([−\d.]+) × 100 = ([+−\d.]+) places in 100", told)[0]
    read = [float(each.replace("−", "-")) for each in (slope, effect)]
    assert 50 * read[0] == pytest.approx(read[1], abs=0.06)
    assert "docs/methods/influence.md" in told


@pytest.mark.parametrize(("language", "words"), [("vi", "hợp đồng định kỳ"), ("en", "contracts with their first")])
def test_an_outcome_without_data_says_what_to_bring(firm, director, signed_in, language: str, words: str) -> None:
    page = signed_in(director, language).get(PAGE + "?outcome=contract_ended").content.decode()

    assert words in page
    assert 'class="ranged' not in page


def test_before_the_first_evaluation_it_says_what_it_will_answer(director, signed_in) -> None:
    page = signed_in(director, "en").get(PAGE).content.decode()

    assert "Nothing has been evaluated yet" in page


def test_an_outcome_that_there_is_not_falls_back_to_the_first(firm, director, signed_in) -> None:
    client: Client = signed_in(director, "en")

    assert client.get(PAGE + "?outcome=happiness").status_code == 200
