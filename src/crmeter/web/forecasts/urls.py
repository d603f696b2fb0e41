"""Addresses of the pages of forecasts."""

from django.urls import path

from crmeter.web.forecasts import market, scenarios
from crmeter.web.forecasts.views import forecasts

urlpatterns = [
    path("forecasts", forecasts, name="forecasts"),
    path("forecasts/market", market.page, name="market"),
    path("forecasts/market/new", market.add, name="market_new"),
    path("forecasts/market/paste", market.paste, name="market_paste"),
    path("forecasts/market/<int:number>", market.change, name="market_change"),
    path("forecasts/market/<int:number>/remove", market.remove, name="market_remove"),
    path("forecasts/market/<int:number>/bring-back", market.bring_back, name="market_bring_back"),
    path("forecasts/scenarios", scenarios.page, name="scenarios"),
    path("forecasts/scenarios/new", scenarios.add, name="scenario_new"),
    path("forecasts/scenarios/<int:number>", scenarios.change, name="scenario_change"),
    path("forecasts/scenarios/<int:number>/remove", scenarios.remove, name="scenario_remove"),
    path("forecasts/scenarios/<int:number>/bring-back", scenarios.bring_back, name="scenario_bring_back"),
]
