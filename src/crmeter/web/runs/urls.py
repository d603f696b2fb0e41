"""Addresses of the evaluations."""

from django.urls import path

from crmeter.web.runs.views import compare, progress, runs, start, stop

urlpatterns = [
    path("runs", runs, name="runs"),
    path("runs/start", start, name="run_start"),
    path("runs/compare", compare, name="runs_compare"),
    path("runs/jobs/<int:number>", progress, name="run_progress"),
    path("runs/jobs/<int:number>/stop", stop, name="run_stop"),
]
