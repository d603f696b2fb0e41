"""Tiles of boards: which charts can show what, what is compared, and what is said where nothing is stored."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from tests.evaluation.report.sample import evaluation

from crmeter.evaluation.report.embed import draw_part, open_page
from crmeter.evaluation.report.figures import Page
from crmeter.evaluation.report.tiles.asked import Look, TileAsked, TileChart, charts_of, cuts_of
from crmeter.evaluation.report.tiles.beside import Aimed, Beside
from crmeter.evaluation.report.tiles.drawn import draw_tile
from crmeter.evaluation.report.tiles.exported import columns_under, exported, exported_row
from crmeter.evaluation.report.tiles.found import compared_with, found_for
from crmeter.measures.catalogue import measures
from crmeter.vocabulary import Interval, Period, Reading, Text, Unit

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


def funnel_of(page: Page, entries: dict[str, int], pipelines: list[list[str]]) -> str:
    made = evaluation()
    readings = tuple(
        Reading("stage_conversion_rate", made.run.period, Unit.SHARE, 0.5, n, slice={"deal_stage": stage})
        for stage, n in entries.items()
    )
    there = open_page(replace(made, readings=readings, findings=(), headline=()), page.language)
    asked = TileAsked("stage_conversion_rate", "deal_stage", TileChart.FUNNEL)
    return draw_part(draw_tile(there, asked, Look(), beside=Beside(pipelines=pipelines)))


def test_a_funnel_follows_the_stages_in_their_order_and_marks_the_step_that_loses_most(page: Page) -> None:
    # As they pass: 200 → 60 (30%, the worst) → 90 (150%, for some came in there) → 45 (50%).
    card = funnel_of(page, {"chốt": 45, "gặp": 200, "giá": 60, "hẹn": 90}, [["x"], ["gặp", "giá", "hẹn", "chốt"]])

    places = [card.index(f">{n}<") for n in (200, 60, 90, 45)]
    assert places == sorted(places)
    assert card.count('class="warn"') == 1
    assert "30,0%" in card[card.index('class="warn"') :]
    assert "150,0%" in card


def test_stages_whose_order_nobody_told_make_no_funnel(page: Page) -> None:
    entries = {"chốt": 45, "gặp": 200}

    # Nobody, two that each know one of them, two that go opposite ways.
    for pipelines in ([], [["gặp"], ["chốt"]], [["gặp", "chốt"], ["chốt", "gặp"]]):
        card = funnel_of(page, entries, pipelines)
        assert "Chưa vẽ được phễu" in card
        assert ">45<" not in card


def test_what_merely_stands_in_stages_has_not_passed_through_them(page: Page) -> None:
    offered = {
        (name, cut)
        for name, measure in measures().items()
        for cut in cuts_of(measure)
        if TileChart.FUNNEL in charts_of(measure, cut)
    }
    held = counted(page, {"active": 150, "new": 200}, "lifecycle_stage", "stage")

    # A tile of before says so.
    card = drawn(held, TileAsked("lifecycle_stage", "stage", TileChart.FUNNEL))

    assert ("stage_conversion_rate", "deal_stage") in offered
    assert not {name for name, _ in offered} & {"lifecycle_stage", "overdue_deals"}
    assert "không phải những gì đã đi qua từng bước" in card


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

    found = exported(split, TileAsked("orders", "segment", TileChart.BAR), Look())

    (row, _) = [exported_row(split, each, Look()) for each in found]

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


def test_a_file_holds_amounts_as_exact_as_their_currency_and_what_they_are_compared_with(page: Page) -> None:
    made = evaluation()
    main = made.run.period
    interval = Interval(0.8, Decimal("110.4"), Decimal("120.6"), "t")
    now = Reading("revenue", main, Unit.MONEY, Decimal("115.5000"), 3, currency="VND", intervals=(interval,))
    before = Reading("revenue", main.before(), Unit.MONEY, Decimal("99.4900"), 3, currency="VND")
    there = open_page(replace(made, readings=(now, before), findings=(), headline=()), "en")

    (compared, alone) = (exported_row(there, now, look) for look in (Look(), Look(compare="")))

    assert (compared[4], compared[6], compared[7], compared[-1]) == (116, 110, 121, 99)
    assert [each.en for each in columns_under(Look())][-1] == "Period before"
    assert columns_under(Look(compare="year"))[-1].en == "Year before"
    assert len(alone) == len(columns_under(Look(compare=""))) == len(compared) - 1
    dollars = replace(now, currency="USD", value=Decimal("115.4560"))
    assert exported_row(there, dollars, Look(compare=""))[4] == 115.46


def test_a_bullet_shows_the_target_of_a_period_as_long_as_that_of_its_figure(page: Page) -> None:
    asked = TileAsked("orders", "", TileChart.BULLET)
    there = counted(page, {"quán": 30})
    year = Aimed(40, 365, Text("năm 2026", "2026"))
    quarter = Aimed(9, 91, Text("quý 4", "Q4"))

    def bullet(look: Look, **told: Any) -> str:
        return draw_part(draw_tile(there, asked, look, beside=Beside(**told)))

    told = bullet(Look(), targets={"orders": [quarter, year]})
    assert "Mục tiêu năm 2026: 40" in told
    assert 'class="b-target"' in told
    for card in (
        bullet(Look(), targets={"orders": [quarter]}),
        bullet(Look(), targets={"revenue": [year]}),
        bullet(Look(by="segment", code="quán"), targets={"orders": [year]}),
        bullet(Look(), targets={"orders": [year]}, is_part=True),
    ):
        assert "Mục tiêu" not in card
        assert 'class="b-target"' not in card


def test_a_part_is_told_that_earlier_evaluations_keep_none_of_it() -> None:
    now = monthly(2026, [100, 110, 120, 90, 80, 60])
    asked, look = TileAsked("orders", "", TileChart.NUMBER), Look(MONTHS[-1], compare="year")

    mine = draw_part(draw_tile(now, asked, look, beside=Beside(is_part=True)))

    assert "not those of your part" in mine
    assert "no evaluation of a year before is there" in drawn(now, asked, look)
    # That of a year before has no month of its own year before.
    assert "has no such figure" in drawn(now, asked, look, now)
