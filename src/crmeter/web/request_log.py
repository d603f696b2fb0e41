"""What whoever runs the server reads of a request that failed: its route and the way to the error, no secret of it."""

import logging


class ByRoute(logging.Filter):
    """Says the route in place of the address, which may hold the secret of a link."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Write a record anew, and let it pass."""
        match = getattr(getattr(record, "request", None), "resolver_match", None)
        route = "a page" if match is None else f"/{match.route}"
        record.msg, record.args = "%s on %s", (getattr(record, "status_code", 500), route)
        return True
