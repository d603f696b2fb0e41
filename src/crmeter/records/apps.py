"""The records as one Django app."""

from django.apps import AppConfig
from django.core.checks import Tags, register


class RecordsConfig(AppConfig):
    """One app for all concepts, so that no import has to hide inside a function."""

    name = "crmeter.records"
    label = "records"

    def ready(self) -> None:
        """Register the start-up checks, and meet all concepts, so that whoever is told of changes is told of all."""
        import crmeter.records.catalogue  # noqa: F401, PLC0415 - as below
        from crmeter.records.sqlite_journal import journal_check  # noqa: PLC0415 - apps load before anything else

        register(journal_check, Tags.database)
