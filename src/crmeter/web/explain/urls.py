"""Addresses of explanations."""

from django.urls import path

from crmeter.web.explain.views import explain, rows, rows_file
from crmeter.web.explain.why import why

urlpatterns = [
    path("explain/<slug:measure>", explain, name="explain"),
    path("explain/<slug:measure>/why", why, name="explain_why"),
    path("explain/<slug:measure>/rows", rows, name="explain_rows"),
    path("explain/<slug:measure>/rows.csv", rows_file, name="explain_rows_file"),
]
