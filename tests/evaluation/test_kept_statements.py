"""What is kept of SQL between processes: words of measures, never those of a firm."""

import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from crmeter.evaluation.explained_sql import list_behind
from crmeter.measures.catalogue import measures
from crmeter.measures.view import Settings, View
from crmeter.vocabulary import Period
from crmeter.warehouse import written_statements

# Settings of no other test, so that this process has not written the SQL before.
VIEW = View(Period(date(2025, 1, 1), date(2026, 1, 1)), date(2025, 12, 31), "VND", Settings(window_days=77))


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


def test_what_settings_call_the_own_brand_is_kept_by_nobody(kept_in: Path) -> None:
    list_behind(measures()["revenue"], {}, replace(VIEW, settings=Settings(window_days=77, equity_brand="An Khang")))

    assert not list(kept_in.rglob("*.json"))


def test_a_list_of_everybody_is_kept(kept_in: Path) -> None:
    columns, sql = list_behind(measures()["revenue"], {}, VIEW)

    [path] = kept_in.rglob("*.json")
    assert '"sql"' in path.read_text("utf-8")
    assert "FROM" in sql
    assert "amount" in columns.columns
