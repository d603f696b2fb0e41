"""Tiles of boards: which charts can show what, what is compared, and what is said where nothing is stored."""

from dataclasses import replace
from datetime import date

import pytest
from tests.evaluation.report.sample import evaluation

from crmeter.evaluation.report.embed import draw_part, open_page
from crmeter.evaluation.report.figures import Page
from crmeter.evaluation.report.tiles.asked import Look, TileAsked, TileChart, charts_of, cuts_of
from crmeter.evaluation.report.tiles.drawn import draw_tile
from crmeter.evaluation.report.tiles.exported import exported, exported_row
from crmeter.evaluation.report.tiles.found import compared_with, found_for
from crmeter.measures.catalogue import measures
from crmeter.vocabulary import Period, Reading, Unit

MONTHS = [date(2026, month, 1) for month in range(5, 11)]


@pytest.fixture(scope="module")
def page() -> Page:
    return open_page(evaluation(), "vi")


def drawn(page: Page, tile: TileAsked, look: Look | None = None, earlier: Page | None = None) -> str:
    return draw_part(draw_tile(page, tile, look or Look(), earlier))


def counted(page: Page, by: dict[str, int], measure: str = "orders", cut: str = "segment") -> Page:
    """Return the page with these counts of a measure instead of its own, cut or by month."""
    made = evaluation()
    main = made.run.period
    readings = tuple(Reading(measure, main, Unit.ORDERS, n, n, slice={cut: code}) for code, n in by.items())
    whole = Reading(measure, main, Unit.ORDERS, sum(by.values()), sum(by.values()))
    return open_page(replace(made, readings=(whole, *readings), findings=(), headline=()), page.language)


def monthly(year: int, values: list[int]) -> Page:
    made = evaluation()
    end = date(year, 11, 1)
    run = replace(made.run, period=Period(date(year - 1, 11, 1), end), as_of=date(year, 10, 31))
    months = tuple(
        Reading("orders", Period.month_of(date(year, 10 - at, 1)), Unit.ORDERS, value, value)
        for at, value in enumerate(reversed(values))
    )[::-1]
    whole = Reading("orders", run.period, Unit.ORDERS, sum(values), sum(values))
    return open_page(replace(made, run=run, readings=(whole, *months), findings=(), headline=()), "en")


@pytest.mark.parametrize("name", measures())
def test_every_chart_that_is_offered_can_be_drawn_in_both_languages(page: Page, name: str) -> None:
    measure = measures()[name]
    for language in ("vi", "en"):
        there = replace(page, language=language)
        for cut in cuts_of(measure):
            for chart in charts_of(measure, cut):
                card = drawn(there, TileAsked(name, cut, chart))
                assert there.say(measure.title).split("(")[0][:8].replace("&", "&amp;") in card
                assert "<script" not in card


def test_a_score_has_no_bars_since_they_begin_at_zero() -> None:
    offered = {chart for cut in cuts_of(measures()["nps"]) for chart in charts_of(measures()["nps"], cut)}

    assert not offered & {TileChart.BAR, TileChart.BULLET, TileChart.FUNNEL}
    assert charts_of(measures()["nps"], "lost_reason") == ()


def test_a_funnel_marks_the_step_that_loses_most(page: Page) -> None:
    # 200 → 150 (75%) → 60 (40%, the worst) → 45 (75%).
    steps = counted(page, {"a": 150, "b": 200, "c": 45, "d": 60}, cut="stage")

    card = drawn(steps, TileAsked("orders", "stage", TileChart.FUNNEL))

    assert [card.index(f">{n}<") for n in (200, 150, 60, 45)] == sorted(
        card.index(f">{n}<") for n in (200, 150, 60, 45)
    )
    assert card.count('class="warn"') == 1
    assert "40,0%" in card[card.index('class="warn"') :]
    assert card.count("75,0%") == 2


def test_a_part_that_is_looked_at_shows_its_own_figure_and_no_months_of_others(page: Page) -> None:
    split = counted(page, {"quán": 30, "trường": 12})
    look = Look(by="segment", code="trường")

    assert ">12" in drawn(split, TileAsked("orders", "", TileChart.NUMBER), look)
    assert "chỉ lưu số của tất cả" in drawn(split, TileAsked("orders", "", TileChart.LINE), look)
    assert [each.value for each in exported(split, TileAsked("orders", "segment", TileChart.BAR), look)] == [12]


@pytest.mark.parametrize(
    ("tile", "look", "why"),
    [
        (TileAsked("orders", "segment", TileChart.BAR), Look(by="region", code="Huế"), "not stored"),
        (TileAsked("orders", "segment", TileChart.BAR), Look(month=date(2026, 10, 1)), "all rows together only"),
        (TileAsked("orders", "", TileChart.NUMBER), Look(date(2026, 9, 1), "segment", "x"), "all rows together only"),
        (TileAsked("orders", "", TileChart.NUMBER), Look(month=date(2020, 9, 1)), "no figure of this month"),
        (TileAsked("orders", "", TileChart.NUMBER), Look(by="segment", code="none"), "no figure of this part"),
        (TileAsked("customer_equity", "", TileChart.NUMBER), Look(by="segment", code="x"), "not cut by segment"),
        (TileAsked("no_such_measure", "", TileChart.NUMBER), Look(), "has not taken"),
    ],
)
def test_what_is_not_stored_is_said_and_nothing_is_drawn_instead(tile: TileAsked, look: Look, why: str) -> None:
    english = open_page(evaluation(), "en")

    found = found_for(english, tile, look)

    assert found.why is not None
    assert why in found.why.en
    assert not found.readings
    assert "Nothing to draw" in drawn(english, tile, look)


def test_a_month_is_compared_with_the_month_before_and_the_same_month_a_year_before() -> None:
    now, then = monthly(2026, [100, 110, 120, 90, 80, 60]), monthly(2025, [50, 50, 50, 50, 50, 48])
    (october,) = found_for(now, TileAsked("orders", "", TileChart.NUMBER), Look(month=MONTHS[-1])).readings

    before = compared_with(now, october, Look(month=MONTHS[-1], compare="before"), then)
    year = compared_with(now, october, Look(month=MONTHS[-1], compare="year"), then)

    assert (october.value, before and before.value, year and year.value) == (60, 80, 48)
    assert compared_with(now, october, Look(month=MONTHS[-1], compare=""), then) is None
    assert compared_with(now, october, Look(month=MONTHS[-1], compare="year"), None) is None
    # 60 against 48 is a quarter more.
    assert "25.0%" in drawn(now, TileAsked("orders", "", TileChart.NUMBER), Look(MONTHS[-1], compare="year"), then)


def test_of_a_window_of_a_year_the_period_before_is_the_year_before(page: Page) -> None:
    reading = page.figures.reading("retention_rate")
    assert reading is not None

    year, before = (compared_with(page, reading, Look(compare=way), None) for way in ("year", "before"))

    assert year == before == page.figures.before(reading)


def test_a_file_holds_numbers_as_they_are_with_what_they_stand_on(page: Page) -> None:
    split = counted(page, {"quán": 30, "trường": 12})

    (row, _) = [
        exported_row(split, each) for each in exported(split, TileAsked("orders", "segment", TileChart.BAR), Look())
    ]

    assert row[:9] == [
        "Số đơn hàng",
        "Phân khúc: quán",
        date(2025, 11, 1),
        date(2026, 10, 31),
        30,
        "đơn",
        None,
        None,
        30,
    ]
