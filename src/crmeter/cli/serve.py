"""`crmeter serve`: the web server."""

import argparse

from crmeter.cli.console import DONE, Console
from crmeter.cli.installation import become, prepare, web_command
from crmeter.vocabulary import Text
from crmeter.warehouse.workspace import Workspace

HOST = "127.0.0.1"
PORT = 8000


def add_flags(parser: argparse.ArgumentParser) -> None:
    """Add the flags of the command."""
    parser.add_argument("--host", default=HOST, help="địa chỉ lắng nghe / address to listen at")
    parser.add_argument("--port", type=int, default=PORT, help="cổng / port")


def run(arguments: argparse.Namespace, workspace: Workspace, console: Console) -> int:
    """Run the command; the process becomes the server."""
    prepare(workspace, console)
    address = f"http://{arguments.host}:{arguments.port}/"
    console.say(Text("Mở tại {address}", "Serving at {address}").fill(address=address))
    become(web_command(arguments.host, arguments.port))
    return DONE
