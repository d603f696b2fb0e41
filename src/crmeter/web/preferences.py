"""Language and theme: chosen before signing in as well as after, kept in cookies and in the account."""

from collections.abc import Callable

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest, HttpResponseRedirect
from django.utils import translation
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from crmeter.records.staff.actions import THEMES, change_profile
from crmeter.records.staff.queries import actor_of, person
from crmeter.vocabulary import LANGUAGES

THEME_COOKIE = "crmeter_theme"
_YEAR = 365 * 24 * 60 * 60


class AccountLanguage:
    """Middleware that shows the product in the language of the account where this machine has not chosen one."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer a request."""
        if settings.LANGUAGE_COOKIE_NAME not in request.COOKIES and request.user.is_authenticated:
            translation.activate(request.user.language)
            request.LANGUAGE_CODE = request.user.language
        return self._get_response(request)


@login_not_required
@require_POST
def set_language(request: HttpRequest) -> HttpResponse:
    """Show the product in another language from now on."""
    chosen = request.POST.get("language", "")
    if chosen not in LANGUAGES:
        return HttpResponseBadRequest()
    _remember(request, language=chosen)
    return kept_in_cookie(request, HttpResponseRedirect(_back(request)), settings.LANGUAGE_COOKIE_NAME, chosen)


@login_not_required
@require_POST
def set_theme(request: HttpRequest) -> HttpResponse:
    """Show the product light, dark, or as the system is, from now on."""
    chosen = request.POST.get("theme", "")
    if chosen not in THEMES:
        return HttpResponseBadRequest()
    _remember(request, theme=chosen)
    # The script has changed the page already and only wants this kept.
    wants_page = request.headers.get("Accept", "").startswith("text/html")
    response: HttpResponse = HttpResponseRedirect(_back(request)) if wants_page else HttpResponse(status=204)
    return kept_in_cookie(request, response, THEME_COOKIE, chosen)


def theme_of(request: HttpRequest) -> str:
    """Return the theme to draw: the cookie of this machine, else what the account says, else the system's."""
    user = getattr(request, "user", None)
    kept = user.theme if user is not None and user.is_authenticated else "system"
    chosen = request.COOKIES.get(THEME_COOKIE, kept)
    return chosen if chosen in THEMES else "system"


def _remember(request: HttpRequest, *, language: str = "", theme: str = "") -> None:
    if not request.user.is_authenticated:
        return
    reader = person(request.user.pk)
    if reader is not None:
        change_profile(
            actor_of(reader),
            reader.id,
            version=reader.version,
            name=request.user.display_name,
            language=language or reader.language,
            theme=theme or reader.theme,
        )


def kept_in_cookie(request: HttpRequest, response: HttpResponse, cookie: str, chosen: str) -> HttpResponse:
    """Let this machine remember a choice for a year."""
    response.set_cookie(cookie, chosen, max_age=_YEAR, samesite="Lax", secure=request.is_secure())
    return response


def _back(request: HttpRequest) -> str:
    wanted = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if safe else "/"
