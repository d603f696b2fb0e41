"""Accounts are opened and links made on the command line; each command is a process with a workspace of its own."""

import json
from collections.abc import Callable
from pathlib import Path

from tests.cli.conftest import Crmeter

from crmeter.cli.user import ROLES
from crmeter.records.staff.roles import Role


def test_the_roles_of_the_flag_are_those_of_the_records() -> None:
    assert list(ROLES) == list(Role.values)


def test_an_account_is_opened_with_a_link_and_no_password_and_nobody_else_gets_one(
    process: Crmeter, give_records: Callable[[], None], tmp_path: Path
) -> None:
    give_records()
    added = process("user", "add", "--email", "lan@example.vn", "--role", "director", "--admin", "--json")
    again = process("user", "add", "--email", "LAN@example.vn", "--role", "rep", CRMETER_LANGUAGE="en")
    link = process("user", "link", "--email", "lan@example.vn", "--address", "https://crm.example.vn/")
    nobodys = process("user", "link", "--email", "nobody@example.vn", CRMETER_LANGUAGE="en")

    assert added.code == 0, added.err
    told = json.loads(added.out)
    assert (told["email"], told["role"]) == ("lan@example.vn", "director")
    assert told["link"].startswith("http://127.0.0.1:8000/accounts/link/")
    assert again.code == 2
    assert "has an account" in again.err
    assert link.out.startswith("https://crm.example.vn/accounts/link/")
    assert (tmp_path / "workspace" / "secret.key").stat().st_mode & 0o777 == 0o600
    assert nobodys.code == 1
    assert "no open account nobody@example.vn" in nobodys.err
