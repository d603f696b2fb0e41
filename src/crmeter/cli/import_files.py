"""`crmeter import`: bring files in, list imports, see rejected rows, undo."""

import argparse
import csv
import sys
from pathlib import Path

from crmeter.cli.answer_flags import add_answer_flags, answers_from
from crmeter.cli.console import DONE, DONE_WITH_REJECTED_ROWS, Console
from crmeter.evaluation.sources import take_sources
from crmeter.evaluation.store import pinned_snapshots
from crmeter.vocabulary import Misused, NotThere, Text
from crmeter.vocabulary.formula_cells import neutral
from crmeter.warehouse.imported import Imported
from crmeter.warehouse.imports import list_imports, rejected_rows, undo_import
from crmeter.warehouse.refresh import refresh
from crmeter.warehouse.workspace import Workspace


def add_flags(parser: argparse.ArgumentParser) -> None:
    """Add the flags of the command."""
    parser.add_argument("paths", nargs="*", type=Path, metavar="PATH", help="tệp hay thư mục / files or folders")
    parser.add_argument("--source-name", metavar="NAME", help="tên nguồn chung / the name that the files share")
    parser.add_argument("--list", action="store_true", help="các lần nhập / imports so far")
    parser.add_argument("--rejected", metavar="ID", help="dòng bị từ chối / rejected rows of an import")
    parser.add_argument("--undo", metavar="ID", help="hoàn tác một lần nhập / undo an import as one")
    add_answer_flags(parser)


def run(arguments: argparse.Namespace, workspace: Workspace, console: Console) -> int:
    """Run the command."""
    if arguments.list:
        return _list(workspace, console)
    if arguments.rejected:
        return _show_rejected(arguments.rejected, _place_of(workspace, arguments.rejected), console)
    if arguments.undo:
        workspace = _place_of(workspace, arguments.undo)
        undone = undo_import(workspace, arguments.undo)
        refresh(workspace, console.work(), pinned_snapshots(workspace))
        console.say(Text("Đã hoàn tác {file}", "Undone: {file}").fill(file=undone.file))
        return DONE
    if not arguments.paths:
        raise Misused(
            "no_path",
            Text(
                "chưa nói nhập tệp hay thư mục nào: crmeter import TỆP",
                "what to import is not said: crmeter import FILE",
            ),
        )
    work = console.work()
    taken = take_sources(workspace, arguments.paths, answers_from(arguments, arguments.source_name), work)
    snapshot = refresh(workspace, work, pinned_snapshots(workspace))
    if console.as_json:
        console.data(
            {
                "schema": "crmeter.import/1",
                "snapshot": snapshot.id,
                "imports": [imported.to_json() for imported in taken.imported],
                "skipped": [{"file": s.path.name, "reason": s.reason.to_json()} for s in taken.skipped],
                "tables": {name: table.rows for name, table in snapshot.tables.items()},
            }
        )
    else:
        for imported in taken.imported:
            _tell(imported, console)
        for skipped in taken.skipped:
            words = Text("{file}: bỏ qua, {reason}", "{file}: left out, {reason}")
            console.say(words.fill(file=skipped.path.name, reason=skipped.reason))
    return DONE_WITH_REJECTED_ROWS if any(i.rejected for i in taken.imported) else DONE


def _place_of(workspace: Workspace, import_id: str) -> Workspace:
    """Find an import in the workspace or in those of single sources inside it."""
    for place in (workspace, *(Workspace(path) for path in sorted((workspace.root / "sources").glob("*")))):
        if any(imported.import_id == import_id for imported in list_imports(place)):
            return place
    raise NotThere(
        "unknown_import",
        Text(
            "không có lần nhập {id}; xem các lần nhập bằng crmeter import --list",
            "there is no import {id}; see them by crmeter import --list",
        ).fill(id=import_id),
    )


def _list(workspace: Workspace, console: Console) -> int:
    imports = list_imports(workspace)
    if console.as_json:
        console.data({"imports": [imported.to_json() for imported in imports]})
    else:
        for imported in imports:
            _tell(imported, console)
    return DONE


def _tell(imported: Imported, console: Console) -> None:
    state = {
        "finished": Text("đã nhập", "imported"),
        "staged": Text("đã đọc, chưa tính", "read, not counted"),
        "undone": Text("đã hoàn tác", "undone"),
    }[imported.state]
    if imported.already_imported:
        state = Text("đã nhập từ trước, không tính hai lần", "imported before, not counted twice")
    words = Text(
        "{id}  {file}: {state}, {rows} dòng, từ chối {rejected}, gồm {tables}",
        "{id}  {file}: {state}, {rows} rows, {rejected} rejected, into {tables}",
    ).fill(
        id=imported.import_id,
        file=imported.file,
        state=state,
        rows=imported.rows,
        rejected=imported.rejected,
        tables=", ".join(f"{name} {n}" for name, n in imported.tables.items()),
    )
    console.show(words.in_(console.language))
    if unread := imported.apart.get("phones.unreadable"):
        note = Text(
            "    {n} dòng có số điện thoại không đọc được, giữ như đã viết; nếu là số nước khác: --country",
            "    {n} rows have a phone number that cannot be read, kept as written; if of another country: --country",
        )
        console.show(note.fill(n=unread).in_(console.language))


def _show_rejected(import_id: str, workspace: Workspace, console: Console) -> int:
    rows = rejected_rows(workspace, import_id)
    if console.as_json:
        console.data(
            {
                "rejected": [
                    {
                        "line": row.line,
                        "code": row.code,
                        "reason": row.reason.to_json(),
                        "column": row.column,
                        "value": row.value,
                        "raw": row.raw,
                    }
                    for row in rows
                ]
            }
        )
        return DONE
    out = csv.writer(sys.stdout)
    out.writerow(["line", "reason", "column", "value", "raw"])
    for row in rows:
        cells = (row.line, row.reason.in_(console.language), row.column, row.value, row.raw)
        out.writerow([neutral(cell) for cell in cells])
    return DONE
