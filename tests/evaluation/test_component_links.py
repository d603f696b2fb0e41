"""Ratings, what was bought after them and what had gone before: planted relations are found, the rest says why not."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from tests.measures.conftest import write_firm
from tests.web.said_and_bought import AS_OF, ASKED, DRIVERS, US, tables_of

from crmeter.evaluation.external.answered_histories import AnsweredHistories, answered_histories
from crmeter.evaluation.external.component_links import study_links
from crmeter.evaluation.run import Request, evaluate_snapshot
from crmeter.vocabulary import NotEnoughData, Undefined
from crmeter.warehouse.workspace import Workspace

SURVEY = 1


def planted(n: int = 400, **changed: Any) -> AnsweredHistories:
    """Root of revenue = 0.5 rating + 0.5 before + noise; ratings fall by complaints and not by returns."""
    rng = np.random.default_rng(6)
    complaints, returns = rng.poisson(1.0, n).astype(float), rng.poisson(1.0, n).astype(float)
    rating = 6 - 1.0 * np.sqrt(complaints) + rng.normal(0, 0.5, n)
    before = rng.normal(50, 10, n)
    root = 100 + 10 * (rating - rating.mean()) / rating.std() + 10 * (before - 50) / 10 + rng.normal(0, 14, n)
    chance = 1 / (1 + np.exp(-1.0 * (rating - rating.mean()) / rating.std()))
    columns = {
        "components": ("csat",),
        "ratings": rating[:, None],
        "before": {"complaints": complaints, "replies": np.zeros(n), "returns": returns, "orders": rng.poisson(4, n)},
        "revenue_before": before**2,
        "revenue": root**2,
        "margin": None,
        "bought_again": rng.random(n) < chance,
        "days": 180,
        "currency": "VND",
        "as_of": AS_OF,
        "left_out": (),
    }
    return AnsweredHistories(**{**columns, **changed})  # type: ignore[arg-type]


def test_planted_effects_lie_in_their_intervals() -> None:
    study = study_links(planted())
    links = {link.outcome: link for link in study.links}
    reactions = {each.reaction: each for each in study.reactions}

    # √revenue has variance 100 + 100 + 196.
    found = links["revenue"].effect
    assert found is not None
    assert float(found.value) == pytest.approx(10 / np.sqrt(396), abs=0.08)
    again = links["bought_again"].effect
    assert again is not None
    assert float(again.value) == pytest.approx(1.0, abs=0.3)
    assert links["revenue"].is_clear
    assert links["bought_again"].is_clear
    assert reactions["complaints"].effect is not None
    assert float(reactions["complaints"].effect.value) < -0.5
    assert reactions["complaints"].is_clear
    assert reactions["returns"].effect is not None
    assert abs(float(reactions["returns"].effect.value)) < 0.1


def test_a_reaction_of_one_customer_alone_has_no_effect_and_spoils_no_other() -> None:
    once = np.zeros(400)
    once[7] = 1
    known = planted()

    found = {each.reaction: each for each in study_links(planted(before={**known.before, "returns": once})).reactions}

    assert found["returns"].effect is None
    assert found["returns"].missing is not None
    assert found["complaints"].is_clear


def test_more_sent_back_than_bought_before_is_less_than_nothing_and_no_failure() -> None:
    before = planted().revenue_before.copy()
    before[:5] = -100.0

    links = {link.outcome: link for link in study_links(planted(revenue_before=before)).links}

    assert links["revenue"].effect is not None
    assert links["bought_again"].effect is not None


def test_money_of_a_point_is_the_slope_with_revenue_before_held() -> None:
    histories = planted()
    (link,) = (each for each in study_links(histories).links if each.outcome == "revenue")
    ones = np.column_stack([np.ones(400), histories.ratings[:, 0], histories.revenue_before])
    slope = np.linalg.lstsq(ones, histories.revenue, rcond=None)[0][1]

    assert link.money is not None
    assert float(link.money.value) == pytest.approx(slope)


def test_an_amount_that_a_few_decide_is_not_told_beside_an_effect_that_it_contradicts() -> None:
    histories = planted()
    revenue = histories.revenue.copy()
    revenue[np.argsort(histories.ratings[:, 0])[:3]] *= 40

    (link,) = (each for each in study_links(planted(revenue=revenue)).links if each.outcome == "revenue")

    assert link.effect is not None
    assert link.money is None
    assert link.money_missing is not None
    assert link.money_missing.code == "few_decide"


def test_what_cannot_be_told_says_why() -> None:
    study = study_links(planted())
    margin = next(each for each in study.links if each.outcome == "margin")
    replies = next(each for each in study.reactions if each.reaction == "replies")

    assert margin.missing is not None
    assert margin.missing.code == "no_cost"
    assert replies.missing is not None
    assert replies.missing.code == "none_seen"

    few = study_links(planted(20))
    assert all(link.effect is None for link in few.links)
    assert {link.missing.code for link in few.links if link.missing} == {"few_rows", "no_cost"}


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> tuple[Workspace, str]:
    workspace = Workspace(Path(tmp_path_factory.mktemp("said")) / "workspace")
    tables = tables_of(SURVEY)
    cost = {"product_key": 1, "name": "pump", "unit_cost": 4}
    lines = [
        {
            "line_key": order["order_key"], "order_key": order["order_key"], "product_key": 1,
            "ordered_on": order["ordered_on"], "kind": "sale", "quantity": order["amount"] / 10,
            "amount": order["amount"],
        }
        for order in tables["orders"]
    ]  # fmt: skip
    write_firm(workspace, {**tables, "products": [cost], "order_lines": lines})
    return workspace, evaluate_snapshot(workspace, Request(as_of=AS_OF, explained=False)).run.id


def test_what_is_before_and_after_is_counted_as_a_hand_does(place: tuple[Workspace, str]) -> None:
    tables = tables_of(SURVEY)
    histories = answered_histories(*place, SURVEY, us=US, days=120)
    earliest, latest = ASKED - timedelta(days=120), ASKED + timedelta(days=120)

    def of_all(name: str, day: str, start: date, end: date, amount: str | None = None) -> dict[int, float]:
        found = dict.fromkeys(range(1, 151), 0.0)
        for row in tables[name]:
            if start <= row[day] < end:
                found[row["customer_key"]] += row[amount] if amount else 1
        return found

    bought = {row["customer_key"] for row in tables["orders"] if row["ordered_on"] < latest}
    ever = {row["customer_key"] for row in tables["orders"]}
    who = sorted(ever)
    after = of_all("orders", "ordered_on", ASKED + timedelta(days=1), latest + timedelta(days=1), "amount")
    tickets = of_all("tickets", "opened_on", earliest, ASKED)
    replies = of_all("touches", "touched_on", earliest, ASKED)
    assert len(histories) == len(who)
    assert bought <= ever
    assert histories.revenue.tolist() == [after[key] for key in who]
    assert histories.before["complaints"].tolist() == [tickets[key] for key in who]
    assert histories.before["replies"].tolist() == [replies[key] for key in who]
    # A unit costs 4 of 10.
    assert histories.margin == pytest.approx(0.6 * histories.revenue)
    assert set(histories.components) == {"csat", "nps", *DRIVERS}


def test_without_our_brand_ratings_of_brands_say_that_it_is_missing_and_not_the_customers(tmp_path: Path) -> None:
    workspace, tables = Workspace(tmp_path / "workspace"), tables_of(SURVEY)
    answers = [each for each in tables["survey_answers"] if each["brand"] is not None]
    write_firm(workspace, {**tables, "survey_answers": answers})
    run = evaluate_snapshot(workspace, Request(as_of=ASKED + timedelta(days=100), explained=False)).run.id

    def refusal(days: int, us: str | None) -> Undefined:
        with pytest.raises(NotEnoughData) as refused:
            answered_histories(workspace, run, SURVEY, us=us, days=days)
        return refused.value.undefined

    assert refusal(90, None).code == "no_brand"
    # A hundred days were seen after the answers: a shorter span is told where one would do.
    assert "or a shorter span" in str(refusal(180, US).needs)
    assert len(answered_histories(workspace, run, SURVEY, us=US, days=90))
    run = evaluate_snapshot(workspace, Request(as_of=ASKED + timedelta(days=60), explained=False)).run.id
    assert "shorter" not in str(refusal(90, US).needs)


def test_what_was_planted_among_customers_is_found(place: tuple[Workspace, str]) -> None:
    study = study_links(answered_histories(*place, SURVEY, us=US))
    satisfied = {link.outcome: link for link in study.links if link.component == "csat"}
    complained = next(each for each in study.reactions if (each.component, each.reaction) == ("csat", "complaints"))

    assert satisfied["revenue"].is_clear
    assert satisfied["revenue"].effect is not None
    assert float(satisfied["revenue"].effect.value) > 0
    assert satisfied["margin"].is_clear
    assert complained.is_clear
    assert complained.effect is not None
    assert float(complained.effect.value) < 0


def test_ratings_of_several_brands_count_for_ours_only(place: tuple[Workspace, str]) -> None:
    assert set(answered_histories(*place, SURVEY).components) == {"csat", "nps"}


def test_nobody_seen_long_enough_or_known_is_refused(place: tuple[Workspace, str]) -> None:
    with pytest.raises(NotEnoughData) as early:
        answered_histories(*place, SURVEY, days=400)
    with pytest.raises(NotEnoughData) as unknown:
        answered_histories(*place, 99)

    assert (early.value.undefined.code, unknown.value.undefined.code) == ("too_early", "nobody_known")
