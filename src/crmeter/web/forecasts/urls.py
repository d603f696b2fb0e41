"""Address of the page of forecasts."""

from django.urls import path

from crmeter.web.forecasts.views import forecasts

urlpatterns = [path("forecasts", forecasts, name="forecasts")]
