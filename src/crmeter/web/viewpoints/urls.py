"""Addresses of the four viewpoints."""

from django.urls import path

from crmeter.web.viewpoints.views import viewpoint, viewpoints

urlpatterns = [
    path("viewpoints", viewpoints, name="viewpoints"),
    path("viewpoints/<slug:name>", viewpoint, name="viewpoint"),
]
