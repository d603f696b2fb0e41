"""The colours of the light theme by their names, for what understands neither themes nor names."""

import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

_TOKEN = re.compile(r"(--[\w-]+): light-dark\((#[0-9a-fA-F]{3,8}), #[0-9a-fA-F]{3,8}\);")
_USE = re.compile(r"var\((--[\w-]+)\)")


@cache
def colours() -> Mapping[str, str]:
    """Return the light colour of each token of the design."""
    sheet = files("crmeter.evaluation.report").joinpath("styles", "foundation.css").read_text("utf-8")
    return dict(_TOKEN.findall(sheet))


def with_colours(sheet: str) -> str:
    """Return a style sheet with the colours themselves where it names them.

    Raises:
        KeyError: it names a colour that the design does not have.
    """
    known = colours()
    return _USE.sub(lambda found: known[found[1]], sheet)
