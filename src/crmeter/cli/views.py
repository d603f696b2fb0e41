"""`crmeter views`: which pages or products are seen much and acted on little."""

import argparse
from pathlib import Path
from typing import Any

import numpy as np

from crmeter.cli.console import DONE, Console
from crmeter.cli.reading_flags import add_reading_flags, reading_of
from crmeter.cli.shown_estimates import left_out_as_json, left_out_line
from crmeter.evaluation.internal.views_file import FileViews, ViewsFile, views_of_file
from crmeter.vocabulary import Text, formats
from crmeter.warehouse.workspace import Workspace

_SHOWN = 15


def add_flags(parser: argparse.ArgumentParser) -> None:
    """Add the flags of the command."""
    parser.add_argument("file", type=Path, metavar="FILE", help="mỗi dòng một trang / a row for each page, or its days")
    parser.add_argument("--page", required=True, metavar="COLUMN", help="trang hay sản phẩm / page or product")
    parser.add_argument("--views", required=True, metavar="COLUMN", help="lượt xem / how often it was seen")
    parser.add_argument(
        "--actions", required=True, metavar="COLUMN", help="lượt dẫn tới điều mong muốn / views that ended as wanted"
    )
    add_reading_flags(parser)


def run(arguments: argparse.Namespace, workspace: Workspace, console: Console) -> int:  # noqa: ARG001 - as all commands
    """Run the command."""
    told = ViewsFile(arguments.page, arguments.views, arguments.actions)
    found = views_of_file(arguments.file, told, reading_of(arguments), work=console.work())
    for left in found.left_out:
        console.say(left_out_line(left))
    if console.as_json:
        console.data(_as_json(found))
    else:
        _show(console, found)
    return DONE


def _show(console: Console, found: FileViews) -> None:
    conversion = found.conversion

    def share(value: float) -> str:
        return formats.percent(value, console.language)

    def count(value: float) -> str:
        return formats.number(value, console.language, 0)

    def say(text: Text) -> None:
        console.show(text.in_(console.language))

    say(_ALL.fill(pages=count(len(found.pages)), views=count(int(found.views.sum())), rate=share(conversion.rate)))
    for at in np.argsort(-found.views, kind="stable")[:_SHOWN].tolist():
        say(
            _LINE.fill(
                page=found.pages[at],
                rate=share(conversion.conversion[at]),
                span=formats.span(share(conversion.low[at]), share(conversion.high[at])),
                views=count(int(found.views[at])),
                limits=formats.span(share(conversion.limit_low[at]), share(conversion.limit_high[at])),
            )
        )
    worst = found.seen_and_not_acted_on
    for at in worst[:_SHOWN]:
        say(_FOUND.fill(page=found.pages[at], missed=count(conversion.missed[at])))
    if not worst:
        say(_NONE)
    say(_HOW)


def _as_json(found: FileViews) -> dict[str, Any]:
    of = found.conversion
    worst = set(found.seen_and_not_acted_on)
    return {
        "schema": "crmeter.views/1",
        "left_out": [left_out_as_json(each) for each in found.left_out],
        "rate": of.rate,
        "dispersion": of.dispersion,
        "pages": [
            {
                "page": page,
                "views": int(found.views[at]),
                "actions": int(found.actions[at]),
                "rate": float(of.conversion[at]),
                "interval": [float(of.low[at]), float(of.high[at])],
                "limits": [float(of.limit_low[at]), float(of.limit_high[at])],
                "p_value": None if np.isnan(of.p_value[at]) else float(of.p_value[at]),
                "missed": float(of.missed[at]),
                "is_seen_and_not_acted_on": at in worst,
            }
            for at, page in enumerate(found.pages)
        ],
    }


_ALL = Text(
    "{pages} trang, {views} lượt xem: {rate} dẫn tới điều mong muốn",
    "{pages} pages, {views} views: {rate} ended as wanted",
)
_LINE = Text(
    "{page}: {rate}, 80% {span}, {views} lượt xem; ngẫu nhiên trong {limits}",
    "{page}: {rate}, 80% {span}, {views} views; by chance within {limits}",
)
_FOUND = Text(
    "Xem nhiều, làm ít: {page}, thiếu {missed} lần so với mức chung",
    "Seen much, acted on little: {page}, {missed} fewer than at the rate of all",
)
_NONE = Text("Không trang nào xem nhiều mà làm ít hơn ngẫu nhiên", "No page is seen much and acted on too little")
_HOW = Text(
    "Giới hạn theo biểu đồ phễu, có tính tới việc các trang vốn khác nhau và việc so nhiều trang (Holm); trang quá ít "
    "lượt xem thì không xét.",
    "Limits of a funnel plot, allowing for pages that differ anyway and for comparing many (Holm); pages with too few "
    "views are not judged.",
)
