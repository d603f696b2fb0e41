"""Addresses of own measures; they stand before those of measures by name."""

from django.urls import path

from crmeter.web.own_measures import page

urlpatterns = [
    path("measures/new", page.new, name="own_measure_new"),
    path("measures/check", page.check, name="own_measure_check"),
    path("measures/own/<int:number>", page.one, name="own_measure"),
    path("measures/own/<int:number>/remove", page.remove, name="own_measure_remove"),
    path("measures/own/<int:number>/bring-back", page.bring_back, name="own_measure_bring_back"),
]
