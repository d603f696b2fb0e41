"""The order that somebody gives to a list: by dragging, or a row at a time by buttons."""

from django.http import HttpRequest


def order_in(request: HttpRequest) -> list[str]:
    """Return the rows of a form in the order that is asked for.

    The rows come in the order in which they stand, as they were dragged; `move` takes one of them a step up or down.
    An order that is taken back stands in the address.
    """
    rows = request.POST.getlist("order") or request.GET.get("order", "").split()
    row, _, way = request.POST.get("move", "").partition(" ")
    if row not in rows:
        return rows
    at = rows.index(row)
    to = {"up": max(at - 1, 0), "down": at + 1}.get(way, at)
    rows.insert(to, rows.pop(at))
    return rows


def whole(words: str) -> int:
    """Return the number of a row that a form names; no row has number 0."""
    return int(words) if words.isdecimal() and len(words) <= 18 else 0


def numbered(row: str) -> tuple[int, int]:
    """Return number and version of a row that a form names as `number.version`."""
    number, _dot, version = row.partition(".")
    return whole(number), whole(version)
