"""What is kept of SQL between processes: words of measures, never those of a firm."""

import re
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from crmeter.evaluation.explained_sql import list_behind
from crmeter.evaluation.period_sql import nowhen
from crmeter.measures.catalogue import measures
from crmeter.measures.own.known import own_measures_in
from crmeter.measures.view import Settings, View
from crmeter.vocabulary import Period
from crmeter.warehouse import written_statements

MEASURES = Path(__file__).parents[2] / "src" / "crmeter" / "measures"
# Settings of no other test, so that this process has not written the SQL before.
OWN = 'Of our line = sum(orders.amount) where orders.segment = "secret"'
VIEW = View(Period(date(2025, 1, 1), date(2026, 1, 1)), date(2025, 12, 31), "VND", Settings(window_days=77))


def of_a_firm_with_words() -> View:
    return replace(VIEW, settings=replace(VIEW.settings, equity_brand="An Khang", equity_years=7, own_measures=OWN))


@pytest.fixture
def kept_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setattr(sys, "pycache_prefix", str(tmp_path))
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    # As if the sources had lain there for a while, whoever is working on them.
    monkeypatch.setattr(written_statements, "_STARTED_AT", float("inf"))
    written_statements._folder.cache_clear()
    yield tmp_path
    written_statements._folder.cache_clear()


def test_a_list_by_the_name_of_somebody_is_kept_by_nobody(kept_in: Path) -> None:
    _, sql = list_behind(measures()["revenue"], {"owner": "Bùi Thị Bình"}, VIEW)

    assert "Bùi Thị Bình" in sql
    assert not list(kept_in.rglob("*.json"))


def test_what_settings_call_the_own_brand_is_not_in_what_is_kept(kept_in: Path) -> None:
    _, sql = list_behind(measures()["revenue"], {}, of_a_firm_with_words())

    [path] = kept_in.rglob("*.json")
    assert "An Khang" not in sql
    assert "An Khang" not in path.read_text("utf-8")


def test_firms_that_call_their_brand_and_measures_otherwise_share_their_sql() -> None:
    assert nowhen(of_a_firm_with_words()) == nowhen(VIEW)


def test_an_own_measure_is_kept_by_nobody(kept_in: Path) -> None:
    [own] = own_measures_in(OWN).values()

    _, sql = list_behind(own, {}, of_a_firm_with_words())

    assert "secret" in sql
    assert not [path for path in kept_in.rglob("*.json") if "secret" in path.read_text("utf-8")]


def test_no_rows_read_the_settings_that_are_left_out() -> None:
    rooms = [path for path in MEASURES.rglob("*.py") if path.name != "view.py"]

    assert rooms
    assert not [path for path in rooms if re.search(r"settings\.(equity_|own_measures)", path.read_text("utf-8"))]


def test_a_list_of_everybody_is_kept(kept_in: Path) -> None:
    columns, sql = list_behind(measures()["revenue"], {}, replace(VIEW, settings=Settings(window_days=78)))

    [path] = kept_in.rglob("*.json")
    assert '"sql"' in path.read_text("utf-8")
    assert "FROM" in sql
    assert "amount" in columns.columns
