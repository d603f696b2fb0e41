"""Under which address people reach the product: what links begin with."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

from crmeter.warehouse.workspace import Workspace

_VARIABLE = "CRMETER_ADDRESS"
_DEFAULT = "http://127.0.0.1:8000"


def known_address(workspace: Workspace) -> str:
    """Return the address that the environment names, else where `crmeter run` serves this workspace, else the usual."""
    if named := os.environ.get(_VARIABLE):
        return named
    try:
        return workspace.running_at.read_text().strip() or _DEFAULT
    except FileNotFoundError:
        return _DEFAULT


def name_address(address: str) -> None:
    """Let this process and its children make links to an address, unless the environment names one or its hosts."""
    if not os.environ.get("CRMETER_HOSTS"):
        os.environ.setdefault(_VARIABLE, address)


@contextmanager
def told_to_other_commands(workspace: Workspace, address: str) -> Iterator[None]:
    """Let other commands of a workspace know where it is served, as long as it is."""
    workspace.running_at.write_text(address)
    try:
        yield
    finally:
        workspace.running_at.unlink(missing_ok=True)
