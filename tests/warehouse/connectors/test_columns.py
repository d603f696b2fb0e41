"""Columns of a file as arrays: words and numbers as they were meant, and what is none named by its line."""

from pathlib import Path

import numpy as np
import pytest

from crmeter.vocabulary import Misused
from crmeter.warehouse.connectors.files import Answers
from crmeter.warehouse.connectors.files.columns import headers_of, read_columns


def test_words_and_numbers_come_row_by_row(tmp_path: Path) -> None:
    path = tmp_path / "danh-gia.csv"
    path.write_text('Người,Hãng,Chất lượng,Giá\nA,Nắng, 4 ,"1.250,5"\nB,,n/a,"980,25"\n', encoding="utf-8")

    found = read_columns(path, Answers(), words=["Người", "Hãng"], numbers=["Chất lượng", "Giá"])

    assert headers_of(path, Answers()) == ("Người", "Hãng", "Chất lượng", "Giá")
    assert found.lines.tolist() == [2, 3]
    assert found.words["Hãng"].tolist() == ["Nắng", None]
    assert found.numbers["Giá"].tolist() == [1250.5, 980.25]
    assert np.isnan(found.numbers["Chất lượng"][1])
    assert found.unread == ()


def test_a_cell_that_is_no_number_is_named_by_its_line(tmp_path: Path) -> None:
    path = tmp_path / "ratings.csv"
    path.write_text("who,quality\na,4\nb,good\nc,5\n")

    found = read_columns(path, Answers(), words=["who"], numbers=["quality"])

    assert [(each.line, each.column, each.cell) for each in found.unread] == [(3, "quality", "good")]
    assert np.isnan(found.numbers["quality"][1])


def test_a_column_that_is_not_there_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "ratings.csv"
    path.write_text("who,quality\na,4\n")

    with pytest.raises(Misused, match="price"):
        read_columns(path, Answers(), numbers=["price"])
