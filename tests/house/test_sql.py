"""No text of a user or of a file becomes part of an SQL statement.

An f-string with SQL may hold names from contracts, constants, numbers, dates and SQL made in the same module. What it
may not hold is a function's argument of type `str`, unless it is quoted there, or its module is on the list below
because somebody has looked at where the argument comes from.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[2] / "src" / "crmeter"
KEYWORDS = re.compile(r"\b(SELECT|FROM|WHERE|JOIN|CREATE|INSERT|UPDATE|DELETE|COPY|UNION|GROUP BY|ORDER BY|LIMIT)\b")
# Functions that turn text into a quoted literal or a quoted name.
QUOTES = {"_quoted", "literal", "column", "_list", "_name"}
REVIEWED = {
    "records/migrations/_word_index.py": "names of tables, written in migrations",
    "warehouse/build.py": "names of contract tables, given by the refresh",
    "warehouse/engine.py": "attach and save take SQL and table names of this code; files are quoted",
    "warehouse/owned_rows.py": "names of contract tables and schemas; owners are quoted",
    "warehouse/connectors/files": "SQL expressions over columns that are renamed to fields; values are quoted",
    "evaluation/customer_tables.py": "no argument but the engine's",
    "evaluation/external/answered_histories.py": "names of contract tables and columns, written in the module",
    "evaluation/explain.py": "SQL that the compiler wrote",
    "evaluation/internal/deal_history.py": "the schema of the whole tables, named by the run; the currency is quoted",
    "evaluation/internal/lead_history.py": "the schema of the whole tables, named by the run",
    "evaluation/internal/ticket_topics.py": "columns of the rows of tickets, named in the module itself",
    "evaluation/scores.py": "column names of contracts",
    "evaluation/readings.py": "slices are declared by measures",
    "evaluation/counting.py": "cuts are written in the module of measures",
    "evaluation/memberships.py": "names of facts; names of segments and values of their rules are quoted",
    "evaluation/behind.py": "slices are declared by measures; their values are parameters",
    "evaluation/suggestions/spent_after.py": "a SELECT that the rules beside it write",
    "evaluation/influence/candidates.py": "expressions that are written in the list of the module itself",
    "evaluation/influence/known_before.py": "SQL of the lists of candidates and outcomes; values are parameters",
    "demo": "made-up rows, no input",
}


def functions(tree: ast.AST) -> Iterator[ast.FunctionDef]:
    yield from (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))


def text_arguments(function: ast.FunctionDef) -> set[str]:
    arguments = [*function.args.posonlyargs, *function.args.args, *function.args.kwonlyargs]
    return {a.arg for a in arguments if a.annotation and re.search(r"\bstr\b", ast.unparse(a.annotation))}


def bare_names(node: ast.AST) -> Iterator[str]:
    """Names inside an expression, but not those that a quoting function is called with."""
    if isinstance(node, ast.Call) and ast.unparse(node.func).rsplit(".", 1)[-1] in QUOTES:
        return
    if isinstance(node, ast.Name):
        yield node.id
    for child in ast.iter_child_nodes(node):
        yield from bare_names(child)


def violations(source: str) -> list[str]:
    found = []
    tree = ast.parse(source)
    for function in functions(tree):
        texts = text_arguments(function)
        for node in ast.walk(function):
            if isinstance(node, ast.JoinedStr):
                words = "".join(part.value for part in node.values if isinstance(part, ast.Constant))
                if not KEYWORDS.search(words):
                    continue
                holes = [part for part in node.values if isinstance(part, ast.FormattedValue)]
                names = {name for hole in holes for name in bare_names(hole.value)} & texts
                found += [f"line {node.lineno}: argument {name} inside SQL" for name in sorted(names)]
    for node in ast.walk(tree):
        text = None
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mod):
            text = node.left
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "format":
            text = node.func.value
        if isinstance(text, ast.Constant) and isinstance(text.value, str) and KEYWORDS.search(text.value):
            found.append(f"line {node.lineno}: SQL filled by format or %")
    return found


def test_sql_holds_no_text_from_outside() -> None:
    found = []
    for path in sorted(PACKAGE.rglob("*.py")):
        place = str(path.relative_to(PACKAGE))
        if not any(place.startswith(reviewed) for reviewed in REVIEWED):
            found += [f"{place} {words}" for words in violations(path.read_text())]

    assert not found, "\n".join(["pass it as a parameter (?), quote it, or have the module reviewed:", *found])


def test_the_reviewed_list_names_only_what_is_there() -> None:
    assert not [place for place in REVIEWED if not (PACKAGE / place).exists()]


@pytest.mark.parametrize(
    "planted",
    [
        "def f(engine, name: str):\n    engine.run(f\"SELECT * FROM orders WHERE owner = '{name}'\")",
        'def f(engine, *, name: str | None = None):\n    engine.run(f"DELETE FROM x WHERE a = {name.strip()}")',
        'def f(engine, name: str):\n    engine.run("SELECT {}".format(name))',
        'def f(engine, name: str):\n    engine.run("SELECT %s" % name)',
    ],
)
def test_a_planted_injection_is_found(planted: str) -> None:
    assert violations(planted)


@pytest.mark.parametrize(
    "harmless",
    [
        'def f(engine, name: str):\n    engine.rows("SELECT * FROM orders WHERE owner = ?", [name])',
        "def f(engine, day: date):\n    engine.rows(f\"SELECT 1 WHERE d = DATE '{day.isoformat()}'\")",
        'def f(engine, path: str):\n    engine.run(f"COPY x TO {_quoted(path)}")',
        'def f(name: str):\n    return f"hello {name}"',
    ],
)
def test_what_is_harmless_passes(harmless: str) -> None:
    assert not violations(harmless)
