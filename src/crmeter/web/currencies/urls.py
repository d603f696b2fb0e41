"""Addresses of currencies and rates."""

from django.urls import path

from crmeter.web.currencies import rates, views

urlpatterns = [
    path("settings/currencies", views.currencies_page, name="currencies"),
    path("settings/currencies/<slug:code>", views.one, name="currency"),
    path("settings/currencies/<slug:code>/drop", views.drop, name="currency_drop"),
    path("settings/currencies/<slug:code>/take", rates.take, name="rates_take"),
    path("settings/currencies/<slug:code>/put-back", rates.put_back, name="rate_put_back"),
    path("settings/rates/<int:number>/change", rates.change, name="rate_change"),
    path("settings/rates/<int:number>/remove", rates.remove, name="rate_remove"),
]
