"""Our share of what customers are worth to all brands, in a case that can be worked out by hand.

Everybody finds all brands that they know alike, so that ratings and the brand bought last count for nothing: of three
brands each is bought one time in three, of two every other time. One purchase a year of 300, half of it margin, over
one year at 25 % is 300 × 0.5 × (1 + 1 / 1.25) = 270 to all brands together.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

import pytest
from tests.measures.firm_facts import AS_OF

from crmeter.evaluation.explain_run import open_run
from crmeter.evaluation.part import evaluate_part
from crmeter.evaluation.result import Evaluation
from crmeter.evaluation.run import Request, evaluate_snapshot
from crmeter.measures.view import Settings
from crmeter.vocabulary import Misused, Reading
from crmeter.warehouse.workspace import Workspace

pytestmark = pytest.mark.usefixtures("one_month")
NAME = "customer_equity_share"
Answer = Mapping[str, Any]
Write = Callable[[Any], Workspace]
BRANDS, DRIVERS = ("Us", "Them", "Others"), ("quality", "price")
STATED = Settings(equity_brand="Us", equity_margin_rate=0.5, equity_discount_rate=0.25, equity_years=1)
# Twelve know all three brands, twelve do not know the third.
KNOWN = [BRANDS] * 12 + [BRANDS[:2]] * 12


def answered(person: int, known: tuple[str, ...], *, wave: int, day: str, spends: bool = True) -> Iterator[Answer]:
    """All answers of one respondent."""
    about = {
        "response_key": 100 * wave + person,
        "survey_key": wave,
        "wave": wave,
        "answered_on": day,
        "low": 1,
        "high": 5,
    }
    if person < 4:
        # Each of the first four is a customer of the small firm.
        about["customer_key"] = person + 1
    for place, brand in enumerate(known):
        for driver in DRIVERS:
            score = 1 + (person * (3 + place) + 2 * place + len(driver) * person // 3) % 5
            yield {**about, "question_kind": "rating", "driver": driver, "brand": brand, "value": score}
        yield {**about, "question_kind": "next_brand", "brand": brand, "value": 30}
    yield {**about, "question_kind": "last_brand", "brand": known[person % len(known)]}
    if spends:
        yield {**about, "question_kind": "spend", "value": 300}
    yield {**about, "question_kind": "frequency", "value": 1}


def compared(*, wave: int = 1, day: str = "2025-10-01", spends: bool = True) -> list[Answer]:
    return [
        answer
        for person, known in enumerate(KNOWN)
        for answer in answered(person, known, wave=wave, day=day, spends=spends)
    ]


def rows_of(answers: list[Answer]) -> list[dict[str, Any]]:
    whole = {"survey": "brands", "respondents": "customer", "question_key": 1, "question": "q", "text_given": False}
    return [
        {"answer_key": key, **whole, "weight": 1, "channel": "email", **answer} for key, answer in enumerate(answers)
    ]


@pytest.fixture(scope="module")
def written(written_firm: Write, firm: Callable[[], dict[str, Any]]) -> Callable[[list[Answer]], Workspace]:
    def write(answers: list[Answer]) -> Workspace:
        return written_firm({**firm(), "survey_answers": rows_of(answers)})

    return write


Written = Callable[[list[Answer]], Workspace]


def evaluate(workspace: Workspace, settings: Settings = STATED) -> Evaluation:
    return evaluate_snapshot(workspace, Request(as_of=AS_OF, settings=settings, explained=False))


def share(workspace: Workspace, settings: Settings = STATED) -> Reading:
    return evaluate(workspace, settings).reading(NAME)


@pytest.fixture(scope="module")
def workspace(written: Written) -> Workspace:
    # The last of them did not tell how much they spend.
    return written([*compared(), *answered(24, BRANDS, wave=1, day="2025-10-02", spends=False)])


@pytest.fixture(scope="module")
def evaluated_share(workspace: Workspace) -> Evaluation:
    return evaluate(workspace)


def test_our_share_is_the_value_of_all_respondents_to_us_over_that_to_all_brands(evaluated_share: Evaluation) -> None:
    reading = evaluated_share.reading(NAME)

    # 12 × 90 + 12 × 135 of 24 × 270.
    assert float(reading.top) == pytest.approx(2700)
    assert float(reading.bottom) == pytest.approx(6480)
    assert reading.value == pytest.approx(2700 / 6480)
    assert reading.n == 24
    assert [(left.code, left.n) for left in reading.coverage.left_out] == [("no_spend", 1)]


def test_the_interval_is_that_of_the_choice_model(evaluated_share: Evaluation) -> None:
    reading = evaluated_share.reading(NAME)

    inner, outer = sorted(reading.intervals, key=lambda each: each.level)
    assert (inner.level, outer.level, inner.method) == (0.8, 0.95, "estimating_equations")
    assert outer.low < inner.low < float(reading.value) < inner.high < outer.high
    assert inner.high - float(reading.value) == pytest.approx(float(reading.value) - inner.low)


def test_the_list_behind_it_adds_up_to_the_figure(workspace: Workspace, evaluated_share: Evaluation) -> None:
    with open_run(workspace, evaluated_share.run.id) as opened:
        explained = opened.explain(NAME)
        totals = opened.totals(explained)
        rows = opened.rows_between(explained, 0, 50)

    reading = evaluated_share.reading(NAME)
    assert (totals.n, totals.top, totals.bottom) == (24, reading.top, reading.bottom)
    names = [column.name for column in explained.rows.columns]
    values = {(float(row[names.index("own_value")]), float(row[names.index("every_value")])) for row in rows}
    assert values == {(90, 270), (135, 270)}
    assert "respondent_values" in explained.tables


def test_a_part_sees_its_own_respondents_and_no_bounds(workspace: Workspace, evaluated_share: Evaluation) -> None:
    part = evaluate_part(workspace, evaluated_share.run.id, ["an"])

    # Of the first four customers A and B are of An.
    assert part is not None
    reading = part.reading(NAME)
    assert (reading.n, reading.intervals) == (2, ())
    assert reading.value == pytest.approx(1 / 3)


def test_the_newest_wave_with_whole_choices_counts(written: Written) -> None:
    newer = [{**each, "value": 60} if each.get("brand") == "Us" and each["question_kind"] == "next_brand" else each
             for each in compared(wave=2, day="2025-11-01")]  # fmt: skip
    not_whole = compared(wave=3, day="2025-12-01", spends=False)
    after_the_day = compared(wave=4, day="2026-02-01")

    reading = share(written([*compared(), *newer, *not_whole, *after_the_day]))

    # Ours is likelier there than in the first wave.
    assert reading.value > 2700 / 6480
    assert reading.n == 24


@pytest.mark.parametrize(
    ("answers", "settings", "code"),
    [
        (compared(), Settings(), "not_stated"),
        (compared(), Settings(equity_brand="Nobody"), "brand_not_rated"),
        (compared(spends=False), STATED, "no_choices"),
        ([each for each in compared() if each["question_kind"] == "spend"], STATED, "no_comparison"),
        ([], STATED, "no_table"),
    ],
)
def test_without_assumptions_or_whole_answers_it_says_what_to_do(
    written: Written, answers: list[Answer], settings: Settings, code: str
) -> None:
    reading = share(written(answers), settings)

    assert (reading.value, reading.n, reading.intervals) == (None, 0, ())
    assert reading.undefined is not None
    assert reading.undefined.code == code
    assert reading.undefined.needs is not None


def test_purchases_without_an_end_must_be_discounted() -> None:
    with pytest.raises(Misused, match="equity-discount-rate"):
        Settings(equity_years=0, equity_discount_rate=0)


def test_without_an_end_all_later_purchases_count(workspace: Workspace) -> None:
    reading = share(workspace, Settings(equity_brand="Us", equity_discount_rate=0.25, equity_years=0))

    # 300 × (1 + 0.8 + 0.64 + …) = 1500 of each.
    assert float(reading.bottom) == pytest.approx(24 * 1500)
