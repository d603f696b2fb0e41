"""On which version of a record a form was filled in."""

from django.http import HttpRequest


def version_in(request: HttpRequest) -> int | None:
    """Return the version that a form was filled in on; None where it names none."""
    written = request.POST.get("version", "")
    return int(written) if written.isdecimal() and len(written) <= 9 else None
