"""`crmeter contacts`: after how many contacts people no longer reply, and what is spent past it."""

import argparse
from pathlib import Path
from typing import Any

from crmeter.cli.console import DONE, Console
from crmeter.cli.equity_words import pair
from crmeter.cli.reading_flags import add_reading_flags, reading_of
from crmeter.cli.shown_estimates import left_out_as_json, left_out_line
from crmeter.estimators.outreach.silence_point import BREAK_EVEN, RepliesAt
from crmeter.evaluation.internal.contacts_file import ContactsFile, FileContacts, contacts_of_file
from crmeter.evaluation.internal.said import silence_said
from crmeter.vocabulary import Text, formats
from crmeter.warehouse.workspace import Workspace

_SHOWN = 15


def add_flags(parser: argparse.ArgumentParser) -> None:
    """Add the flags of the command."""
    parser.add_argument("file", type=Path, metavar="FILE", help="mỗi dòng một người / a row for each person")
    parser.add_argument(
        "--contacts", required=True, metavar="COLUMN", help="đã liên hệ mấy lần / how often they were contacted"
    )
    parser.add_argument(
        "--replied",
        required=True,
        metavar="COLUMN=WORD",
        help="ai trả lời lần cuối / who replied to the last: Reply=yes",
    )
    parser.add_argument(
        "--break-even",
        type=float,
        default=BREAK_EVEN,
        metavar="RATE",
        help="tỷ lệ trả lời vừa đủ bù chi phí / reply rate at which a contact pays: 0.01",
    )
    add_reading_flags(parser)


def run(arguments: argparse.Namespace, workspace: Workspace, console: Console) -> int:  # noqa: ARG001 - as all commands
    """Run the command."""
    told = ContactsFile(arguments.contacts, *pair(arguments.replied))
    found = contacts_of_file(
        arguments.file, told, reading_of(arguments), break_even=arguments.break_even, work=console.work()
    )
    for left in found.left_out:
        console.say(left_out_line(left))
    if console.as_json:
        console.data(_as_json(found))
    else:
        _show(console, found)
    return DONE


def _show(console: Console, found: FileContacts) -> None:
    def share(value: float) -> str:
        return formats.percent(value, console.language)

    def count(value: int) -> str:
        return formats.number(value, console.language)

    point = found.point
    for each in point.curve[:_SHOWN]:
        if each.rate is None or each.interval is None:
            continue
        span = formats.span(share(float(each.interval.low)), share(float(each.interval.high)))
        words = _LINE.fill(number=each.number, rate=share(each.rate), span=span, n=count(each.contacts))
        console.show(words.in_(console.language))
    console.show(silence_said(point).in_(console.language))


def _as_json(found: FileContacts) -> dict[str, Any]:
    point = found.point
    return {
        "schema": "crmeter.contacts/1",
        "people": found.people,
        "left_out": [left_out_as_json(each) for each in found.left_out],
        "break_even": point.break_even,
        "curve": [_at(each) for each in point.curve],
        "silence_point": point.after,
        "upper_95": point.upper,
        "contacts_past": point.contacts_past,
        "replies_past": point.replies_past,
    }


def _at(each: RepliesAt) -> dict[str, Any]:
    bounds = None if each.interval is None else [float(each.interval.low), float(each.interval.high)]
    return {
        "contact": each.number,
        "contacts": each.contacts,
        "replies": each.replies,
        "rate": each.rate,
        "interval": bounds,
    }


_LINE = Text("Lần {number}: {rate}, 80% {span}, n = {n}", "Contact {number}: {rate}, 80% {span}, n = {n}")
