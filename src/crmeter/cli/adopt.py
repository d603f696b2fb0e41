"""`crmeter adopt`: a source of files taken into the records, or given back to its files."""

import argparse
import time

from crmeter.cli.console import DONE, FAILED, Console
from crmeter.cli.installation import prepare
from crmeter.vocabulary import Misused, Text
from crmeter.warehouse.imports import list_imports
from crmeter.warehouse.workspace import Workspace

_PAUSE_SECONDS = 0.5


def add_flags(parser: argparse.ArgumentParser) -> None:
    """Add the flags of the command."""
    parser.add_argument("source", metavar="SOURCE", help="tên nguồn / the name of the source")
    parser.add_argument("--undo", action="store_true", help="trả lại cho các tệp / let the files count again")
    parser.add_argument(
        "--no-wait", action="store_true", help="không đợi việc xong / ask the worker and do not wait for it"
    )


def run(arguments: argparse.Namespace, workspace: Workspace, console: Console) -> int:
    """Run the command; a worker does the work, this waits for it."""
    prepare(workspace, console)
    # Django must be loaded before its models are.
    from crmeter.records.adoption.actions import ask, ask_undo  # noqa: PLC0415 - see above
    from crmeter.records.ledger.actor import SYSTEM  # noqa: PLC0415 - see above

    source = arguments.source
    if arguments.undo:
        number = ask_undo(SYSTEM, source)
    else:
        known = sorted({i.source for i in list_imports(workspace) if i.state == "finished"})
        if source not in known:
            raise Misused(
                "unknown_source",
                Text(
                    "không có tệp nào của nguồn {source}; có: {known}",
                    "no files of the source {source}; there are: {known}",
                ).fill(source=source, known=", ".join(known) or "–"),
            )
        number = ask(SYSTEM, source)
    if arguments.no_wait:
        console.say(Text("Đã giao việc {n} cho worker.", "The worker has job {n} now.").fill(n=number))
        return DONE
    console.say(Text("Worker đang làm; Ctrl-C chỉ ngừng đợi.", "The worker is at it; Ctrl-C ends the waiting only."))
    return _wait(number, console)


def _wait(number: int, console: Console) -> int:
    from crmeter.records.jobs.queries import job  # noqa: PLC0415 - Django must be loaded first

    work = console.work()
    while (found := job(number)) is not None and found.is_open:
        if found.step is not None:
            work.step(found.step, found.done, found.total)
        time.sleep(_PAUSE_SECONDS)
    if found is None or found.state != "done":
        if found is not None and found.error is not None:
            console.say(found.error)
        return FAILED
    if console.as_json:
        console.data({"schema": "crmeter.adoption/1", **found.result})
    else:
        console.say(Text("Xong.", "Done."))
    return DONE
