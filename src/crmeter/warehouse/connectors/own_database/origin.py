"""What is read of a table of the own database, and how a cell of it is understood.

Everything is read as letters or whole numbers: SQLite has no types to go by, and a driver that guesses them from the
first rows is wrong about the later ones. What a cell stands for is said here, the same for both databases.
"""

from dataclasses import dataclass

SOURCE = "crmeter"
# Sources that are being taken into the records, or out of them: of these nothing counts, neither early nor in part.
UNCOUNTED = "(SELECT source FROM records_adoption WHERE state IN ('writing', 'leaving'))"


@dataclass(frozen=True, slots=True)
class Origin:
    """A table of the own database.

    Args:
        table: its name there.
        letters: the columns that are read as letters, days and moments among them; empty ones as none.
        numbers: the columns that are read as whole numbers, yes and no among them.
        removable: they are records; what was removed is left out, and so is what does not count yet or any more.
        where: which rows are read.
        yes_no: those of the numbers that say yes or no and are not called `is_…`.
    """

    table: str
    letters: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ("id",)
    removable: bool = True
    where: str = ""
    yes_no: tuple[str, ...] = ()

    def select(self) -> str:
        """Return the statement that reads it, the same for both databases."""
        # Quoted, for some columns are called as words of the language are.
        parts = [f'coalesce(CAST("{name}" AS TEXT), \'\') AS "{name}"' for name in self.letters]
        parts += [
            f'CASE WHEN "{name}" THEN 1 ELSE 0 END AS "{name}"'
            if name.startswith("is_") or name in self.yes_no
            else f'CAST("{name}" AS BIGINT) AS "{name}"'
            for name in self.numbers
        ]
        conditions = [self.where] if self.where else []
        if self.removable:
            conditions += ["removed_at IS NULL", f"external_source NOT IN {UNCOUNTED}"]
        where = f" WHERE {' AND '.join(conditions)}" if conditions else ""
        return f"SELECT {', '.join(parts)} FROM {self.table}{where} ORDER BY id"

    def typed(self) -> str:
        """Return its columns in their types: of no rows SQLite tells none."""
        kinds = {**dict.fromkeys(self.letters, "VARCHAR"), **dict.fromkeys(self.numbers, "BIGINT")}
        return ", ".join(f'CAST("{name}" AS {kind}) AS "{name}"' for name, kind in kinds.items())


@dataclass(frozen=True, slots=True)
class Shape:
    """How a warehouse table is made.

    Args:
        of: the origins that it is made of.
        sql: over these, by their names.
        concepts: whose changes change it; without any it is read each time.
    """

    of: tuple[str, ...]
    sql: str
    concepts: frozenset[str]


def came_from(row: str, key: str = "") -> str:
    """Return the columns that every table ends with.

    Args:
        row: the alias of the rows that are told of.
        key: of a row in the source, where it is not its number.
    """
    source_key = key or f"CAST({row}.id AS VARCHAR)"
    return f"'{SOURCE}' AS source, {source_key} AS source_key, '{SOURCE}' AS import_id, {row}.id AS source_line"


def amount(column: str) -> str:
    """Return an amount, which the database keeps in whole ten-thousandths."""
    return f"CAST({column} AS DECIMAL(18, 0)) * CAST(0.0001 AS DECIMAL(5, 4))"


def taken_off(row: str) -> str:
    """Return the money that the discount of a line takes off; the line is rounded, and so is this."""
    listed = f"{amount(f'{row}.quantity')} * {amount(f'{row}.unit_price')}"
    return f"CASE WHEN {row}.discount = 0 THEN 0 ELSE CAST({listed} AS DECIMAL(18, 4)) - {amount(f'{row}.amount')} END"


def words(column: str) -> str:
    """Return words, or nothing where there are none."""
    return f"nullif({column}, '')"


def day(column: str) -> str:
    """Return a day."""
    return f"CAST(nullif({column}, '') AS DATE)"


def moment(column: str) -> str:
    """Return a moment in the local time of the firm."""
    return f"timezone(getvariable('zone'), CAST(nullif({column}, '') AS TIMESTAMPTZ))"


def day_of(column: str) -> str:
    """Return the local day of a moment."""
    return f"CAST({moment(column)} AS DATE)"


def customer_key(row: str) -> str:
    """Return by which key the warehouse knows a customer: that of its file where it came from one."""
    return f"coalesce({row}.customer_key, {row}.id)"


def owner(row: str) -> str:
    """Return how a person is written: by address; whom only files name, at no address, as these files do."""
    return f"CASE WHEN {row}.email LIKE '%.invalid' THEN {row}.display_name ELSE nullif({row}.email, '') END"
