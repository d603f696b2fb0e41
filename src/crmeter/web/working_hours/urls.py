"""Addresses of the working calendar."""

from django.urls import path

from crmeter.web.working_hours import days, views

urlpatterns = [
    path("settings/working-hours", views.working_hours, name="working_hours"),
    path("settings/working-hours/days", days.add, name="special_day_add"),
    path("settings/working-hours/proposed", days.take, name="proposed_take"),
    path("settings/working-hours/put-back", days.put_back, name="special_day_put_back"),
    path("settings/working-hours/days/<int:number>/remove", days.remove, name="special_day_remove"),
]
