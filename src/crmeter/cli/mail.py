"""`crmeter mail`: take in reports of mail that did not arrive, or catch all mail on this machine to look at it."""

import argparse
from pathlib import Path

from crmeter.cli.console import DONE, FAILED, Console
from crmeter.cli.installation import prepare
from crmeter.vocabulary import Misused, Text
from crmeter.warehouse.workspace import Workspace

CATCHER_PORT = 1025


def add_flags(parser: argparse.ArgumentParser) -> None:
    """Add the flags of the command."""
    parser.add_argument(
        "what", choices=("bounce", "catch"), help="ghi nhận thư trả lại, bắt mọi thư / take in bounces, catch all mail"
    )
    parser.add_argument("paths", nargs="*", type=Path, metavar="FILE", help="báo cáo đã lưu / reports that were saved")
    parser.add_argument("--port", type=int, default=CATCHER_PORT, help="cổng, khi bắt thư / port, with catch")


def run(arguments: argparse.Namespace, workspace: Workspace, console: Console) -> int:
    """Run the command."""
    if arguments.what == "catch":
        # The server is a library of developers; nothing else needs it.
        from crmeter.cli.mail_catcher import catch  # noqa: PLC0415 - see above

        return catch(workspace.root / "files" / "mail", arguments.port, console)
    if not arguments.paths:
        raise Misused(
            "no_path", Text("chưa nói tệp nào: crmeter mail bounce TỆP", "say which: crmeter mail bounce FILE")
        )
    return _bounce(arguments.paths, workspace, console)


def _bounce(paths: list[Path], workspace: Workspace, console: Console) -> int:
    mails = [(path, path.read_bytes()) for path in paths]
    prepare(workspace, console)
    # Django must be loaded before its models are.
    from crmeter.engagement.mail.bounce_actions import take_report  # noqa: PLC0415 - see above
    from crmeter.records.ledger.actor import SYSTEM  # noqa: PLC0415 - see above

    told, code = [], DONE
    for path, mail in mails:
        found = take_report(SYSTEM, mail)
        if not found:
            code = FAILED
            console.say(
                Text("{file}: không phải báo cáo thư trả lại", "{file}: no report of a bounce").fill(file=path.name)
            )
        told += [(path.name, each) for each in found]
    if console.as_json:
        reports = [{"file": name, "address": e.address, "code": e.code, "text": e.text.to_json()} for name, e in told]
        console.data({"schema": "crmeter.bounces/1", "reports": reports})
    else:
        for name, each in told:
            console.show(f"{name}: {each.address}: {each.text.in_(console.language)}")
    return code
