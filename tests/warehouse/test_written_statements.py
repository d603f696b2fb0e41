"""SQL that one process wrote is read by the next, and never that of another version."""

import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

from crmeter.warehouse import written_statements
from crmeter.warehouse.written_statements import columns_of, with_columns, written_once

Write = Callable[[], Mapping[str, str]]


@pytest.fixture
def kept_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder of its own for what Python keeps."""
    monkeypatch.setattr(sys, "pycache_prefix", str(tmp_path))
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    # As if the sources had lain there for a while, whoever is working on them.
    monkeypatch.setattr(written_statements, "_STARTED_AT", float("inf"))
    written_statements._folder.cache_clear()
    yield tmp_path
    written_statements._folder.cache_clear()


@pytest.fixture
def asked() -> list[str]:
    """What had to be written."""
    return []


def writing(asked: list[str], sql: str) -> Write:
    def write() -> Mapping[str, str]:
        asked.append(sql)
        return {"sql": sql}

    return write


def test_what_was_written_once_is_read_after_that(kept_in: Path, asked: list[str]) -> None:
    first = written_once("rows", "orders", writing(asked, "SELECT 1"))

    again = written_once("rows", "orders", writing(asked, "SELECT 2"))

    assert first == again == {"sql": "SELECT 1"}
    assert asked == ["SELECT 1"]


def test_another_question_is_written_by_itself(kept_in: Path, asked: list[str]) -> None:
    written_once("rows", "orders", writing(asked, "SELECT 1"))

    assert written_once("rows", "leads", writing(asked, "SELECT 2")) == {"sql": "SELECT 2"}
    assert written_once("figures", "orders", writing(asked, "SELECT 3")) == {"sql": "SELECT 3"}


def test_a_file_that_broke_is_written_anew(kept_in: Path, asked: list[str]) -> None:
    written_once("rows", "orders", writing(asked, "SELECT 1"))
    [path] = kept_in.rglob("*.json")
    path.write_text('{"sql": "SEL')

    assert written_once("rows", "orders", writing(asked, "SELECT 2")) == {"sql": "SELECT 2"}
    assert written_once("rows", "orders", writing(asked, "SELECT 3")) == {"sql": "SELECT 2"}


def test_a_process_whose_sources_changed_neither_reads_nor_keeps(
    kept_in: Path, asked: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    written_once("rows", "orders", writing(asked, "SELECT 1"))
    monkeypatch.setattr(written_statements, "_STARTED_AT", 0.0)
    written_statements._folder.cache_clear()

    assert written_once("rows", "orders", writing(asked, "SELECT 2")) == {"sql": "SELECT 2"}
    assert len(list(kept_in.rglob("*.json"))) == 1


def test_nothing_is_kept_where_python_may_keep_nothing(
    kept_in: Path, asked: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)

    assert written_once("rows", "orders", writing(asked, "SELECT 1")) == {"sql": "SELECT 1"}
    assert not list(kept_in.rglob("*.json"))


def test_where_nobody_may_write_each_process_writes_its_own(
    kept_in: Path, asked: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    nowhere = kept_in / "a file"
    nowhere.write_text("")
    monkeypatch.setattr(sys, "pycache_prefix", str(nowhere))

    assert written_once("rows", "orders", writing(asked, "SELECT 1")) == {"sql": "SELECT 1"}
    assert written_once("rows", "orders", writing(asked, "SELECT 2")) == {"sql": "SELECT 2"}


def test_what_another_version_kept_is_removed(kept_in: Path, asked: list[str]) -> None:
    written_once("rows", "orders", writing(asked, "SELECT 1"))
    [path] = kept_in.rglob("*.json")
    other = path.parent.with_name("statements-of-another-version")
    path.parent.rename(other)

    written_once("rows", "orders", writing(asked, "SELECT 2"))

    assert not other.exists()


def test_columns_keep_their_types_on_the_way() -> None:
    columns = {"day": "date", "amount": "decimal(18, 4)", "at": "timestamp", "key": "!int64", "word": "string"}

    assert columns_of(with_columns(columns, "rows")) == columns
