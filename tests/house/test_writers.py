"""Only `actions.py` (and `<what>_actions.py`) of rooms with tables writes; only there are these touched at all."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[2] / "src" / "crmeter"
# The rooms that know the tables, or could get at them.
ROOMS = ("records", "web", "api", "cli", "worker", "settings", "quality", "strategy", "adoption", "engagement")
# Those that have tables of their own.
KEEPERS = ("records", "engagement", "strategy")
# Methods that nothing but Django's querysets and rows have.
SURE = {
    "bulk_create", "bulk_update", "get_or_create", "update_or_create", "aget_or_create", "aupdate_or_create",
    "abulk_create", "abulk_update", "acreate", "asave", "adelete", "aupdate", "select_for_update", "save",
}  # fmt: skip
# Methods that others have too: they count where a queryset is written out before them.
MAYBE = {"create", "update", "delete"}
QUERYSETS = {"objects", "_default_manager", "_base_manager", "filter", "exclude", "all", "order_by"}


def names_in(node: ast.expr) -> set[str]:
    return {part.attr for part in ast.walk(node) if isinstance(part, ast.Attribute)}


def writes(source: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
            continue
        method, before = node.func.attr, names_in(node.func.value)
        if method in SURE or (method in MAYBE and before & QUERYSETS):
            yield f"line {node.lineno}: {ast.unparse(node.func)}"
        elif method == "execute" and not reads_only(node):
            yield f"line {node.lineno}: SQL that may write"


def reads_only(call: ast.Call) -> bool:
    statement = call.args[0] if call.args else None
    # The first word of one that is put together is in its first part.
    first = statement.values[0] if isinstance(statement, ast.JoinedStr) else statement
    return (
        isinstance(first, ast.Constant)
        and isinstance(first.value, str)
        and first.value.split(None, 1)[0].upper() in ("SELECT", "PRAGMA", "BEGIN")
    )


def is_writer(path: Path) -> bool:
    return "migrations" in path.parts or path.stem == "actions" or path.stem.endswith("_actions")


def test_only_actions_write() -> None:
    found = [
        f"{path.relative_to(PACKAGE)} {words}"
        for room in ROOMS
        for path in sorted((PACKAGE / room).rglob("*.py"))
        if not (is_writer(path) and room in KEEPERS)
        for words in writes(path.read_text())
    ]

    assert not found, "\n".join(["call an action instead, which writes its audit entry too:", *found])


@pytest.mark.parametrize(
    "planted",
    [
        "User.objects.create(email='a')",
        "user.save(update_fields=['role'])",
        "User.objects.filter(pk=1).update(role='admin')",
        "User.objects.all().delete()",
        "get_user_model()._default_manager.filter(pk=1).delete()",
        "Team.objects.get_or_create(name='a')",
        "cursor.execute('DELETE FROM records_user')",
        "cursor.execute(sql)",
    ],
)
def test_a_planted_write_is_found(planted: str) -> None:
    assert list(writes(planted))


@pytest.mark.parametrize(
    "harmless",
    ["digest.update(b'x')", "seen.update(more)", "User.objects.filter(pk=1).first()", "cursor.execute('SELECT 1')"],
)
def test_what_only_reads_passes(harmless: str) -> None:
    assert not list(writes(harmless))


@pytest.mark.parametrize(
    "path", sorted(path for room in KEEPERS for path in (PACKAGE / room).rglob("*actions.py")), ids=str
)
def test_whoever_writes_opens_a_transaction(path: Path) -> None:
    """A function that writes does so inside `transaction.atomic()`, or is one that is called inside another's."""
    tree = ast.parse(path.read_text())
    bare = []
    for function in tree.body:
        if not isinstance(function, ast.FunctionDef) or not list(writes(ast.unparse(function))):
            continue
        if "atomic(" not in ast.unparse(function) and function.name not in CALLED_INSIDE:
            bare.append(function.name)

    assert not bare, f"{path.name}: {bare}"


# One statement each, which is a transaction by itself, or part of its caller's.
CALLED_INSIDE = {
    "audit", "held", "keep", "tell_outside", "remember_answer", "forget_old_answers",
    "keep_lease", "report", "forget_ended", "_end", "_close", "_give_back", "_keep_an_administrator",
    "_replace_other_readings", "_of_job", "_locked", "settled", "changed_to", "note_changes", "_save", "_note",
    "end_event", "put_off_event", "came_back", "_wait", "_decidable",
    "_move_along", "_number_stages", "_add_new", "_write_order_lines", "_write_delivery_lines", "_held_delivery",
    "_keep_return", "write_event",
    "tell", "_renew", "note_merge", "mention", "answer_mentions", "_go_on",
    "note", "audit_all",
    "_held", "_running", "_count", "_move", "_undone_alike", "_writing", "_leaving", "_remove_returns",
    "write_rows", "next_numbers", "_update", "_write", "_keep_members", "keep_foretold",
}  # fmt: skip
