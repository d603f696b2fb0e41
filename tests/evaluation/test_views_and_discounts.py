"""What an evaluation says of pages and of discounts, by hand (C5, measures of sales)."""

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests.measures.conftest import read_firm

from crmeter.estimators.intervals import wilson
from crmeter.evaluation.internal.discounts import BANDS, discounts
from crmeter.evaluation.internal.page_outcomes import LITTLE, page_outcomes
from crmeter.evaluation.result import ResultTable
from crmeter.evaluation.tables import keep_sales
from crmeter.measures.view import View
from crmeter.vocabulary import Period
from crmeter.warehouse.engine import Engine

VIEW = View(Period(date(2025, 1, 1), date(2026, 1, 1)), date(2025, 12, 31), "VND")
Rows = list[dict[str, Any]]
Study = Callable[[Engine, View], ResultTable]


@pytest.fixture
def studied(tmp_path: Path) -> Callable[..., ResultTable]:
    def run(study: Study, **rows: Rows) -> ResultTable:
        with read_firm(tmp_path, rows) as (engine, _):
            keep_sales(engine, VIEW, tmp_path / "run")
            return study(engine, VIEW)

    return run


def seen(key: int, page: str, views: int, actions: int | None, day: str = "2025-03-01") -> dict[str, Any]:
    return {
        "view_key": key,
        "page": page,
        "viewed_at": f"{day} 10:00:00",
        "viewed_on": day,
        "views": views,
        "actions": actions,
    }


def test_a_page_with_many_views_and_few_actions_is_found(studied: Callable[..., ResultTable]) -> None:
    views = [
        seen(1, "/a", 600, 60),
        seen(2, "/a", 400, 40, "2025-05-01"),
        seen(3, "/b", 1000, 100),
        seen(4, "/c", 1000, 10),
        seen(5, "/c", 500, None),  # nobody knows how they ended
        seen(6, "/d", 20, 0),  # 1.4 actions would be expected: too few to judge
        seen(7, "/c", 900, 900, "2024-12-31"),  # before the period
        seen(8, "/c", 900, 900, "2026-01-01"),  # after the evaluation
    ]

    table = studied(page_outcomes, page_views=views)

    first, *others = table.records()
    assert (first["page"], first["views"], first["actions"], first["finding"]) == ("/c", 1000, 10, LITTLE)
    # 210 of 3,020 in all: 1,000 × 210 / 3,020 − 10.
    assert first["missed"] == pytest.approx(1000 * 210 / 3020 - 10)
    interval = wilson(10, 1000, 0.8)
    assert interval is not None
    assert (first["low"], first["high"]) == pytest.approx((float(interval.low), float(interval.high)))
    found = {row["page"]: (row["rate"], row["finding"] and row["finding"].en) for row in others}
    assert found == {"/a": (0.1, None), "/b": (0.1, None), "/d": (0.0, "too few views to judge")}
    assert table.note is not None
    assert "4 pages, 3,020 views in the period: 7.0% ended as wanted." in table.note.en
    assert "How 500 views ended is not known" in table.note.en


def test_pages_that_differ_by_chance_alone_are_no_finding(studied: Callable[..., ResultTable]) -> None:
    views = [seen(n, f"/{n}", 1000, 70 + n) for n in range(5)]

    assert {row["finding"] for row in studied(page_outcomes, page_views=views).records()} == {None}


def test_two_pages_are_too_few_to_compare(studied: Callable[..., ResultTable]) -> None:
    table = studied(page_outcomes, page_views=[seen(1, "/a", 10, 1), seen(2, "/b", 10, 2)])

    assert table.rows == ()
    assert table.note is not None
    assert "at least 3 pages" in table.note.en


def deals(first: int, pipeline: str, n: int, won: int, discount: int) -> Mapping[str, Rows]:
    """Deals at a list price of 100, of which some were won."""
    keys = range(first, first + n)
    return {
        "deals": [
            {
                "deal_key": k,
                "created_on": "2025-01-05",
                "pipeline": pipeline,
                "stage": "x",
                "status": "won" if k < first + won else "lost",
                "currency": "VND",
                ("won_on" if k < first + won else "lost_on"): "2025-06-01",
            }
            for k in keys
        ],
        "deal_lines": [
            {
                "line_key": k,
                "deal_key": k,
                "product_key": 1,
                "quantity": 1,
                "unit_price": 100,
                "amount": 100 - discount,
                "discount": discount,
            }
            for k in keys
        ],
    }


def test_discounts_of_hard_deals_are_not_what_loses_them(studied: Callable[..., ResultTable]) -> None:
    # Easy deals are won four times of five and hard ones once, discounted or not; hard ones are discounted more often.
    groups = [
        deals(0, "easy", 10, 8, 20),
        deals(100, "easy", 30, 24, 0),
        deals(200, "hard", 30, 6, 20),
        deals(300, "hard", 10, 2, 0),
    ]
    rows: dict[str, Rows] = {name: [row for group in groups for row in group[name]] for name in groups[0]}
    rows["deals"].append({**rows["deals"][0], "deal_key": 900})  # without lines
    rows["deals"].append({**rows["deals"][0], "deal_key": 901, "won_on": "2026-01-02"})  # after the evaluation

    table = studied(discounts, products=[{"product_key": 1, "name": "x", "unit_cost": 60}], **rows)

    told = [(row["band"], row["deals"], row["won"], row["rate"], row["margin"]) for row in table.records()]
    assert told == [(BANDS[0], 40, 26, 26 / 40, 0.4), (BANDS[3], 40, 14, 14 / 40, 0.25)]
    assert table.note is not None
    assert "35.0% of the deals with a discount and 65.0% of those without were won: −30.0 points" in table.note.en
    assert "Among deals of the same pipeline, currency and size: 0.0 points" in table.note.en
    assert "no effect of it" in table.note.en
    assert "1 deals have no lines" in table.note.en


def test_sizes_are_compared_within_a_currency(studied: Callable[..., ResultTable]) -> None:
    # All deals in dollars are won and none in dong; those in dollars are discounted more often. At 100 of either they
    # are no deals of one size.
    groups = [
        deals(0, "one", 20, 20, 20),
        deals(100, "one", 20, 20, 0),
        deals(200, "one", 5, 0, 20),
        deals(300, "one", 35, 0, 0),
    ]
    for row in (*groups[0]["deals"], *groups[1]["deals"]):
        row["currency"] = "USD"
    rows: dict[str, Rows] = {name: [row for group in groups for row in group[name]] for name in groups[0]}
    rows["deals"] += [{**row, "deal_key": row["deal_key"] + 1000, "currency": None} for row in groups[0]["deals"][:3]]
    rows["deal_lines"] += [
        {**row, "line_key": row["line_key"] + 1000, "deal_key": row["deal_key"] + 1000}
        for row in groups[0]["deal_lines"][:3]
    ]

    table = studied(discounts, **rows)

    assert table.note is not None
    assert "3 deals have no currency" in table.note.en
    assert "currency and size: 0.0 points" in table.note.en


def test_without_any_discount_nothing_is_compared(studied: Callable[..., ResultTable]) -> None:
    table = studied(discounts, **deals(0, "easy", 10, 5, 0))

    assert table.rows == ()
    assert table.note is not None
    assert "no deal that ended has lines with a discount" in table.note.en
