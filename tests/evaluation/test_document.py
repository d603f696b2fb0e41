import json
import math
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import numpy as np
import pytest

from crmeter.evaluation.document import from_document, to_document
from crmeter.evaluation.result import Evaluation, ResultColumn, ResultTable
from crmeter.vocabulary import Misused, Text

from .report.sample import bare_evaluation, evaluation


def there_and_back(whole: Evaluation, **kept: bool) -> Evaluation:
    return from_document(json.loads(json.dumps(to_document(whole, **kept), allow_nan=False)))


@pytest.mark.parametrize("make", [evaluation, bare_evaluation])
def test_a_stored_evaluation_is_the_one_that_was_stored(make: Callable[[], Evaluation]) -> None:
    assert there_and_back(make()) == make()


def test_a_real_run_is_stored_without_a_loss(trading: Any) -> None:
    back = there_and_back(trading.evaluation)
    assert back == trading.evaluation
    assert list(back.tables) == list(trading.evaluation.tables)
    types = [type(r.value) for r in back.readings]
    assert types == [float if isinstance(r.value, float) else type(r.value) for r in trading.evaluation.readings]


def test_cells_keep_their_type() -> None:
    cells = (
        None,
        True,
        3,
        0.1,
        1e22,
        2.0,
        Decimal("1.50"),
        date(2026, 1, 2),
        datetime(2026, 1, 2, 3, 4),  # noqa: DTZ001 - a local moment
        "chữ",
        Text("một", "one"),
        ("a", 1),
    )
    column = ResultColumn("cell", Text.same("cell"), "text")
    odd = ResultTable("odd", Text.same("odd"), (column,) * len(cells), (cells,))
    row = there_and_back(replace(bare_evaluation(), tables={"odd": odd})).tables["odd"].rows[0]
    assert row == cells
    assert [type(cell) for cell in row] == [type(cell) for cell in cells]
    assert str(row[6]) == "1.50"


def test_numbers_of_numpy_become_those_of_python() -> None:
    column = ResultColumn("cell", Text.same("cell"), "number")
    cells = (np.float64(0.25), np.int64(4), np.bool_(True))
    odd = ResultTable("odd", Text.same("odd"), (column,) * 3, (cells,))
    row = there_and_back(replace(bare_evaluation(), tables={"odd": odd})).tables["odd"].rows[0]
    assert [type(cell) for cell in row] == [float, int, bool]
    assert math.isclose(row[0], 0.25)


def test_readings_kept_elsewhere_are_put_back() -> None:
    whole = evaluation()
    document = to_document(whole, readings=False, explanations=False)
    assert document["readings"] == document["explanations"] == []
    assert from_document(document, whole.readings) == replace(whole, explanations={})


def test_a_document_of_another_schema_is_refused() -> None:
    with pytest.raises(Misused, match="cannot be read"):
        from_document({"schema": "crmeter.document/0"})


def test_a_stored_evaluation_is_opened_and_drawn_without_the_engine(run_code: Callable[..., Any]) -> None:
    done = run_code(
        "import sys, crmeter.evaluation.document, crmeter.evaluation.report.html\n"
        "print([name for name in ('duckdb', 'ibis', 'numpy', 'scipy') if name in sys.modules])"
    )
    assert done.stdout.strip() == "[]", done.stderr
