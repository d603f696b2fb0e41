"""A part of a snapshot: the rows that belong to some owners, found as the contracts say.

The tables lie whole in a schema of their own; under their plain names stand the rows of the part, so that whatever
reads a table by its name sees no other row.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from crmeter.vocabulary.folding import spelled
from crmeter.warehouse.engine import Engine
from crmeter.warehouse.tables import PERSONAL, RUN_TABLES, TABLES, OwnedBy, Table

WHOLE = "whole"
# Each after the tables through which its rows come to their owner.
PARTED: dict[str, Table] = {
    name: table for name, table in {**TABLES, **RUN_TABLES, **PERSONAL}.items() if not table.is_shared
}


@dataclass(frozen=True, slots=True)
class Part:
    """Whose rows are seen.

    Args:
        owners: the owners exactly as the data write them.
    """

    owners: tuple[str, ...]

    def sql(self, name: str) -> str:
        """Return the SELECT of the rows of a table that belong to the part; it reads the whole tables.

        Args:
            name: of a table that is not shared.
        """
        table = PARTED[name]
        columns = ", ".join(f'"{column.name}"' for column in table.columns)
        return f'SELECT {columns} FROM {WHOLE}."{name}" WHERE {self._belongs(table.owned_by)}'

    def _belongs(self, ways: Sequence[OwnedBy]) -> str:
        """The condition under which a row belongs to the part."""
        conditions = []
        leads_nowhere: list[str] = []
        for way in ways:
            if way.through is None:
                listed = ", ".join(_quoted(owner) for owner in self.owners)
                holds = f'"{way.column}" IN ({listed})' if listed else "false"
            else:
                key = PARTED[way.through].key
                holds = f'"{way.column}" IN (SELECT "{key}" FROM "{way.through}")'
            conditions.append(" AND ".join([*leads_nowhere, holds]))
            leads_nowhere.append(_leads_nowhere(way))
        return " OR ".join(f"({condition})" for condition in conditions) or "false"

    def written_before(self, query: str, names: Collection[str]) -> str:
        """Return a SELECT that reads tables by their names with the part of these tables written before it."""
        needed: set[str] = set()
        for name in names:
            _with_ways(name, needed)
        parts = [f'"{name}" AS (\n  {self.sql(name)}\n)' for name in PARTED if name in needed]
        if not parts:
            return query
        rest = f",\n{query.removeprefix('WITH ')}" if query.startswith("WITH ") else f"\n{query}"
        return f"WITH {', '.join(parts)}{rest}"


def _leads_nowhere(way: OwnedBy) -> str:
    """The condition under which a way leads to no owner at all, be it of the part or not."""
    if way.through is None:
        return f'"{way.column}" IS NULL'
    table = PARTED[way.through]
    # A row that is gone through may itself be nobody's.
    nobodys = " AND ".join(_leads_nowhere(each) for each in table.owned_by)
    owned = f'SELECT "{table.key}" FROM {WHOLE}."{table.name}" WHERE NOT ({nobodys})'
    return f'("{way.column}" IS NULL OR "{way.column}" NOT IN ({owned}))'


def _with_ways(name: str, needed: set[str]) -> None:
    if name in PARTED and name not in needed:
        needed.add(name)
        for way in PARTED[name].owned_by:
            if way.through is not None:
                _with_ways(way.through, needed)


def part_of(engine: Engine, words: Collection[str]) -> Part:
    """Return the part of the owners whose names are among some words.

    Args:
        engine: where the tables lie whole.
        words: in the form of `spelled`, as `owner_words` of the records gives them.
    """
    return Part(tuple(owner for owner in owners_in(engine, WHOLE) if spelled(owner) in words))


def owners_in(engine: Engine, schema: str = "main") -> list[str]:
    """Return by which names the tables of a snapshot call owners, exactly as they are written."""
    naming = [(table.name, way.column) for table in TABLES.values() for way in table.owned_by if way.through is None]
    listed = " UNION ".join(f'SELECT "{column}" AS owner FROM {schema}."{name}"' for name, column in naming)
    found = engine.rows(f"SELECT owner FROM ({listed}) WHERE owner IS NOT NULL ORDER BY owner")
    return [owner for (owner,) in found]


def show_part(engine: Engine, part: Part, *, kept: bool) -> None:
    """Give every table that lies whole its plain name, under which it holds only the rows of a part.

    Args:
        engine: where the tables lie whole.
        part: whose rows.
        kept: work each table out once and hold it, for many questions; else it is worked out at each.
    """
    there = engine.rows(f"SELECT view_name FROM duckdb_views() WHERE schema_name = '{WHOLE}'")
    whole = {name for (name,) in there}
    for name in (*PARTED, *(whole - set(PARTED))):
        if name not in whole:
            continue
        kind = "TABLE" if kept and name in PARTED else "VIEW"
        rows = part.sql(name) if name in PARTED else f'FROM {WHOLE}."{name}"'
        engine.run(f'CREATE {kind} "{name}" AS {rows}')


def _quoted(words: str) -> str:
    return "'" + words.replace("'", "''") + "'"
