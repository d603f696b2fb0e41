"""Addresses of the pages of forecasts."""

from django.urls import path

from crmeter.web.forecasts import scenarios
from crmeter.web.forecasts.views import forecasts

urlpatterns = [
    path("forecasts", forecasts, name="forecasts"),
    path("forecasts/scenarios", scenarios.page, name="scenarios"),
    path("forecasts/scenarios/new", scenarios.add, name="scenario_new"),
    path("forecasts/scenarios/<int:number>", scenarios.change, name="scenario_change"),
    path("forecasts/scenarios/<int:number>/remove", scenarios.remove, name="scenario_remove"),
    path("forecasts/scenarios/<int:number>/bring-back", scenarios.bring_back, name="scenario_bring_back"),
]
