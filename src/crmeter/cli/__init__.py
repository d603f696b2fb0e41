"""The `crmeter` command."""

from crmeter.cli.command_line import main

__all__ = ["main"]
