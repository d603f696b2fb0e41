"""Addresses of the value map."""

from django.urls import path

from crmeter.web.value_map.page import value_map

urlpatterns = [
    path("value-map", value_map, name="value_map"),
]
