"""Addresses of the inside view."""

from django.urls import path

from crmeter.web.internal.departments import DEPARTMENTS
from crmeter.web.internal.views import department

urlpatterns = [path(f"internal/{name}", department, {"name": name}, name=name) for name in DEPARTMENTS]
