"""Estimates as lines and as JSON."""

from collections.abc import Callable
from typing import Any

from crmeter.estimators import Estimates
from crmeter.vocabulary import Language, LeftOut, Text, formats


def with_interval(one: Estimates, write: Callable[[float], str]) -> str:
    """Return a figure with its bounds behind it.

    Args:
        one: of shape ().
        write: writes a figure.
    """
    value = write(float(one.value))
    if one.low is None or one.high is None:
        return value
    return f"{value}   [{formats.span(write(float(one.low)), write(float(one.high)))}]"


def points_with_interval(one: Estimates, language: Language) -> str:
    """Return a difference of shares in percentage points with its bounds behind it.

    Args:
        one: of shape (), in shares.
        language: of the words.
    """
    value = formats.points(float(one.value), language)
    if one.low is None or one.high is None:
        return value
    return f"{value}   [{formats.span(*(formats.hundredths(float(each), language) for each in (one.low, one.high)))}]"


def estimate_as_json(one: Estimates) -> dict[str, Any]:
    """Return an estimate of one figure as JSON."""
    bounds = None if one.low is None or one.high is None else [float(one.low), float(one.high)]
    return {"value": float(one.value), "interval": bounds}


def left_out_as_json(left: LeftOut) -> dict[str, Any]:
    """Return what was not used as JSON."""
    return {"code": left.code, "reason": left.reason.to_json(), "n": left.n}


def left_out_line(left: LeftOut) -> Text:
    """Return what was not used as a line."""
    return Text("Không dùng {n} {reason}", "Left out {n} {reason}").fill(n=left.n, reason=left.reason)
