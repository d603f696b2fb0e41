"""Addresses of methods side by side and of their choice."""

from django.urls import path

from crmeter.web.methods.choice import choice
from crmeter.web.methods.page import methods

urlpatterns = [
    path("methods", methods, name="methods"),
    path("settings/methods", choice, name="method_choice"),
]
