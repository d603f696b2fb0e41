"""DuckDB over the Parquet files of a snapshot, in this process."""

import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import duckdb
import numpy as np
import numpy.typing as npt

# Extensions would be looked for on the network; nothing here needs one.
_CLOSED = {"autoinstall_known_extensions": "false", "autoload_known_extensions": "false"}


class Engine:
    """A private, in-memory DuckDB that spills to a folder of its own and is gone when closed.

    Args:
        memory_limit: what DuckDB may hold before it spills, in its own words ("1GB").
        threads: how many threads it may use; by default all cores.
    """

    def __init__(self, memory_limit: str = "1GB", threads: int | None = None) -> None:
        self._spill = tempfile.TemporaryDirectory(prefix="crmeter-spill-")
        config: dict[str, Any] = {
            **_CLOSED,
            "memory_limit": memory_limit,
            "temp_directory": self._spill.name,
        }
        if threads is not None:
            config["threads"] = threads
        try:
            self.connection = duckdb.connect(":memory:", config=config)
        except duckdb.Error:
            self._spill.cleanup()
            raise
        self.connection.execute("SET TimeZone = 'UTC'").fetchall()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Give back memory and the spill folder."""
        self.connection.close()
        self._spill.cleanup()

    def attach(self, name: str, files: Sequence[str | Path], schema: str = "main", also: str = "") -> None:
        """Make Parquet files readable as one table.

        Args:
            name: of the table.
            files: its rows.
            schema: where it stands.
            also: further columns, as SQL.
        """
        listed = ", ".join(_quoted(str(file)) for file in files)
        columns = f"*, {also}" if also else "*"
        self.run(f'CREATE OR REPLACE VIEW "{schema}"."{name}" AS SELECT {columns} FROM read_parquet([{listed}])')

    def name(self, name: str, sql: str, schema: str = "main") -> None:
        """Make a SELECT readable as one table."""
        self.run(f'CREATE VIEW "{schema}"."{name}" AS {sql}')

    def run(self, sql: str) -> None:
        """Execute a statement that returns nothing."""
        self.connection.execute(sql).fetchall()

    def rows(self, sql: str, parameters: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """Return all rows of a query; each `?` stands for a parameter."""
        return self.connection.execute(sql, list(parameters)).fetchall()

    def records(self, sql: str) -> list[dict[str, Any]]:
        """Return all rows of a query, each by column name."""
        answer = self.connection.execute(sql)
        names = [column[0] for column in answer.description or ()]
        return [dict(zip(names, row, strict=True)) for row in answer.fetchall()]

    def arrays(self, sql: str, parameters: Sequence[Any] = ()) -> Mapping[str, npt.NDArray[Any]]:
        """Return the columns of a query as numpy arrays; an empty number is NaN.

        Raises:
            ValueError: a column that has no NaN holds an empty value; the query must say what it stands for.
        """
        columns: dict[str, Any] = self.connection.execute(sql, list(parameters)).fetchnumpy()
        return {name: _filled(name, values) for name, values in columns.items()}

    def save(self, sql: str, path: Path) -> None:
        """Write the result of a query to a Parquet file, whole or not at all."""
        # A sum of whole numbers is wider than Parquet's widest, and would become a floating one there.
        wide = [name for name, kind, *_ in self.rows(f"DESCRIBE {sql}") if kind == "HUGEINT"]
        if wide:
            narrowed = ", ".join(f'"{name}"::BIGINT AS "{name}"' for name in wide)
            sql = f"SELECT * REPLACE ({narrowed}) FROM ({sql})"
        path.parent.mkdir(parents=True, exist_ok=True)
        draft = path.with_name(f".{path.name}.draft")
        self.run(f"COPY ({sql}) TO {_quoted(str(draft))} (FORMAT parquet, COMPRESSION zstd)")
        draft.replace(path)


def _filled(name: str, values: Any) -> npt.NDArray[Any]:
    if not np.ma.is_masked(values):
        return np.asarray(values)
    if values.dtype.kind != "f":
        raise ValueError(f"column {name} has empty values")
    return np.asarray(values.filled(np.nan))


def _quoted(words: str) -> str:
    return "'" + words.replace("'", "''") + "'"
