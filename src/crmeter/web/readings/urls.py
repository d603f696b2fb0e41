"""Addresses of the part that a reader sees."""

from django.urls import path

from crmeter.web.readings.part import part_again, part_progress

urlpatterns = [
    path("part", part_progress, name="part_progress"),
    path("part/again", part_again, name="part_again"),
]
