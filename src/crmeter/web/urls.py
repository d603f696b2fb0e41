"""The addresses of the pages."""

from django.urls import URLPattern, URLResolver, include, path

from crmeter.web.design.page import design
from crmeter.web.preferences import set_language, set_theme

urlpatterns: list[URLPattern | URLResolver] = [
    path("language", set_language, name="language"),
    path("theme", set_theme, name="theme"),
    path("design", design, name="design"),
    path("", include("crmeter.web.home.urls")),
    path("", include("crmeter.web.sample.urls")),
    path("", include("crmeter.web.customers.urls")),
    path("", include("crmeter.web.records.urls")),
    path("", include("crmeter.web.surveys.urls")),
    path("", include("crmeter.web.decisions.urls")),
    path("", include("crmeter.web.brand.urls")),
    path("", include("crmeter.web.work.urls")),
    path("", include("crmeter.web.notices.urls")),
    path("", include("crmeter.web.find.urls")),
    path("", include("crmeter.web.loyalty.urls")),
    path("", include("crmeter.web.satisfaction.urls")),
    path("", include("crmeter.web.value.urls")),
    path("", include("crmeter.web.value_map.urls")),
    path("", include("crmeter.web.internal.urls")),
    path("", include("crmeter.web.forecasts.urls")),
    path("", include("crmeter.web.findings.urls")),
    path("", include("crmeter.web.alerts.urls")),
    path("", include("crmeter.web.boards.urls")),
    path("", include("crmeter.web.own_measures.urls")),
    path("", include("crmeter.web.measures.urls")),
    path("", include("crmeter.web.influence.urls")),
    path("", include("crmeter.web.viewpoints.urls")),
    path("", include("crmeter.web.methods.urls")),
    path("", include("crmeter.web.imports.urls")),
    path("", include("crmeter.web.runs.urls")),
    path("", include("crmeter.web.explain.urls")),
    path("", include("crmeter.web.readings.urls")),
    path("", include("crmeter.web.profile.urls")),
    path("", include("crmeter.web.firm.urls")),
    path("", include("crmeter.web.people.urls")),
    path("", include("crmeter.web.pipelines.urls")),
    path("", include("crmeter.web.queues.urls")),
    path("", include("crmeter.web.currencies.urls")),
    path("", include("crmeter.web.working_hours.urls")),
    path("", include("crmeter.web.audit_log.urls")),
    path("", include("crmeter.web.mail.urls")),
]
