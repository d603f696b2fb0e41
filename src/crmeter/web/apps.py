"""The web room as a Django app: templates, tags and static files, no tables."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """Templates and static files of the pages."""

    name = "crmeter.web"
    label = "web"

    def ready(self) -> None:
        """Listen to what allauth does."""
        from crmeter.web.accounts import watch  # noqa: F401, PLC0415 - its receivers register themselves
