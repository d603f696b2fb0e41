"""The addresses of the pages."""

from django.urls import URLPattern, URLResolver, path

from crmeter.web.design.page import design
from crmeter.web.preferences import set_language, set_theme

urlpatterns: list[URLPattern | URLResolver] = [
    path("language", set_language, name="language"),
    path("theme", set_theme, name="theme"),
    path("design", design, name="design"),
]
