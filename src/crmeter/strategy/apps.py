"""Strategy as a Django app with tables of its own."""

from django.apps import AppConfig


class StrategyConfig(AppConfig):
    """One app for all that is decided."""

    name = "crmeter.strategy"
    label = "strategy"
