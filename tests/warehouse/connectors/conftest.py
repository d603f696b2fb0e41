"""A workspace to import small files into, and a way to look at what was staged."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pytest

from crmeter.warehouse.connectors.files import Answers
from crmeter.warehouse.imported import Imported
from crmeter.warehouse.imports import Rejected, import_file, rejected_rows
from crmeter.warehouse.workspace import Workspace


@dataclass(frozen=True)
class Result:
    workspace: Workspace
    imported: Imported

    def rows(self, table: str, *columns: str) -> list[tuple[object, ...]]:
        """The staged rows of a table by line."""
        path = self.workspace.imports / self.imported.import_id / "staged" / table / "part-00001.parquet"
        with duckdb.connect() as connection:
            names = [r[0] for r in connection.execute(f"DESCRIBE SELECT * FROM '{path}'").fetchall()]
            counted = any("(" in column for column in columns)
            order = "source_line" if "source_line" in names and not counted else "ALL"
            return connection.execute(f"SELECT {', '.join(columns) or '*'} FROM '{path}' ORDER BY {order}").fetchall()

    @property
    def rejected(self) -> tuple[Rejected, ...]:
        return rejected_rows(self.workspace, self.imported.import_id)

    @property
    def faults(self) -> list[tuple[int, str]]:
        """Line and code of each rejected row."""
        return [(row.line, row.code) for row in self.rejected]


Importing = Callable[..., Result]


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return Workspace(tmp_path / "workspace")


@pytest.fixture
def imported(workspace: Workspace, tmp_path: Path) -> Importing:
    def run(content: bytes | str | Path, name: str = "file.csv", **answers: object) -> Result:
        path = content if isinstance(content, Path) else tmp_path / name
        if isinstance(content, str):
            content = content.encode()
        if isinstance(content, bytes):
            path.write_bytes(content)
        return Result(workspace, import_file(workspace, path, Answers.from_json(answers)))

    return run
