"""The web room as a Django app: templates, tags and static files, no tables."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """Templates and static files of the pages."""

    name = "crmeter.web"
    label = "web"
