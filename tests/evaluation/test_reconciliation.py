"""Value by what customers say against value by what they buy: worked out by hand, adding up to the last unit."""

from datetime import date, datetime
from decimal import Decimal

import numpy as np
import pytest

from crmeter.estimators import CustomerEquity, Market
from crmeter.evaluation.external.behaved_values import BehavedValues
from crmeter.evaluation.external.brand_choices import BrandChoices
from crmeter.evaluation.external.reconciliation import PerceivedValues, perceived_values, reconcile
from crmeter.evaluation.external.survey_choices import SurveyChoices
from crmeter.vocabulary import NotEnoughData

AN, BINH, CHI, DUNG, EM = range(1, 6)
# An year's purchases over two years at 25 %: (1 − 1.25^−2) / ln 1.25.
ANNUITY = 0.36 / np.log(1.25)


def bought(**changed: object) -> BehavedValues:
    columns = {
        "customer_key": np.array([AN, BINH, CHI, DUNG]),
        "value": np.array([300.0, 90.0, 0.5, 40.0]),
        "spend": np.array([100.0, 50.0, 20.0, 10.0]),
        "repeats": np.array([10.0, 4.0, 1.0, 1.0]),
        "years": np.array([2.0, 1.0, 2.0, 0.1]),
        "margin": 0.4,
        "horizon_years": 2.0,
        "discount_rate": 0.25,
        "currency": "VND",
        "as_of": date(2025, 12, 31),
    }
    return BehavedValues(**{**columns, **changed})  # type: ignore[arg-type]


SAID = PerceivedValues(
    customer_key=np.array([AN, BINH, CHI, DUNG, EM]),
    value=np.array([8 * 120 * 0.5, 3 * 50 * 0.5, 2 * 30 * 0.5, 1.0, 1.0]),
    purchases=np.array([8.0, 3.0, 2.0, 1.0, 1.0]),
    purchases_then=np.array([6.0, 2.5, 1.5, 1.0, 1.0]),
    spend=np.array([120.0, 50.0, 30.0, 2.0, 2.0]),
    margin=0.5,
)


def test_each_step_is_what_a_hand_works_out() -> None:
    found = reconcile(SAID, bought())

    # An 480, Binh 75, Chi 30; Dung is too new and Em bought nothing.
    assert (found.n, found.perceived) == (3, Decimal(585))
    # 300 + 90 + 0.5, to the even unit.
    assert found.behaved == Decimal(390)
    pace = np.array([5.0, 4.0, 0.5]) * ANNUITY
    exact = {
        "assumptions": -(2 * 60 + 0.5 * 25 + 0.5 * 15),
        "margin": -(6 * 12 + 2.5 * 5 + 1.5 * 3),
        "spend": -(6 * 8 + 1.5 * 4),
        "frequency": float(((pace - [6, 2.5, 1.5]) * [40, 20, 8]).sum()),
        "staying": 390.5 - float((pace * [40, 20, 8]).sum()),
    }
    assert {name: float(amount) for name, amount in found.steps.items()} == pytest.approx(exact, abs=1)
    assert found.perceived + sum(found.steps.values()) == found.behaved
    assert [(each.code, each.n) for each in found.left_out] == [("never_bought", 1), ("too_new", 1)]


def test_the_greatest_differences_say_what_explains_most_of_them() -> None:
    an, chi, binh = reconcile(SAID, bought()).apart

    assert (an.customer_key, an.perceived, an.behaved) == (AN, 480, 300)
    # 5 a year is worth 8.07 of them, more than the 6 that An told: only steps that go down explain a lower value.
    assert an.because == "assumptions"
    assert (chi.customer_key, binh.customer_key) == (CHI, BINH)
    assert (chi.because, binh.because) == ("assumptions", "frequency")


def test_nobody_in_both_is_no_reconciliation() -> None:
    with pytest.raises(NotEnoughData) as lacking:
        reconcile(SAID, bought(customer_key=np.array([71, 72, 73, 74])))

    assert lacking.value.undefined.code == "nobody_in_both"


def answered(customers: np.ndarray, n: int = 80) -> SurveyChoices:
    rng = np.random.default_rng(1)
    ratings = rng.integers(1, 6, (n, 2, 1)).astype(float)
    last = rng.integers(0, 2, n)
    utilities = 0.6 * ratings[:, :, 0] + np.eye(2)[last]
    chosen = (utilities + rng.gumbel(size=(n, 2))).argmax(axis=1)
    choices = BrandChoices(
        brands=("An Khang", "Other"),
        drivers=("quality",),
        attributes=ratings,
        available=np.ones((n, 2), dtype=np.bool_),
        last=last,
        shares=np.eye(2)[chosen],
        respondents=np.arange(n),
        weights=None,
        spend=rng.integers(1, 9, n) * 10.0,
        frequency=rng.integers(1, 7, n).astype(float),
        left_out=(),
    )
    at = datetime(2026, 1, 1)  # noqa: DTZ001 - no zone matters here
    return SurveyChoices(choices, (1, 5), customers, n, at, keys=np.arange(n))


def test_perceived_value_is_that_of_the_choice_model() -> None:
    # Customer 7 answered twice: the last answer counts; two are not known.
    found = answered(np.concatenate([np.arange(76), [7, -1, -1, 90]]))
    market = Market(np.array([0.3, 0.2]), 0.1, 3.0, 1000.0)
    choices = found.choices
    model = CustomerEquity(choices.drivers).fit(
        choices.attributes, choices.last, choices.shares,
        spend=choices.spend, frequency=choices.frequency, market=market,
    )  # fmt: skip

    told = perceived_values(found, us="An Khang", market=market, behaved=bought())

    assert told.customer_key.tolist() == [*range(76), 90]
    assert told.value[8] == pytest.approx(model.lifetime_value_[8, 0])
    assert told.value[7] == pytest.approx(model.lifetime_value_[76, 0])
    # Two years at a higher rate hold fewer purchases than three.
    assert (told.purchases_then <= told.purchases).all()


def test_an_anonymous_survey_is_refused_with_the_reason() -> None:
    with pytest.raises(NotEnoughData) as lacking:
        perceived_values(
            answered(np.full(80, -1)), us="An Khang", market=Market(np.ones(2), 0.1, 3.0, 1.0), behaved=bought()
        )

    assert lacking.value.undefined.code == "anonymous"
