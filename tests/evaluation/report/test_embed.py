import re
from collections.abc import Mapping
from dataclasses import replace
from urllib.parse import urlencode

import pytest

from crmeter.evaluation.report.embed import SECTIONS, draw_section
from crmeter.evaluation.report.figures import Links
from crmeter.vocabulary import Language, Trust

from .sample import bare_evaluation, evaluation
from .sample_firm import HOSTILE


def address(measure: str, cut: Mapping[str, str]) -> str:
    return f"/explain/{measure}" + (f"?{urlencode(cut)}" if cut else "")


LINKS = Links(address)


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("name", SECTIONS)
def test_every_part_can_stand_in_a_page(name: str, language: Language) -> None:
    drawn = draw_section(name, replace(evaluation(), explanations={}), language, LINKS)
    assert drawn.startswith("<")
    assert "popovertarget" not in drawn
    assert HOSTILE not in drawn
    assert "None" not in drawn
    assert draw_section(name, bare_evaluation(), language, LINKS)


def test_a_figure_leads_to_its_explanation_with_and_without_a_script() -> None:
    drawn = draw_section("kpis", evaluation(), "en", LINKS)
    figures = re.findall(r'<a hx-get="([^"]+)" hx-target="#explain-body"[^>]* href="([^"]+)"', drawn)
    assert len(figures) == len(evaluation().headline)
    assert all(asked == followed for asked, followed in figures)
    assert "/explain/retention_rate" in dict(figures)


def test_a_slice_is_in_the_address() -> None:
    drawn = draw_section("segments", evaluation(), "vi", LINKS)
    assert "segment=Tr%C6%B0%E1%BB%9Dng+h%E1%BB%8Dc" in drawn


def test_without_links_figures_open_the_drawers_of_the_file() -> None:
    drawn = draw_section("kpis", evaluation(), "vi")
    assert "popovertarget" in drawn
    assert "hx-get" not in drawn


def test_what_changed_names_only_what_moved_beyond_chance_and_bad_news_first() -> None:
    drawn = draw_section("changed", evaluation(), "en", LINKS)
    tones = re.findall(r'class="delta (\w+)"', drawn)
    assert tones
    assert tones == sorted(tones, key=["bad", "good", "flat"].index)
    assert "no change" not in drawn


def test_what_has_no_value_lowers_no_trust() -> None:
    whole = evaluation()
    lowest = draw_section("trust", whole, "en", LINKS)
    nothing = Trust({"completeness": 0.0})
    bare = tuple(replace(r, trust=nothing) if r.value is None else r for r in whole.readings)
    assert bare != whole.readings

    assert draw_section("trust", replace(whole, readings=bare), "en", LINKS) == lowest
