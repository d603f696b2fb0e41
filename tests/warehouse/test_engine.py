from pathlib import Path

import duckdb
import numpy as np
import pytest

from crmeter.warehouse.engine import Engine


def test_parquet_files_are_read_as_one_table(tmp_path: Path) -> None:
    with Engine() as engine:
        for number in (1, 2):
            engine.save(f"SELECT {number} AS n", tmp_path / f"it's {number}.parquet")
        engine.attach("numbers", sorted(tmp_path.glob("*.parquet")))

        assert engine.rows("SELECT n FROM numbers ORDER BY n") == [(1,), (2,)]
        assert engine.records("SELECT sum(n)::INTEGER AS total FROM numbers") == [{"total": 3}]


def test_parameters_are_values_and_never_sql() -> None:
    with Engine() as engine:
        assert engine.rows("SELECT ?", ["x'; DROP TABLE orders; --"]) == [("x'; DROP TABLE orders; --",)]


def test_arrays_say_nan_for_an_empty_number_and_refuse_an_empty_count() -> None:
    with Engine() as engine:
        columns = engine.arrays("SELECT * FROM (VALUES (1, 1.5::DOUBLE), (2, NULL)) AS t(n, x) ORDER BY n")
        np.testing.assert_array_equal(columns["n"], [1, 2])
        np.testing.assert_array_equal(columns["x"], [1.5, np.nan])
        with pytest.raises(ValueError, match="n has empty values"):
            engine.arrays("SELECT * FROM (VALUES (1), (NULL)) AS t(n)")


def test_nothing_is_fetched_from_the_network_nor_left_on_disk(tmp_path: Path) -> None:
    engine = Engine("500MB", threads=1)
    settings = dict(
        engine.rows(
            "SELECT name, value FROM duckdb_settings() WHERE name IN"
            " ('autoinstall_known_extensions', 'autoload_known_extensions', 'threads', 'TimeZone')"
        )
    )
    spill = Path(engine._spill.name)
    assert spill.exists()

    engine.close()

    assert not spill.exists()
    assert settings["autoinstall_known_extensions"] == settings["autoload_known_extensions"] == "false"
    assert (settings["threads"], settings["TimeZone"]) == ("1", "UTC")


def test_a_query_that_fails_leaves_no_file(tmp_path: Path) -> None:
    with Engine() as engine, pytest.raises(duckdb.Error):
        engine.save("SELECT CAST('no' AS INTEGER)", tmp_path / "out.parquet")

    assert not (tmp_path / "out.parquet").exists()


def test_times_do_not_depend_on_the_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "America/New_York")
    with Engine() as engine:
        assert engine.rows("SELECT TIMESTAMPTZ '2026-01-01 00:30:00+00' :: DATE :: VARCHAR") == [("2026-01-01",)]
