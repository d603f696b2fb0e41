"""Facts become staged rows of contract tables: the tools that every form shares."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import duckdb

from crmeter.warehouse.connectors.files.fields import FIELDS
from crmeter.warehouse.connectors.files.keys import hex_sql, number_sql
from crmeter.warehouse.connectors.files.normalise import NAMES, Reading, full_name_sql
from crmeter.warehouse.connectors.files.session import column, literal
from crmeter.warehouse.tables import PERSONAL, TABLES, identities
from crmeter.warehouse.tables.contract import Table

_SQL_TYPES = {"key": "VARCHAR", "text": "VARCHAR", "time": "TIMESTAMP", "number": "DECIMAL(18,4)"}
_SQL_TYPES |= {"score": "INTEGER"}
_SQL_TYPES |= {"amount": "DECIMAL(18,4)", "currency": "VARCHAR", "email": "VARCHAR", "phone": "VARCHAR"}
# Stands where a contract wants a word and the file has no column for it, or an empty cell: the queue or the priority of
# a ticket, the pipeline or the stage of a deal. It belongs to no language and is the name of nothing.
NOT_TOLD = "–"


@dataclass(slots=True)
class Staged:
    """What staging produced so far.

    Args:
        tables: rows by table.
        apart: rows that are kept but told apart, by kind.
        notes: what a reader of the rows must know, by name.
    """

    tables: dict[str, int] = field(default_factory=dict)
    apart: dict[str, int] = field(default_factory=dict)
    notes: dict[str, object] = field(default_factory=dict)


class Staging:
    """Writes the tables of one import.

    Args:
        connection: a session.
        reading: what is settled about the file.
        facts: SQL of the relation of all facts.
        folder: the import's folder; tables go to `staged/<table>/part-00001.parquet`.
        import_id: of the import.
    """

    def __init__(
        self, connection: duckdb.DuckDBPyConnection, reading: Reading, facts: str, folder: Path, import_id: str
    ) -> None:
        self.connection, self.reading, self.facts = connection, reading, facts
        self.folder, self.import_id = folder, import_id
        self.result = Staged()
        self.run("CREATE OR REPLACE TEMP TABLE late_rejects (line BIGINT, code VARCHAR, header VARCHAR, value VARCHAR)")

    def run(self, sql: str) -> list[tuple[object, ...]]:
        """Execute SQL and return its rows."""
        return list(self.connection.execute(sql).fetchall())

    def count(self, sql: str) -> int:
        """Return the one number that a query gives."""
        value = self.run(sql)[0][0]
        return int(str(value or 0))

    def field(self, name: str) -> str:
        """Return SQL of a field's column, NULL where the file has none."""
        return column(name) if self.reading.has(name) else f"NULL::{_SQL_TYPES[FIELDS[name]]}"

    def write(self, table: str, values: Mapping[str, str], relation: str) -> int:
        """Write the rows of a table in the order and types of its contract.

        Args:
            table: its name.
            values: SQL by column; columns without are empty. `source` and `import_id` are filled in.
            relation: SQL after FROM.
        """
        contract = {**TABLES, **PERSONAL}[table]
        known = {"source": literal(self.reading.source), "import_id": literal(self.import_id), **values}
        rows = self._copy(contract, known, relation)
        self.result.tables[table] = rows
        return rows

    def write_identities(self, relation: str, customer_key: str = "customer_key") -> None:
        """Write names and contact details, the latest of each customer, if the file has any."""
        if not self.reading.has(*NAMES, "identities.phone", "identities.email", "identities.address"):
            return
        named = {"name": full_name_sql(self.reading)} | {
            word: self.field(f"identities.{word}") for word in ("phone", "email", "address")
        }
        latest = ", ".join(f"arg_max({value}, line) AS {word}" for word, value in named.items())
        grouped = (
            f"(SELECT {customer_key} AS customer_key, {latest} FROM {relation} WHERE {customer_key} IS NOT NULL "
            f"GROUP BY 1) WHERE coalesce(name, phone, email, address) IS NOT NULL"
        )
        values = {"customer_key": "customer_key"} | {word: word for word in named}
        self.result.tables["identities"] = self._copy(identities, values, grouped)

    def write_aliases(self, select: str) -> None:
        """Write `customer_aliases (alias_key, customer_key)`: ids that stand for a person with another key."""
        path = self._path("customer_aliases")
        copied = self.run(f"COPY (SELECT DISTINCT * FROM ({select})) TO {literal(str(path))} (FORMAT parquet)")
        self.result.tables["customer_aliases"] = int(str(copied[0][0]))

    def write_customers(
        self, relation: str, customer_key: str = "customer_key", own_id: str = "customers.source_key"
    ) -> None:
        """Write one row for each customer of a relation, with the latest of everything known."""
        words = ("kind", "segment", "region", "country", "channel", "owner", "created_on")
        latest = ", ".join(
            f"arg_max({self._attribute(word)}, line) AS {word}"
            for word in words
            if self.reading.has(f"customers.{word}")
        )
        grouped = (
            f"(SELECT {customer_key} AS customer_key, max({self.field(own_id)}) AS own_id, min(line) AS line"
            f"{', ' + latest if latest else ''} FROM {relation} WHERE {customer_key} IS NOT NULL GROUP BY 1)"
        )
        values = {
            "customer_key": "customer_key",
            "source_key": f"coalesce(own_id, {hex_sql('customer_key')})",
            "source_line": "line",
        } | {word: word for word in words if self.reading.has(f"customers.{word}")}
        self.write("customers", values, grouped)

    def one_row_per_key(self, key: str, where: str = "true") -> str:
        """Return SQL of the facts in which each key has one row, the last one.

        Earlier rows that say the same are counted as `repeated`; those that say something else are rejected.

        Args:
            key: SQL of the key.
            where: which facts to look at.
        """
        self.run(
            f"CREATE OR REPLACE TEMP TABLE repeated AS SELECT {key} AS k, max(line) AS last, "
            f"arg_max(content, line) AS last_content FROM {self.facts} WHERE {where} AND {key} IS NOT NULL "
            f"GROUP BY k HAVING count(*) > 1"
        )
        if not self.count("SELECT count(*) FROM repeated"):
            return f"(SELECT * FROM {self.facts} WHERE {where})"
        joined = f"{self.facts} f JOIN repeated r ON r.k = {key} WHERE {where} AND f.line < r.last"
        same = self.count(f"SELECT count(*) FROM {joined} AND f.content = r.last_content")
        self.result.apart["repeated"] = self.result.apart.get("repeated", 0) + same
        self.run(
            f"INSERT INTO late_rejects SELECT f.line, 'same_key', NULL, NULL FROM {joined} "
            f"AND f.content <> r.last_content"
        )
        return (
            f"(SELECT f.* FROM {self.facts} f LEFT JOIN repeated r ON r.k = {key} "
            f"WHERE ({where}) AND (r.last IS NULL OR f.line = r.last))"
        )

    def with_content_key(self, relation: str) -> str:
        """Return SQL of a relation with `content_key`: of a row's content and how many such rows came before it."""
        again = number_sql("x.content || '#' || t.occurrence")
        self.run(
            f"CREATE OR REPLACE TEMP TABLE twins AS SELECT line, "
            f"row_number() OVER (PARTITION BY content ORDER BY line) AS occurrence FROM {relation} "
            f"WHERE content IN (SELECT content FROM {relation} GROUP BY content HAVING count(*) > 1)"
        )
        return (
            f"(SELECT x.*, CASE WHEN t.occurrence > 1 THEN {again} ELSE x.content END AS content_key "
            f"FROM {relation} x LEFT JOIN twins t USING (line))"
        )

    def _attribute(self, word: str) -> str:
        value = column(f"customers.{word}")
        return f"CAST({value} AS DATE)" if word == "created_on" else value

    def _copy(self, contract: Table, values: Mapping[str, str], relation: str) -> int:
        cells = ", ".join(
            f"CAST({values.get(c.name, 'NULL')} AS {c.type}) AS {column(c.name)}" for c in contract.columns
        )
        path = self._path(contract.name)
        copied = self.run(
            f"COPY (SELECT {cells} FROM {relation}) TO {literal(str(path))} (FORMAT parquet, COMPRESSION zstd)"
        )
        return int(str(copied[0][0]))

    def _path(self, table: str) -> Path:
        path = self.folder / "staged" / table / "part-00001.parquet"
        path.parent.mkdir(parents=True, exist_ok=True)
        return path
