import numpy as np
import pytest

from crmeter.estimators import PurchaseHistory
from crmeter.vocabulary import NotEnoughData


def test_equal_histories_become_one_row_with_their_number() -> None:
    history = PurchaseHistory([2, 0, 2, 1], [3.0, 0.0, 3.0, 1.0], [5.0, 5.0, 5.0, 4.0], "week")
    grouped = history.grouped()
    assert grouped.frequency.tolist() == [0.0, 1.0, 2.0]
    assert grouped.recency.tolist() == [0.0, 1.0, 3.0]
    assert grouped.T.tolist() == [5.0, 4.0, 5.0]
    assert grouped.weights.tolist() == [1.0, 1.0, 2.0]


@pytest.mark.parametrize("step", [1.0, 0.013])
def test_the_order_of_rows_leaves_no_trace_in_the_groups(step: float) -> None:
    rng = np.random.default_rng(3)
    x = rng.integers(0, 4, 500)
    T = rng.integers(5, 30, 500)
    recency = np.where(x > 0, rng.integers(1, 5, 500), 0)
    weights = rng.uniform(0.5, 3.0, 500)
    order = rng.permutation(500)
    one = PurchaseHistory(x, recency * step, T * step, "day", weights).grouped()
    other = PurchaseHistory(x[order], recency[order] * step, T[order] * step, "day", weights[order]).grouped()
    for name in ("frequency", "recency", "T", "weights"):
        assert np.array_equal(getattr(one, name), getattr(other, name))


def test_each_row_finds_its_group() -> None:
    history = PurchaseHistory([2, 0, 2, 1], [3.0, 0.0, 3.0, 1.0], [5.0, 5.0, 5.0, 4.0], "month")
    grouped, rows = history.grouped_with_rows()
    assert grouped.frequency[rows].tolist() == [2.0, 0.0, 2.0, 1.0]
    assert grouped.T[rows].tolist() == [5.0, 5.0, 5.0, 4.0]


@pytest.mark.parametrize(
    ("frequency", "recency", "T", "words"),
    [
        ([1, 2], [1.0], [2.0, 2.0], "one length"),
        ([1], [np.nan], [2.0], "recency has a missing"),
        ([-1], [1.0], [2.0], "frequency has a negative"),
        ([1.5], [1.0], [2.0], "whole"),
        ([1], [3.0], [2.0], "beyond T"),
        ([0], [1.0], [2.0], "recency is 0"),
        ([1], [0.0], [2.0], "recency is above 0"),
    ],
)
def test_contradictions_are_refused_in_plain_words(
    frequency: list[float], recency: list[float], T: list[float], words: str
) -> None:
    with pytest.raises(ValueError, match=words):
        PurchaseHistory(frequency, recency, T, "week")


def test_unknown_units_and_weights_of_nobody_are_refused() -> None:
    with pytest.raises(ValueError, match="day, week or month"):
        PurchaseHistory([1], [1.0], [2.0], "year")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="above 0"):
        PurchaseHistory([1], [1.0], [2.0], "week", weights=[0])


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        ([], "no_customers"),
        ([(0, 0.0, 5.0)] * 40, "nobody_repeated"),
        ([(2, 3.0, 5.0)] * 40, "no_variation"),
        ([(2, 3.0, 5.0)], "no_variation"),
        ([(2, 3.0, 5.0), (0, 0.0, 5.0)], "too_few_repeat_customers"),
    ],
)
def test_what_cannot_carry_a_model_says_what_it_lacks(rows: list[tuple[int, float, float]], code: str) -> None:
    columns = np.array(rows).reshape(-1, 3).T
    with pytest.raises(NotEnoughData) as caught:
        PurchaseHistory(*columns, "week").require_repeat_customers(10)
    undefined = caught.value.undefined
    assert undefined.code == code
    assert undefined.needs is not None
    assert undefined.needs.en.startswith("not enough data: needs ")
    assert undefined.needs.vi.startswith("không đủ dữ liệu: cần ")
