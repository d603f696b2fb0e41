"""Addresses of explanations."""

from django.urls import path

from crmeter.web.explain.views import explain, rows, rows_file

urlpatterns = [
    path("explain/<slug:measure>", explain, name="explain"),
    path("explain/<slug:measure>/rows", rows, name="explain_rows"),
    path("explain/<slug:measure>/rows.csv", rows_file, name="explain_rows_file"),
]
