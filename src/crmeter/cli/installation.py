"""The running product as commands see it: settings, tables, processes."""

import os
import sys
from collections.abc import Sequence
from pathlib import Path

from crmeter.cli.console import Console
from crmeter.vocabulary import Misused, Text
from crmeter.warehouse.workspace import Workspace

WEB = "crmeter.settings.wsgi:application"
WORKER = "crmeter.worker"
# Pages fight over the interpreter, so that two would do; a thread that takes in a large file waits for its sender, and
# others must be left for the pages. More than two to a core, and the server warns of it.
_BLOCKING_THREADS = min(8, 2 * (os.cpu_count() or 1) + 1)


def configure(workspace: Workspace) -> None:
    """Say in the environment which workspace and settings this process and its children use.

    A product that is reached by a name of its own is a server behind HTTPS; without one it stays on this machine.
    """
    os.environ["CRMETER_WORKSPACE"] = str(workspace.root)
    kind = "production" if os.environ.get("CRMETER_HOSTS") else "development"
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", f"crmeter.settings.{kind}")


def has_records(workspace: Workspace) -> bool:
    """Whether there are records: whoever works on files alone has none, and gets none by asking."""
    return workspace.database.exists() or bool(os.environ.get("DATABASE_URL"))


def prepare(workspace: Workspace, console: Console) -> None:
    """Load Django, bring the tables up to this version, and say in which journal they are kept.

    Raises:
        Misused: the database is kept in a way that can lose data, or the settings are wrong.
    """
    configure(workspace)
    import django  # noqa: PLC0415 - commands that need no Django do not load it
    from django.core.checks import run_checks  # noqa: PLC0415 - see above
    from django.core.management import call_command  # noqa: PLC0415 - see above

    django.setup()
    from crmeter.records.sqlite_journal import WORDS, words  # noqa: PLC0415 - see above

    for message in run_checks(databases=["default"]):
        told = words(message.id) if message.id in WORDS else Text.same(message.msg)
        if message.is_serious():
            raise Misused(message.id or "settings", told)
        console.say(told)
    call_command("migrate", verbosity=0, interactive=False, skip_checks=True)


def web_command(host: str, port: int) -> list[str]:
    """Return the words that start the web server."""
    return [
        *_python("granian"),
        "--interface=wsgi",
        "--no-ws",
        "--workers=1",
        f"--blocking-threads={_BLOCKING_THREADS}",
        f"--host={host}",
        f"--port={port}",
        "--log-level=warning",
        WEB,
    ]


def worker_command() -> list[str]:
    """Return the words that start a worker."""
    return _python(WORKER)


def become(words: Sequence[str]) -> None:
    """Let this process be another program, which gets its signals."""
    os.environ["PYTHONPATH"] = _source()
    os.execv(words[0], list(words))  # noqa: S606 - our own words, no shell


def environment() -> dict[str, str]:
    """Return the environment of a child process, which runs the same code."""
    return {**os.environ, "PYTHONPATH": _source()}


def _python(module: str) -> list[str]:
    return [sys.executable, "-m", module]


def _source() -> str:
    here = str(Path(__file__).parents[2])
    return os.pathsep.join([here, *filter(None, [os.environ.get("PYTHONPATH")])])
