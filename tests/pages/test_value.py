"""The page of customer equity: its trend over evaluations, what each segment is worth, and what is missing."""

import html
import re
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.test import Client
from django.utils import timezone

from crmeter.records.staff.queries import Person
from crmeter.records.surveys.actions import make_survey, open_survey
from crmeter.vocabulary import formats

from ..evaluation.conftest import Firm
from ..web.earlier_runs import publish_as_of

SignIn = Callable[..., Client]


def words(response) -> str:
    return re.sub(r"\s+", " ", html.unescape(response.content.decode()))


def test_segments_add_up_to_what_present_customers_are_worth(firm: Firm, director: Person, signed_in: SignIn) -> None:
    page = words(signed_in(director, "en").get("/external/value"))

    current = next(r for r in firm.evaluation.readings if r.measure == "customer_equity" and r.slice)
    cut = [
        r
        for r in firm.evaluation.readings
        if r.measure == "customer_lifetime_value" and list(r.slice) == ["segment"] and r.period == current.period
    ]
    assert sum(Decimal(str(each.top)) for each in cut) == Decimal(str(current.value))
    for each in cut:
        assert each.top is not None and current.value is not None
        assert f"<b>{formats.compact_money(each.top, 'VND', 'en')}</b>".replace("\xa0", " ") in page
        assert formats.percent(float(each.top) / float(current.value), "en") in page


def test_a_segment_stands_alone_with_its_own_value(firm: Firm, director: Person, signed_in: SignIn) -> None:
    of_segment = next(
        r for r in firm.evaluation.readings if r.measure == "customer_lifetime_value" and list(r.slice) == ["segment"]
    )
    segment = of_segment.slice["segment"]

    page = words(signed_in(director, "en").get("/external/value", {"segment": segment}))

    assert f"Equity: {segment}" in page
    assert f"<dt>Customers</dt><dd>{of_segment.bottom}</dd>" in page
    assert "Trend and forecast" not in page.split("By segment")[0].replace("trend and forecast are not", "")
    assert 'id="targets"' not in page


def test_a_target_is_set_on_the_page_and_stands_as_a_line_in_the_trend(
    firm: Firm, director: Person, signed_in: SignIn
) -> None:
    client, day = signed_in(director, "en"), f"{timezone.localdate() + timedelta(days=365)}"
    asked = {"measure": "customer_equity", "value": "95 tỷ", "reach_by": day, "version": "0"}
    equity = next(r for r in firm.evaluation.readings if r.measure == "customer_equity" and not r.slice)
    assert equity.value is not None

    client.post("/external/value/target", asked)
    page = words(client.get("/external/value"))

    short = formats.compact_money(Decimal(95_000_000_000) - Decimal(str(equity.value)), "VND", "en")
    assert f"{short} short of it now.".replace("\xa0", " ") in page
    assert 'class="line target"' in page
    assert "; target ₫95" in page
    refused = words(client.post("/external/value/target", asked | {"value": "cao", "version": "1"}, follow=True))
    assert "A target is a number, with the day by which it is to be reached." in refused
    client.post("/external/value/target", {"measure": "customer_equity", "drop": "1", "version": "1"})
    assert "no target yet" in words(client.get("/external/value"))


def test_one_evaluation_of_a_short_history_is_no_trend_yet(firm: Firm, director: Person, signed_in: SignIn) -> None:
    publish_as_of(date(2025, 12, 31), 10_000)

    page = words(signed_in(director).get("/external/value"))

    assert "Chưa có xu hướng" in page
    assert "Chưa biết khách đáng giá bao nhiêu với bạn và với từng đối thủ" in page


def test_months_without_an_evaluation_are_worked_out_from_the_orders_until_then(
    firm: Firm, director: Person, signed_in: SignIn
) -> None:
    page = words(signed_in(director, "en").get("/external/value"))

    path = firm.evaluation.tables["equity_path"].records()
    table = page[page.index("Trend and forecast: ") :].split("</table>")[0]
    assert path and table.count("<td>worked out now</td>") == len(path)
    assert table.count("<td>evaluated</td>") == 1
    assert formats.money(path[0]["equity"], "VND", "en") in table
    assert "the model sees only the orders up to its end" in page


def test_evaluations_that_reckon_alike_make_a_line(firm: Firm, director: Person, signed_in: SignIn) -> None:
    publish_as_of(date(2025, 9, 30), 9_000)
    publish_as_of(date(2025, 10, 15), 1_000)
    publish_as_of(date(2025, 10, 31), 9_500)
    # Another discount rate is another figure, and November has none that is alike.
    publish_as_of(date(2025, 11, 30), 5_000, annual_discount_rate=0.2)
    publish_as_of(date(2025, 12, 31), 10_000)

    page = words(signed_in(director, "en").get("/external/value"))

    assert 'aria-label="Equity from ₫9.00 k (Sep 2025) to ₫10.0 k (Dec 2025)"' in page
    table = page[page.index("Trend and forecast: ") :].split("</table>")[0]
    assert re.findall(r"<td>(\w{3} \d{4})</td>", table) == ["Sep 2025", "Oct 2025", "Nov 2025", "Dec 2025"]
    assert "5.00" not in table
    assert "No forecast yet: months known in a row: 1, and 7 are needed." in page


def test_seven_months_in_a_row_are_seen_ahead(firm: Firm, director: Person, signed_in: SignIn) -> None:
    for month in range(6, 13):
        publish_as_of(date(2025, month, 28), 10_000 + 100 * month)

    page = words(signed_in(director, "en").get("/external/value"))

    assert "Forecast: " in page
    assert re.search(r"to ₫11.2 k \(Dec 2025\); forecast ₫11.\d k \(Mar 2026\)", page)


def test_a_survey_without_assumptions_says_where_to_state_them(firm: Firm, director: Person, signed_in: SignIn) -> None:
    number = make_survey(director, "brands", "vi")
    open_survey(director, number, version=1)

    page = words(signed_in(director).get("/external/value"))

    assert "Còn thiếu giả định để tính khách đáng giá bao nhiêu với từng hãng" in page
    assert f'href="/surveys/{number}/equity"' in page


def test_who_reads_no_surveys_is_told_nothing_of_them(firm: Firm, rep: Person, signed_in: SignIn) -> None:
    page = words(signed_in(rep).get("/external/value"))

    assert "not-compared" not in page


@pytest.mark.once
def test_a_trend_is_read_in_as_many_queries_however_long_it_is(
    firm: Firm, director: Person, signed_in: SignIn, django_assert_max_num_queries
) -> None:
    for month in range(6, 13):
        publish_as_of(date(2025, month, 28), 10_000)
    client = signed_in(director)
    client.get("/external/value")

    with django_assert_max_num_queries(40):
        client.get("/external/value")
