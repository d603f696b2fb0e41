"""What is planted in what only records hold, found again by the estimators that pages use."""

from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from crmeter.demo import DEFAULT_AS_OF, DEFAULT_SEED, Truth
from crmeter.demo.as_records import SampleRecords
from crmeter.demo.history import day_number
from crmeter.estimators import AnswerScale, LeavingLogit, SatisfactionDrivers, Themes, group_answers, uplift
from crmeter.evaluation.external.decision_study import DecisionStudy, study_decision
from crmeter.records.judgements.pairs import times
from crmeter.vocabulary import ForeignRecord

LATELY = 90


@pytest.fixture(scope="module")
def sample() -> SampleRecords:
    # As many as `crmeter run` writes.
    return SampleRecords(2_000, DEFAULT_AS_OF, DEFAULT_SEED, "Asia/Ho_Chi_Minh")


@pytest.fixture(scope="module")
def truths(sample: SampleRecords) -> dict[str, Truth]:
    return dict(sample.truths)


@pytest.fixture(scope="module")
def answers(sample: SampleRecords) -> Callable[[str], list[ForeignRecord]]:
    """The answers to a survey by its key."""
    told = list(sample.step("survey_answers"))
    return lambda key: [each for each in told if each.values["survey"] == key and each.beside["answers"]]


def numbers(of: list[ForeignRecord], question: int, driver: str = "") -> list[float]:
    return [
        float(each["number"])
        for person in of
        for each in person.beside["answers"]
        if each["question"] == question and each.get("driver", "") == driver
    ]


def texts(of: list[ForeignRecord], question: int) -> list[str]:
    found = [[each["text"] for each in person.beside["answers"] if each["question"] == question] for person in of]
    return [each[0] if each else "" for each in found]


def test_the_page_about_the_company_says_the_same(truths: dict[str, Truth]) -> None:
    page = (Path(__file__).parents[2] / "docs" / "sample-company.md").read_text(encoding="utf-8").splitlines()

    assert [f"| `{truth.id}` | {truth.sentence.en} |" for truth in truths.values()] == [
        line for line in page if any(line.startswith(f"| `{name}` |") for name in truths)
    ]
    assert all(truth.sentence.vi for truth in truths.values())


def test_two_companies_of_a_seed_have_the_same_records() -> None:
    one, two = (SampleRecords(600, DEFAULT_AS_OF, 3, "Asia/Ho_Chi_Minh") for _ in range(2))

    for step in ("deals", "subscriptions", "tickets", "surveys", "survey_answers", "retention_rounds", "decisions"):
        assert list(one.step(step)) == list(two.step(step)), step


def test_people_write_of_the_planted_themes_in_both_languages(
    truths: dict[str, Truth], answers: Callable[[str], list[ForeignRecord]]
) -> None:
    terms: Any = truths["written_themes"].figures["terms"]
    second = answers("KS2")

    found = group_answers(texts(second, 4), numbers(second, 0), AnswerScale(0, 10))

    for subject in ("delivery", "price", "smell", "staff"):
        assert theme(found, terms[subject]["vi"]).share > 0.03, subject
    assert any("delivery" in term or "price" in term for each in found.themes for term in each.terms)
    # Who waits is the least content, who praises the people the most.
    means = {name: theme(found, terms[name]["vi"]).score.value for name in ("delivery", "price", "smell", "staff")}
    assert min(means, key=lambda name: means[name]) == "delivery"
    assert max(means, key=lambda name: means[name]) == "staff"


def theme(found: Themes, term: str) -> Any:
    return next(each for each in found.themes if any(term in own for own in each.terms))


def test_partners_are_kept_by_being_paid_on_time(
    truths: dict[str, Truth], answers: Callable[[str], list[ForeignRecord]]
) -> None:
    truth, given = truths["partners_paid_late"], answers("KSD")
    means: Any = truth.figures["means"]
    rated = np.array([numbers(given, 1, name) for name in means])

    assert len(given) >= 20
    assert list(means)[int(rated.mean(axis=1).argmin())] == truth.figures["aspect"]
    found = SatisfactionDrivers(AnswerScale(0, 10)).fit(numbers(given, 0), dict(zip(means, rated, strict=True)))
    assert found.names_[int(np.argmax(found.shares_))] == truth.figures["aspect"]


def test_the_crew_would_recommend_its_workplace_less_and_nobody_is_known(
    truths: dict[str, Truth], answers: Callable[[str], list[ForeignRecord]]
) -> None:
    truth, given = truths["crew_overworked"], answers("KSN")
    by_way = {way: [each for each in given if each.values.get("came_by", "email") == way] for way in ("email", "qr")}

    office, crew = (np.mean(numbers(by_way[way], 0)) for way in ("email", "qr"))
    assert office - crew > 1
    assert min(len(each) for each in by_way.values()) >= 5
    assert any(
        str(truth.figures["term"]) in term for each in group_answers(texts(given, 3)).themes for term in each.terms
    )


def test_of_the_crew_more_leave_than_of_the_office(sample: SampleRecords, truths: dict[str, Truth]) -> None:
    since = DEFAULT_AS_OF - timedelta(days=365)
    people = list(sample.step("staff"))

    for group in truths["crew_leaves"].figures.values():
        own = [each.values for each in people if each.values["department"] == group["team"]]
        assert sum(each["left_on"] is None for each in own) == group["there"]
        assert sum(each["left_on"] is not None and each["left_on"] > since for each in own) == group["left"]
        # Each post has somebody, or has been left for three weeks at most.
        at_start = [each for each in own if each["joined_on"] <= since and (each["left_on"] or since) >= since]
        assert group["there"] - 1 <= len(at_start) <= group["there"]


def test_contracts_are_left_after_trouble(sample: SampleRecords) -> None:
    today, then = DEFAULT_AS_OF, DEFAULT_AS_OF - timedelta(days=LATELY)
    contracts = list(sample.step("subscriptions"))
    asked = [(each.links["customer"], each.at.date()) for each in sample.step("tickets")]
    live = [each for each in contracts if each.values["starts_on"] <= then and not ended_by(each, then)]

    tickets = [
        sum(who == each.links["customer"] and then - timedelta(days=LATELY) < on <= then for who, on in asked)
        for each in live
    ]
    tenure = [(then - each.values["starts_on"]).days / 30 for each in live]
    monthly = [np.log(float(each.values["price"]) * each.values["quantity"]) for each in live]
    left = np.array([ended_by(each, today) for each in live])
    names = ["tenure", "monthly", "tickets"]
    model = LeavingLogit(names).fit(np.column_stack([tenure, monthly, tickets]), left)

    assert left.sum() >= 15
    assert model.coefficients_[2] > 2 * list(model.standard_errors_.values())[2]
    assert model.check_.auc > 0.6


def ended_by(contract: ForeignRecord, day: date) -> bool:
    ended = contract.values.get("ends_on")
    return ended is not None and ended <= day


def test_looking_after_customers_keeps_them(sample: SampleRecords, truths: dict[str, Truth]) -> None:
    truth: Any = truths["keeping_helps"].figures
    arms = truth["arms"]
    treated = np.repeat([True, False], [arms["treated"]["n"], arms["held_out"]["n"]])
    kept = np.concatenate([np.arange(arms[arm]["n"]) < arms[arm]["kept"] for arm in ("treated", "held_out")])

    found = uplift(kept, treated)

    assert found.low < truth["uplift"] < found.high
    assert found.low > 0
    # Whoever is in a round is in no other: nobody is looked after twice at once.
    everybody = Counter(case["customer"] for each in sample.step("retention_rounds") for case in each.beside["cases"])
    assert max(everybody.values()) == 1


def test_the_campaign_has_the_planted_effect_beside_whom_a_lot_held_out(
    sample: SampleRecords, truths: dict[str, Truth]
) -> None:
    truth: Any = truths["campaign_brings_back"].figures
    members = [each for each in sample.step("members") if "customer" in each.links]
    alone = [each for each in members if each.values.get("held_out")]
    reached = [each for each in members if not each.values.get("held_out")]
    converted = ["converted_at" in each.values for each in (*reached, *alone)]

    found = uplift(converted, [True] * len(reached) + [False] * len(alone))

    assert (len(reached), len(alone)) == (truth["reached"], truth["held_out"])
    assert found.difference == pytest.approx(truth["bought"] / truth["reached"])
    assert found.low > 0
    assert not any("sent_at" in each.values for each in alone)


def test_who_is_reminded_came_by_another_campaign_and_bought_within_days(
    sample: SampleRecords, truths: dict[str, Truth]
) -> None:
    truth: Any = truths["reminders_come_last"].figures
    leads = {each.key: each for each in sample.step("leads")}
    reminded = [each for each in sample.step("members") if "lead" in each.links]

    assert len(reminded) == truth["reminded"] > 30
    for each in reminded:
        lead = leads[each.links["lead"]]
        assert lead.links["campaign"] != each.links["campaign"]
        assert 0 <= (lead.values["converted_on"] - each.values["sent_at"].date()).days <= 3


def test_deals_are_lost_for_what_each_competitor_is_better_in(truths: dict[str, Truth]) -> None:
    truth: Any = truths["rivals"].figures
    cheap, good = truth["deals"][truth["cheap"]], truth["deals"][truth["good"]]

    assert cheap["lost"] > cheap["won"] and good["won"] > good["lost"]
    because = truth["lost_because"]
    assert max(because[truth["cheap"]], key=because[truth["cheap"]].get) == "price"
    assert because[truth["good"]].get("price", 0) < because[truth["good"]]["quality"]


def test_evaluators_weigh_the_brand_in_the_planted_order(sample: SampleRecords, truths: dict[str, Truth]) -> None:
    weights: Any = truths["brand_weighed"].figures["weights"]
    brand, delivery = (worked_out(each) for each in sample.step("decisions"))

    assert len(brand.own) == 3
    assert [brand.criteria[place] for place in np.argsort(-brand.weights)] == list(weights)
    assert brand.weights == pytest.approx(list(weights.values()), abs=0.05)
    assert delivery.totals is not None
    assert delivery.alternatives[int(np.argmax(delivery.totals))] == truths["brand_weighed"].figures["alternative"]


def worked_out(decision: ForeignRecord) -> DecisionStudy:
    judged = {
        each["who"]: {
            (pair["under"], pair["left"], pair["right"]): times(pair["favour"]) for pair in each["judgements"]
        }
        for each in decision.beside["evaluators"]
    }
    criteria, alternatives = ([each["key"] for each in decision.values[of]] for of in ("criteria", "alternatives"))
    return study_decision(criteria, alternatives, judged, together="judgements")


def test_dates_of_the_records_lie_within_the_history(sample: SampleRecords) -> None:
    last = day_number(DEFAULT_AS_OF)
    for step in ("surveys", "survey_answers", "retention_rounds", "decisions"):
        assert all(day_number(each.at.date()) <= last for each in sample.step(step)), step


def test_who_waited_longer_for_a_solution_is_less_satisfied(
    sample: SampleRecords, truths: dict[str, Truth], answers: Callable[[str], list[ForeignRecord]]
) -> None:
    planted: Any = truths["waiting_displeases"].figures["odds_ratio_of_a_doubling"]
    tickets = {each.key: each.values for each in sample.step("tickets")}
    given = answers("KSP")
    hours = [
        (values["solved_at"] - values["opened_at"]).total_seconds() / 3600
        for each in given
        if (values := tickets[each.links["ticket"]])
    ]

    model = LeavingLogit(["doublings"], ridge=0).fit(np.log2(hours)[:, None], np.array(numbers(given, 0)) >= 4)

    slope, error = model.params_["doublings"], model.standard_errors_["doublings"]
    assert len(given) > 100
    assert slope + 1.2816 * error < 0
    assert slope - 2.5758 * error <= np.log(planted) <= slope + 2.5758 * error


def test_discounts_of_deals_win_nothing_and_leave_amounts_as_they_are(sample: SampleRecords) -> None:
    ended = [each for each in sample.step("deals") if each.beside["stages"][-1]["kind"] in ("won", "lost")]
    lines = [each.beside["lines"][0] for each in ended]
    discounts = np.array([float(line.get("discount", 0)) for line in lines])
    won = np.array([each.beside["stages"][-1]["kind"] == "won" for each in ended])

    found = uplift(won, discounts > 0, level=0.95)

    assert found.low < 0 < found.high
    assert 0.45 < (discounts > 0).mean() < 0.65
    assert discounts.max() < 0.26
    for line, discount in zip(lines, discounts, strict=True):
        assert float(line["unit_price"]) * line["quantity"] * (1 - discount) == pytest.approx(line["amount"], rel=1e-3)
