"""`crmeter run`: everything at once on this machine, with the sample company, until Ctrl-C."""

import argparse
import socket
import sys
import time
import urllib.error
import urllib.request

from crmeter.cli.address import name_address, told_to_other_commands
from crmeter.cli.console import DONE, FAILED, Console
from crmeter.cli.installation import environment, prepare, web_command, worker_command
from crmeter.cli.processes import Processes
from crmeter.cli.serve import HOST, PORT
from crmeter.cli.user import sign_in_link
from crmeter.vocabulary import Busy, Language, Text
from crmeter.warehouse.workspace import Workspace

# The first account of a new installation; it gets no password, only links.
FIRST_ACCOUNT = "owner@localhost"
_START_SECONDS = 40.0


def add_flags(parser: argparse.ArgumentParser) -> None:
    """Add the flags of the command."""
    parser.add_argument("--port", type=int, default=PORT, help="cổng / port")
    parser.add_argument(
        "--without-sample", action="store_true", help="không có công ty mẫu / without the sample company"
    )


def run(arguments: argparse.Namespace, workspace: Workspace, console: Console) -> int:
    """Run the command."""
    _port_is_free(arguments.port)
    address = f"http://{HOST}:{arguments.port}"
    # Before the settings are read: links in pages and mails begin with it.
    name_address(address)
    console.say(Text("Đang chuẩn bị…", "Getting ready…"))
    prepare(workspace, console)
    owner = _first_account(console.language)
    if not arguments.without_sample:
        _ask_for_the_sample(workspace)
    processes = Processes(environment())
    try:
        processes.start(web_command(HOST, arguments.port))
        processes.start(worker_command())
        with told_to_other_commands(workspace, address):
            if _answers(address, processes):
                console.show(address + "/")
                console.say(Text("Đăng nhập một lần (trong 1 giờ):", "Sign in once (within 1 hour):"))
                console.show(sign_in_link(owner, address))
                console.say(Text("Dừng: Ctrl-C", "Stop: Ctrl-C"))
                # Whoever reads it through a pipe is not to wait for the end.
                sys.stdout.flush()
                processes.wait()
    finally:
        processes.end()
    if processes.asked_to_end:
        console.say(Text("Đã dừng.", "Stopped."))
        return DONE
    console.say(
        Text(
            "Một tiến trình cứ dừng đột ngột; xem các dòng phía trên.",
            "A process ends again and again; see the lines above.",
        )
    )
    return FAILED


def _port_is_free(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError as error:
            words = Text(
                "cổng {port} đang được dùng; dừng chương trình đó hoặc chọn cổng khác bằng --port",
                "port {port} is in use; stop that program or choose another by --port",
            )
            raise Busy("port_in_use", words.fill(port=str(port))) from error


def _first_account(language: Language) -> int:
    # Django must be loaded before its models are.
    from crmeter.records.ledger.actor import SYSTEM  # noqa: PLC0415 - see above
    from crmeter.records.staff.actions import add_user  # noqa: PLC0415 - see above
    from crmeter.records.staff.queries import administrators  # noqa: PLC0415 - see above
    from crmeter.records.staff.roles import Role  # noqa: PLC0415 - see above

    if there := administrators():
        return there[0].id
    name = Text("Chủ hãng", "Owner").in_(language)
    return add_user(SYSTEM, FIRST_ACCOUNT, Role.DIRECTOR, name=name, is_admin=True, language=language)


def _ask_for_the_sample(workspace: Workspace) -> None:
    from crmeter.records.jobs.actions import enqueue  # noqa: PLC0415 - see above
    from crmeter.records.jobs.queries import latest  # noqa: PLC0415 - see above
    from crmeter.records.ledger.actor import SYSTEM  # noqa: PLC0415 - see above
    from crmeter.warehouse.imports import list_imports  # noqa: PLC0415 - loads the reader of files

    # Once: somebody who has removed the sample, or brought data of their own, does not want it back.
    if not list_imports(workspace) and not any(job.state != "failed" for job in latest("sample_company")):
        # Each attempt goes on behind the one before, so that a busy machine needs more of them, not more time.
        enqueue(SYSTEM, "sample_company", dedupe_key="sample_company", most_attempts=10)


def _answers(address: str, processes: Processes) -> bool:
    end = time.monotonic() + _START_SECONDS
    while time.monotonic() < end and processes.all_run and not processes.asked_to_end:
        try:
            with urllib.request.urlopen(f"{address}/accounts/login/", timeout=5):  # noqa: S310 - our own address
                return True
        except urllib.error.HTTPError:
            return True
        except OSError:
            time.sleep(0.2)
    return False
