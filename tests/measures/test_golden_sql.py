"""The SQL that explains each measure, as it was reviewed.

`CRMETER_RENEW_GOLDEN=1 pytest tests/measures/test_golden_sql.py` writes the files anew; read what changed before
keeping it: it is what people are shown as the definition of a figure.
"""

import os
from datetime import date
from pathlib import Path

import pytest

from crmeter.evaluation.explain import Explainer
from crmeter.measures.catalogue import measures
from crmeter.measures.view import Rhythm, View
from crmeter.vocabulary import Period, Reading
from crmeter.warehouse.engine import Engine

GOLDEN = Path(__file__).parent / "golden"
RENEW = "CRMETER_RENEW_GOLDEN"
VIEW = View(
    Period(date(2025, 1, 1), date(2026, 1, 1)),
    date(2025, 12, 31),
    "VND",
    rhythm=Rhythm(0.75, 62.5, "bg_nbd"),
    converts=True,
)


@pytest.fixture(scope="module")
def explainer() -> Explainer:
    with Engine() as engine:
        return Explainer(engine, VIEW)


@pytest.mark.parametrize("name", list(measures()))
def test_sql_is_the_reviewed_one(explainer: Explainer, name: str) -> None:
    measure = measures()[name]
    path = GOLDEN / f"{name}.sql"

    sql = explainer.figure_sql(Reading(name, VIEW.period, measure.unit, None, 0)) + "\n"

    if os.environ.get(RENEW):
        path.parent.mkdir(exist_ok=True)
        path.write_text(sql)
    assert path.exists(), f"{path.name} is missing: {RENEW}=1 writes it"
    assert sql == path.read_text(), f"the SQL of {name} changed; look at it, then renew by {RENEW}=1"


def test_no_golden_file_is_left_over() -> None:
    assert {path.stem for path in GOLDEN.glob("*.sql")} == set(measures())
