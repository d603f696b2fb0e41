"""Addresses of the brand."""

from django.urls import path

from crmeter.web.brand import measuring, score, value

urlpatterns = [
    path("brand", score.brand_page, name="brand"),
    path("brand/value", value.value_page, name="brand_value"),
    path("brand/measuring", measuring.measuring_page, name="brand_measuring"),
]
