"""On which version of a record a form was filled in."""

from django.http import HttpRequest

# Beyond so many digits no row has a number, and Python reads no whole number of thousands of them.
_MOST_DIGITS = 9


def version_in(request: HttpRequest) -> int | None:
    """Return the version that a form was filled in on; None where it names none."""
    written = request.POST.get("version", "")
    return int(written) if is_number(written) else None


def is_number(written: str) -> bool:
    """Return whether something typed is a number that a version, or a record, can have."""
    return written.isdecimal() and len(written) <= _MOST_DIGITS
