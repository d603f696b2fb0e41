"""Addresses of queues and promises."""

from django.urls import path

from crmeter.web.queues import promises, views

urlpatterns = [
    path("settings/queues", views.queues_page, name="queues"),
    path("settings/queues/order", views.order, name="queues_order"),
    path("settings/queues/<int:number>", views.one, name="queue"),
    path("settings/promises/<slug:priority>", promises.decide, name="promise"),
]
