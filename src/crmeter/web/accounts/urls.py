"""The addresses of the product's own sign-in pages, and those of allauth that stay closed."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver, path

from crmeter.web.accounts.sign_in_link import sign_in_link


@login_not_required
def closed(_: HttpRequest, **__: str) -> HttpResponse:
    """Answer that there is no such page: an administrator opens accounts and changes their addresses.

    Raises:
        Http404: always.
    """
    raise Http404


urlpatterns: list[URLPattern | URLResolver] = [
    path("link/<str:token>/", sign_in_link, name="sign_in_link"),
    path("signup/", closed),
    path("email/", closed),
    path("confirm-email/", closed),
    path("confirm-email/<str:key>/", closed),
]
