"""Mail leaves by the sender alone, and the sender asks the gate before it hands anything over."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[2] / "src" / "crmeter"
SENDER = PACKAGE / "engagement" / "mail" / "sender.py"
# What mail could leave by. `django.core.mail` sends; whoever writes a backend for it is looked at by its name below.
WAYS_OUT = ("smtplib", "django.core.mail", "aiosmtplib", "imaplib")
# What hands a message over to a server.
HANDS_OVER = {"mail", "rcpt", "data", "sendmail", "send_message", "_handed_over"}


def ways_out(source: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(source)):
        names: list[str] = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            names = [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
        yield from (f"line {node.lineno}: {name}" for name in names if name in WAYS_OUT)
        if isinstance(node, ast.Attribute) and node.attr == "email_user":
            yield f"line {node.lineno}: email_user"


def unasked(source: str) -> list[str]:
    """Functions that hand something over before they have asked, and are not called by one that has."""
    found = []
    for function in ast.walk(ast.parse(source)):
        if not isinstance(function, ast.FunctionDef) or function.name == "_handed_over":
            continue
        calls = sorted(
            (node.lineno, node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", ""))
            for node in ast.walk(function)
            if isinstance(node, ast.Call)
        )
        asked = next((line for line, name in calls if name == "may_send"), None)
        handed = next((line for line, name in calls if name in HANDS_OVER), None)
        if handed is not None and (asked is None or asked > handed):
            found.append(function.name)
    return found


def test_nothing_but_the_sender_knows_a_way_out() -> None:
    found = [
        f"{path.relative_to(PACKAGE)} {words}"
        for path in sorted(PACKAGE.rglob("*.py"))
        if path != SENDER
        for words in ways_out(path.read_text("utf-8"))
    ]

    assert not found, "\n".join(
        ["put a message in the queue by engagement.mail.actions.queue_message instead:", *found]
    )


def test_the_sender_asks_before_it_hands_over() -> None:
    source = SENDER.read_text("utf-8")

    assert unasked(source) == []
    assert "may_send" in source


@pytest.mark.parametrize(
    "planted",
    [
        "import smtplib",
        "from smtplib import SMTP",
        "from django.core import mail",
        "from django.core.mail import send_mail",
        "user.email_user('a', 'b')",
    ],
)
def test_a_planted_way_out_is_found(planted: str) -> None:
    assert list(ways_out(planted))


@pytest.mark.parametrize(
    "planted",
    [
        "def send(line, letter):\n    line.sendmail(a, b, c)",
        "def send(line, letter):\n    line.data(b'x')\n    may_send(a, b, c, d)",
    ],
)
def test_a_planted_sender_that_does_not_ask_is_found(planted: str) -> None:
    assert unasked(planted) == ["send"]
