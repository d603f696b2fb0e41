"""Addresses of the sample company."""

from django.urls import path

from crmeter.web.sample.views import progress, remove, start

urlpatterns = [
    path("sample", start, name="sample"),
    path("sample/remove", remove, name="sample_remove"),
    path("sample/progress", progress, name="sample_progress"),
]
