"""Takes people out of what was imported, and keeps those out who were erased before."""

import shutil
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb

from crmeter.vocabulary import Work
from crmeter.vocabulary.folding import folded
from crmeter.warehouse.connectors.files.session import literal
from crmeter.warehouse.erasure.naming import names
from crmeter.warehouse.erasure.rewriting import (
    without_customers,
    without_others_words,
    without_source_keys,
    without_words,
)
from crmeter.warehouse.files import read_json, write_json
from crmeter.warehouse.import_lock import importing
from crmeter.warehouse.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Sought:
    """By what somebody is known in files.

    Args:
        keys: of the warehouse.
        emails: in lower case.
        phones: as the warehouse writes them.
        names: without marks; a number counts together with one of them only, for a family may share it.
        needles: words that name them, in lower case.
    """

    keys: frozenset[int]
    emails: tuple[str, ...]
    phones: tuple[str, ...]
    names: tuple[str, ...]
    needles: tuple[str, ...]


def keys_in_imports(workspace: Workspace, sought: Sought) -> frozenset[int]:
    """Return the keys of the customers of imported files who are the one that is sought."""
    found: set[int] = set(sought.keys)
    with duckdb.connect(":memory:", config={"threads": 1}) as connection:
        for path in workspace.imports.glob("*/staged/identities/*.parquet"):
            rows = connection.execute(
                f"SELECT customer_key, name, lower(email) IN (SELECT unnest($1::VARCHAR[])) "
                f"FROM read_parquet({literal(str(path))}) "
                f"WHERE lower(email) IN (SELECT unnest($1::VARCHAR[])) OR phone IN (SELECT unnest($2::VARCHAR[]))",
                [list(sought.emails), list(sought.phones)],
            ).fetchall()
            found |= {key for key, name, by_mail in rows if by_mail or not name or folded(name) in sought.names}
        for folder in workspace.imports.glob("*/staged"):
            found |= _called_so(connection, folder, sought)
        aliases = _aliases(connection, workspace)
    while further := {b for pair in aliases for a, b in (pair, pair[::-1]) if a in found and b not in found}:
        found |= further
    return frozenset(found)


def erase_from_imports(
    workspace: Workspace, keys: Collection[int], needles: Sequence[str], work: Work | None = None
) -> int:
    """Take who customers are out of all staged imports, undone ones too, and return how many rows it were.

    What tells who they are in later files is left out from now on, and so is what they wrote. Refused rows that name
    them lose what stood in them, words of others to a survey that name them go; what was left of an import that
    broke off is removed.

    Args:
        workspace: where they were staged.
        keys: of the customers.
        needles: words that name them, in lower case.
        work: stops between files.
    """
    work = work or Work()
    with importing(workspace, "erasure", work):
        write_json(_erased_in(workspace), sorted({*erased_keys(workspace), *keys}))
        stripped = sum(strip_erased(workspace, folder) for folder in sorted(workspace.imports.glob("*/")))
        if needles:
            stripped += sum(without_words(path, needles) for path in workspace.imports.glob("*/rejected.parquet"))
            written = workspace.imports.glob("*/staged/survey_words/*.parquet")
            stripped += sum(without_others_words(path, needles) for path in written)
            for folder in (*workspace.imports.glob("*/facts"), *workspace.imports.glob(".drafts/*")):
                if any(names(path, needles) for path in folder.rglob("*") if path.is_file()):
                    shutil.rmtree(folder, ignore_errors=True)
                    (folder.parent / "progress.json").unlink(missing_ok=True)
    return stripped


def strip_erased(workspace: Workspace, folder: Path) -> int:
    """Take those who were erased out of the staged rows of one import, and return how many rows named them.

    Their orders stay, and so does that they are customers.

    Args:
        workspace: which keeps who was erased.
        folder: of the import.
    """
    keys = erased_keys(workspace)
    if not keys:
        return 0
    staged = folder / "staged"
    theirs = [*sorted(staged.glob("identities/*.parquet")), *sorted(staged.glob("survey_words/*.parquet"))]
    people = sum(without_customers(path, keys) for path in theirs)
    called = [*sorted(staged.glob("customers/*.parquet")), *sorted(staged.glob("leads/*.parquet"))]
    for path in called:
        without_source_keys(path, keys)
    return people


def erased_keys(workspace: Workspace) -> frozenset[int]:
    """Return by which keys the warehouse knew those who were erased."""
    path = _erased_in(workspace)
    return frozenset(read_json(path)) if path.exists() else frozenset()


def _erased_in(workspace: Workspace) -> Path:
    return workspace.imports / "erased.json"


def _called_so(connection: duckdb.DuckDBPyConnection, folder: Path, sought: Sought) -> set[int]:
    """Return the keys of customers whom a file calls by an address or a number of the one that is sought."""
    if not any(folder.glob("customers/*.parquet")) or not sought.needles:
        return set()
    customers = f"read_parquet({literal(str(folder / 'customers' / '*.parquet'))})"
    known = any(folder.glob("identities/*.parquet"))
    name = "NULL::VARCHAR"
    join = ""
    if known:
        identities = f"read_parquet({literal(str(folder / 'identities' / '*.parquet'))})"
        join, name = f"LEFT JOIN {identities} i USING (customer_key)", "i.name"
    rows = connection.execute(
        f"SELECT c.customer_key, {name}, lower(c.source_key) IN (SELECT unnest($1::VARCHAR[])) "
        f"FROM {customers} c {join} WHERE lower(c.source_key) IN (SELECT unnest($1::VARCHAR[])) OR ("
        r"regexp_full_match(c.source_key, '[0-9 .()+-]{8,20}') AND len(list_filter($2::VARCHAR[], lambda n: "
        "ends_with(regexp_replace(c.source_key, '[^0-9]', '', 'g'), n))) > 0)",
        [list(sought.needles), [each for each in sought.needles if each.isdecimal()]],
    ).fetchall()
    return {key for key, called, whole in rows if whole or not called or folded(called) in sought.names}


def _aliases(connection: duckdb.DuckDBPyConnection, workspace: Workspace) -> list[tuple[int, int]]:
    """Return which keys stand for the same customer."""
    if not any(workspace.imports.glob("*/staged/customer_aliases/*.parquet")):
        return []
    every = literal(str(workspace.imports / "*" / "staged" / "customer_aliases" / "*.parquet"))
    return connection.execute(f"SELECT DISTINCT alias_key, customer_key FROM read_parquet({every})").fetchall()
