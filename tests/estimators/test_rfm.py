"""Fifths of recency, frequency and money, and the cells that they make."""

import numpy as np
import pytest

from crmeter.estimators.retention.rfm import CELLS, fifths, rfm
from crmeter.vocabulary import NotEnoughData


def test_ten_values_make_five_pairs() -> None:
    assert fifths([10, 20, 30, 40, 50, 60, 70, 80, 90, 100]).tolist() == [1, 1, 2, 2, 3, 3, 4, 4, 5, 5]


def test_who_is_level_is_in_the_same_fifth() -> None:
    # Six of ten bought once: the middle of their places is 3 of 10, the second fifth; the others 6.5 to 9.5.
    assert fifths([1, 1, 1, 1, 1, 1, 2, 3, 4, 5]).tolist() == [2] * 6 + [4, 4, 5, 5]
    assert fifths([7, 7, 7]).tolist() == [3, 3, 3]


def test_cells_are_those_of_the_field() -> None:
    # A hundred customers by fifth of recency (rows) and of the other two (columns), four of each.
    recency, other = np.repeat(np.arange(5), 20), np.tile(np.repeat(np.arange(5), 4), 5)

    found = rfm(100 - recency, other + 1, other + 1)

    at = {(r, f): CELLS[cell] for r, f, cell in zip(found.recency, found.frequency, found.cell, strict=True)}
    assert at[5, 5] == at[5, 4] == "champions"
    assert at[5, 1] == "new"
    assert at[4, 1] == "promising"
    assert at[4, 5] == at[3, 4] == "loyal"
    assert at[5, 3] == at[4, 2] == "potential_loyal"
    assert at[3, 3] == "need_attention"
    assert at[3, 1] == "about_to_sleep"
    assert at[2, 3] == at[1, 4] == "at_risk"
    assert at[1, 5] == "cannot_lose"
    assert at[1, 1] == at[2, 2] == "hibernating"
    assert (found.money == found.frequency).all()


def test_frequency_and_money_count_alike_and_halves_go_up() -> None:
    n = 50
    silent, often = np.zeros(n), np.arange(n)
    found = rfm(silent, often, often[::-1])

    # Recency is level for all: the third fifth. Fifths 1 and 5 make 3, 2 and 4 too: need attention.
    assert set(found.recency.tolist()) == {3}
    assert {CELLS[cell] for cell in found.cell} == {"need_attention"}


def test_few_customers_make_no_fifths() -> None:
    with pytest.raises(NotEnoughData):
        rfm(range(49), range(49), range(49))


def test_values_that_are_no_numbers_are_refused() -> None:
    with pytest.raises(ValueError, match="finite"):
        rfm([float("nan")] * 60, range(60), range(60))
