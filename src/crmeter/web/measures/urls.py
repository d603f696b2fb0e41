"""Addresses of the catalogue."""

from django.urls import path

from crmeter.web.measures.views import measure, measures

urlpatterns = [
    path("measures", measures, name="measures"),
    path("measures/<slug:name>", measure, name="measure"),
]
