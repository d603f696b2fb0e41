"""The addresses of the pages."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("crmeter.web.home.urls")),
    path("", include("crmeter.web.loyalty.urls")),
    path("", include("crmeter.web.value.urls")),
    path("", include("crmeter.web.forecasts.urls")),
    path("", include("crmeter.web.measures.urls")),
    path("", include("crmeter.web.runs.urls")),
    path("", include("crmeter.web.explain.urls")),
]
