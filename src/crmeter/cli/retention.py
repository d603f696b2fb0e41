"""`crmeter retention`: how long customers with a contract stay, and whether groups of them differ."""

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from crmeter.cli.console import DONE, Console
from crmeter.cli.equity_words import pair
from crmeter.cli.flag_values import positive_number
from crmeter.cli.reading_flags import add_reading_flags, reading_of
from crmeter.cli.shown_estimates import estimate_as_json, left_out_as_json, left_out_line
from crmeter.evaluation.external.staying_study import GroupStays, StayingFile, StayingStudy, study_staying
from crmeter.vocabulary import Text, formats
from crmeter.warehouse.workspace import Workspace

_CLEAR = 0.05
_ALL = Text("Tất cả", "All")
_UNIT = Text(
    "Thời gian tính theo đơn vị của cột {column}, chẳng hạn tháng",
    "Times are in the unit of the column {column}, such as months",
)
_OF = Text("{name}: {left} trong {n} khách đã rời", "{name}: {left} of {n} customers left")
_THERE = Text("  còn lại sau {at}: {share}", "  there after {at}: {share}")
_HALF = Text("  một nửa rời trong: {median}", "  half leave within: {median}")
_MEAN = Text(
    "  thời gian ở lại trung bình: {mean}, nhiều nhất được {horizon}", "  mean time there: {mean}, of {horizon} at most"
)
_DIFFER = Text("Các nhóm khác nhau: χ² = {statistic}, {p}", "The groups differ: χ² = {statistic}, {p}")
_ALIKE = Text(
    "Chưa thấy các nhóm khác nhau: χ² = {statistic}, {p}",
    "The groups cannot be told apart: χ² = {statistic}, {p}",
)


def add_flags(parser: argparse.ArgumentParser) -> None:
    """Add the flags of the command."""
    parser.add_argument("file", type=Path, metavar="FILE", help="mỗi dòng một khách / a row for each customer")
    parser.add_argument("--duration", required=True, metavar="COLUMN", help="đã ở bao lâu / how long they were seen")
    parser.add_argument(
        "--left", required=True, metavar="COLUMN=WORD", help="ai đã rời / who left: Churn=Yes; End=* if filled"
    )
    parser.add_argument("--by", metavar="COLUMN", help="so sánh theo nhóm / groups to compare")
    parser.add_argument("--at", type=positive_number, nargs="+", default=[], metavar="TIME", help="các mốc / times")
    parser.add_argument("--horizon", type=positive_number, metavar="TIME", help="để tính trung bình / of the mean time")
    add_reading_flags(parser)


def run(arguments: argparse.Namespace, workspace: Workspace, console: Console) -> int:  # noqa: ARG001 - as all commands
    """Run the command."""
    column, word = pair(arguments.left)
    study = study_staying(
        arguments.file,
        StayingFile(arguments.duration, column, word, arguments.by),
        reading_of(arguments),
        at=sorted(arguments.at),
        horizon=arguments.horizon,
        work=console.work(),
    )
    for left in study.left_out:
        console.say(left_out_line(left))
    if console.as_json:
        console.data(_as_json(study))
    else:
        _show(console, study, arguments.duration)
    return DONE


def _show(console: Console, study: StayingStudy, duration: str) -> None:
    def share(value: float) -> str:
        return formats.percent(value, console.language)

    def time(value: float) -> str:
        return formats.number(value, console.language)

    def say(text: Text, **words: Text | str | int) -> None:
        console.show(text.fill(**words).in_(console.language))

    say(_UNIT, column=duration)
    for group in study.groups:
        say(_OF, name=group.name or _ALL, left=group.curve.n_left_, n=group.curve.n_)
        for place, at in enumerate(study.at):
            one = group.survival.at(place)
            say(_THERE, at=time(at), share=_bounded(share, float(one.value), _bound(one.low), _bound(one.high)))
        say(_HALF, median=_bounded(time, *group.median))
        if group.mean_within is not None:
            mean = _bounded(lambda value: formats.number(value, console.language, 1), *group.mean_within)
            say(_MEAN, mean=mean, horizon=time(study.horizon))
    if study.test is not None:
        words = _DIFFER if study.test.p_value < _CLEAR else _ALIKE
        statistic = formats.number(study.test.statistic, console.language, 4)
        say(words, statistic=statistic, p=formats.p_value(study.test.p_value, console.language))


def _bounded(write: Callable[[float], str], value: float | None, low: float | None, high: float | None) -> str:
    """Return a figure with its bounds, as far as these are known."""
    told, below, above = (
        formats.EMPTY if each is None or not np.isfinite(each) else write(each) for each in (value, low, high)
    )
    return told if below == above == formats.EMPTY else f"{told} [{formats.span(below, above)}]"


def _bound(value: NDArray[np.float64] | None) -> float | None:
    return None if value is None else float(value)


def _as_json(study: StayingStudy) -> dict[str, Any]:
    return {
        "schema": "crmeter.retention/1",
        "horizon": study.horizon,
        "left_out": [left_out_as_json(each) for each in study.left_out],
        "groups": [_group_as_json(study, group) for group in study.groups],
        "test": study.test
        and {
            "chi_squared": study.test.statistic,
            "p_value": study.test.p_value,
            "left": study.test.left.tolist(),
            "expected": study.test.expected.tolist(),
        },
    }


def _group_as_json(study: StayingStudy, group: GroupStays) -> dict[str, Any]:
    value, low, high = group.median
    curve = group.curve
    return {
        "name": group.name,
        "n": curve.n_,
        "left": curve.n_left_,
        "longest": curve.longest_,
        "survival": [
            {"at": at} | _known(estimate_as_json(group.survival.at(place))) for place, at in enumerate(study.at)
        ],
        "median": {"value": value, "interval": [low, high]},
        "mean_within_horizon": group.mean_within
        and {"value": group.mean_within[0], "interval": list(group.mean_within[1:])},
        "curve": [
            {"at": float(at), "at_risk": int(n), "left": int(d), "survival": float(s)}
            for at, n, d, s in zip(curve.times_, curve.at_risk_, curve.left_, curve.survival_, strict=True)
        ],
    }


def _known(told: dict[str, Any]) -> dict[str, Any]:
    """Return an estimate with nothing where it is not known: JSON has no word for that."""
    bounds = told["interval"]
    return {
        "value": told["value"] if np.isfinite(told["value"]) else None,
        "interval": bounds if bounds is not None and np.isfinite(bounds).all() else None,
    }
