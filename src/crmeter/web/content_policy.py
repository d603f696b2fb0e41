"""What a browser may load and run on a page: only what the product itself serves, no inline script."""

from collections.abc import Callable, Iterable

from django.http import HttpRequest, HttpResponse

HEADER = "Content-Security-Policy"
_FRAMED_BY_NONE = "frame-ancestors 'none'"
POLICY = "; ".join(
    [
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        # Marks drawn by the server carry their place as an attribute; a style element stays forbidden.
        "style-src-attr 'unsafe-inline'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "frame-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        _FRAMED_BY_NONE,
    ]
)


def policy_framed_by(sites: Iterable[str]) -> str:
    """Return the policy of a page that some sites may show inside theirs, and no others."""
    return POLICY.replace(_FRAMED_BY_NONE, f"frame-ancestors {' '.join(sites)}")


class ContentPolicy:
    """Middleware that puts the policy on every answer that does not carry a stricter one of its own."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer with the policy."""
        response = self._get_response(request)
        response.headers.setdefault(HEADER, POLICY)
        return response
