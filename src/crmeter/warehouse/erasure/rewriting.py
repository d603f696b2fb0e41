"""Parquet files without what told who somebody is, written aside and then under their names."""

from collections.abc import Callable, Collection, Sequence
from pathlib import Path

import duckdb

from crmeter.warehouse.connectors.files.session import literal
from crmeter.warehouse.connectors.own_database.origin import SOURCE as RECORDS

# What stands for the key by which a source called somebody who was erased.
_HIDDEN_KEY = "printf('#%x', customer_key)"

_Rows = duckdb.DuckDBPyRelation


def without_customers(path: Path, keys: Collection[int]) -> int:
    """Take the rows of customers out of a file, and return how many it were."""
    theirs = f"customer_key IN ({_list(keys)})"
    return _rewritten(path, path, theirs, lambda rows: rows.filter(f"NOT ({theirs})"))


def without_words(path: Path, needles: Sequence[str]) -> int:
    """Empty the refused rows of a file that name somebody, and return how many it were."""
    told = ", ".join(literal(each) for each in needles)
    row = "lower(concat_ws(chr(31), raw, value))"
    is_named = f"len(list_filter([{told}], lambda n: contains({row}, n))) > 0"
    emptied = (
        f"* REPLACE (CASE WHEN {is_named} THEN '' ELSE raw END AS raw, "
        f"CASE WHEN {is_named} THEN NULL ELSE value END AS value)"
    )
    return _rewritten(path, path, is_named, lambda rows: rows.project(emptied))


def without_others_words(path: Path, needles: Sequence[str]) -> int:
    """Take the words that name somebody out of a file of what people wrote, and return how many rows it were."""
    told = ", ".join(literal(each) for each in needles)
    is_named = f"len(list_filter([{told}], lambda n: contains(lower(words), n))) > 0"
    return _rewritten(path, path, is_named, lambda rows: rows.filter(f"NOT ({is_named})"))


def without_source_keys(path: Path, keys: Collection[int], into: Path | None = None) -> int:
    """Hide by which key their source called some customers, which may be an address, and return how many rows it were.

    What stands there is made of the customer's key here, the same in each file. Numbers of records tell nobody.

    Args:
        path: of a file of which each row is a customer or a lead.
        keys: of the customers.
        into: another file that is written instead; none is, where there is nothing to hide.
    """
    with duckdb.connect(":memory:", config={"threads": 1}) as connection:
        columns = connection.read_parquet(str(path)).columns
    named = f"AND source <> '{RECORDS}'" if "source" in columns else ""
    theirs = f"customer_key IN ({_list(keys)}) AND source_key <> {_HIDDEN_KEY} {named}"
    hidden = f"* REPLACE (CASE WHEN {theirs} THEN {_HIDDEN_KEY} ELSE source_key END AS source_key)"
    return _rewritten(path, into or path, theirs, lambda rows: rows.project(hidden))


def _list(keys: Collection[int]) -> str:
    return ", ".join(str(int(key)) for key in sorted(keys)) or "NULL"


def _rewritten(path: Path, into: Path, theirs: str, kept: Callable[[_Rows], _Rows]) -> int:
    """Write a file anew where it has to be, and return how many rows told of somebody."""
    with duckdb.connect(":memory:", config={"threads": 1}) as connection:
        rows = connection.read_parquet(str(path))
        (count,) = rows.filter(theirs).aggregate("count(*)").fetchall()[0]
        if count:
            draft = into.with_name(f".{into.name}.draft")
            kept(rows).write_parquet(str(draft), compression="zstd")
            draft.replace(into)
    return int(count)
