"""Evaluations of other days, made of the one that pages show."""

from datetime import date

from crmeter.records.readings.actions import publish_run
from crmeter.records.readings.queries import current_run, document_of, readings_of
from crmeter.vocabulary import Scope


def publish_as_of(day: date, equity: float, **settings: object) -> None:
    """Publish the current evaluation once more, as if of another day, with another equity and other settings."""
    run = current_run(Scope("all"))
    assert run is not None
    document = document_of(run) | {"readings": readings_of(run)}
    document["run"] |= {"id": f"run-{day}", "as_of": day.isoformat()}
    document["run"]["settings"] = [[name, settings.get(name, held)] for name, held in document["run"]["settings"]]
    for reading in document["readings"]:
        if reading["measure"] == "customer_equity" and not reading["slice"] and reading["value"] is not None:
            reading["value"] = str(equity)
    publish_run(document)
