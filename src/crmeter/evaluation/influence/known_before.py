"""Customers with what was known of them before a day and what became of them after it, as arrays."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from crmeter.evaluation.influence.candidates import CANDIDATES, Candidate
from crmeter.evaluation.influence.outcomes import Outcome
from crmeter.vocabulary import NotEnoughData, Text
from crmeter.warehouse.engine import Engine

Floats = NDArray[np.float64]
MOST_CUSTOMERS = 50_000
"""More customers narrow no interval that anybody acts on."""
_MOST_WORDS = 8
_FEWEST_OF_A_WORD = 20


@dataclass(frozen=True, slots=True)
class KnownColumn:
    """A column of the comparison.

    Args:
        candidate: what it was made from.
        word: that it stands for, of a column of words.
        values: NaN where unknown, shape (n,).
    """

    candidate: Candidate
    word: str | None
    values: Floats

    @property
    def name(self) -> str:
        """Its word in JSON: `tickets`, `segment = shops`."""
        return self.candidate.name if self.word is None else f"{self.candidate.name} = {self.word}"

    @property
    def title(self) -> Text:
        """What it is called."""
        if self.word is None:
            return self.candidate.title
        return Text.same("{column}: {word}").fill(column=self.candidate.title, word=self.candidate.called(self.word))


@dataclass(frozen=True, slots=True)
class KnownBefore:
    """Customers before a day.

    Args:
        columns: what was known.
        outcome: what became of each, shape (n,).
        n_all: how many customers there were before the day.
        unknown_outcome: of how many of them nothing became known.
        filled: share of the rows of each table that name a customer; tables without a row are absent.
    """

    columns: tuple[KnownColumn, ...]
    outcome: Floats
    n_all: int
    unknown_outcome: int
    filled: Mapping[str, float]


def known_before(engine: Engine, outcome: Outcome, day: date, until: date) -> KnownBefore:
    """Read who had bought before a day, what was known of them, and what became of them.

    Args:
        engine: where the tables of the snapshot, `sales` and `customer_scores` are readable.
        outcome: what is asked.
        day: the first day that columns do not see.
        until: the first day that the outcome does not see.

    Raises:
        NotEnoughData: nobody had bought, or of nobody the outcome is known.
    """
    days = {"day": f"DATE '{day.isoformat()}'", "until": f"DATE '{until.isoformat()}'"}
    engine.run(
        "CREATE OR REPLACE TEMP TABLE customers_before AS SELECT customer_key, row_number() OVER (ORDER BY"
        " hash(customer_key), customer_key) AS place FROM (SELECT DISTINCT customer_key FROM sales"
        f" WHERE customer_key IS NOT NULL AND ordered_on < {days['day']})"
    )
    ((n_all,),) = engine.rows("SELECT count(*) FROM customers_before")
    became = _numbers(engine, outcome.sql.format(**days), outcome.otherwise)
    known = np.isfinite(became)
    if not known.any():
        raise NotEnoughData(
            f"no_{outcome.name}",
            Text("không biết kết quả này của khách nào", "the outcome is not known of any customer"),
            outcome.needs,
        )
    filled = _filled(engine)
    columns: list[KnownColumn] = []
    for candidate in CANDIDATES:
        if candidate.table not in filled:
            continue
        sql = candidate.sql.format(**days)
        if candidate.is_of_words:
            columns += _words(engine, candidate, sql, known)
            continue
        values = _numbers(engine, sql, candidate.otherwise)[known]
        if np.isfinite(values).any():
            columns.append(KnownColumn(candidate, None, values))
    return KnownBefore(tuple(columns), became[known], n_all, int((~known).sum()), filled)


def _numbers(engine: Engine, sql: str, otherwise: float | None) -> Floats:
    """Return the value of each customer, in the order of their places."""
    # A row whose value is not known stays unknown; only who has no row at all gets what holds otherwise.
    value = "CASE WHEN found.customer_key IS NULL THEN ? ELSE found.value END::DOUBLE"
    return engine.arrays(
        f"SELECT {value} AS value FROM customers_before b LEFT JOIN ({sql}) found USING (customer_key)"
        f" WHERE b.place <= {MOST_CUSTOMERS} ORDER BY b.place",
        [otherwise],
    )["value"]


def _words(engine: Engine, candidate: Candidate, sql: str, known: NDArray[np.bool_]) -> list[KnownColumn]:
    """Return a column for each word but the most usual one; the most usual is what the others are compared with."""
    rows = engine.rows(
        f"SELECT found.value FROM customers_before b LEFT JOIN ({sql}) found USING (customer_key)"
        f" WHERE b.place <= {MOST_CUSTOMERS} ORDER BY b.place"
    )
    told = np.array([word or "" for (word,) in rows], dtype=np.str_)[known]
    different, counts = np.unique(told[told != ""], return_counts=True)
    usual = [str(word) for word in different[np.argsort(-counts, kind="stable")][1:_MOST_WORDS]]
    values = ((word, np.where(told == "", np.nan, told == word)) for word in usual)
    return [KnownColumn(candidate, word, value) for word, value in values if np.nansum(value) >= _FEWEST_OF_A_WORD]


def _filled(engine: Engine) -> dict[str, float]:
    found = {}
    for table in dict.fromkeys(candidate.table for candidate in CANDIDATES):
        who = {
            "order_lines": "SELECT o.customer_key FROM order_lines l LEFT JOIN orders o USING (order_key)",
            "deliveries": "SELECT o.customer_key FROM deliveries d LEFT JOIN orders o USING (order_key)",
            "touches": "SELECT coalesce(t.customer_key, t.lead_key) AS customer_key FROM touches t",
        }.get(table, f'SELECT customer_key FROM "{table}"')
        ((named, rows),) = engine.rows(f"SELECT count(customer_key), count(*) FROM ({who})")
        if rows:
            found[table] = named / rows
    return found
