"""What a warehouse table promises: its grain, its typed columns, its key."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Literal

from crmeter.vocabulary import Text

# DuckDB's names of the types that contracts use; Parquet and Spark have the same.
ColumnType = Literal[
    "BIGINT", "INTEGER", "VARCHAR", "DATE", "TIMESTAMP", "BOOLEAN", "DECIMAL(18,4)", "DECIMAL(18,9)", "DECIMAL(38,12)"
]


@dataclass(frozen=True, slots=True)
class Column:
    """A typed column.

    Args:
        name: the code's word for it, the same in files, SQL and JSON.
        type: its type in DuckDB's words.
        title: its label in both languages.
        required: a row without it is refused at the import.
        expected: it may be empty, and each empty one lowers the completeness of the data.
    """

    name: str
    type: ColumnType
    title: Text
    required: bool = False
    expected: bool = False


@dataclass(frozen=True, slots=True)
class OwnedBy:
    """A way from a row to the person whose it is.

    Args:
        column: names the owner; with `through`, the key of the row there whose owner it is.
        through: the other table.
    """

    column: str
    through: str | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A contract: what one row is, its columns, and how it is told apart and kept.

    Args:
        name: the table's name in the warehouse.
        title: its label in both languages.
        grain: what one row stands for.
        key: the surrogate key column, unique in the table.
        columns: in the order in which they are stored.
        date: the column by which rows are dated, if any.
        owned_by: ways to the owner of a row; the first that leads to somebody decides. Where none does, and in a table
            without any, a row is nobody's: only who sees all rows sees it.
        is_shared: its rows are no customer's and are seen by everybody.
    """

    name: str
    title: Text
    grain: Text
    key: str
    columns: tuple[Column, ...]
    date: str | None = None
    owned_by: tuple[OwnedBy, ...] = ()
    is_shared: bool = False

    def column(self, name: str) -> Column:
        """Return a column by name."""
        return next(column for column in self.columns if column.name == name)

    def no_rows_sql(self) -> str:
        """Return a SELECT with the columns of the contract and no row."""
        return f"SELECT {_nothing_in(self.columns)} WHERE false"

    def empty_beside(self, there: Collection[str]) -> str:
        """Return, empty and comma-separated, the columns of the contract that rows of an older release lack."""
        return _nothing_in([column for column in self.columns if column.name not in there])


def _nothing_in(columns: Iterable[Column]) -> str:
    return ", ".join(f'NULL::{column.type} AS "{column.name}"' for column in columns)


def origin() -> tuple[Column, ...]:
    """Return the columns that every table ends with: where a row came from."""
    return (
        Column("source", "VARCHAR", Text("Nguồn", "Source"), required=True),
        Column("source_key", "VARCHAR", Text("Mã ở nguồn", "Key in the source"), required=True),
        Column("import_id", "VARCHAR", Text("Lần nhập", "Import"), required=True),
        Column("source_line", "BIGINT", Text("Dòng trong tệp", "Line in the file")),
    )
