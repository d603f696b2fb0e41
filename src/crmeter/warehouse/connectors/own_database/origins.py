"""Which columns of the own database are read, and what warehouse tables are made of them.

Everything is read as letters or whole numbers: SQLite has no types to go by, and a driver that guesses them from the
first rows is wrong about the later ones. What a cell stands for is said in the queries below, for both databases.
"""

from collections.abc import Mapping
from dataclasses import dataclass

SOURCE = "crmeter"


@dataclass(frozen=True, slots=True)
class Origin:
    """A table of the own database.

    Args:
        table: its name there.
        letters: the columns that are read as letters, days and moments among them; empty ones as none.
        numbers: the columns that are read as whole numbers, yes and no among them.
        removable: rows that were removed are left out.
    """

    table: str
    letters: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ("id",)
    removable: bool = True

    def select(self) -> str:
        """Return the statement that reads it, the same for both databases."""
        parts = [f"coalesce(CAST({name} AS TEXT), '') AS {name}" for name in self.letters]
        parts += [
            f"CASE WHEN {name} THEN 1 ELSE 0 END AS {name}"
            if name.startswith("is_")
            else f"CAST({name} AS BIGINT) AS {name}"
            for name in self.numbers
        ]
        where = " WHERE removed_at IS NULL" if self.removable else ""
        return f"SELECT {', '.join(parts)} FROM {self.table}{where} ORDER BY id"


ORIGINS: Mapping[str, Origin] = {
    "users": Origin("records_user", ("email",), removable=False),
    "customers": Origin(
        "records_customer",
        (
            "name",
            "kind",
            "segment",
            "region",
            "country",
            "channel",
            "phone",
            "email",
            "address",
            "since_on",
            "created_at",
        ),
        ("id", "owner_id", "customer_key", "is_customer"),
    ),
    "products": Origin("records_product", ("name", "category", "currency"), ("id", "unit_cost", "competitor_id")),
}

_ORIGIN = (
    f"'{SOURCE}' AS source, CAST({{row}}.id AS VARCHAR) AS source_key, '{SOURCE}' AS import_id, "
    "{row}.id AS source_line"
)
_AMOUNT = "CAST({column} AS DECIMAL(18, 0)) * CAST(0.0001 AS DECIMAL(5, 4))"
_KEY_OF_CUSTOMER = "coalesce(c.customer_key, c.id)"


def _from(row: str) -> str:
    return _ORIGIN.format(row=row)


def _amount(column: str) -> str:
    return _AMOUNT.format(column=column)


def _words(column: str) -> str:
    return f"nullif({column}, '')"


def _day(column: str) -> str:
    return f"CAST(nullif({column}, '') AS DATE)"


def _moment(column: str) -> str:
    """A moment of the database, in the local time of the firm."""
    return f"timezone(getvariable('zone'), CAST(nullif({column}, '') AS TIMESTAMPTZ))"


@dataclass(frozen=True, slots=True)
class Shape:
    """How a warehouse table is made.

    Args:
        of: the origins that it is made of.
        sql: over these, by their names.
        concepts: whose changes change it.
    """

    of: tuple[str, ...]
    sql: str
    concepts: frozenset[str]


# Partners and suppliers who never buy are no customers of measures.
SHAPES: Mapping[str, Shape] = {
    "customers": Shape(
        ("customers", "users"),
        f"""
        SELECT {_KEY_OF_CUSTOMER} AS customer_key, {_words("c.kind")} AS kind, {_words("c.segment")} AS segment,
            {_words("c.region")} AS region, {_words("c.country")} AS country, {_words("c.channel")} AS channel,
            {_words("u.email")} AS owner,
            coalesce({_day("c.since_on")}, CAST({_moment("c.created_at")} AS DATE)) AS created_on, {_from("c")}
        FROM customers c LEFT JOIN users u ON u.id = c.owner_id WHERE c.is_customer = 1
        """,
        frozenset({"customers"}),
    ),
    "identities": Shape(
        ("customers",),
        f"""
        SELECT {_KEY_OF_CUSTOMER} AS customer_key, c.name, {_words("c.phone")} AS phone, {_words("c.email")} AS email,
            {_words("c.address")} AS address
        FROM customers c WHERE c.is_customer = 1
        """,
        frozenset({"customers"}),
    ),
    "products": Shape(
        ("products",),
        f"""
        SELECT p.id AS product_key, p.name, {_words("p.category")} AS category, {_amount("p.unit_cost")} AS unit_cost,
            {_from("p")}
        FROM products p WHERE p.competitor_id IS NULL
        """,
        frozenset({"products"}),
    ),
}
