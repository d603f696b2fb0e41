from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from crmeter.demo import SampleCompany, write_sample


@pytest.fixture(scope="session")
def company(tmp_path_factory: pytest.TempPathFactory) -> SampleCompany:
    return write_sample(tmp_path_factory.mktemp("an-khang"))


@pytest.fixture(scope="session")
def files(company: SampleCompany) -> Iterator[duckdb.DuckDBPyConnection]:
    """The files as tables named like them, every column as the text that stands there."""
    with duckdb.connect() as connection:
        for name, path in company.files.items():
            load(connection, Path(name).stem, path)
        yield connection


def load(connection: duckdb.DuckDBPyConnection, table: str, path: Path) -> None:
    connection.execute(f"CREATE TABLE {table} AS SELECT * FROM read_csv('{path}', header = true, all_varchar = true)")
    for column in ("Ngày đặt", "Ngày tạo", "Ngày trả", "Ngày hẹn giao", "Ngày giao", "Ngày chuyển đổi"):
        if (column,) in connection.execute(f"SELECT column_name FROM (DESCRIBE {table})").fetchall():
            connection.execute(
                f'ALTER TABLE {table} ALTER "{column}" TYPE DATE USING strptime("{column}", \'%d/%m/%Y\')'
            )
