"""`crmeter worker`: does the long work of the product."""

import argparse

from crmeter.cli.console import DONE, Console
from crmeter.cli.installation import become, configure, worker_command
from crmeter.vocabulary import Text
from crmeter.warehouse.workspace import Workspace


def add_flags(parser: argparse.ArgumentParser) -> None:
    """Add the flags of the command: there are none."""


def run(arguments: argparse.Namespace, workspace: Workspace, console: Console) -> int:  # noqa: ARG001 - as all commands
    """Run the command; the process becomes the worker."""
    configure(workspace)
    console.say(Text("Bắt đầu nhận việc", "Taking work"))
    become(worker_command())
    return DONE
