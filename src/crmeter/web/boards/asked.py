"""What a board is looked at by: read from its address, or as it was kept with the board."""

from collections.abc import Mapping
from datetime import date
from typing import cast
from urllib.parse import urlencode

from django.http import HttpRequest

from crmeter.evaluation.report.tiles.asked import Compare, Look
from crmeter.evaluation.report.words import SLICE_WORDS
from crmeter.strategy.boards.kinds import COMPARES
from crmeter.strategy.boards.queries import BoardView

_LONGEST_CODE = 200


def look_of(request: HttpRequest, board: BoardView) -> Look:
    """Return how the reader looks at a board: what the address does not say is as the board keeps it."""
    asked = request.GET
    compare = asked.get("compare", board.compare)
    by, code = _part(asked["part"]) if "part" in asked else (board.look_by, board.look_code)
    return Look(_month(asked.get("month", "")), by, code, _compare(compare))


def _compare(asked: str) -> Compare:
    return cast("Compare", asked) if asked in COMPARES else "before"


def as_query(look: Look, **also: str) -> str:
    """Return a look as the end of an address."""
    said: Mapping[str, str] = {
        "month": "" if look.month is None else look.month.isoformat(),
        "part": f"{look.by}:{look.code}" if look.by else "",
        "compare": look.compare,
    }
    return urlencode({**said, **also})


def _part(asked: str) -> tuple[str, str]:
    by, _colon, code = asked[:_LONGEST_CODE].partition(":")
    return (by, code) if by in SLICE_WORDS and code else ("", "")


def _month(asked: str) -> date | None:
    try:
        return date.fromisoformat(asked).replace(day=1) if asked else None
    except ValueError:
        return None
