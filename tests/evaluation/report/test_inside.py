"""Parts of departments: what the funnel counts, which steps tell nothing, how sure the share of a month is."""

from dataclasses import replace
from datetime import date
from typing import Any

from tests.evaluation.report.sample import evaluation

from crmeter.evaluation.internal.decision_words import BANDS, COLUMNS, TITLE
from crmeter.evaluation.internal.lead_cohorts import COLUMNS as COHORT_COLUMNS
from crmeter.evaluation.report.embed import draw_part, open_page
from crmeter.evaluation.report.figures import Page
from crmeter.evaluation.report.sections.inside.drop_off import drop_off
from crmeter.evaluation.report.sections.inside.marketing import chapters as of_marketing
from crmeter.evaluation.report.sections.inside.sales import chapters as of_sales
from crmeter.evaluation.result import ResultTable
from crmeter.measures.catalogue import measures
from crmeter.vocabulary import Reading, Text, Undefined, formats


def told(name: str, value: Any, n: int, **cut: str) -> Reading:
    return Reading(name, evaluation().run.period, measures()[name].unit, value, n, slice=cut)


def page(*readings: Reading, **tables: ResultTable) -> Page:
    made = evaluation()
    return open_page(replace(made, readings=readings, tables=tables, findings=(), headline=()), "en")


def test_the_funnel_counts_whoever_entered_a_stage_and_not_whose_way_is_decided() -> None:
    # Of 90 who entered quote most are still there; 40 entered new, all decided.
    sales = page(
        told("stage_conversion_rate", 0.5, 40, deal_stage="new"),
        told("stage_conversion_rate", 0.4, 10, deal_stage="quote"),
        told("stage_duration", 7, 40, deal_stage="new"),
        told("stage_duration", None, 90, deal_stage="quote"),
    )

    (funnel,) = (chapter.body for chapter in of_sales(sales) if chapter.name == "funnel")
    drawn = draw_part(funnel)

    assert drawn.index(">quote<") < drawn.index(">new<")
    assert '<span class="r">90</span>' in drawn
    assert '<span class="r">10</span>' not in drawn


def test_steps_to_a_purchase_that_no_data_tell_say_why() -> None:
    nothing_came = Undefined("no_column", Text("chưa rõ", "nobody wrote down what came back"))
    nobody_tells = Undefined("no_column", Text("không ai ghi", "nobody wrote down who clicked"))
    drawn = draw_part(
        drop_off(
            page(
                replace(told("bounce_rate", None, 0), undefined=nothing_came),
                told("campaign_unread_rate", 0.4, 5),
                replace(told("campaign_unclicked_rate", None, 0), undefined=nobody_tells),
                told("outreach_drop_off_rate", 0.2, 5, step="reply"),
                told("outreach_drop_off_rate", 0.5, 4, step="purchase"),
            )
        )
    )

    steps = ["subscribed<", "sent → delivered<", "sent → read<", "read → clicked<", "contacted → replied<", "bought<"]
    places = [drawn.index(step) for step in steps]
    assert places == sorted(places)
    assert all(share in drawn for share in ("40.0%", "20.0%", "50.0%"))
    assert "sent → delivered: Nobody wrote down what came back" in drawn
    assert "read → clicked: Nobody wrote down who clicked" in drawn
    assert "subscribed: The data tell who unsubscribed" in drawn


def test_whoever_read_and_clicked_nothing_is_a_step_where_clicks_are_told() -> None:
    drawn = draw_part(drop_off(page(told("campaign_unread_rate", 0.4, 5), told("campaign_unclicked_rate", 0.75, 3))))

    assert "75.0%" in drawn
    assert "read → clicked:" not in drawn


def test_without_any_step_nothing_is_drawn() -> None:
    assert drop_off(page(told("orders", 4, 4))) is None


def test_deals_by_the_days_until_their_quote_are_drawn_with_what_is_not_known_of_them() -> None:
    lacking = Text("chưa cơ hội nào kết thúc", "no deal has ended")
    quick = (BANDS[0], 40, 30, 24, 0.8, 0.69, 0.88, 24, 15e6, 12e6, 19e6, 12, 9, 0.75, 0.56, 0.88, None)
    waiting = (BANDS[5], 9, 0, 0, *[None] * 3, 0, *[None] * 3, 0, 0, *[None] * 3, lacking)
    table = ResultTable("decision_time", TITLE, COLUMNS, (quick, waiting), Text("ghi chú", "it is no effect"))

    (drawn,) = (
        draw_part(chapter.body)
        for chapter in of_sales(page(told("decision_time", 6, 40), decision_time=table))
        if chapter.name == "decisions"
    )

    assert "same day: 80.0% won, 80% 69.0% – 88.0%" in drawn
    assert "same day: 75.0% ordered again, 80% 56.0% – 88.0%" in drawn
    assert "none sent" in drawn
    assert "none sent: no deal has ended." in drawn
    assert "it is no effect" in drawn


def test_the_share_of_a_month_has_its_bounds_below() -> None:
    month = (date(2025, 3, 1), 3, 2 / 3, 0.3212, 0.8942, *[None] * 15)
    table = ResultTable("lead_cohorts", Text("Tháng đến", "By month"), COHORT_COLUMNS, (month,))

    (leads,) = (
        chapter.body
        for chapter in of_marketing(page(told("orders", 4, 4), lead_cohorts=table))
        if chapter.name == "leads"
    )
    drawn = draw_part(leads)

    assert f"66.7%<small>{formats.span('32.1%', '89.4%')}</small>" in drawn
    assert "80% from" not in drawn
