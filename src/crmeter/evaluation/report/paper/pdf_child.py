"""The child that prints a page to PDF within limits; started by `crmeter.evaluation.report.paper.pdf` alone."""

import json
import logging
import os
import resource
import sys
from contextlib import suppress
from io import BytesIO

from crmeter.evaluation.report.paper.shapes import made_ready

# How the child ends where nothing can be printed on this machine at all.
NO_PRINTER_HERE = 3


def main() -> None:
    """Print the HTML of standard input, after one line of limits, and write the PDF to standard output."""
    # Whatever a library prints must not stand within the PDF.
    with os.fdopen(os.dup(1), "wb") as out:
        os.dup2(2, 1)
        order, _, page = sys.stdin.buffer.read().partition(b"\n")
        _limit(json.loads(order))
        out.write(_printed(page.decode()))


def _limit(limits: dict[str, int]) -> None:
    seconds = limits["seconds"]
    for kind, most in (
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_AS, limits["memory_bytes"]),
        # It writes nothing but what it hands over.
        (resource.RLIMIT_FSIZE, limits["file_bytes"]),
    ):
        # Some systems do not know some limits, or allow less already.
        with suppress(ValueError, OSError):
            resource.setrlimit(kind, (most, most))


def _printed(page: str) -> bytes:
    try:
        # Within the limits. Not everybody has it, nor pango, which it loads.
        from weasyprint import HTML  # noqa: PLC0415 - see above
        from weasyprint.urls import URLFetcher  # noqa: PLC0415 - see above
    except (ImportError, OSError) as missing:
        print(missing, file=sys.stderr)  # noqa: T201 - the parent reads it
        sys.exit(NO_PRINTER_HERE)

    logging.getLogger("weasyprint").setLevel(logging.CRITICAL)
    # Nothing is fetched, neither from the network nor from files: what the page needs, it holds.
    document = HTML(string=page, url_fetcher=URLFetcher(allowed_protocols=("data",), allow_redirects=False))
    made_ready(document.etree_element)
    out = BytesIO()
    document.write_pdf(out)
    return out.getvalue()


if __name__ == "__main__":
    main()
