"""Engagement as a Django app with tables of its own."""

from django.apps import AppConfig


class EngagementConfig(AppConfig):
    """One app for all ways to people."""

    name = "crmeter.engagement"
    label = "engagement"
