"""`crmeter response`: how conversion falls with the time until the first answer, and the window to answer within."""

import argparse
from pathlib import Path
from typing import Any

from crmeter.cli.console import DONE, Console
from crmeter.cli.equity_words import pair
from crmeter.cli.reading_flags import add_reading_flags, reading_of
from crmeter.cli.shown_estimates import left_out_as_json, left_out_line
from crmeter.evaluation.internal.response_file import FileResponse, ResponseFile, response_of_file
from crmeter.evaluation.internal.said import ASSOCIATION, window_said
from crmeter.vocabulary import Text, formats
from crmeter.warehouse.workspace import Workspace


def add_flags(parser: argparse.ArgumentParser) -> None:
    """Add the flags of the command."""
    parser.add_argument("file", type=Path, metavar="FILE", help="mỗi dòng một khách tiềm năng / a row for each lead")
    parser.add_argument(
        "--converted", required=True, metavar="COLUMN=WORD", help="ai thành khách hàng / who became a customer: Won=yes"
    )
    parser.add_argument(
        "--delay", metavar="COLUMN", help="chờ bao lâu, trống nếu chưa ai trả lời / how long each waited"
    )
    parser.add_argument("--created", metavar="COLUMN", help="đến lúc nào, nếu không có --delay / when the lead came")
    parser.add_argument("--answered", metavar="COLUMN", help="được trả lời lúc nào / when it was first answered")
    add_reading_flags(parser, has_days=True)


def run(arguments: argparse.Namespace, workspace: Workspace, console: Console) -> int:  # noqa: ARG001 - as all commands
    """Run the command."""
    told = ResponseFile(*pair(arguments.converted), arguments.delay, arguments.created, arguments.answered)
    found = response_of_file(arguments.file, told, reading_of(arguments), work=console.work())
    for left in found.left_out:
        console.say(left_out_line(left))
    if console.as_json:
        console.data(_as_json(found))
    else:
        _show(console, found, in_hours=arguments.delay is None)
    return DONE


def _show(console: Console, found: FileResponse, *, in_hours: bool) -> None:
    def share(value: float) -> str:
        return formats.percent(value, console.language)

    def time(value: float) -> str:
        return formats.number(value, console.language, 1)

    def say(text: Text) -> None:
        console.show(text.in_(console.language))

    decay = found.decay
    say(_IN_HOURS if in_hours else _IN_UNIT)
    for each in decay.bins:
        span = formats.span(share(float(each.interval.low)), share(float(each.interval.high)))
        within = formats.span(time(each.low), time(each.high))
        say(_LINE.fill(within=within, rate=share(each.rate), span=span, n=formats.number(each.n, console.language)))
    n, converted = decay.never
    if n:
        say(_NEVER.fill(n=n, rate=share(converted / n)))
    say(window_said(decay))
    say(ASSOCIATION)


def _as_json(found: FileResponse) -> dict[str, Any]:
    decay = found.decay
    return {
        "schema": "crmeter.response/1",
        "leads": found.leads,
        "left_out": [left_out_as_json(each) for each in found.left_out],
        "bins": [
            {
                "from": each.low,
                "to": each.high,
                "median": each.middle,
                "n": each.n,
                "rate": each.rate,
                "interval": [float(each.interval.low), float(each.interval.high)],
                "fitted": each.fitted,
            }
            for each in decay.bins
        ],
        "never_answered": {"n": decay.never[0], "converted": decay.never[1]},
        "window": decay.window,
        "window_interval": None if decay.window_interval is None else list(decay.window_interval),
    }


_IN_HOURS = Text("Thời gian tính bằng giờ", "Times are in hours")
_IN_UNIT = Text("Thời gian theo đơn vị của cột", "Times are in the unit of the column")
_LINE = Text(
    "Chờ {within}: {rate} chuyển đổi, 80% {span}, n = {n}", "Waited {within}: {rate} convert, 80% {span}, n = {n}"
)
_NEVER = Text("Chưa ai trả lời: {rate} chuyển đổi, n = {n}", "Never answered: {rate} convert, n = {n}")
